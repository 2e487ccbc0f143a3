"""Repairs of deliveries that belong to no library, from the problem to the fix."""

import asyncio
from dataclasses import replace

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals import issues
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.issues import IssueKind
from testing.plex_server import Fault, Location
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment

from .conftest import Repairs, offered, suggested

KIND = IssueKind.UNMATCHED
NAME = "handbook"
"""A name that says nothing about the content."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Create issues without a delay."""
    monkeypatch.setitem(issues.DELAY_SECONDS, KIND, 0)


async def lost(env: DeliveryEnvironment, name: str = NAME, **details: object) -> Delivery:
    """Return a delivery that belongs to no library, according to its folder and name."""
    delivery = await env.ended(await env.finish(f"/downloads/movies/{name}", **details))
    assert delivery.state is DeliveryState.UNMATCHED
    return delivery


async def imports_come(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """Set an option for imported downloads."""
    repairs.hass.config_entries.async_update_entry(
        env.entry, options={**env.entry.options, "imported_categories": ["sonarr"]}
    )
    await env.restart()


def state(env: DeliveryEnvironment, delivery: Delivery) -> DeliveryState | None:
    current: Delivery | None = env.manager.deliveries.get(delivery.id)
    return current.state if current else None


async def test_suggested_mapping_fixes_delivery(repairs: Repairs, env: DeliveryEnvironment) -> None:
    env.put(f"movies/{NAME}/{NAME}.mkv")
    delivery = await lost(env)
    assert repairs.title(KIND) == f"No library for {NAME}"
    form = await repairs.pick(await repairs.open(KIND), "map")
    assert suggested(form) == {"source": "/downloads", "plex": "/media"}
    assert {"/media/movies", "/media/shows", "/media/music"} <= set(offered(form, "plex"))
    effect = await repairs.submit(form, **suggested(form))
    assert effect["description_placeholders"]["effect"] == f"- `{NAME}` → Movies (`/media/movies/{NAME}`)"
    assert "path_mappings" not in env.entry.options
    assert (await repairs.pick(effect, "save_mapping"))["type"] == "create_entry"
    assert env.entry.options["path_mappings"] == [{"source": "/downloads", "plex": "/media"}]
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert repairs.issue(KIND) is None


async def test_mapping_has_to_lead_to_a_library(repairs: Repairs, env: DeliveryEnvironment) -> None:
    other = {"source": "/elsewhere", "plex": "/media/music"}
    repairs.hass.config_entries.async_update_entry(
        env.entry, options={**env.entry.options, "path_mappings": [other, {"source": "/downloads", "plex": "/old"}]}
    )
    await env.restart()
    await lost(env)
    form = await repairs.pick(await repairs.open(KIND), "map")
    for plex, error in (("media", "path_not_absolute"), ("/nowhere", "leads_nowhere")):
        form = await repairs.submit(form, source="/downloads/", plex=plex)
        assert (form["errors"], suggested(form)["plex"]) == ({"base": error}, plex)
    effect = await repairs.submit(form, source="/downloads/", plex="/media/shows")
    assert "Shows (`/media/shows/movies/" in effect["description_placeholders"]["effect"]
    form = await repairs.pick(effect, "map")
    effect = await repairs.submit(form, source="/downloads", plex="/media")
    await repairs.pick(effect, "save_mapping")
    assert env.entry.options["path_mappings"] == [other, {"source": "/downloads", "plex": "/media"}]


async def test_rule_for_category(repairs: Repairs, env: DeliveryEnvironment) -> None:
    env.put(f"movies/{NAME}/{NAME}.mkv")
    rules = [{"category": "Kids", "library": "Gone"}, {"category": "4k", "library": "Movies"}]
    repairs.hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, "rules": rules})
    await env.restart()
    delivery = await lost(env, category="kids", labels=("late",))
    form = await repairs.pick(await repairs.open(KIND), "rule")
    assert offered(form, "category") == ["kids", "late"]
    assert offered(form, "library") == ["Movies", "Shows", "Music"]
    assert (await repairs.submit(form, category="kids", library="Movies"))["type"] == "create_entry"
    assert env.entry.options["rules"] == [rules[1], {"category": "kids", "library": "Movies"}]
    assert (await env.ended(delivery)).library_title == "Movies"
    assert repairs.issue(KIND) is None


async def test_category_imported_by_sonarr(repairs: Repairs, env: DeliveryEnvironment) -> None:
    imported, other = await lost(env, category="Nightly"), await lost(env, "leaflet")
    form = await repairs.pick(await repairs.open(KIND), "imported")
    assert suggested(form) == {"categories": ["Nightly"]}
    menu = await repairs.submit(form, categories=["Nightly"])
    assert menu["description_placeholders"]["downloads"] == "- `leaflet`: `/downloads/movies/leaflet`"
    assert env.entry.options["imported_categories"] == ["Nightly"]
    await until(lambda: env.manager.deliveries[imported.id].reason == "import_awaited")
    assert state(env, other) is DeliveryState.UNMATCHED
    assert repairs.title(KIND) == "No library for leaflet"


async def test_excluded_category(repairs: Repairs, env: DeliveryEnvironment) -> None:
    out, other = await lost(env, labels=("linux",)), await lost(env, "leaflet")
    form = await repairs.pick(await repairs.open(KIND), "excluded")
    await repairs.submit(form, categories=["linux"])
    assert env.entry.options["excluded_categories"] == ["linux"]
    assert (state(env, out), state(env, other)) == (None, DeliveryState.UNMATCHED)


async def test_no_category_steps_without_categories(repairs: Repairs, env: DeliveryEnvironment) -> None:
    await lost(env)
    assert (await repairs.open(KIND))["menu_options"] == ["map", "retry", "dismiss"]


async def test_many_deliveries_have_one_issue(repairs: Repairs, env: DeliveryEnvironment) -> None:
    names = [f"{number}-handbook" for number in range(1, 6)]
    deliveries = [await lost(env, name) for name in names]
    [issue] = [one for one in ir.async_get(repairs.hass).issues.values() if one.domain == DOMAIN]
    assert issue.translation_placeholders == {
        "server": "Attic",
        "count": "5",
        "names": "1-handbook, 2-handbook, 3-handbook (+2)",
    }
    form = await repairs.pick(await repairs.open(KIND), "dismiss")
    assert offered(form, "deliveries") == names
    menu = await repairs.submit(form, deliveries=[deliveries[0].id, deliveries[3].id])
    assert menu["description_placeholders"]["count"] == "3"
    assert repairs.title(KIND) == "No library for 2-handbook, 3-handbook, 5-handbook"
    form = await repairs.pick(menu, "dismiss")
    assert (await repairs.submit(form, **suggested(form)))["type"] == "create_entry"
    assert not env.manager.deliveries
    assert repairs.issue(KIND) is None


async def test_retry_after_cause_was_fixed(repairs: Repairs, env: DeliveryEnvironment) -> None:
    delivery = await lost(env)
    assert (await repairs.pick(await repairs.open(KIND), "retry"))["type"] == "create_entry"
    await until(lambda: env.announced(delivery)[-2:] == ["waiting", "unmatched"] and len(env.announced(delivery)) > 2)
    assert repairs.issue(KIND) is not None  # it still does not match


async def test_issue_is_deleted_when_library_is_added(repairs: Repairs, env: DeliveryEnvironment) -> None:
    delivery = await lost(env)
    assert repairs.issue(KIND) is not None
    env.plex.add_library("Manuals", "movie", [Location(plex="/downloads", disk=env.disk)])
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    await until(lambda: state(env, delivery) is not DeliveryState.UNMATCHED)
    assert repairs.issue(KIND) is None


async def test_issue_is_created_again_while_cause_remains(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """Home Assistant deletes the issue after a repair, even if another delivery has failed meanwhile."""
    await lost(env)
    ir.async_delete_issue(repairs.hass, DOMAIN, f"{KIND}_{env.entry.entry_id}")
    assert repairs.issue(KIND) is not None


async def test_issue_is_deleted_when_delivery_is_dismissed(repairs: Repairs, env: DeliveryEnvironment) -> None:
    delivery = await lost(env)
    await env.manager.async_dismiss(delivery.id)
    assert repairs.issue(KIND) is None


async def test_no_issue_while_import_may_happen(
    repairs: Repairs,
    env: DeliveryEnvironment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(issues.DELAY_SECONDS, KIND, 300)
    await imports_come(repairs, env)
    await lost(env)
    await asyncio.sleep(290)
    assert repairs.issue(KIND) is None
    await asyncio.sleep(20)
    assert repairs.issue(KIND) is not None


async def test_issue_at_once_without_importer(
    repairs: Repairs, env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(issues.DELAY_SECONDS, KIND, 300)
    await lost(env)
    assert repairs.issue(KIND) is not None
    env.put("movies/Sable Coast (2010)/Sable Coast (2010).mkv")
    await env.ended(await env.finish("/media/movies/Sable Coast (2010)", imported=True))
    await env.entry.runtime_data.coordinator.async_refresh()
    assert repairs.issue(KIND) is not None, "the first import does not delete it"


async def test_library_is_required(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """None is selected by default, as the first could be wrong."""
    await lost(env, category="kids")
    form = await repairs.pick(await repairs.open(KIND), "rule")
    assert suggested(form) == {"category": "kids", "library": None}
    assert not any(field["name"] == "library" and field.get("required") for field in form["data_schema"])
    form = await repairs.submit(form, category="kids")
    assert form["errors"] == {"library": "library_missing"}
    assert (await repairs.submit(form, category="kids", library="Movies"))["type"] == "create_entry"


async def test_issue_is_ignored_until_other_delivery_fails(repairs: Repairs, env: DeliveryEnvironment) -> None:
    first = await lost(env)
    ir.async_ignore_issue(repairs.hass, DOMAIN, f"{KIND}_{env.entry.entry_id}", True)
    await env.restart()
    await env.entry.runtime_data.coordinator.async_refresh()
    issue = repairs.issue(KIND)
    assert issue is not None
    assert issue.dismissed_version
    await lost(env, "leaflet")
    issue = repairs.issue(KIND)
    assert issue is not None
    assert issue.dismissed_version is None
    ir.async_ignore_issue(repairs.hass, DOMAIN, issue.issue_id, True)
    await env.manager.async_dismiss(first.id)
    issue = repairs.issue(KIND)
    assert issue is not None
    assert issue.dismissed_version  # fewer than when it was ignored


async def test_issue_survives_reload_and_is_deleted_with_entry(
    repairs: Repairs,
    env: DeliveryEnvironment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await imports_come(repairs, env)
    await lost(env)
    monkeypatch.setitem(issues.DELAY_SECONDS, KIND, 300)
    await env.restart()
    assert repairs.issue(KIND) is not None  # the time before the reload counts
    await repairs.hass.config_entries.async_remove(env.entry.entry_id)
    assert repairs.issue(KIND) is None
    env.entry.add_to_hass(repairs.hass)  # the cleanup after the test needs a loaded entry


async def test_issue_is_deleted_when_entry_is_disabled(repairs: Repairs, env: DeliveryEnvironment) -> None:
    await lost(env)
    await repairs.hass.config_entries.async_set_disabled_by(env.entry.entry_id, ConfigEntryDisabler.USER)
    assert repairs.issue(KIND) is None
    await repairs.hass.config_entries.async_set_disabled_by(env.entry.entry_id, None)
    assert repairs.issue(KIND) is not None


# Changes while a repair is open


async def test_entry_is_not_loaded(repairs: Repairs, env: DeliveryEnvironment) -> None:
    await lost(env)
    menu = await repairs.open(KIND)
    await repairs.hass.config_entries.async_unload(env.entry.entry_id)
    aborted = await repairs.pick(menu, "map")
    assert (aborted["type"], aborted["reason"]) == ("abort", "not_loaded")
    assert (await repairs.open(KIND))["reason"] == "not_loaded"


async def test_plex_has_not_responded(repairs: Repairs, env: DeliveryEnvironment) -> None:
    await lost(env)
    env.plex.fail(Fault.MAINTENANCE)
    await env.restart()
    assert (await repairs.pick(await repairs.open(KIND), "map"))["reason"] == "plex_offline"
    assert (await repairs.pick(await repairs.open(KIND), "dismiss"))["type"] == "create_entry"
    assert repairs.issue(KIND) is None


@pytest.mark.parametrize("option", ["map", "rule", "imported", "excluded", "retry", "dismiss"])
async def test_delivery_is_removed_while_repair_is_open(
    repairs: Repairs, env: DeliveryEnvironment, option: str
) -> None:
    delivery = await lost(env, category="late")
    menu = await repairs.open(KIND)
    await env.manager.async_dismiss(delivery.id)
    assert (await repairs.pick(menu, option))["type"] == "create_entry"


@pytest.mark.parametrize("option", ["retry", "dismiss"])
async def test_chosen_delivery_is_removed_while_repair_is_open(
    repairs: Repairs, env: DeliveryEnvironment, option: str
) -> None:
    first, second = await lost(env), await lost(env, "leaflet")
    form = await repairs.pick(await repairs.open(KIND), option)
    await env.manager.async_dismiss(first.id)
    assert (await repairs.submit(form, deliveries=[first.id, second.id]))["type"] == "create_entry"


def forget_as_a_restart_does(repairs: Repairs) -> None:
    """Keep only what Home Assistant stores of each issue."""
    registry = ir.async_get(repairs.hass)
    for key, issue in registry.issues.items():
        registry.issues[key] = replace(issue, active=False, translation_key=None, translation_placeholders=None)


async def test_ignored_issue_stays_ignored_after_restart(
    repairs: Repairs, env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(issues.DELAY_SECONDS, IssueKind.UNMATCHED, 300)
    await imports_come(repairs, env)
    await lost(env)
    await asyncio.sleep(320)
    ir.async_ignore_issue(repairs.hass, DOMAIN, f"{IssueKind.UNMATCHED}_{env.entry.entry_id}", ignore=True)
    await repairs.hass.config_entries.async_unload(env.entry.entry_id)
    forget_as_a_restart_does(repairs)
    await repairs.hass.config_entries.async_setup(env.entry.entry_id)
    await asyncio.sleep(320)
    issue = repairs.issue(IssueKind.UNMATCHED)
    assert issue is not None
    assert issue.dismissed_version

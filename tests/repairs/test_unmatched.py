"""Repairs of deliveries that belong to no library, from the problem to the fix."""

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.plex_server import Fault
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment

from .conftest import Repairs, offered, suggested
from .unmatched import KIND, NAME, lost, state

pytestmark = pytest.mark.usefixtures("_unmatched_at_once")


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


async def test_retry_after_cause_was_fixed(repairs: Repairs, env: DeliveryEnvironment) -> None:
    delivery = await lost(env)
    assert (await repairs.pick(await repairs.open(KIND), "retry"))["type"] == "create_entry"
    await until(lambda: env.announced(delivery)[-2:] == ["waiting", "unmatched"] and len(env.announced(delivery)) > 2)
    assert repairs.issue(KIND) is not None  # it still does not match


async def test_library_is_required(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """None is selected by default, as the first could be wrong."""
    await lost(env, category="kids")
    form = await repairs.pick(await repairs.open(KIND), "rule")
    assert suggested(form) == {"category": "kids", "library": None}
    assert not any(field["name"] == "library" and field.get("required") for field in form["data_schema"])
    form = await repairs.submit(form, category="kids")
    assert form["errors"] == {"library": "library_missing"}
    assert (await repairs.submit(form, category="kids", library="Movies"))["type"] == "create_entry"


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

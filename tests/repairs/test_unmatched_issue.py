"""When there is an issue about deliveries that belong to no library."""

import asyncio
from dataclasses import replace

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals import issues
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.issues import IssueKind
from testing.plex_server import Location
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment

from .conftest import Repairs, offered, suggested
from .unmatched import KIND, imports_come, lost, state

pytestmark = pytest.mark.usefixtures("_unmatched_at_once")


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

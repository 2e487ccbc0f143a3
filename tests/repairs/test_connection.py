"""Repairs of the connection, the certificate and rules, from the problem to the fix."""

import asyncio
from pathlib import Path

from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import issues
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS, PlexCoordinator
from custom_components.plex_arrivals.issues import IssueKind
from testing.plex_server import Fault, Location, PlexServer
from testing.tls import TlsFront
from testing.waiting import until
from tests.loading import entry_set_up

from .conftest import Repairs, offered

RULE = IssueKind.RULE_LIBRARY_GONE
WEBSOCKET = IssueKind.WEBSOCKET_REFUSED
CERTIFICATE = IssueKind.CERTIFICATE_CHANGED


def coordinator(entry: MockConfigEntry) -> PlexCoordinator:
    found: PlexCoordinator = entry.runtime_data.coordinator
    return found


# Rules


@pytest.fixture
def ruled(hass: HomeAssistant, config_entry: MockConfigEntry) -> list[dict[str, str]]:
    """Add rules for libraries of which Plex has only some."""
    rules = [
        {"category": "kids", "library": "Cartoons"},
        {"category": "4k", "library": "movies"},
        {"category": "live", "library": "Concerts"},
        {"category": "tv", "library": "2"},
    ]
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, options={"rules": rules})
    return rules


async def test_rule_for_deleted_library(
    ruled: list[dict[str, str]], loaded: MockConfigEntry, repairs: Repairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert repairs.issue(RULE) is None  # Plex may be starting
    monkeypatch.setitem(issues.DELAY_SECONDS, RULE, 0)
    await coordinator(loaded).async_refresh()
    loaded.runtime_data.issues.async_check()
    assert repairs.title(RULE) == "Library of a rule not found: Cartoons, Concerts"
    menu = await repairs.open(RULE)
    assert menu["description_placeholders"] == {"category": "`kids`", "library": "`Cartoons`"}
    form = await repairs.pick(menu, "choose_library")
    assert offered(form, "library") == ["Movies", "Shows", "Music"]
    menu = await repairs.submit(form, library="Shows")
    assert menu["description_placeholders"] == {"category": "`live`", "library": "`Concerts`"}
    assert repairs.title(RULE).endswith(": Concerts")
    assert (await repairs.pick(menu, "remove_rule"))["type"] == "create_entry"
    assert loaded.options["rules"] == [{"category": "kids", "library": "Shows"}, ruled[1], ruled[3]]
    assert repairs.issue(RULE) is None


async def test_issue_is_deleted_when_library_of_rule_comes_back(
    ruled: list[dict[str, str]],
    loaded: MockConfigEntry,
    repairs: Repairs,
    plex_server: PlexServer,
    tmp_path: Path,
) -> None:
    await asyncio.sleep(590)
    assert repairs.issue(RULE) is None
    await asyncio.sleep(20)
    assert repairs.issue(RULE) is not None
    menu = await repairs.open(RULE)
    for title in ("Cartoons", "Concerts"):
        plex_server.add_library(title, "movie", [Location(plex=f"/media/{title}", disk=tmp_path)])
    await asyncio.sleep(FRESH_SECONDS)
    await coordinator(loaded).async_refresh()
    assert repairs.issue(RULE) is None
    assert (await repairs.pick(menu, "choose_library"))["type"] == "create_entry"


async def test_no_issue_about_rules_while_plex_is_offline(
    ruled: list[dict[str, str]],
    loaded: MockConfigEntry,
    repairs: Repairs,
    plex_server: PlexServer,
) -> None:
    with plex_server.fail(Fault.MAINTENANCE):
        await coordinator(loaded).async_refresh()
        await asyncio.sleep(1200)
        assert repairs.issue(RULE) is None


# Notifications


async def test_issue_after_notifications_are_refused_for_long(
    plex_server: PlexServer,
    config_entry: MockConfigEntry,
    repairs: Repairs,
) -> None:
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(repairs.hass, config_entry):
        await asyncio.sleep(880)
        assert repairs.issue(WEBSOCKET) is None
        await asyncio.sleep(40)
        assert repairs.title(WEBSOCKET) == "Plex does not send notifications: Attic"
        form = await repairs.open(WEBSOCKET)
        assert form["description_placeholders"] == {"address": plex_server.url}
        form = await repairs.submit(form)
        assert form["errors"] == {"base": "still_refused"}
        assert repairs.issue(WEBSOCKET) is not None  # although the entry was reloaded
        plex_server.websocket_mode = "normal"
        assert (await repairs.submit(form))["type"] == "create_entry"
        assert repairs.issue(WEBSOCKET) is None


async def test_issue_is_deleted_when_notifications_connect(
    plex_server: PlexServer,
    loaded: MockConfigEntry,
    repairs: Repairs,
) -> None:
    plex_server.websocket_mode = "refuse"
    plex_server.drop_websockets()
    await until(lambda: not loaded.runtime_data.issues.notifications_connected.is_set())
    await asyncio.sleep(960)
    form = await repairs.open(WEBSOCKET)
    plex_server.websocket_mode = "normal"
    await asyncio.sleep(130)
    await until(lambda: plex_server.websockets)
    await until(lambda: repairs.issue(WEBSOCKET) is None)
    assert (await repairs.submit(form))["type"] == "create_entry"


async def test_no_issue_about_notifications_right_after_outage(
    plex_server: PlexServer,
    loaded: MockConfigEntry,
    repairs: Repairs,
) -> None:
    rule = plex_server.fail(Fault.REFUSE)
    plex_server.drop_websockets()
    await asyncio.sleep(7200)
    assert repairs.issue(WEBSOCKET) is None
    plex_server.websocket_mode = "refuse"
    rule.lift()
    await coordinator(loaded).async_refresh()
    assert coordinator(loaded).online
    await asyncio.sleep(600)
    assert repairs.issue(WEBSOCKET) is None


# Certificates


async def test_stop_verifying_untrusted_certificate(
    plex_server: PlexServer, config_entry: MockConfigEntry, repairs: Repairs
) -> None:
    hass = repairs.hass
    async with TlsFront(plex_server.url) as front, entry_set_up(hass, config_entry):
        assert repairs.issue(CERTIFICATE) is None
        data = {**config_entry.data, CONF_URL: front.url}
        hass.config_entries.async_update_entry(config_entry, data=data)
        await hass.config_entries.async_reload(config_entry.entry_id)
        await until(lambda: repairs.issue(CERTIFICATE))
        assert repairs.title(CERTIFICATE) == "SSL certificate of Attic is not trusted"
        menu = await repairs.open(CERTIFICATE)
        assert menu["description_placeholders"] == {"address": front.url}
        assert (await repairs.pick(menu, "try_again"))["reason"] == "still_offline"
        assert repairs.issue(CERTIFICATE) is not None
        form = await repairs.pick(await repairs.open(CERTIFICATE), "stop_verifying")
        assert config_entry.data[CONF_VERIFY_SSL] is True
        assert (await repairs.submit(form))["type"] == "create_entry"
        assert config_entry.data == {**data, CONF_VERIFY_SSL: False}
        assert coordinator(config_entry).online
        assert repairs.issue(CERTIFICATE) is None


async def test_trusted_certificate_fixes_issue(
    plex_server: PlexServer, config_entry: MockConfigEntry, repairs: Repairs
) -> None:
    hass = repairs.hass
    async with TlsFront(plex_server.url) as front:
        config_entry.add_to_hass(hass)
        hass.config_entries.async_update_entry(config_entry, data={**config_entry.data, CONF_URL: front.url})
        async with entry_set_up(hass, config_entry):
            menu = await repairs.open(CERTIFICATE)
            data = {**config_entry.data, CONF_URL: plex_server.url}
            hass.config_entries.async_update_entry(config_entry, data=data)
            await hass.config_entries.async_reload(config_entry.entry_id)
            assert repairs.issue(CERTIFICATE) is None
            assert (await repairs.pick(menu, "try_again"))["type"] == "create_entry"


async def test_no_issue_about_certificate_while_plex_is_offline(
    plex_server: PlexServer, loaded: MockConfigEntry, repairs: Repairs
) -> None:
    with plex_server.fail(Fault.REFUSE):
        await coordinator(loaded).async_refresh()
        assert not coordinator(loaded).online
        assert repairs.issue(CERTIFICATE) is None


async def test_ignored_issue_about_notifications_stays_ignored_while_plex_is_offline(
    loaded: MockConfigEntry, repairs: Repairs, plex_server: PlexServer
) -> None:
    plex_server.websocket_mode = "refuse"
    plex_server.drop_websockets()
    await asyncio.sleep(960)
    ir.async_ignore_issue(repairs.hass, DOMAIN, f"{WEBSOCKET}_{loaded.entry_id}", ignore=True)
    with plex_server.fail(Fault.REFUSE):
        await coordinator(loaded).async_refresh()
    await coordinator(loaded).async_refresh()
    await asyncio.sleep(960)
    issue = repairs.issue(WEBSOCKET)
    assert issue is not None
    assert issue.dismissed_version


async def test_ignored_issue_about_rule_stays_ignored_while_plex_is_offline(
    ruled: list[dict[str, str]], loaded: MockConfigEntry, repairs: Repairs, plex_server: PlexServer
) -> None:
    await asyncio.sleep(620)
    ir.async_ignore_issue(repairs.hass, DOMAIN, f"{RULE}_{loaded.entry_id}", ignore=True)
    with plex_server.fail(Fault.REFUSE):
        await coordinator(loaded).async_refresh()
    await coordinator(loaded).async_refresh()
    await asyncio.sleep(620)
    issue = repairs.issue(RULE)
    assert issue is not None
    assert issue.dismissed_version

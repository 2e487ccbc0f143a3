"""The websocket command `plex_arrivals/subscribe`: a snapshot, then changes."""

from datetime import datetime
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import DATA_DISPATCHER
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.frontend import server_updates
from custom_components.plex_arrivals.issues import IssueKind
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.downloads.fake_clients import Client, QBittorrentServer
from tests.loading import entry_set_up

from .card import Cards
from .conftest import add, listed_payloads, report, update


async def test_snapshot(
    hass: HomeAssistant, loaded: MockConfigEntry, client: Client, cards: Cards, plex_server: PlexServer
) -> None:
    client.run()
    await add(hass, client)
    rows = await listed_payloads(loaded, ["Show.S01"])
    delivery_id = await report(hass, "8e3f2a77")
    unmatched = f"{IssueKind.UNMATCHED}_{loaded.entry_id}"
    await until(lambda: ir.async_get(hass).async_get_issue(DOMAIN, unmatched))
    card = await cards()
    assert (await card.subscribe())["success"]
    await card.next("servers")
    assert card.servers == [{"entry_id": loaded.entry_id, "title": "Attic", "loaded": True}]
    snapshot = await card.next("snapshot")
    assert snapshot["entry_id"] == loaded.entry_id
    server = snapshot["server"]
    assert datetime.fromisoformat(server.pop("since")).tzinfo
    assert [library["title"] for library in server.pop("libraries")] == ["Movies", "Shows", "Music"]
    assert server.pop("recently_added")
    assert server == {
        "online": True,
        "problem": None,
        "name": "Attic",
        "version": plex_server.identity.version,
        "url": "https://app.plex.tv/desktop/",
        "can_manage": True,
        "playable_types": [],
        "scanning": [],
    }
    assert snapshot["version"] == (await async_get_integration(hass, DOMAIN)).version
    assert snapshot["running"] == [{**row, "artwork": None} for row in rows]
    assert [(one["delivery_id"], one["state"]) for one in snapshot["deliveries"]] == [(delivery_id, "unmatched")]
    assert snapshot["deliveries"][0]["explanation"]
    assert snapshot["deliveries"][0]["repair"]
    await card.is_quiet()


async def test_download_from_running_to_available(
    hass: HomeAssistant, loaded: MockConfigEntry, client: Client, cards: Cards, tmp_path: Path
) -> None:
    card = await cards()
    await card.subscribe(entry_id=loaded.entry_id)
    await card.next("servers")
    await card.next("snapshot")
    shown = card.shown[loaded.entry_id]
    client.run(eta=9000)
    entry = await add(hass, client)
    await card.until(lambda: shown["running"])
    assert card.events[-1].keys() == {"kind", "entry_id", "running"}, "only what changed"
    assert (shown["running"][0]["library"], shown["running"][0]["progress"]) == ("Shows", 50.0)

    file = tmp_path / "shows" / "Show.S01" / "01.mkv"
    file.parent.mkdir()
    file.write_bytes(b"x" * 1000)
    client.finish()
    await update(entry)
    await card.until(lambda: shown["deliveries"])
    await card.until(lambda: not shown["running"])
    for event in card.events[3:]:
        assert event.keys() <= {"kind", "entry_id", "running", "server", "deliveries"}
    first = next(event for event in card.events if "deliveries" in event and event["kind"] == "changes")
    assert "running" not in first or first["running"] == [], "a delivery before it stops being a running download"
    assert shown["deliveries"][0]["download"]["name"] == "Show.S01"


async def test_progress_of_scans(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, cards: Cards
) -> None:
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    shown = card.shown[loaded.entry_id]
    plex_server.scan_seconds = 0.5
    await hass.services.async_call(DOMAIN, "refresh_library", {"library": "Movies"}, blocking=True)
    await card.until(lambda: not shown["server"]["scanning"] and len(card.events) > 3)
    scans = [scan for event in card.events[2:] for scan in event["server"].get("scanning", ())]
    assert {scan["library"] for scan in scans} == {"Movies"}
    percents = [scan["progress"] for scan in scans if scan["progress"] is not None]
    assert len(percents) > 1
    assert percents == sorted(percents)
    assert card.events[3]["server"].keys() == {"scanning"}, "only the changed data of the server"


async def test_server_goes_offline_and_online(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, cards: Cards
) -> None:
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    before = (await card.next("snapshot"))["server"]
    rule = plex_server.fail(Fault.REFUSE)
    await loaded.runtime_data.coordinator.async_refresh()
    offline = (await card.next("changes"))["server"]
    assert not offline["online"]
    assert datetime.fromisoformat(offline["since"]) > datetime.fromisoformat(before["since"])
    rule.lift()
    await loaded.runtime_data.coordinator.async_refresh()
    assert (await card.next("changes"))["server"]["online"]


async def test_dismissed_delivery_is_removed(hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards) -> None:
    delivery_id = await report(hass, "8e3f2a77")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    await hass.services.async_call(DOMAIN, "dismiss_delivery", {"delivery_id": delivery_id}, blocking=True)
    assert (await card.next("changes"))["removed"] == [delivery_id]
    assert card.shown[loaded.entry_id]["deliveries"] == []
    await card.is_quiet()


async def test_burst_is_gathered_and_snapshot_is_limited(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_updates, "GATHER_SECONDS", 0.5)
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")
    ids = [await report(hass, f"8e3f2a{number:02}") for number in range(60)]
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    shown = card.shown[loaded.entry_id]
    await card.until(lambda: [one["state"] for one in shown["deliveries"]] == ["unmatched"] * 60)
    assert len(card.events) < 20, "of 120 changes"

    other = await cards()
    await other.subscribe()
    await other.next("servers")
    snapshot = await other.next("snapshot")
    assert [one["delivery_id"] for one in snapshot["deliveries"]] == ids[:9:-1], "the newest 50, the newest first"


async def test_snapshot_keeps_what_needs_the_user(
    hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards, plex_server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_updates, "MAX_DELIVERIES", 2)
    failed = await report(hass, "8e3f2a77")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    await plex_server.stop()
    waiting = [await report(hass, f"Lantern.{number}.2021.1080p", "/media/movies") for number in range(3)]
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    snapshot = await card.next("snapshot")
    assert [one["delivery_id"] for one in snapshot["deliveries"]] == [failed, waiting[-1]]


async def test_servers_are_reloaded_added_and_removed(
    hass: HomeAssistant, config_entry: MockConfigEntry, cards: Cards
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    async with entry_set_up(hass, config_entry):
        while not card.shown:
            await card.next_of_any_kind()
        assert [server["loaded"] for server in card.servers] == [True]
        one = await cards()
        await one.subscribe(entry_id=config_entry.entry_id)
        await one.next("servers")
        await one.next("snapshot")

        await hass.config_entries.async_reload(config_entry.entry_id)
        for each in (card, one):
            await each.next("servers")
            assert [server["loaded"] for server in each.servers] == [False]
            await each.next("servers")
            assert [server["loaded"] for server in each.servers] == [True]
            await each.next("snapshot")
        await report(hass, "8e3f2a77")
        for each in (card, one):
            while not each.shown[config_entry.entry_id]["deliveries"]:
                await each.next("changes")
        await until(lambda: config_entry.runtime_data.manager.in_progress == 0)

        MockConfigEntry(domain=DOMAIN, title="Shed", disabled_by=ConfigEntryDisabler.USER).add_to_hass(hass)
        await hass.config_entries.async_remove(config_entry.entry_id)
        for each in (card, one):
            while each.servers:
                await each.next_of_any_kind()
            await each.is_quiet()


async def test_no_server(hass: HomeAssistant, cards: Cards) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    card = await cards()
    await card.subscribe()
    await card.next("servers")
    assert card.servers == []


async def test_server_that_does_not_exist(
    hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer, cards: Cards
) -> None:
    foreign = await add(hass, qbittorrent)
    card = await cards()
    for entry_id in ("gone", foreign.entry_id):
        result = await card.subscribe(entry_id=entry_id)
        assert not result["success"]
        assert result["error"]["code"] == "not_found"
        assert result["error"]["translation_key"] == "no_such_server"


def listening(hass: HomeAssistant) -> dict[Any, int]:
    """Return the number of listeners of each event and dispatcher signal, except for files to be written."""
    signals = {signal: len(targets) for signal, targets in hass.data[DATA_DISPATCHER].items() if targets}
    return {**hass.bus.async_listeners(), **signals, EVENT_HOMEASSISTANT_FINAL_WRITE: 0}


async def test_unsubscribe_removes_listeners(hass: HomeAssistant, loaded: MockConfigEntry, cards: Cards) -> None:
    card = await cards()
    listeners = listening(hass)
    subscription = (await card.subscribe())["id"]
    await card.next("servers")
    await card.next("snapshot")
    await report(hass, "8e3f2a77")
    await card.websocket.send_json_auto_id({"type": "unsubscribe_events", "subscription": subscription})
    assert (await card.websocket.receive_json())["success"]
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    await card.is_quiet()
    assert listening(hass) == listeners

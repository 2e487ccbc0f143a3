"""Running downloads with the library that each will go to, without requests to Plex."""

import json
from pathlib import Path
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED, STATE_OFF, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, State, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.plex_arrivals import coordinator
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.deliveries import media_guess
from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.downloads.fake_clients import HASH, NOW, Client, QBittorrentServer, TransmissionServer

from .conftest import SHOWN, add, listed_payloads, update

FILM = "Sable.Coast.2010.1080p.BluRay.x264"
SERIES = "Harbour.Watch.S02E01.1080p.WEB.x264"


def shown(hass: HomeAssistant) -> State:
    state = hass.states.get(SHOWN)
    assert state
    return state


async def deliveries(hass: HomeAssistant, **data: Any) -> list[Any]:
    answer: Any = await hass.services.async_call(DOMAIN, "get_deliveries", data, blocking=True, return_response=True)
    found: list[Any] = answer["deliveries"]
    return found


async def test_running_download_becomes_delivery(
    hass: HomeAssistant, loaded: MockConfigEntry, client: Client, plex_server: PlexServer, tmp_path: Path
) -> None:
    assert shown(hass).state == "0"
    plex_server.requests.clear()
    client.run(eta=61)
    entry = await add(hass, client)
    [row] = await listed_payloads(loaded, ["Show.S01"])
    assert {key: row[key] for key in ("entry_id", "id", "delivery_id", "state", "reason", "explanation")} == {
        "entry_id": loaded.entry_id,
        "id": HASH,
        "delivery_id": None,
        "state": "downloading",
        "reason": None,
        "explanation": None,
    }
    assert (row["progress"], row["time_left"]) == (50.0, 61)
    assert row["library"] == "Shows"
    assert row["library_id"] == "2"
    assert row["download"]["path"] == "/downloads/Show.S01"
    assert (row["download"]["source"], row["download"]["hash"]) == (client.domain, HASH)
    assert await deliveries(hass) == [row]
    assert await deliveries(hass, states=["downloading"]) == [row]
    assert await deliveries(hass, states=["waiting"]) == []

    await until(lambda: shown(hass).state == "1")
    category = "tv" if client.domain == "qbittorrent" else None
    assert shown(hass).attributes["downloads"] == [
        {
            "id": HASH,
            "name": "Show.S01",
            "media": row["media"],
            "progress": 50.0,
            "time_left": 61,
            "library": "Shows",
            "explanation": None,
            "category": category,
            "path": "/downloads/Show.S01",
            **{key: row["download"][key] for key in ("hash", "source_entry_id", "source_name", "client_url")},
            "artwork": None,
        }
    ]
    assert (row["media"]["title"], row["media"]["season"], row["media"]["from_name"]) == ("Show", 1, True)
    assert not plex_server.requests

    (tmp_path / "shows" / "Show.S01").mkdir()
    (tmp_path / "shows" / "Show.S01" / "Show.S01E01.mkv").write_bytes(b"x" * 1000)
    client.finish()
    await update(entry)
    await until(lambda: shown(hass).state == "0")
    [delivery] = await deliveries(hass)
    assert delivery["download"]["name"] == "Show.S01"
    assert delivery["library"] in (None, "Shows")

    client.run("d" * 40, name="Next")
    await update(entry)
    await listed_payloads(loaded, ["Next"])
    assert [one["download"]["name"] for one in await deliveries(hass)] == ["Next", "Show.S01"]


async def test_download_is_always_running_or_delivery(
    hass: HomeAssistant, loaded: MockConfigEntry, client: Client
) -> None:
    results: list[bool] = []

    @callback
    def look(*_: Any) -> None:
        results.append(bool(parts.running.payloads or parts.manager.deliveries))

    client.run()
    entry = await add(hass, client)
    await listed_payloads(loaded, ["Show.S01"])
    parts = loaded.runtime_data
    parts.running.async_add_listener(look)
    parts.manager.async_add_listener(look)
    client.finish()
    await update(entry)
    await listed_payloads(loaded, [])
    assert len(results) >= 2
    assert all(results)


@pytest.mark.parametrize("options", [{}], indirect=True, ids=["no mapping"])
@pytest.mark.parametrize(("name", "library"), [(FILM, "Movies"), (SERIES, "Shows"), ("8e3f2a77", None)])
async def test_library_is_guessed_from_name(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    qbittorrent: QBittorrentServer,
    plex_server: PlexServer,
    name: str,
    library: str | None,
) -> None:
    plex_server.requests.clear()
    qbittorrent.run(name=name)
    qbittorrent.torrents[HASH].update(category="", tags="")
    await add(hass, qbittorrent)
    [row] = await listed_payloads(loaded, [name])
    assert row["library"] == library
    assert row["reason"] == (None if library else "no_library")
    assert row["explanation"] == (None if library else f"No library for this folder: /downloads/{name}")
    await until(lambda: shown(hass).state == "1")
    [short] = shown(hass).attributes["downloads"]
    assert (short["path"], short["explanation"]) == (f"/downloads/{name}", row["explanation"])
    assert not plex_server.requests


@pytest.mark.parametrize("options", [{}], indirect=True, ids=["no mapping"])
async def test_route_is_cached_until_libraries_change(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    qbittorrent: QBittorrentServer,
    plex_server: PlexServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guesses: list[str] = []
    guess = media_guess.from_names

    def count(download: Any) -> Any:
        guesses.append(download.name)
        return guess(download)

    monkeypatch.setattr(media_guess, "from_names", count)
    monkeypatch.setattr(coordinator, "FRESH_SECONDS", -1)
    qbittorrent.run(name=FILM, eta=1000)
    qbittorrent.torrents[HASH].update(category="", tags="")
    entry = await add(hass, qbittorrent)
    assert (await listed_payloads(loaded, [FILM]))[0]["library"] == "Movies"
    qbittorrent.run(eta=500, name=FILM)
    await update(entry)
    await until(lambda: loaded.runtime_data.running.payloads[0]["time_left"] == 500)
    assert guesses == [FILM]

    plex_server.add_library("Cartoons", "movie", [Location(plex="/downloads", disk=tmp_path / "cartoons")])
    await loaded.runtime_data.coordinator.async_refresh()
    await until(lambda: loaded.runtime_data.running.payloads[0]["library"] == "Cartoons")
    qbittorrent.torrents[HASH]["content_path"] = "/elsewhere/it"
    await update(entry)
    await until(lambda: loaded.runtime_data.running.payloads[0]["library"] != "Cartoons")


@pytest.mark.parametrize("options", [{"imported_categories": ["tv"]}], indirect=True, ids=["imported"])
async def test_imported_category_waits_for_import(
    hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer
) -> None:
    qbittorrent.run(name=SERIES)
    await add(hass, qbittorrent)
    [row] = await listed_payloads(loaded, [SERIES])
    assert row["reason"] == "import_awaited"
    assert row["explanation"]


async def test_torrent_in_two_clients_is_listed_once(
    hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer, transmission: TransmissionServer
) -> None:
    qbittorrent.run(eta=10)
    transmission.run(eta=900)
    transmission.run("b" * 40, name="Other")
    await add(hass, qbittorrent)
    await add(hass, transmission)
    rows = await listed_payloads(loaded, ["Show.S01", "Other"])
    assert rows[0]["download"]["source"] == "qbittorrent", "the client that will finish first"


async def test_failing_guess_hides_no_other_download(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    qbittorrent: QBittorrentServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_download: Any) -> None:
        raise RecursionError("guess")

    monkeypatch.setattr(media_guess, "from_names", fail)
    qbittorrent.run(name="Odd")
    qbittorrent.torrents[HASH].update(content_path="/elsewhere/Odd", category="", tags="")
    qbittorrent.run("c" * 40, name="Even")
    entry = await add(hass, qbittorrent)
    rows = await listed_payloads(loaded, ["Odd", "Even"])
    assert [(row["library"], row["reason"]) for row in rows] == [(None, "internal_error"), ("Shows", None)]
    await update(entry)
    assert caplog.text.count("Cannot route the running download Odd") == 1


async def test_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, client: Client
) -> None:
    plex_server.websocket_mode = "refuse"
    rule = plex_server.fail(Fault.REFUSE)
    client.run()
    await add(hass, client)
    config_entry.add_to_hass(hass)
    await hass.config_entries.async_setup(config_entry.entry_id)
    assert hass.states.is_state("binary_sensor.attic_online", STATE_OFF)
    [row] = await listed_payloads(config_entry, ["Show.S01"])
    assert (row["library"], row["explanation"]) == (None, "Plex is not available")
    assert shown(hass).state == "1"

    rule.lift()
    await config_entry.runtime_data.coordinator.async_refresh()
    await until(lambda: config_entry.runtime_data.running.payloads[0]["library"] == "Shows")
    assert config_entry.runtime_data.running.payloads[0]["explanation"] is None

    plex_server.fail(Fault.REFUSE)
    await config_entry.runtime_data.coordinator.async_refresh()
    assert shown(hass).attributes["downloads"][0]["library"] == "Shows", "the libraries are kept"
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_sensor_updates_only_on_change(hass: HomeAssistant, loaded: MockConfigEntry, client: Client) -> None:
    client.run(eta=1000)
    entry = await add(hass, client)
    await listed_payloads(loaded, ["Show.S01"])
    written = shown(hass).last_reported
    await update(entry)
    await loaded.runtime_data.coordinator.async_refresh()
    loaded.runtime_data.coordinator.async_update_listeners()
    await until(loaded.runtime_data.running._task.done)
    assert shown(hass).last_reported == written
    client.run(eta=900)
    await update(entry)
    await until(lambda: shown(hass).last_reported > written)
    assert shown(hass).attributes["downloads"][0]["time_left"] == 900


async def test_name_that_is_not_a_string(
    hass: HomeAssistant, loaded: MockConfigEntry, transmission: TransmissionServer
) -> None:
    transmission.run(name="Sh\udcffw", eta=5)
    await add(hass, transmission)
    [row] = await listed_payloads(loaded, ["Sh?w"])
    assert row["download"]["path"] == "/downloads/Sh?w"
    json.dumps(row, ensure_ascii=False).encode()


@pytest.mark.parametrize("options", [{"excluded_categories": ["4K"]}], indirect=True, ids=["4k excluded"])
async def test_excluded_by_options(hass: HomeAssistant, loaded: MockConfigEntry, client: Client) -> None:
    client.run()
    entry = await add(hass, client)
    client.finish(at=NOW + 1)
    await update(entry)
    await hass.async_block_till_done()
    assert loaded.runtime_data.running.payloads == []
    assert not loaded.runtime_data.manager.deliveries


async def test_running_downloads_are_not_stored(
    hass: HomeAssistant, loaded: MockConfigEntry, client: Client, hass_storage: dict[str, Any]
) -> None:
    client.run(name="Unfinished.Business")
    await add(hass, client)
    await listed_payloads(loaded, ["Unfinished.Business"])
    assert "Unfinished" not in json.dumps({key: value for key, value in hass_storage.items() if DOMAIN in key})


async def test_reload_keeps_running_downloads(hass: HomeAssistant, loaded: MockConfigEntry, client: Client) -> None:
    client.run()
    await add(hass, client)
    await listed_payloads(loaded, ["Show.S01"])
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    await hass.config_entries.async_reload(loaded.entry_id)
    await listed_payloads(loaded, ["Show.S01"])
    states = [change.data["new_state"] for change in changes if change.data["entity_id"] == SHOWN]
    results = [state.state for state in states if state]
    assert results[-1] == "1"
    assert set(results) == {"1", STATE_UNAVAILABLE}

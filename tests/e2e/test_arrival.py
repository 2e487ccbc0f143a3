"""A torrent finishes in a real client; its item is found in Plex, and the link to it announced."""

import os
from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.plex_arrivals.const import EVENT_DELIVERY
from testing.daemons import QBittorrent, TorrentFile, Transmission, download, make_torrent
from testing.plex_server import Item, Library, PlexServer
from testing.waiting import until
from tests.daemon_setup import set_up

from .conftest import PLEX_MOVIES

pytestmark = pytest.mark.program

SEASON = "Harbour.Lights.S02.1080p.WEB-DL"
EPISODES = [f"Harbour.Lights.S02E{number:02}.1080p.WEB-DL.mkv" for number in (1, 2, 3)]
MOVIE = "Copper.Sky.2024.1080p.WEB-DL"


def make(folder: Path, files: list[str]) -> TorrentFile:
    """Make a torrent of media files and a text file."""
    folder.mkdir(parents=True)
    for file in files:
        (folder / file).write_bytes(os.urandom(200_000))
    (folder / "info.nfo").write_text("what it is")
    return make_torrent(folder)


def link(plex_server: PlexServer, item: Item | None) -> str:
    """Return the link that opens an item in Plex's hosted web app."""
    assert item
    machine = plex_server.identity.machine_identifier
    return f"https://app.plex.tv/desktop/#!/server/{machine}/details?key=%2Flibrary%2Fmetadata%2F{item.rating_key}"


async def look(client: MockConfigEntry) -> None:
    """Update the client's integration, which polls every half or two minutes."""
    await client.runtime_data.async_refresh()


async def test_season_through_qbittorrent(
    hass: HomeAssistant,
    tmp_path: Path,
    plex_server: PlexServer,
    shows: Library,
    loaded: MockConfigEntry,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
) -> None:
    events = async_capture_events(hass, EVENT_DELIVERY)
    client = await set_up(hass, qbittorrent)
    torrent = make(tmp_path / "made" / SEASON, EPISODES)
    await seeder.seed(torrent)
    await qbittorrent.add(torrent, category="tv")
    await look(client)
    await download(torrent, seeder, qbittorrent)
    await look(client)
    await until(lambda: events and events[-1].data["state"] == "available", 30)

    assert [event.data["state"] for event in events] == ["waiting", "scanning", "available"]
    delivery = events[-1].data
    items = plex_server.items(shows)
    season = items[0].parent
    assert (delivery["kind"], delivery["library"], delivery["reason"]) == ("added", "Shows", None)
    assert (delivery["download"]["source"], delivery["download"]["category"]) == ("qbittorrent", "tv")
    assert delivery["url"] == link(plex_server, season)
    assert [(item["season"], item["episode"], item["url"]) for item in delivery["items"]] == [
        (2, number, link(plex_server, item)) for number, item in enumerate(items, 1)
    ]
    assert plex_server.scans == [(shows.id, str(tmp_path / "shows" / SEASON))]


async def test_movie_through_transmission_with_a_path_mapping(
    hass: HomeAssistant,
    tmp_path: Path,
    plex_server: PlexServer,
    movies: Library,
    loaded: MockConfigEntry,
    seeder: QBittorrent,
    transmission: Transmission,
) -> None:
    events = async_capture_events(hass, EVENT_DELIVERY)
    client = await set_up(hass, transmission)
    torrent = make(tmp_path / "made" / MOVIE, [f"{MOVIE}.mkv"])
    await seeder.seed(torrent)
    await transmission.add(torrent, labels=["films"])
    await look(client)
    await download(torrent, seeder, transmission)
    await look(client)
    await until(lambda: events and events[-1].data["state"] == "available", 30)

    assert [event.data["state"] for event in events] == ["waiting", "scanning", "available"]
    delivery = events[-1].data
    [item] = plex_server.items(movies)
    assert (delivery["kind"], delivery["library"], delivery["title"]) == ("added", "Movies", "Copper Sky")
    assert (delivery["download"]["source"], delivery["download"]["labels"]) == ("transmission", ["films"])
    assert delivery["url"] == link(plex_server, item)
    assert [one["rating_key"] for one in delivery["items"]] == [item.rating_key]
    assert plex_server.scans == [(movies.id, f"{PLEX_MOVIES}/{MOVIE}")]


async def test_torrent_finished_while_unloaded_is_delivered(
    hass: HomeAssistant,
    tmp_path: Path,
    plex_server: PlexServer,
    movies: Library,
    loaded: MockConfigEntry,
    seeder: QBittorrent,
    transmission: Transmission,
) -> None:
    """A torrent that finished while the entry was unloaded is delivered after the next start, and announced once."""
    events = async_capture_events(hass, EVENT_DELIVERY)
    client = await set_up(hass, transmission)
    torrent = make(tmp_path / "made" / MOVIE, [f"{MOVIE}.mkv"])
    await seeder.seed(torrent)
    await look(client)
    await hass.config_entries.async_unload(loaded.entry_id)
    await transmission.add(torrent)
    await download(torrent, seeder, transmission)
    await look(client)
    assert not events

    await hass.config_entries.async_setup(loaded.entry_id)
    await look(client)
    await until(lambda: events and events[-1].data["state"] == "available", 30)
    assert events[-1].data["url"] == link(plex_server, plex_server.items(movies)[0])

    await hass.config_entries.async_reload(loaded.entry_id)
    await look(client)
    await hass.async_block_till_done(wait_background_tasks=False)
    assert [event.data["state"] for event in events] == ["waiting", "scanning", "available"]


async def test_restart_while_plex_scans_continues_delivery(
    hass: HomeAssistant,
    tmp_path: Path,
    plex_server: PlexServer,
    shows: Library,
    loaded: MockConfigEntry,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
) -> None:
    """The delivery continues in its state; its steps are not repeated."""
    plex_server.scan_seconds = 2
    events = async_capture_events(hass, EVENT_DELIVERY)
    client = await set_up(hass, qbittorrent)
    torrent = make(tmp_path / "made" / SEASON, EPISODES)
    await seeder.seed(torrent)
    await qbittorrent.add(torrent)
    await look(client)
    await download(torrent, seeder, qbittorrent)
    await look(client)
    await until(lambda: plex_server.scans, 30)
    await hass.config_entries.async_unload(loaded.entry_id)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    assert [event.data["state"] for event in events] == ["waiting", "scanning"]

    await hass.config_entries.async_setup(loaded.entry_id)
    await look(client)
    await until(lambda: events[-1].data["state"] == "available", 40)
    assert [event.data["state"] for event in events] == ["waiting", "scanning", "available"]
    assert len({event.data["delivery_id"] for event in events}) == 1
    assert events[-1].data["url"] == link(plex_server, plex_server.items(shows)[0].parent)

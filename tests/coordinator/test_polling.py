"""Polling finds what notifications miss, with few requests."""

import asyncio
from pathlib import Path

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.entity_component import async_update_entity
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.entities.conftest import library_of
from tests.loading import entry_set_up

from .conftest import (
    MOVIES_ADDED,
    MOVIES_SCANNING,
    ONLINE,
    STATUS_FRAME,
    add_film,
    item_frame,
    paths,
    state,
    titles,
)

SERVER, LIBRARIES, MOVIES, RECENTLY_ADDED = (
    "/",
    "/library/sections",
    "/library/sections/1/all",
    "/library/recentlyAdded",
)
ITEMS = "/library/metadata/"
POLL_SECONDS = 605
"""After which a poll has ended."""


async def test_poll_requests_only_libraries_while_nothing_changes(notified: PlexServer) -> None:
    await asyncio.sleep(POLL_SECONDS)
    assert paths(notified) == [LIBRARIES]


async def test_missed_notifications_are_caught_up_by_poll(
    hass: HomeAssistant, notified: PlexServer, tmp_path: Path
) -> None:
    notified.websocket_mode = "silent"
    movies = library_of(notified, "Movies")
    add_film(tmp_path, "Paper Harbour (2021)")
    notified.scan_now(movies)
    await asyncio.sleep(POLL_SECONDS)
    assert "Paper Harbour" in titles(hass)
    assert paths(notified) == [LIBRARIES, MOVIES, "/library/metadata/20"]

    for file in (tmp_path / "movies" / "Sable Coast (2010)").iterdir():
        file.unlink()
    notified.scan_now(movies)
    await asyncio.sleep(POLL_SECONDS)
    assert "Sable Coast" not in titles(hass)
    assert "Sable Coast" not in titles(hass, "sensor.attic_recently_added")


async def test_poll_fetches_lists_of_all_changed_libraries(
    hass: HomeAssistant, notified: PlexServer, tmp_path: Path
) -> None:
    notified.websocket_mode = "silent"
    for title in ("Movies", "Shows", "Music"):
        notified.add_items(library_of(notified, title), 1)
    await asyncio.sleep(POLL_SECONDS + 15)
    lists = [f"/library/sections/{library_id}/all" for library_id in (1, 2, 3)]
    assert [path for path in sorted(paths(notified)) if not path.startswith(ITEMS)] == [LIBRARIES, *lists]
    assert all(len(titles(hass, f"sensor.attic_{title}_recently_added")) > 1 for title in ("movies", "music"))


async def test_scan_that_adds_nothing_countable_is_noticed(hass: HomeAssistant, notified: PlexServer) -> None:
    """The counter may not grow with a new version of an item."""
    notified.websocket_mode = "silent"
    library_of(notified, "Movies").scanned_at += 60
    await asyncio.sleep(POLL_SECONDS)
    assert paths(notified) == [LIBRARIES, MOVIES]


async def test_poll_finds_new_and_deleted_libraries(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    notified.websocket_mode = "silent"
    notified.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    notified.remove_library(library_of(notified, "Music"))
    await asyncio.sleep(POLL_SECONDS)
    assert state(hass, "binary_sensor.attic_films_scanning") == STATE_OFF
    assert state(hass, "binary_sensor.attic_music_scanning") is None


async def test_edited_item_is_shown_after_next_poll(hass: HomeAssistant, notified: PlexServer) -> None:
    item = notified.items(library_of(notified, "Movies"))[0]
    item.title = "Tin Orchard Revisited"
    notified.push(item_frame("1", 5, item.rating_key))
    await asyncio.sleep(30)
    assert paths(notified) == [], "Plex repeats that items are ready"
    await asyncio.sleep(POLL_SECONDS)
    assert "Tin Orchard Revisited" in titles(hass)
    assert paths(notified) == [LIBRARIES, MOVIES]
    await asyncio.sleep(POLL_SECONDS)
    assert paths(notified) == [LIBRARIES, MOVIES, LIBRARIES]


async def test_what_no_notification_tells_is_requested_every_hour(
    hass: HomeAssistant, loaded: MockConfigEntry, notified: PlexServer, device_registry: dr.DeviceRegistry
) -> None:
    notified.identity.name = "Loft"
    await asyncio.sleep(3600)
    (device,) = dr.async_entries_for_config_entry(device_registry, loaded.entry_id)
    assert device.name == "Loft"
    assert paths(notified).count(SERVER) == 1


async def test_each_list_is_fetched_again_within_hours(hass: HomeAssistant, notified: PlexServer) -> None:
    for item in notified.catalog.items.values():
        item.title = f"New {item.title}"
    await asyncio.sleep(3 * 3600 + POLL_SECONDS)
    for title in ("movies", "shows", "music"):
        assert all("New" in one for one in titles(hass, f"sensor.attic_{title}_recently_added"))


async def test_requested_update_is_complete(hass: HomeAssistant, notified: PlexServer) -> None:
    await async_update_entity(hass, ONLINE)
    assert paths(notified)[:2] == [SERVER, LIBRARIES]


async def test_failed_list_is_requested_with_next_poll(hass: HomeAssistant, notified: PlexServer) -> None:
    notified.websocket_mode = "silent"
    notified.add_items(library_of(notified, "Movies"), 1)
    with notified.fail(Fault.STATUS(500), MOVIES) as rule:
        await asyncio.sleep(POLL_SECONDS)
        assert rule.hits == 1
    await asyncio.sleep(POLL_SECONDS)
    assert len(titles(hass)) == 3


async def test_old_server_is_polled_for_its_lists(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.counts_changes = False
    async with entry_set_up(hass, config_entry):
        await until(lambda: plex_server.websockets)
        await asyncio.sleep(71)
        plex_server.websocket_mode = "silent"
        plex_server.requests.clear()
        add_film(tmp_path, "Paper Harbour (2021)")
        plex_server.scan_now(library_of(plex_server, "Movies"))
        await asyncio.sleep(POLL_SECONDS + 10)
        assert "Paper Harbour" in titles(hass)
        assert paths(plex_server)[:2] == [LIBRARIES, RECENTLY_ADDED]


async def test_lists_are_kept_while_server_has_no_libraries(hass: HomeAssistant, notified: PlexServer) -> None:
    """As when Plex has just started."""
    libraries = dict(notified.catalog.libraries)
    notified.catalog.libraries.clear()
    await async_update_entity(hass, ONLINE)
    assert state(hass, ONLINE) == STATE_ON
    notified.catalog.libraries.update(libraries)
    await async_update_entity(hass, ONLINE)
    await until(lambda: "Sable Coast" in titles(hass), 30)


async def test_polls_slowly_with_notifications_and_faster_without(hass: HomeAssistant, notified: PlexServer) -> None:
    await asyncio.sleep(590)
    assert paths(notified).count(LIBRARIES) <= 1
    notified.websocket_mode = "refuse"
    notified.drop_websockets()
    await until(lambda: not notified.websockets)
    await asyncio.sleep(10)
    notified.requests.clear()
    await asyncio.sleep(600)
    assert 7 <= paths(notified).count(SERVER) <= 10, "once a minute, plus the time of the response"
    assert RECENTLY_ADDED not in paths(notified), "the lists of all libraries are there"
    notified.websocket_mode = "normal"
    await until(lambda: notified.websockets, 600)  # the pauses between attempts have grown to two minutes
    await asyncio.sleep(65)
    notified.requests.clear()
    await asyncio.sleep(500)
    assert paths(notified).count(LIBRARIES) <= 1


async def test_polling_replaces_notifications(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(hass, config_entry):
        await asyncio.sleep(30)
        plex_server.scan_seconds = 5
        path = add_film(tmp_path, "Paper Harbour (2021)")
        plex_server.scan_by_itself(library_of(plex_server, "Movies"), path)
        await asyncio.sleep(0.5)
        assert state(hass, MOVIES_SCANNING) == STATE_OFF
        await async_update_entity(hass, ONLINE)
        await until(lambda: state(hass, MOVIES_SCANNING) == STATE_ON)
        plex_server.scan_seconds = 0
        await until(lambda: state(hass, MOVIES_ADDED) == "Paper Harbour", 150)
        await until(lambda: state(hass, MOVIES_SCANNING) == STATE_OFF, 150)


async def test_changes_while_websocket_was_closed_are_found(
    hass: HomeAssistant, notified: PlexServer, tmp_path: Path
) -> None:
    add_film(tmp_path, "Paper Harbour (2021)")
    notified.websocket_mode = "refuse"
    notified.drop_websockets()
    await until(lambda: not notified.websockets)
    await until(lambda: SERVER in paths(notified))
    await until(lambda: paths(notified).count(LIBRARIES) == 1)
    notified.scan_now(library_of(notified, "Movies"))
    notified.websocket_mode = "normal"
    await until(lambda: notified.websockets, 600)
    await until(lambda: "Paper Harbour" in titles(hass), 30)


async def test_status_notification_updates_only_stale_data(hass: HomeAssistant, notified: PlexServer) -> None:
    await asyncio.sleep(70)
    notified.requests.clear()
    notified.push(STATUS_FRAME)
    await until(lambda: paths(notified) == [LIBRARIES])
    await asyncio.sleep(10)
    notified.push(STATUS_FRAME)
    await asyncio.sleep(10)
    assert paths(notified) == [LIBRARIES]


async def test_status_notification_updates_lists_of_changed_libraries(
    hass: HomeAssistant, notified: PlexServer
) -> None:
    await asyncio.sleep(70)
    notified.requests.clear()
    notified.add_items(library_of(notified, "Movies"), 1)
    notified.push(STATUS_FRAME)
    await until(lambda: len(paths(notified)) == 3, 10)
    *lists, item = paths(notified)
    assert (lists, item.startswith(ITEMS)) == ([LIBRARIES, MOVIES], True)


async def test_failure_after_status_notification_is_noticed(hass: HomeAssistant, notified: PlexServer) -> None:
    await asyncio.sleep(70)
    notified.fail(Fault.STATUS(500), LIBRARIES)
    notified.push(STATUS_FRAME)
    await until(lambda: state(hass, ONLINE) == STATE_OFF, 10)


async def test_first_update_after_failure_is_complete(hass: HomeAssistant, notified: PlexServer) -> None:
    with notified.fail(Fault.STATUS(500)):
        await until(lambda: state(hass, ONLINE) == STATE_OFF, POLL_SECONDS)
    notified.requests.clear()
    await until(lambda: state(hass, ONLINE) == STATE_ON, 65)
    assert paths(notified)[:2] == [SERVER, LIBRARIES]

"""The coordinator: notifications update the data at once, and polling finds what they miss."""

import asyncio
import gc
from pathlib import Path
from typing import Any

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from testing.plex_server import Fault, Library, Location, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

ONLINE = "binary_sensor.attic_online"
MOVIES_SCANNING = "binary_sensor.attic_movies_scanning"
MOVIES_ADDED = "sensor.attic_movies_recently_added"


def state(hass: HomeAssistant, entity_id: str) -> str | None:
    found = hass.states.get(entity_id)
    return found.state if found else None


def titles(hass: HomeAssistant, entity_id: str = MOVIES_ADDED) -> list[str]:
    found = hass.states.get(entity_id)
    assert found
    return [item["title"] for item in found.attributes.get("items", ())]


def paths(plex_server: PlexServer) -> list[str]:
    return [request.path for request in plex_server.requests]


def library_of(plex_server: PlexServer, title: str) -> Library:
    return next(library for library in plex_server.catalog.libraries.values() if library.title == title)


def add_film(tmp_path: Path, title: str) -> str:
    """Create a movie on the disk; return its folder in Plex."""
    folder = tmp_path / "movies" / title
    folder.mkdir()
    (folder / f"{title}.mkv").write_bytes(b"film")
    return f"/media/movies/{title}"


async def scan(plex_server: PlexServer, library: Library, path: str | None = None) -> None:
    """Scan in Plex as if another client had requested it."""
    plex_server._scans.request(library, path)


def scan_frame(event: str, library_id: str, uuid: str = "u") -> dict[str, Any]:
    activity = {"uuid": uuid, "type": "library.update.section", "title": "Scanning", "progress": 1}
    activity |= {"Context": {"librarySectionID": library_id}}
    entry = {"event": event, "uuid": uuid, "Activity": activity}
    return {"NotificationContainer": {"type": "activity", "size": 1, "ActivityNotification": [entry]}}


def item_frame(library_id: str, item_state: int, item_id: str = "1") -> dict[str, Any]:
    entry = {"identifier": "com.plexapp.plugins.library", "sectionID": library_id, "itemID": item_id, "type": 1}
    entry |= {"title": "", "state": item_state}
    return {"NotificationContainer": {"type": "timeline", "size": 1, "TimelineEntry": [entry]}}


STATUS_FRAME = {
    "NotificationContainer": {
        "type": "status",
        "size": 1,
        "StatusNotification": [{"title": "Library scan complete", "notificationName": "LIBRARY_UPDATE"}],
    }
}


@pytest.fixture
async def notified(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> PlexServer:
    """Return the server with a loaded entry, fetched lists and an open websocket; its requests are cleared."""
    await until(lambda: plex_server.websockets)
    await asyncio.sleep(71)
    plex_server.requests.clear()
    return plex_server


async def test_scan_is_shown_at_once(hass: HomeAssistant, notified: PlexServer) -> None:
    notified.scan_seconds = 0.3
    assert state(hass, MOVIES_SCANNING) == STATE_OFF
    await scan(notified, library_of(notified, "Movies"))
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_ON, 0.3)
    assert state(hass, "binary_sensor.attic_shows_scanning") == STATE_OFF
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_OFF)
    assert paths(notified) == []


async def test_added_item_is_shown_within_seconds(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    path = add_film(tmp_path, "Paper Harbour (2021)")
    await scan(notified, library_of(notified, "Movies"), path)
    await until(lambda: len(notified.items(library_of(notified, "Movies"))) == 3)
    await until(lambda: state(hass, MOVIES_ADDED) == "Paper Harbour", 10)
    assert "Paper Harbour" in titles(hass, "sensor.attic_recently_added")
    assert paths(notified) == ["/library/sections/1/all"], "one request, and no polling"


async def test_burst_needs_one_request_per_library(hass: HomeAssistant, notified: PlexServer) -> None:
    for number in range(500):
        notified.push(item_frame("1", 5, str(number)))
        notified.push(item_frame("2", 9, str(number)))
    await asyncio.sleep(30)
    assert sorted(paths(notified)) == ["/library/sections/1/all", "/library/sections/2/all"]


async def test_deleted_item_is_removed(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    assert "Sable Coast" in titles(hass)
    for file in (tmp_path / "movies" / "Sable Coast (2010)").iterdir():
        file.unlink()
    await scan(notified, library_of(notified, "Movies"))
    await until(lambda: len(notified.items(library_of(notified, "Movies"))) == 1)
    await until(lambda: "Sable Coast" not in titles(hass), 10)


async def test_polls_slowly_with_notifications_and_faster_without(hass: HomeAssistant, notified: PlexServer) -> None:
    await asyncio.sleep(590)
    assert paths(notified).count("/") <= 1
    notified.websocket_mode = "refuse"
    notified.drop_websockets()
    await until(lambda: not notified.websockets)
    await asyncio.sleep(10)
    notified.requests.clear()
    await asyncio.sleep(600)
    assert 7 <= paths(notified).count("/") <= 10, "each minute, after which the answer may take its time"
    notified.websocket_mode = "normal"
    await until(lambda: notified.websockets, 600)  # the pauses between attempts have grown to two minutes
    await asyncio.sleep(65)
    notified.requests.clear()
    await asyncio.sleep(500)
    assert paths(notified).count("/") <= 1


async def test_polling_replaces_notifications(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(hass, config_entry):
        await asyncio.sleep(30)
        plex_server.scan_seconds = 5
        path = add_film(tmp_path, "Paper Harbour (2021)")
        await scan(plex_server, library_of(plex_server, "Movies"), path)
        await asyncio.sleep(0.5)
        assert state(hass, MOVIES_SCANNING) == STATE_OFF
        await hass.data["entity_components"]["binary_sensor"].get_entity(ONLINE).async_update()
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
    await until(lambda: "/" in paths(notified))
    await until(lambda: paths(notified).count("/library/recentlyAdded") == 1)
    notified.scan_now(library_of(notified, "Movies"))
    notified.websocket_mode = "normal"
    await until(lambda: notified.websockets, 600)
    await until(lambda: "Paper Harbour" in titles(hass), 30)


async def test_poll_keeps_scan_that_started_during_it(hass: HomeAssistant, notified: PlexServer) -> None:
    """A notification overrides a response that was requested before it."""
    slow = notified.fail(Fault.HANG, "/library/recentlyAdded")
    await until(lambda: slow.hits, 605)
    notified.push(scan_frame("started", "1"))
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_ON)
    await asyncio.sleep(35)  # the hanging request is given up
    assert state(hass, ONLINE) == STATE_ON
    assert state(hass, MOVIES_SCANNING) == STATE_ON
    notified.push(scan_frame("ended", "1"))
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_OFF)


async def test_poll_keeps_end_of_scan_during_it(
    hass: HomeAssistant, loaded: MockConfigEntry, notified: PlexServer
) -> None:
    """The late response has the state at the time of its request."""
    notified.push(scan_frame("started", "1"))
    await until(lambda: state(hass, MOVIES_SCANNING) == STATE_ON)
    library_of(notified, "Movies").refreshing = True
    with notified.fail(Fault.SLOW_DRIP, "/library/sections") as slow:
        update = asyncio.create_task(loaded.runtime_data.coordinator.async_refresh())
        await until(lambda: slow.hits)
        notified.push(scan_frame("ended", "1"))
        await until(lambda: state(hass, MOVIES_SCANNING) == STATE_OFF)
        assert not update.done()
    await update
    assert state(hass, MOVIES_SCANNING) == STATE_OFF
    library_of(notified, "Shows").refreshing = True
    await asyncio.sleep(FRESH_SECONDS)
    await loaded.runtime_data.coordinator.async_refresh()
    assert state(hass, "binary_sensor.attic_shows_scanning") == STATE_ON, "nothing was heard of it"


@pytest.mark.parametrize(
    "fault", [Fault.STATUS(500), Fault.STATUS(404), Fault.STATUS(403), Fault.HTML, Fault.TRUNCATED]
)
async def test_failing_list_of_library_keeps_server_online(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, fault: Fault
) -> None:
    plex_server.fail(fault, "/library/sections/1/all")
    async with entry_set_up(hass, config_entry):
        assert state(hass, ONLINE) == STATE_ON
        await asyncio.sleep(30)
        assert titles(hass) == []
        assert titles(hass, "sensor.attic_shows_recently_added")
        assert titles(hass, "sensor.attic_music_recently_added")


async def test_failing_list_of_server_keeps_server_online(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    plex_server.fail(Fault.STATUS(404), "/library/recentlyAdded")
    async with entry_set_up(hass, config_entry):
        assert state(hass, ONLINE) == STATE_ON
        await asyncio.sleep(30)
        assert set(titles(hass, "sensor.attic_recently_added")) >= {"Sable Coast", "Episode 1", "Slow Rivers"}


async def test_notifications_of_unlisted_libraries_cause_few_requests(
    hass: HomeAssistant, notified: PlexServer
) -> None:
    """Plex also notifies about libraries that the account may not access."""
    for _ in range(120):
        notified.push(item_frame("99", 5))
        await asyncio.sleep(1)
    assert 1 <= paths(notified).count("/") <= 4


async def test_first_scan_adds_new_library(hass: HomeAssistant, notified: PlexServer, tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    library = notified.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    await scan(notified, library)
    await until(lambda: hass.states.get("binary_sensor.attic_films_scanning"))


async def test_status_notification_updates_only_stale_data(hass: HomeAssistant, notified: PlexServer) -> None:
    await asyncio.sleep(70)
    notified.requests.clear()
    notified.push(STATUS_FRAME)
    await until(lambda: "/" in paths(notified))
    await asyncio.sleep(10)
    before = len(notified.requests)
    notified.push(STATUS_FRAME)
    await asyncio.sleep(10)
    assert len(notified.requests) == before


@pytest.mark.parametrize("mode", ["garbage", "flood"])
async def test_invalid_notifications_are_ignored(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, mode: Any
) -> None:
    await until(lambda: plex_server.websockets)
    await asyncio.sleep(70)
    plex_server.requests.clear()
    plex_server.websocket_mode = mode
    await asyncio.sleep(20)
    assert state(hass, ONLINE) == STATE_ON
    assert len(plex_server.requests) <= 4


async def test_lists_of_many_libraries_are_fetched_one_by_one(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    for number in range(30):
        folder = tmp_path / f"more{number}"
        library = plex_server.add_library(f"More {number}", "movie", [Location(plex=f"/more/{number}", disk=folder)])
        plex_server.add_items(library, 3)
    async with entry_set_up(hass, config_entry):
        wanting = [f"sensor.attic_more_{number}_recently_added" for number in range(30)]
        assert sum(bool(titles(hass, entity_id)) for entity_id in wanting) <= 1
        await until(lambda: all(len(titles(hass, entity_id)) == 3 for entity_id in wanting), 600)


async def test_requests_for_libraries_are_shared(
    hass: HomeAssistant, loaded: MockConfigEntry, notified: PlexServer
) -> None:
    coordinator = loaded.runtime_data.coordinator
    await until(lambda: not notified.requests)
    for _ in range(5):
        assert [library.title for library in await coordinator.async_libraries()] == ["Movies", "Shows", "Music"]
    assert paths(notified) == ["/library/sections"]


async def test_libraries_are_requested_again_after_failure(
    hass: HomeAssistant, loaded: MockConfigEntry, notified: PlexServer
) -> None:
    coordinator = loaded.runtime_data.coordinator
    with notified.fail(Fault.STATUS(500), "/library/sections"), pytest.raises(Exception, match="500"):
        await coordinator.async_libraries()
    assert len(await coordinator.async_libraries()) == 3


async def test_failure_after_caller_is_cancelled_is_not_logged(
    hass: HomeAssistant, loaded: MockConfigEntry, notified: PlexServer, caplog: pytest.LogCaptureFixture
) -> None:
    coordinator = loaded.runtime_data.coordinator
    with notified.fail(Fault.STATUS(500), "/library/sections") as rule:
        waiting = asyncio.create_task(coordinator.async_libraries())
        await asyncio.sleep(0)
        waiting.cancel()
        await until(lambda: rule.hits)
        await asyncio.sleep(1)
    gc.collect()
    assert "Traceback" not in caplog.text
    assert "exception" not in caplog.text


async def test_notifications_of_offline_server_are_not_shown(hass: HomeAssistant, notified: PlexServer) -> None:
    with notified.fail(Fault.MAINTENANCE):
        await asyncio.sleep(605)
        await until(lambda: state(hass, ONLINE) == STATE_OFF)
        notified.push(scan_frame("started", "1"))
        notified.push(item_frame("1", 5))
        await asyncio.sleep(10)
        assert state(hass, MOVIES_SCANNING) == STATE_UNAVAILABLE

"""Updates while notifications arrive, and with requests that fail or are shared."""

import asyncio
import gc
from pathlib import Path

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.entities.conftest import library_of
from tests.loading import entry_set_up

from .conftest import MOVIES_SCANNING, ONLINE, paths, scan_frame, state, titles


async def test_poll_keeps_scan_that_started_during_it(hass: HomeAssistant, notified: PlexServer) -> None:
    """A notification overrides a response that was requested before it."""
    slow = notified.fail(Fault.HANG, "/library/sections/1/all")
    notified.add_items(library_of(notified, "Movies"), 1)
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
    assert state(hass, "binary_sensor.attic_shows_scanning") == STATE_ON, "its end was missed"


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

"""Days on which Plex, the network or Home Assistant fail: nothing is lost, and nothing told twice."""

import asyncio
import logging

import pytest

from custom_components.plex_arrivals.arrivals.delivery import DeliveryState, Reason
from custom_components.plex_arrivals.arrivals.timing import Timing
from tests.plex_server import Fault
from tests.waiting import until

from .conftest import Home

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


def _state(home: Home, delivery_id: str) -> DeliveryState:
    state: DeliveryState = home.manager.deliveries[delivery_id].state
    return state


@pytest.mark.parametrize("swallowed", [1, 2, 3])
async def test_swallowed_scans_are_asked_again_wider(home: Home, swallowed: int) -> None:
    home.plex.swallow_scans = swallowed
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE
    asked = [("1", f"/media/{FOLDER}")] * 2 + [("1", "/media/movies"), ("1", None)]
    assert home.plex.scans == asked[: swallowed + 1]


async def test_missing_after_everything_was_tried(home: Home) -> None:
    home.plex.swallow_scans = 99
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.NOT_FOUND)
    assert [attempt.folder for attempt in delivery.attempts] == [path for _, path in home.plex.scans]
    assert home.plex.scans.count(("1", None)) == 1


async def test_folder_that_plex_sees_late(home: Home) -> None:
    file = home.put(FILE)
    home.plex.hide(f"/media/{FOLDER}", seconds=0.5)
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", file))
    assert delivery.state is DeliveryState.AVAILABLE


async def test_scan_of_another_location(home: Home) -> None:
    home.plex.scan_elsewhere = True
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE


async def test_without_notifications(home: Home) -> None:
    home.plex.websocket_mode = "refuse"
    home.plex.drop_websockets()
    await until(lambda: not home.plex.websockets)
    await asyncio.sleep(0.1)
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE


@pytest.mark.parametrize(
    "fault", [Fault.RESET, Fault.MAINTENANCE, Fault.HTML, Fault.EMPTY, Fault.STATUS(401), Fault.STATUS(500)]
)
async def test_plex_fails_and_recovers(home: Home, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    coordinator = home.entry.runtime_data.coordinator
    rule = home.plex.fail(fault)
    home.plex.drop_websockets()
    await coordinator.async_refresh()
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.manager.deliveries[delivery.id].reason is Reason.PLEX_OFFLINE)
    await asyncio.sleep(0.3)
    assert _state(home, delivery.id) is DeliveryState.WAITING
    rule.lift()
    await coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE
    assert home.told(delivery) == ["waiting", "waiting", "scanning", "available"]
    assert not [record for record in caplog.records if record.exc_info and record.levelno > logging.DEBUG]


async def test_plex_fails_at_the_scan(home: Home) -> None:
    rule = home.plex.fail(Fault.RESET, path="/library/sections/1/refresh", times=2)
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert rule.hits == 2
    assert delivery.state is DeliveryState.AVAILABLE


async def test_account_that_may_not_scan(home: Home) -> None:
    home.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh")
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.FORBIDDEN)


async def test_restart_while_waiting_for_plex(home: Home) -> None:
    rule = home.plex.fail(Fault.MAINTENANCE)
    await home.entry.runtime_data.coordinator.async_refresh()
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.manager.deliveries[delivery.id].reason is Reason.PLEX_OFFLINE)
    await home.restart()
    rule.lift()
    await home.entry.runtime_data.coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE
    assert home.told(delivery).count("available") == 1


async def test_restart_while_plex_scans(home: Home) -> None:
    home.plex.scan_seconds = 0.5
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.plex.scans)
    await home.restart()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE
    assert home.told(delivery) == ["waiting", "scanning", "available"]


async def test_notifications_lost_while_plex_scans(home: Home) -> None:
    home.plex.scan_seconds = 0.5
    first = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.entry.runtime_data.coordinator.data.scanning)
    home.plex.websocket_mode = "refuse"
    home.plex.drop_websockets()
    second = await home.finish(
        "/media/movies/Glass Tide (2019)", home.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    )
    assert (await home.ended(first)).state is DeliveryState.AVAILABLE
    assert (await home.ended(second)).state is DeliveryState.AVAILABLE


async def test_restart_after_it_arrived_unseen(home: Home) -> None:
    home.plex.swallow_scans = 1
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.plex.scans)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    home.plex.scan_now(home.plex.catalogue.libraries["1"])
    await home.hass.config_entries.async_setup(home.entry.entry_id)
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE
    assert home.plex.scans == [("1", f"/media/{FOLDER}")]


async def test_library_goes_in_the_middle(home: Home) -> None:
    home.plex.swallow_scans = 1
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.plex.scans)
    home.plex.remove_library(home.plex.catalogue.libraries["1"])
    ended = await home.ended(delivery)
    assert (ended.state, ended.reason) == (DeliveryState.UNMATCHED, Reason.NO_LIBRARY)


@pytest.mark.parametrize("timing", [Timing()], indirect=True)
async def test_burst_asks_for_one_scan_a_folder(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    downloads = []
    for number in range(200):
        folder = f"shows/Show {number % 60}/Season 01"
        file = home.put(f"{folder}/Show {number % 60} - S01E{number // 60 + 1:02}.mkv")
        downloads.append((file.path, file))
    deliveries = await asyncio.gather(*(home.finish(path, file) for path, file in downloads))
    await until(lambda: all(home.manager.deliveries[one.id].ended for one in deliveries), 60)
    assert {home.manager.deliveries[one.id].state for one in deliveries} == {DeliveryState.AVAILABLE}
    assert len(home.plex.scans) <= 60

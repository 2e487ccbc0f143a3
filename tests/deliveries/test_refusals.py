"""Plex refuses all or some requests during a delivery."""

import asyncio

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from testing.plex_server import Fault
from testing.waiting import until
from tests.virtual_time import pass_one_minute

from .conftest import Home

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


async def _waits_for_plex(home: Home, delivery_id: str) -> None:
    await until(lambda: home.manager.deliveries[delivery_id].reason is Reason.PLEX_OFFLINE, 3600)


async def test_delivery_waits_while_plex_refuses_everything(home: Home) -> None:
    home.plex.swallow_scans = 1
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.plex.scans)
    rule = home.plex.fail(Fault.STATUS(403))
    await _waits_for_plex(home, delivery.id)
    rule.lift()
    await home.entry.runtime_data.coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_one_403_does_not_end_delivery(home: Home) -> None:
    rule = home.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh", times=1)
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert rule.hits == 1
    assert delivery.state is DeliveryState.AVAILABLE


async def test_403_after_another_failure_counts_once(home: Home) -> None:
    home.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh", times=1)
    home.plex.fail(Fault.STATUS(500), path="/library/sections/1/refresh", times=3)
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE


async def test_403_for_queries_does_not_end_delivery(home: Home) -> None:
    home.plex.websocket_mode = "silent"
    rule = home.plex.fail(Fault.STATUS(403), path="/library/sections/1/all")
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: rule.hits)
    rule.lift()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_failing_queries_do_not_end_in_not_found(home: Home) -> None:
    home.plex.swallow_scans = 3
    home.plex.websocket_mode = "silent"
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: len(home.plex.scans) == 4, 600, pause=0.1)  # before it looks for the last time
    rule = home.plex.fail(Fault.STATUS(500))
    await _waits_for_plex(home, delivery.id)
    rule.lift()
    await home.entry.runtime_data.coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_scan_before_outage_is_not_repeated(home: Home) -> None:
    home.plex.scan_seconds = 0.5
    home.plex.websocket_mode = "silent"
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.plex.scans)
    rule = home.plex.fail(Fault.MAINTENANCE)
    await _waits_for_plex(home, delivery.id)
    await asyncio.sleep(1)
    rule.lift()
    await home.entry.runtime_data.coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE
    assert home.plex.scans == [("1", f"/media/{FOLDER}")]


async def test_other_server_at_same_address_is_ignored(home: Home) -> None:
    home.plex.swallow_scans = 1
    ours = home.plex.identity.machine_identifier
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: home.plex.scans)
    home.plex.identity.machine_identifier = "another"
    await home.entry.runtime_data.coordinator.async_refresh()
    home.plex.requests.clear()
    home.plex.scan_now(home.plex.catalog.libraries["1"])
    item = next(item for item in home.plex.catalog.items.values() if item.title == "Paper Harbour")
    entry = {"identifier": "com.plexapp.plugins.library", "sectionID": "1", "type": 1, "state": 5}
    entry["itemID"] = item.rating_key
    home.plex.push({"NotificationContainer": {"type": "timeline", "size": 1, "TimelineEntry": [entry]}})
    await _waits_for_plex(home, delivery.id)
    await pass_one_minute()
    assert {request.path for request in home.plex.requests} <= {"/"}
    home.plex.identity.machine_identifier = ours
    await home.entry.runtime_data.coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_queued_scan_is_not_sent_to_other_server(home: Home) -> None:
    home.plex.scan_seconds = 30
    other = "movies/Other Film (2020)"
    await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await home.finish(f"/media/{other}", home.put(f"{other}/Other Film (2020).mkv"))
    await until(lambda: home.plex.scans)
    assert len(home.plex.scans) == 1
    home.plex.identity.machine_identifier = "another"
    await home.entry.runtime_data.coordinator.async_refresh()
    home.plex.requests.clear()
    await asyncio.sleep(600)
    assert {request.path for request in home.plex.requests} <= {"/"}


async def test_outage_during_each_scan_does_not_end_in_not_found(home: Home) -> None:
    """The result of such a scan is unknown: it is no step of the escalation."""
    home.plex.swallow_scans = 4
    home.plex.websocket_mode = "silent"
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    for number in range(4):
        await until(lambda: len(home.plex.scans) > number, 600)  # noqa: B023 - awaited in this round
        rule = home.plex.fail(Fault.MAINTENANCE)
        await _waits_for_plex(home, delivery.id)
        rule.lift()
        await home.entry.runtime_data.coordinator.async_refresh()
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE

"""Plex refuses all or some requests during a delivery."""

import asyncio

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from testing.plex_server import Fault
from testing.waiting import until
from tests.virtual_time import pass_one_minute

from .conftest import DeliveryEnvironment

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


async def _waits_for_plex(env: DeliveryEnvironment, delivery_id: str) -> None:
    await until(lambda: env.manager.deliveries[delivery_id].reason is Reason.PLEX_OFFLINE, 3600)


async def test_delivery_waits_while_plex_refuses_everything(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 1
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.plex.scans)
    rule = env.plex.fail(Fault.STATUS(403))
    await _waits_for_plex(env, delivery.id)
    rule.lift()
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_one_403_does_not_end_delivery(env: DeliveryEnvironment) -> None:
    rule = env.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh", times=1)
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert rule.hits == 1
    assert delivery.state is DeliveryState.AVAILABLE


async def test_403_after_another_failure_counts_once(env: DeliveryEnvironment) -> None:
    env.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh", times=1)
    env.plex.fail(Fault.STATUS(500), path="/library/sections/1/refresh", times=3)
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE


async def test_403_for_queries_does_not_end_delivery(env: DeliveryEnvironment) -> None:
    env.plex.websocket_mode = "silent"
    rule = env.plex.fail(Fault.STATUS(403), path="/library/sections/1/all")
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: rule.hits)
    rule.lift()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_failing_queries_do_not_end_in_not_found(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 3
    env.plex.websocket_mode = "silent"
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: len(env.plex.scans) == 4, 600, pause=0.1)  # before the last query
    rule = env.plex.fail(Fault.STATUS(500))
    await _waits_for_plex(env, delivery.id)
    rule.lift()
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_scan_before_outage_is_not_repeated(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    env.plex.websocket_mode = "silent"
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.plex.scans)
    rule = env.plex.fail(Fault.MAINTENANCE)
    await _waits_for_plex(env, delivery.id)
    await asyncio.sleep(1)
    rule.lift()
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.plex.scans == [("1", f"/media/{FOLDER}")]


async def test_other_server_at_same_address_is_ignored(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 1
    ours = env.plex.identity.machine_identifier
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.plex.scans)
    env.plex.identity.machine_identifier = "another"
    await env.entry.runtime_data.coordinator.async_refresh()
    env.plex.requests.clear()
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    item = next(item for item in env.plex.catalog.items.values() if item.title == "Paper Harbour")
    entry = {"identifier": "com.plexapp.plugins.library", "sectionID": "1", "type": 1, "state": 5}
    entry["itemID"] = item.rating_key
    env.plex.push({"NotificationContainer": {"type": "timeline", "size": 1, "TimelineEntry": [entry]}})
    await _waits_for_plex(env, delivery.id)
    await pass_one_minute()
    assert {request.path for request in env.plex.requests} <= {"/"}
    env.plex.identity.machine_identifier = ours
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_queued_scan_is_not_sent_to_other_server(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 30
    other = "movies/Other Film (2020)"
    await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await env.finish(f"/media/{other}", env.put(f"{other}/Other Film (2020).mkv"))
    await until(lambda: env.plex.scans)
    assert len(env.plex.scans) == 1
    env.plex.identity.machine_identifier = "another"
    await env.entry.runtime_data.coordinator.async_refresh()
    env.plex.requests.clear()
    await asyncio.sleep(600)
    assert {request.path for request in env.plex.requests} <= {"/"}


async def test_outage_during_each_scan_does_not_end_in_not_found(env: DeliveryEnvironment) -> None:
    """The result of such a scan is unknown: it is no step of the escalation."""
    env.plex.swallow_scans = 4
    env.plex.websocket_mode = "silent"
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    for number in range(4):
        await until(lambda: len(env.plex.scans) > number, 600)  # noqa: B023 - awaited in this round
        rule = env.plex.fail(Fault.MAINTENANCE)
        await _waits_for_plex(env, delivery.id)
        rule.lift()
        await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE

"""Plex, the network or Home Assistant fail: nothing is lost or announced twice."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
import logging
from unittest.mock import patch

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryKind, DeliveryState, Reason, TransitionError
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from custom_components.plex_arrivals.plex.models import PlexFile, PlexMediaItem
from testing.plex_server import Fault
from testing.waiting import until
from tests.virtual_time import pass_one_minute

from .conftest import DeliveryEnvironment

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


def _state(env: DeliveryEnvironment, delivery_id: str) -> DeliveryState:
    state: DeliveryState = env.manager.deliveries[delivery_id].state
    return state


@pytest.mark.parametrize("swallowed", [1, 2, 3])
async def test_ignored_scans_are_repeated_wider(env: DeliveryEnvironment, swallowed: int) -> None:
    env.plex.swallow_scans = swallowed
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE
    asked = [("1", f"/media/{FOLDER}")] * 2 + [("1", "/media/movies"), ("1", None)]
    assert env.plex.scans == asked[: swallowed + 1]


async def test_missing_after_all_scans(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 99
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.NOT_FOUND)
    assert [attempt.folder for attempt in delivery.attempts] == [path for _, path in env.plex.scans]
    assert env.plex.scans.count(("1", None)) == 1
    assert env.events[-1].data["explanation"] == (
        f"Not found in Plex after several scans: /media/{FOLDER} (2×), /media/movies, Movies"
    )


async def test_folder_that_plex_finds_late_is_found(env: DeliveryEnvironment) -> None:
    file = env.put(FILE)
    env.plex.hide(f"/media/{FOLDER}", seconds=0.5)
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", file))
    assert delivery.state is DeliveryState.AVAILABLE


async def test_folder_that_plex_scans_at_another_location_is_found(env: DeliveryEnvironment) -> None:
    env.plex.scan_elsewhere = True
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE


async def test_delivery_without_notifications(env: DeliveryEnvironment) -> None:
    env.plex.websocket_mode = "refuse"
    env.plex.drop_websockets()
    await until(lambda: not env.entry.runtime_data.notifications.connected)
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE


@pytest.mark.parametrize(
    "fault", [Fault.RESET, Fault.MAINTENANCE, Fault.HTML, Fault.EMPTY, Fault.STATUS(401), Fault.STATUS(500)]
)
async def test_delivery_goes_on_after_plex_failed(
    env: DeliveryEnvironment, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    coordinator = env.entry.runtime_data.coordinator
    rule = env.plex.fail(fault)
    env.plex.drop_websockets()
    await coordinator.async_refresh()
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.PLEX_OFFLINE)
    await pass_one_minute()
    assert _state(env, delivery.id) is DeliveryState.WAITING
    rule.lift()
    await coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.announced(delivery) == ["waiting", "waiting", "scanning", "available"]
    assert not [record for record in caplog.records if record.exc_info and record.levelno > logging.DEBUG]


async def test_failed_scan_request_is_repeated(env: DeliveryEnvironment) -> None:
    rule = env.plex.fail(Fault.RESET, path="/library/sections/1/refresh", times=2)
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert rule.hits == 2
    assert delivery.state is DeliveryState.AVAILABLE


async def test_account_without_permission_to_scan_is_forbidden(env: DeliveryEnvironment) -> None:
    env.plex.fail(Fault.STATUS(403), path="/library/sections/1/refresh")
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.FORBIDDEN)


async def test_restart_while_waiting_for_plex(env: DeliveryEnvironment) -> None:
    rule = env.plex.fail(Fault.MAINTENANCE)
    await env.entry.runtime_data.coordinator.async_refresh()
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.PLEX_OFFLINE)
    await env.restart()
    rule.lift()
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.announced(delivery).count("available") == 1


async def test_restart_while_plex_scans(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.plex.scans)
    await env.restart()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.announced(delivery) == ["waiting", "scanning", "available"]


async def test_notifications_lost_while_plex_scans(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    first = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.entry.runtime_data.coordinator.data.scanning)
    env.plex.websocket_mode = "refuse"
    env.plex.drop_websockets()
    second = await env.finish(
        "/media/movies/Glass Tide (2019)", env.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    )
    assert (await env.ended(first)).state is DeliveryState.AVAILABLE
    assert (await env.ended(second)).state is DeliveryState.AVAILABLE


async def test_item_added_during_restart_is_found(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 1
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.plex.scans)
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    await env.hass.config_entries.async_setup(env.entry.entry_id)
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.plex.scans == [("1", f"/media/{FOLDER}")]


async def test_library_removed_during_delivery_is_unmatched(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 1
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.plex.scans)
    env.plex.remove_library(env.plex.catalog.libraries["1"])
    ended = await env.ended(delivery)
    assert (ended.state, ended.reason) == (DeliveryState.UNMATCHED, Reason.NO_LIBRARY)


async def test_delivery_waits_for_hours_without_network(env: DeliveryEnvironment) -> None:
    """No delivery ends, there is at most one request a minute, and deliveries go on when the network is back."""
    rule = env.plex.fail(Fault.REFUSE)
    env.plex.drop_websockets()
    await env.entry.runtime_data.coordinator.async_refresh()
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.PLEX_OFFLINE)
    await asyncio.sleep(14_400)
    assert _state(env, delivery.id) is DeliveryState.WAITING
    rule.lift()
    await env.entry.runtime_data.coordinator.async_refresh()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.announced(delivery) == ["waiting", "waiting", "scanning", "available"]


async def test_only_failures_are_retried(env: DeliveryEnvironment) -> None:
    rule = env.plex.fail(Fault.MAINTENANCE)
    await env.entry.runtime_data.coordinator.async_refresh()
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.PLEX_OFFLINE)
    with pytest.raises(TransitionError):
        await env.manager.async_retry(delivery.id)
    rule.lift()
    await env.entry.runtime_data.coordinator.async_refresh()
    await env.ended(delivery)
    assert env.announced(delivery) == ["waiting", "waiting", "scanning", "available"]


async def test_failed_query_does_not_end_delivery(env: DeliveryEnvironment) -> None:
    """The query by file name is undocumented: a server may refuse it."""
    env.plex.fail(Fault.STATUS(500), path="/library/sections/1/all")
    env.plex.websocket_mode = "silent"
    env.plex.drop_websockets()
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.NOT_FOUND)


async def test_refused_scan_ends_delivery_with_reason(env: DeliveryEnvironment) -> None:
    env.plex.fail(Fault.STATUS(500), path="/library/sections/1/refresh")
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.PLEX_FAILED)


async def test_item_merged_into_another_is_found(env: DeliveryEnvironment) -> None:
    """Plex creates an item, reports it as ready before it is matched, and merges it into another with that title."""
    env.put(f"{FOLDER}/Paper Harbour (2021) 720p.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["1"])
    there = next(item for item in env.plex.catalog.items.values() if item.title == "Paper Harbour")
    new = DownloadedFile(path="/media/movies/ph/ph.2160p.mkv", size=20)
    plex = env.entry.runtime_data.plex
    merged = False

    async def get_items(rating_keys: Iterable[str]) -> list[PlexMediaItem]:
        files = (PlexFile(path=new.path, size=20),)
        [found] = await type(plex).get_items(plex, [there.rating_key])
        if "999" in rating_keys and not merged:
            return [replace(found, id="999", title="", matched=False, files=files)]
        return [replace(found, files=files)]

    def frame(item: str, state: int) -> dict[str, object]:
        entry = {
            "identifier": "com.plexapp.plugins.library",
            "sectionID": "1",
            "itemID": item,
            "type": 1,
            "state": state,
        }
        return {"NotificationContainer": {"type": "timeline", "size": 1, "TimelineEntry": [entry]}}

    env.plex.scan_seconds = 5
    with patch.object(plex, "get_items", get_items):
        delivery = await env.finish("/media/movies/ph", new)
        await until(lambda: env.plex.scans)
        env.plex.push(frame("999", 0))
        env.plex.push(frame("999", 5))
        await asyncio.sleep(1)
        merged = True
        env.plex.push(frame("999", 9))
        env.plex.push(frame(there.rating_key, 5))
        ended = await env.ended(delivery)
    assert [item.rating_key for item in ended.items] == [there.rating_key]
    assert (ended.kind, ended.reason) == (DeliveryKind.UPGRADED, None)


async def test_name_that_is_not_utf8_does_not_stop_others(env: DeliveryEnvironment) -> None:
    odd = await env.ended(await env.finish("/downloads/odd\udcff name"))
    assert odd.state is DeliveryState.UNMATCHED
    fine = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert fine.state is DeliveryState.AVAILABLE


async def test_internal_error_ends_one_delivery(env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(env.manager._router, "route", side_effect=ZeroDivisionError):
        delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert (delivery.state, delivery.reason) == (DeliveryState.MISSING, Reason.INTERNAL_ERROR)
    assert "given up because of an internal error" in caplog.text
    await env.manager.async_retry(delivery.id)
    await until(lambda: env.announced(delivery)[-1] == "available")

"""How long a delivery takes, and what many at once cost."""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from homeassistant.core import callback
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.deliveries.match import DownloadMatch
from custom_components.plex_arrivals.plex.models import PlexLibrary, PlexMediaItem
from custom_components.plex_arrivals.plex.service import PlexService
from testing.waiting import until
from tests.disk import Disk
from tests.virtual_time import pass_one_minute, skipped_seconds

from .conftest import DeliveryEnvironment

RUNS = 10


async def test_delivery_has_no_needless_pause(env: DeliveryEnvironment) -> None:
    """Neither between the report and the scan request, nor between the notification of the item and the event."""
    for number in range(RUNS):
        file = env.put(f"movies/Film {number} (2001)/Film {number} (2001).mkv")
        begun = skipped_seconds()
        delivery = await env.finish(f"/media/movies/Film {number} (2001)", file)
        await until(lambda: len(env.plex.scans) > number)  # noqa: B023 - awaited in this iteration
        assert skipped_seconds() - begun < 0.05
        title = f"Film {number}"
        await until(lambda: any(item.title == title for item in env.plex.catalog.items.values()))  # noqa: B023 - as above
        created = skipped_seconds()
        await env.ended(delivery)
        assert skipped_seconds() - created < 0.25


async def test_libraries_are_requested_while_the_report_is_written(env: DeliveryEnvironment, disk: Disk) -> None:
    file = env.put("movies/Copper Sky (2001)/Copper Sky (2001).mkv")
    await asyncio.sleep(1)  # until the list of libraries of the set-up is too old
    env.plex.requests.clear()
    disk.is_held = lambda: True
    begun = skipped_seconds()
    reporting = asyncio.create_task(env.finish("/media/movies/Copper Sky (2001)", file))
    await until(lambda: "/library/sections" in [request.path for request in env.plex.requests])
    assert not reporting.done()
    assert skipped_seconds() - begun < 0.05  # so that it is no poll
    disk.go_on.set()
    await env.ended(await reporting)
    assert [request.path for request in env.plex.requests].count("/library/sections") == 1


async def test_scan_is_requested_while_its_state_is_written(env: DeliveryEnvironment, disk: Disk) -> None:
    file = env.put("movies/Copper Sky (2001)/Copper Sky (2001).mkv")
    disk.is_held = lambda: bool(env.events)
    delivery = await env.finish("/media/movies/Copper Sky (2001)", file)
    await until(lambda: env.plex.scans)
    assert env.announced(delivery) == ["waiting"]
    disk.go_on.set()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.plex.scans == [("1", "/media/movies/Copper Sky (2001)")]


async def test_many_deliveries_do_not_block_event_loop(env: DeliveryEnvironment) -> None:
    """Only a few are started and announced in an iteration, although all of them wait for the same event."""
    rounds = 0
    in_rounds: dict[str, Counter[int]] = {"started": Counter(), "announced": Counter()}

    started = 0

    def count(run_once: Callable[[], None]) -> None:
        nonlocal rounds, started
        run_once()
        in_rounds["started"][rounds] = len(env.manager.deliveries) - started
        started = len(env.manager.deliveries)
        rounds += 1

    @callback
    def on_delivery(_delivery: Delivery, _before: Delivery | None) -> None:
        in_rounds["announced"][rounds] += 1

    loop = env.hass.loop
    env.manager.async_add_listener(on_delivery)
    files = [env.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(60)]
    with patch.object(loop, "_run_once", partial(count, loop._run_once)):  # type: ignore[attr-defined]
        for delivery in await asyncio.gather(*(env.finish(file.path, file) for file in files)):
            await env.ended(delivery)
    assert sum(in_rounds["started"].values()) == 60
    assert sum(in_rounds["announced"].values()) >= 3 * 60
    assert max(in_rounds["started"].values()) <= 10
    assert max(in_rounds["announced"].values()) <= 10


async def test_item_is_compared_with_few_downloads(env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the files are not known, so that their names are no key to them."""
    compared = 0
    add = DownloadMatch.add

    def count(match: DownloadMatch, item: PlexMediaItem) -> bool:
        nonlocal compared
        compared += 1
        return add(match, item)

    monkeypatch.setattr(DownloadMatch, "add", count)
    files = [env.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(40)]
    for delivery in await asyncio.gather(*(env.finish(file.path) for file in files)):
        assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert len(files) <= compared < 5 * len(files)


async def test_queries_in_parallel_are_limited(env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a slow Plex the others would time out."""
    asking, most = 0, 0
    find = PlexService.find_by_file

    async def count(plex: PlexService, library: PlexLibrary, file: str) -> list[PlexMediaItem]:
        nonlocal asking, most
        asking += 1
        most = max(most, asking)
        try:
            return await find(plex, library, file)
        finally:
            asking -= 1

    monkeypatch.setattr(PlexService, "find_by_file", count)
    files = [env.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(40)]
    await env.ended(await env.finish(files[0].path, files[0]))  # its scan brings in all of them
    await pass_one_minute()
    for delivery in await asyncio.gather(*(env.finish(file.path, file) for file in files[1:])):
        await env.ended(delivery)
    assert 1 < most <= 4


async def test_100_downloads_in_30_folders_request_30_scans(env: DeliveryEnvironment) -> None:
    downloads = []
    for number in range(100):
        show = f"Show {number % 30}"
        file = env.put(f"shows/{show}/Season 01/{show} - S01E{number // 30 + 1:02}.mkv")
        downloads.append((file.path, file))
    deliveries = await asyncio.gather(*(env.finish(path, file) for path, file in downloads))
    await until(lambda: not env.manager.in_progress, 120)
    # an end is stored before it is announced
    await until(lambda: sum(event.data["state"] == "available" for event in env.events) == 100, 30)
    assert {event.data["delivery_id"] for event in env.events} == {one.id for one in deliveries}
    available = [one for one in env.manager.deliveries.values() if one.state is DeliveryState.AVAILABLE]
    assert len({one.id for one in deliveries}) == 100
    assert len(available) == len(env.manager.deliveries) == 100
    assert len(env.plex.scans) <= 30

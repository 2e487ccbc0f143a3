"""How quick a delivery is, and what many at once cost."""

import asyncio
from collections import Counter
from statistics import median
import time

import pytest

from custom_components.plex_arrivals.arrivals.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.arrivals.timing import Timing
from custom_components.plex_arrivals.plex.models import PlexLibrary, PlexMediaItem
from custom_components.plex_arrivals.plex.service import PlexService
from testing.waiting import until

from .conftest import Home

RUNS = 10


@pytest.mark.parametrize("timing", [Timing()], indirect=True)
async def test_from_the_finish_to_the_scan_and_from_the_item_to_the_event(home: Home) -> None:
    """Half of them take less than 50 ms to the scan's request, and 250 ms from the item to the event."""
    to_scan, to_event = [], []
    for number in range(RUNS):
        file = home.put(f"movies/Film {number} (2001)/Film {number} (2001).mkv")
        begun = time.perf_counter()
        delivery = await home.finish(f"/media/movies/Film {number} (2001)", file)
        while len(home.plex.scans) <= number:  # noqa: ASYNC110 - an event would come later than what it tells
            await asyncio.sleep(0)
        to_scan.append(time.perf_counter() - begun)
        items = home.plex.catalogue.items
        while not any(item.title == f"Film {number}" for item in items.values()):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)
        created = time.perf_counter()
        await home.ended(delivery)
        to_event.append(time.perf_counter() - created)
    assert median(to_scan) < 0.05
    assert median(to_event) < 0.25


async def test_many_at_once_leave_the_event_loop_free(home: Home) -> None:
    """In one round of it only a few are taken in and told of, although all of them wait for the same."""
    rounds = 0
    in_rounds: dict[str, Counter[int]] = {"known": Counter(), "told": Counter()}

    async def count() -> None:
        nonlocal rounds
        known = 0
        while True:
            in_rounds["known"][rounds] = len(home.manager.deliveries) - known
            known = len(home.manager.deliveries)
            rounds += 1
            await asyncio.sleep(0)

    def on_delivery(_delivery: Delivery, _before: Delivery | None) -> None:
        in_rounds["told"][rounds] += 1

    counting = asyncio.create_task(count())
    home.manager.async_add_listener(on_delivery)
    files = [home.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(60)]
    for delivery in await asyncio.gather(*(home.finish(file.path, file) for file in files)):
        await home.ended(delivery)
    counting.cancel()
    assert sum(in_rounds["known"].values()) == 60
    assert sum(in_rounds["told"].values()) >= 3 * 60
    assert max(in_rounds["known"].values()) <= 10
    assert max(in_rounds["told"].values()) <= 10


async def test_many_who_look_at_once_ask_a_few_at_a_time(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a slow Plex the others would wait for an answer until they give up."""
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
    files = [home.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(40)]
    await home.ended(await home.finish(files[0].path, files[0]))  # its scan brings in all of them
    for delivery in await asyncio.gather(*(home.finish(file.path, file) for file in files[1:])):
        await home.ended(delivery)
    assert 1 < most <= 4


@pytest.mark.parametrize("timing", [Timing()], indirect=True)
async def test_thousand_finishes_in_300_folders_ask_for_300_scans(home: Home) -> None:
    downloads = []
    for number in range(1000):
        show = f"Show {number % 300}"
        file = home.put(f"shows/{show}/Season 01/{show} - S01E{number // 300 + 1:02}.mkv")
        downloads.append((file.path, file))
    deliveries = await asyncio.gather(*(home.finish(path, file) for path, file in downloads))
    await until(lambda: not home.manager.in_progress, 120)
    # an end is stored before it is told
    await until(lambda: sum(event.data["state"] == "available" for event in home.events) == 1000, 30)
    assert {event.data["delivery_id"] for event in home.events} == {one.id for one in deliveries}
    arrived = [one for one in home.manager.deliveries.values() if one.state is DeliveryState.AVAILABLE]
    assert len({one.id for one in deliveries}) == 1000
    assert len(arrived) == len(home.manager.deliveries) <= 1000
    assert len(home.plex.scans) <= 300

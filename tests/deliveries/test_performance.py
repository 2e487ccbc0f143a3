"""How long a delivery takes, and what many at once cost."""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from homeassistant.core import callback
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.plex.models import PlexLibrary, PlexMediaItem
from custom_components.plex_arrivals.plex.service import PlexService
from testing.waiting import until
from tests.virtual_time import pass_one_minute, skipped_seconds

from .conftest import Home

RUNS = 10


async def test_delivery_has_no_needless_pause(home: Home) -> None:
    """Neither from the report to the request of a scan nor from the notification of the item to the event."""
    for number in range(RUNS):
        file = home.put(f"movies/Film {number} (2001)/Film {number} (2001).mkv")
        begun = skipped_seconds()
        delivery = await home.finish(f"/media/movies/Film {number} (2001)", file)
        await until(lambda: len(home.plex.scans) > number)  # noqa: B023 - awaited in this round
        assert skipped_seconds() - begun < 0.05
        title = f"Film {number}"
        await until(lambda: any(item.title == title for item in home.plex.catalog.items.values()))  # noqa: B023 - as above
        created = skipped_seconds()
        await home.ended(delivery)
        assert skipped_seconds() - created < 0.25


async def test_many_deliveries_do_not_block_event_loop(home: Home) -> None:
    """Only a few are started and announced in one iteration, although all of them wait for the same."""
    rounds = 0
    in_rounds: dict[str, Counter[int]] = {"started": Counter(), "announced": Counter()}

    started = 0

    def count(run_once: Callable[[], None]) -> None:
        nonlocal rounds, started
        run_once()
        in_rounds["started"][rounds] = len(home.manager.deliveries) - started
        started = len(home.manager.deliveries)
        rounds += 1

    @callback
    def on_delivery(_delivery: Delivery, _before: Delivery | None) -> None:
        in_rounds["announced"][rounds] += 1

    loop = home.hass.loop
    home.manager.async_add_listener(on_delivery)
    files = [home.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(60)]
    with patch.object(loop, "_run_once", partial(count, loop._run_once)):  # type: ignore[attr-defined]
        for delivery in await asyncio.gather(*(home.finish(file.path, file) for file in files)):
            await home.ended(delivery)
    assert sum(in_rounds["started"].values()) == 60
    assert sum(in_rounds["announced"].values()) >= 3 * 60
    assert max(in_rounds["started"].values()) <= 10
    assert max(in_rounds["announced"].values()) <= 10


async def test_queries_in_parallel_are_limited(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
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
    files = [home.put(f"shows/Many/Season 01/Many - S01E{number:02}.mkv") for number in range(40)]
    await home.ended(await home.finish(files[0].path, files[0]))  # its scan brings in all of them
    await pass_one_minute()
    for delivery in await asyncio.gather(*(home.finish(file.path, file) for file in files[1:])):
        await home.ended(delivery)
    assert 1 < most <= 4


async def test_100_downloads_in_30_folders_request_30_scans(home: Home) -> None:
    downloads = []
    for number in range(100):
        show = f"Show {number % 30}"
        file = home.put(f"shows/{show}/Season 01/{show} - S01E{number // 30 + 1:02}.mkv")
        downloads.append((file.path, file))
    deliveries = await asyncio.gather(*(home.finish(path, file) for path, file in downloads))
    await until(lambda: not home.manager.in_progress, 120)
    # an end is stored before it is announced
    await until(lambda: sum(event.data["state"] == "available" for event in home.events) == 100, 30)
    assert {event.data["delivery_id"] for event in home.events} == {one.id for one in deliveries}
    available = [one for one in home.manager.deliveries.values() if one.state is DeliveryState.AVAILABLE]
    assert len({one.id for one in deliveries}) == 100
    assert len(available) == len(home.manager.deliveries) == 100
    assert len(home.plex.scans) <= 30

"""The posters that are kept: each fetched once, few at a time, and not too many."""

import asyncio
import gc

import pytest

from custom_components.plex_arrivals.plex.artwork import Picture
from custom_components.plex_arrivals.plex.errors import PlexNotReady, PlexUnavailable
from custom_components.plex_arrivals.posters import cache
from custom_components.plex_arrivals.posters.cache import MAX_CONCURRENT, PosterCache


class Kitchen:
    """Makes posters when it is told to."""

    def __init__(self, size: int = 10) -> None:
        self.size = size
        self.made: list[str] = []
        self.at_work = 0
        self.most_at_work = 0
        self.go = asyncio.Event()
        self.error: Exception | None = None
        self.tasks: list[asyncio.Task[Picture]] = []

    async def make(self, rating_key: str, _width: int, _height: int, _version: str | None) -> Picture:
        self.made.append(rating_key)
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            await self.go.wait()
        finally:
            self.at_work -= 1
        if self.error:
            raise self.error
        return Picture(b"x" * self.size, "image/png")

    def posters(self) -> PosterCache:
        def create(job: object, _name: str) -> asyncio.Task[Picture]:
            task: asyncio.Task[Picture] = asyncio.get_running_loop().create_task(job)  # type: ignore[arg-type]
            self.tasks.append(task)
            return task

        return PosterCache(self.make, create)


async def test_those_who_want_the_same_share_one_fetch_and_few_are_fetched_at_a_time() -> None:
    kitchen = Kitchen()
    posters = kitchen.posters()
    asking = [asyncio.create_task(posters.async_get(str(n % 10), "1", 1, 1)) for n in range(40)]
    await asyncio.sleep(1)
    asking[0].cancel()
    await asyncio.sleep(1)
    kitchen.go.set()
    pictures = await asyncio.gather(*asking[1:])
    assert len(pictures) == 39
    assert sorted(kitchen.made) == [str(n) for n in range(10)]
    assert kitchen.most_at_work == MAX_CONCURRENT
    await posters.async_get("3", "1", 1, 1)
    assert len(kitchen.made) == 10


@pytest.mark.parametrize("changed", [("1", "2", 1, 1), ("1", "1", 2, 1), ("1", "1", 1, 2), ("2", "1", 1, 1)])
async def test_what_differs_in_anything_is_another_one(changed: tuple[str, str, int, int]) -> None:
    kitchen = Kitchen()
    kitchen.go.set()
    posters = kitchen.posters()
    await posters.async_get("1", "1", 1, 1)
    await posters.async_get(*changed)
    assert len(kitchen.made) == 2


async def test_without_a_version_nothing_is_kept() -> None:
    kitchen = Kitchen()
    kitchen.go.set()
    posters = kitchen.posters()
    for _ in range(2):
        await posters.async_get("1", None, 1, 1)
    assert len(kitchen.made) == 2


@pytest.mark.parametrize(("max_bytes", "max_pictures"), [(30, 100), (1000, 3)])
async def test_what_was_wanted_longest_ago_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, max_bytes: int, max_pictures: int
) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", max_bytes)
    monkeypatch.setattr(cache, "MAX_PICTURES", max_pictures)
    kitchen = Kitchen(size=10)
    kitchen.go.set()
    posters = kitchen.posters()
    for wanted in ("1", "2", "3", "1", "4", "5", "1", "2"):
        await posters.async_get(wanted, "1", 1, 1)
    assert kitchen.made == ["1", "2", "3", "4", "5", "2"]


async def test_one_that_is_bigger_than_all_may_be_is_given_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 5)
    kitchen = Kitchen(size=10)
    kitchen.go.set()
    posters = kitchen.posters()
    for _ in range(2):
        assert (await posters.async_get("1", "1", 1, 1)).content == b"x" * 10
    assert len(kitchen.made) == 2


async def test_a_failure_is_told_to_all_and_not_kept() -> None:
    kitchen = Kitchen()
    kitchen.error = PlexUnavailable("away")
    posters = kitchen.posters()
    asking = [asyncio.create_task(posters.async_get("1", "1", 1, 1)) for _ in range(3)]
    await asyncio.sleep(1)
    kitchen.go.set()
    assert await asyncio.gather(*asking, return_exceptions=True) == [kitchen.error] * 3
    kitchen.error = None
    await posters.async_get("1", "1", 1, 1)


async def test_a_failure_that_nobody_waits_for_any_more(caplog: pytest.LogCaptureFixture) -> None:
    kitchen = Kitchen()
    kitchen.error = PlexUnavailable("away")
    asking = asyncio.create_task(kitchen.posters().async_get("1", "1", 1, 1))
    await asyncio.sleep(1)
    asking.cancel()
    kitchen.go.set()
    await asyncio.wait(kitchen.tasks)
    await asyncio.wait((asking,))
    del asking
    kitchen.tasks.clear()
    kitchen.error = None
    gc.collect()
    assert not caplog.records


async def test_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_REQUESTS", 5)
    kitchen = Kitchen()
    posters = kitchen.posters()
    asking = [asyncio.create_task(posters.async_get(str(n), "1", 1, 1)) for n in range(5)]
    await asyncio.sleep(1)
    with pytest.raises(PlexNotReady):
        await posters.async_get("9", "1", 1, 1)
    kitchen.go.set()
    await asyncio.gather(*asking)
    await posters.async_get("9", "1", 1, 1)


async def test_unloaded_while_somebody_waits() -> None:
    kitchen = Kitchen()
    asking = asyncio.create_task(kitchen.posters().async_get("1", "1", 1, 1))
    await asyncio.sleep(1)
    for task in kitchen.tasks:
        task.cancel()
    with pytest.raises(PlexNotReady):
        await asking

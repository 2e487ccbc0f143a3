"""The poster cache: shared requests, limited concurrency and size."""

import asyncio
import gc

import pytest

from custom_components.plex_arrivals.plex.errors import PlexNotReady, PlexUnavailable
from custom_components.plex_arrivals.plex.poster import Poster
from custom_components.plex_arrivals.posters import cache
from custom_components.plex_arrivals.posters.cache import MAX_CONCURRENT, PosterCache


class PosterSource:
    """A source of posters that a test controls."""

    def __init__(self, size: int = 10) -> None:
        self.size = size
        self.made: list[str] = []
        self.at_work = 0
        self.most_at_work = 0
        self.go = asyncio.Event()
        self.error: Exception | None = None
        self.tasks: list[asyncio.Task[Poster]] = []

    async def make(self, rating_key: str, _width: int, _height: int, _version: str | None) -> Poster:
        self.made.append(rating_key)
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            await self.go.wait()
        finally:
            self.at_work -= 1
        if self.error:
            raise self.error
        return Poster(b"x" * self.size, "image/png")

    def posters(self) -> PosterCache:
        def create(job: object, _name: str) -> asyncio.Task[Poster]:
            task: asyncio.Task[Poster] = asyncio.get_running_loop().create_task(job)  # type: ignore[arg-type]
            self.tasks.append(task)
            return task

        return PosterCache(self.make, create)


async def test_same_requests_are_shared_and_concurrency_is_limited() -> None:
    source = PosterSource()
    posters = source.posters()
    asking = [asyncio.create_task(posters.async_get(str(n % 10), "1", 1, 1)) for n in range(40)]
    await asyncio.sleep(1)
    asking[0].cancel()
    await asyncio.sleep(1)
    source.go.set()
    pictures = await asyncio.gather(*asking[1:])
    assert len(pictures) == 39
    assert sorted(source.made) == [str(n) for n in range(10)]
    assert source.most_at_work == MAX_CONCURRENT
    await posters.async_get("3", "1", 1, 1)
    assert len(source.made) == 10


@pytest.mark.parametrize("changed", [("1", "2", 1, 1), ("1", "1", 2, 1), ("1", "1", 1, 2), ("2", "1", 1, 1)])
async def test_each_size_and_version_is_fetched(changed: tuple[str, str, int, int]) -> None:
    source = PosterSource()
    source.go.set()
    posters = source.posters()
    await posters.async_get("1", "1", 1, 1)
    await posters.async_get(*changed)
    assert len(source.made) == 2


async def test_poster_without_version_is_not_cached() -> None:
    source = PosterSource()
    source.go.set()
    posters = source.posters()
    for _ in range(2):
        await posters.async_get("1", None, 1, 1)
    assert len(source.made) == 2


@pytest.mark.parametrize(("max_bytes", "max_pictures"), [(30, 100), (1000, 3)])
async def test_least_recently_used_is_removed(
    monkeypatch: pytest.MonkeyPatch, max_bytes: int, max_pictures: int
) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", max_bytes)
    monkeypatch.setattr(cache, "MAX_PICTURES", max_pictures)
    source = PosterSource(size=10)
    source.go.set()
    posters = source.posters()
    for rating_key in ("1", "2", "3", "1", "4", "5", "1", "2"):
        await posters.async_get(rating_key, "1", 1, 1)
    assert source.made == ["1", "2", "3", "4", "5", "2"]


async def test_oversized_poster_is_not_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 5)
    source = PosterSource(size=10)
    source.go.set()
    posters = source.posters()
    for _ in range(2):
        assert (await posters.async_get("1", "1", 1, 1)).content == b"x" * 10
    assert len(source.made) == 2


async def test_failure_is_raised_for_all_and_not_cached() -> None:
    source = PosterSource()
    source.error = PlexUnavailable("away")
    posters = source.posters()
    asking = [asyncio.create_task(posters.async_get("1", "1", 1, 1)) for _ in range(3)]
    await asyncio.sleep(1)
    source.go.set()
    assert await asyncio.gather(*asking, return_exceptions=True) == [source.error] * 3
    source.error = None
    await posters.async_get("1", "1", 1, 1)


async def test_failure_after_caller_is_cancelled_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    source = PosterSource()
    source.error = PlexUnavailable("away")
    asking = asyncio.create_task(source.posters().async_get("1", "1", 1, 1))
    await asyncio.sleep(1)
    asking.cancel()
    source.go.set()
    await asyncio.wait(source.tasks)
    await asyncio.wait((asking,))
    del asking
    source.tasks.clear()
    source.error = None
    gc.collect()
    assert not caplog.records


async def test_too_many_requests_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_REQUESTS", 5)
    source = PosterSource()
    posters = source.posters()
    asking = [asyncio.create_task(posters.async_get(str(n), "1", 1, 1)) for n in range(5)]
    await asyncio.sleep(1)
    with pytest.raises(PlexNotReady):
        await posters.async_get("9", "1", 1, 1)
    source.go.set()
    await asyncio.gather(*asking)
    await posters.async_get("9", "1", 1, 1)


async def test_unload_while_waiting() -> None:
    source = PosterSource()
    asking = asyncio.create_task(source.posters().async_get("1", "1", 1, 1))
    await asyncio.sleep(1)
    for task in source.tasks:
        task.cancel()
    with pytest.raises(PlexNotReady):
        await asking

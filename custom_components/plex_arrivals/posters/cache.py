"""Cache posters; concurrent requests for the same poster fetch it once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from ..plex.errors import PlexNotReady
from ..plex.poster import Poster

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_PICTURES: Final = 256
MAX_CONCURRENT: Final = 3
MAX_REQUESTS: Final = 100
"""How many posters may be requested from Plex or wait for it."""

type _Key = tuple[str, str | None, int, int]
"""The ID of an item, the version of its poster, width and height in pixels."""


class PosterCache:
    """Fetch the posters of a server, and keep those that were requested last."""

    def __init__(
        self,
        fetch: Callable[[str, int, int, str | None], Awaitable[Poster]],
        create_task: Callable[[Coroutine[Any, Any, Poster], str], asyncio.Task[Poster]],
    ) -> None:
        """Initialize with `PlexService.fetch_poster` and what creates background tasks."""
        self._fetch = fetch
        self._create_task = create_task
        self._cached: OrderedDict[_Key, Poster] = OrderedDict()
        self._bytes = 0
        self._tasks: dict[_Key, asyncio.Task[Poster]] = {}
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENT)

    async def async_get(self, rating_key: str, version: str | None, width: int, height: int) -> Poster:
        """Return the poster of an item in about the given size in pixels; raise PlexError.

        A poster without a version is not cached, because a new one could not be noticed.
        """
        key = (rating_key, version, width, height)
        if picture := self._cached.get(key):
            self._cached.move_to_end(key)
            return picture
        task = self._tasks.get(key)
        if task is None:
            if len(self._tasks) >= MAX_REQUESTS:
                raise PlexNotReady("Too many posters are being fetched")
            task = self._tasks[key] = self._create_task(self._async_fetch(key), "fetch a poster")
            task.add_done_callback(lambda task: self._on_done(key, task))
        await asyncio.wait((task,))  # a cancelled caller does not cancel it for the others
        if task.cancelled():
            raise PlexNotReady("The server is being unloaded")
        return task.result()

    async def _async_fetch(self, key: _Key) -> Poster:
        rating_key, version, width, height = key
        async with self._semaphore:
            picture = await self._fetch(rating_key, width, height, version)
        if version is not None:
            self._add(key, picture)
        return picture

    def _on_done(self, key: _Key, task: asyncio.Task[Poster]) -> None:
        del self._tasks[key]
        if not task.cancelled():
            task.exception()  # keeps asyncio from logging it if no caller waits anymore

    def _add(self, key: _Key, picture: Poster) -> None:
        self._cached[key] = picture
        self._bytes += len(picture.content)
        while self._bytes > MAX_BYTES or len(self._cached) > MAX_PICTURES:
            _, removed = self._cached.popitem(last=False)
            self._bytes -= len(removed.content)

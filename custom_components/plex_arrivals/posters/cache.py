"""The posters that were fetched lately: each is fetched once, however many ask for it at the same time."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from ..plex.artwork import Picture
from ..plex.errors import PlexNotReady

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_PICTURES: Final = 256
AT_A_TIME: Final = 3
MAX_WAITING: Final = 100

type Wanted = tuple[str, str | None, int, int]
"""An item's id, its poster's version, width and height."""


class PosterCache:
    """Fetches posters of one server and keeps a bounded number of them, those that were wanted last."""

    def __init__(
        self,
        fetch: Callable[[str, int, int, str | None], Awaitable[Picture]],
        create_task: Callable[[Coroutine[Any, Any, Picture], str], asyncio.Task[Picture]],
    ) -> None:
        """Take what fetches a poster (`PlexService.fetch_artwork`), and who owns the tasks in which that is done."""
        self._fetch = fetch
        self._create_task = create_task
        self._kept: OrderedDict[Wanted, Picture] = OrderedDict()
        self._bytes = 0
        self._under_way: dict[Wanted, asyncio.Task[Picture]] = {}
        self._turn = asyncio.Semaphore(AT_A_TIME)

    async def async_get(self, rating_key: str, version: str | None, width: int, height: int) -> Picture:
        """Return the poster of an item, in about the wanted size; raises PlexError.

        Without a version it is fetched each time: nothing would tell that it is another one.
        """
        wanted = (rating_key, version, width, height)
        if kept := self._kept.get(wanted):
            self._kept.move_to_end(wanted)
            return kept
        task = self._under_way.get(wanted)
        if task is None:
            if len(self._under_way) >= MAX_WAITING:
                raise PlexNotReady("So many posters are waited for that this one has to wait")
            task = self._under_way[wanted] = self._create_task(self._async_fetch(wanted), "fetch a poster")
            task.add_done_callback(lambda task: self._done(wanted, task))
        await asyncio.wait((task,))  # whoever gives up waiting does not end it for the others
        if task.cancelled():
            raise PlexNotReady("The server was unloaded meanwhile")
        return task.result()

    async def _async_fetch(self, wanted: Wanted) -> Picture:
        rating_key, version, width, height = wanted
        async with self._turn:
            picture = await self._fetch(rating_key, width, height, version)
        if version is not None:
            self._keep(wanted, picture)
        return picture

    def _done(self, wanted: Wanted, task: asyncio.Task[Picture]) -> None:
        del self._under_way[wanted]
        if not task.cancelled():
            task.exception()  # seen, also where everybody who waited has gone

    def _keep(self, wanted: Wanted, picture: Picture) -> None:
        self._kept[wanted] = picture
        self._bytes += len(picture.content)
        while self._bytes > MAX_BYTES or len(self._kept) > MAX_PICTURES:
            _, forgotten = self._kept.popitem(last=False)
            self._bytes -= len(forgotten.content)

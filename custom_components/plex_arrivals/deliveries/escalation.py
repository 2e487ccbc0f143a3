"""How one delivery's files are brought into Plex and found there, one step of the escalation after another."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any

from homeassistant.util import dt as dt_util

from ..plex.models import PlexLibrary, PlexMediaItem
from . import routing
from .delivery import Attempt
from .guides import Guides
from .match import DownloadMatch
from .routing import Route


class Escalation:
    """Has Plex scan for what a watch waits for, and looks whether it is there."""

    def __init__(
        self,
        watch: DownloadMatch,
        libraries: Mapping[str, PlexLibrary],
        guides: Guides,
        attempted: Callable[[Collection[Attempt]], Awaitable[None]],
        *,
        is_packed: bool = False,
    ) -> None:
        """Take the libraries by their ids, whom to ask, and what is told of each attempt when Plex has scanned.

        `is_packed` says that the media have yet to come out of archives, which takes its time.
        """
        self._watch = watch
        self._libraries = libraries
        self._guides = guides
        self._timing = guides.timing
        self._attempted = attempted
        self._is_packed = is_packed

    async def look(self, library_ids: Collection[str] | None = None) -> None:
        """Ask for what is missing, in these libraries (None: in all that it may be in); raises PlexError."""
        for library_id in self._watch.library_ids if library_ids is None else library_ids:
            if not self._watch.complete:
                await self._guides.item_finder.look(self._watch, self._libraries[library_id])

    async def go(self, first: Sequence[Route], *, next_step: int, in_place_since: float) -> None:
        """Go up the escalation for as long as nothing appears; for files that lag behind the rest, one step.

        Begins with `next_step`, on the routes that come first. A scan that began at `in_place_since` (the event loop's
        time) or later has seen the files. Raises PlexError.
        """
        watch = self._watch
        unpacking = self._timing.unpacking if self._is_packed else ()
        for step, pause in enumerate((*self._timing.escalation, *unpacking)):
            scans = routing.targets(step, first, watch.routes)
            if step < next_step or not scans:
                continue
            if not (watch.found and watch.nameless):
                await _within(pause, watch.seen(more=step == 1))
            if step > 0:
                await self._while_at_work()
            if watch.complete or (watch.found and (step > 1 or watch.nameless)):
                break
            await self._scan(step, scans, in_place_since if step == 0 else asyncio.get_running_loop().time())
        else:
            await _within(self._timing.appear, watch.seen())
            await self.look()
        while watch.found and not watch.complete:
            before = len(watch.found)
            at_work = not watch.nameless or self._guides.item_finder.in_work(watch.library_ids)
            await _within(self._timing.appear if at_work else self._timing.linger, watch.seen(more=True))
            if len(watch.found) == before:
                break

    async def recognised(self) -> None:
        """Wait until the items have their titles and posters, where Plex looks for any, or never will."""
        watch = self._watch
        interval = self._timing.appear if self._guides.scanner.notified else self._timing.poll
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.match_limit):
                while any(self._is_unrecognised(item) for item in watch.items):
                    watch.changed.clear()
                    try:
                        async with asyncio.timeout(interval):
                            await watch.changed.wait()
                    except TimeoutError:
                        await self._guides.item_finder.look_again(watch)
                        interval *= 2
            return
        await self._guides.item_finder.look_again(watch)

    def is_matched(self, item: PlexMediaItem) -> bool:
        """Tell whether Plex knows what it is, or does not look for that."""
        return item.matched or not self._has_agent(item)

    async def _scan(self, step: int, scans: Sequence[tuple[str, str | None]], since: float) -> None:
        """Have the folders scanned and look for the files; returns early when all are there."""
        watch, now = self._watch, dt_util.utcnow()
        tasks = [self._guides.scanner.request(self._libraries[one], folder, since) for one, folder in scans]
        complete = asyncio.ensure_future(watch.completed())
        try:
            running: set[asyncio.Future[None]] = set(tasks)
            while running and not complete.done():
                over, _ = await asyncio.wait((*running, complete), return_when=asyncio.FIRST_COMPLETED)
                running -= over
            await self._guides.pacer.wait()
        finally:
            complete.cancel()
        for task in tasks:
            if task.done():
                task.result()
        await self._attempted([Attempt(step=step, library_id=one, folder=folder, at=now) for one, folder in scans])
        if self._guides.item_finder.in_work(one for one, _ in scans if self._libraries[one].has_agent):
            # Plex will say when it is ready; asked before, it would give an item without a title
            await _within(self._timing.appear, watch.seen())
        await self.look([library_id for library_id, _ in scans])

    async def _while_at_work(self) -> None:
        """Give Plex the time to finish the items that it has begun: one of them may be what we wait for."""
        watch = self._watch
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.match_limit):
                while not watch.complete and self._guides.item_finder.in_work(watch.library_ids):
                    await _within(self._timing.appear, watch.seen(more=True))

    def _is_unrecognised(self, item: PlexMediaItem) -> bool:
        return self._has_agent(item) and not (item.matched and item.artwork)

    def _has_agent(self, item: PlexMediaItem) -> bool:
        library = self._libraries.get(item.library_id or "")
        return library is None or library.has_agent


async def _within(seconds: float, waiting: Coroutine[Any, Any, None]) -> None:
    """Wait for something, but no longer than that."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await waiting

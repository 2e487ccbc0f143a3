"""Has Plex scan for the files of one delivery, wider with each step, until they are found."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from homeassistant.util import dt as dt_util

from ..plex.models import PlexLibrary
from .delivery import Attempt
from .item_finder import ItemFinder
from .match import DownloadMatch
from .pacing import Pacer
from .routing import Route
from .scanner import Scanner
from .timing import Timing


class Scanned(NamedTuple):
    """The scans of one step, which have ended."""

    attempts: list[Attempt]
    next_scan_at: datetime | None
    """When the next step begins, unless the files are found before; None if there is none."""


class Escalation:
    """The scans for one match, and the queries after each of them."""

    def __init__(
        self,
        match: DownloadMatch,
        libraries: Mapping[str, PlexLibrary],
        scanner: Scanner,
        finder: ItemFinder,
        pacer: Pacer,
        timing: Timing,
    ) -> None:
        """Initialize for a match; `libraries` are Plex's libraries by their IDs."""
        self._match = match
        self._libraries = libraries
        self._scanner = scanner
        self._finder = finder
        self._pacer = pacer
        self._timing = timing

    async def run(
        self, preferred: Sequence[Route], *, next_step: int, files_ready_at: float, is_packed: bool
    ) -> AsyncGenerator[Scanned]:
        """Run the steps from `next_step` on until files are found; yield the scans of each step when they end.

        The routes in `preferred` are scanned first. A scan that started at `files_ready_at` (the event loop's time) or
        later includes the files. `is_packed` says that the media have yet to come out of archives, which can take long.
        For files that arrive later than the rest of a download there is one more step only. Raise PlexError.
        """
        match = self._match
        unpacking = self._timing.unpacking if is_packed else ()
        pauses = dict(enumerate((*self._timing.escalation, *unpacking)))
        steps = {step: scans for step in pauses if (scans := scans_for_step(step, preferred, match.routes))}
        for step, scans in steps.items():
            if step < next_step:
                continue
            if not (match.found and match.has_unknown_files):
                await _wait_at_most(pauses[step], match.wait_found(more=step == 1))
            if step > 0:
                await self._wait_for_unready_items()
            if match.is_complete or (match.found and (step > 1 or match.has_unknown_files)):
                break
            now = dt_util.utcnow()
            await self._scan(scans, files_ready_at if step == 0 else asyncio.get_running_loop().time())
            attempts = [Attempt(step=step, library_id=one, folder=folder, at=now) for one, folder in scans]
            is_last = match.is_complete or (step > 0 and match.found)
            pause = None if is_last else next((pauses[one] for one in steps if one > step), None)
            yield Scanned(attempts, None if pause is None else dt_util.utcnow() + timedelta(seconds=pause))
            await self._find_scanned({library_id for library_id, _ in scans})
        else:
            await _wait_at_most(self._timing.item_timeout, match.wait_found())
            await self.query()
        await self._wait_for_rest()
        await self._wait_for_episodes()

    async def query(self, library_ids: Collection[str] | None = None) -> None:
        """Query these libraries (None: all of the routes) for what is missing; raise PlexError."""
        for library_id in self._match.library_ids if library_ids is None else library_ids:
            if not self._match.is_complete:
                await self._finder.query(self._match, self._libraries[library_id])

    async def _scan(self, scans: Sequence[tuple[str, str | None]], since: float) -> None:
        """Have the folders scanned; return when Plex is done or all files are found."""
        tasks = [self._scanner.request(self._libraries[one], folder, since) for one, folder in scans]
        complete = asyncio.ensure_future(self._match.wait_complete())
        try:
            running: set[asyncio.Future[None]] = set(tasks)
            while running and not complete.done():
                done, _ = await asyncio.wait((*running, complete), return_when=asyncio.FIRST_COMPLETED)
                running -= done
        finally:
            complete.cancel()
        await self._pacer.wait()
        for task in tasks:
            if task.done():
                task.result()

    async def _find_scanned(self, library_ids: Collection[str]) -> None:
        if self._finder.has_unready_items(one for one in library_ids if self._libraries[one].has_agent):
            # Plex will report when they are ready; queried before, they would have no title
            await _wait_at_most(self._timing.item_timeout, self._match.wait_found())
        await self.query(library_ids)

    async def _wait_for_unready_items(self) -> None:
        """Give Plex time for the metadata of the items that it has begun, as one of them may be the download's."""
        match = self._match
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.match_limit):
                while not match.is_complete and self._finder.has_unready_items(match.library_ids):
                    await _wait_at_most(self._timing.item_timeout, match.wait_found(more=True))

    async def _wait_for_rest(self) -> None:
        """Wait for further files once some are found, as long as they keep coming."""
        match = self._match
        while match.found and not match.is_complete:
            found = len(match.found)
            may_follow = not match.has_unknown_files or self._finder.has_unready_items(match.library_ids)
            pause = self._timing.item_timeout if may_follow else self._timing.idle_item_timeout
            await _wait_at_most(pause, match.wait_found(more=True))
            if len(match.found) == found:
                break

    async def _wait_for_episodes(self) -> None:
        """Wait for the other items of a file with several episodes; Plex may report one a moment before the others."""
        match = self._match
        while match.lacks_episodes:
            found = len(match.items)
            may_follow = self._finder.has_unready_items(match.library_ids)
            pause = self._timing.item_timeout if may_follow else self._timing.idle_item_timeout
            await _wait_at_most(pause, match.wait_changed())
            if len(match.items) == found:
                break


def scans_for_step(step: int, preferred: Sequence[Route], routes: Sequence[Route]) -> list[tuple[str, str | None]]:
    """Return the scans of one step of the escalation, as pairs of library ID and folder (None: the whole library).

    0: the folder. 1: the folder again. 2: its parent, and the folder in the other libraries that cover it. 3: the whole
    library. 4 and later: the folder. Plex found some new folders by a scan of their parent only, and scanned some at
    another location.
    """
    match step:
        case 0:
            scans = [(route.library_id, route.folder) for route in preferred]
        case 1:
            scans = [(route.library_id, route.folder) for route in preferred if route.folder is not None]
        case 2:
            scans = [(route.library_id, route.parent) for route in preferred if route.parent is not None]
            scans += [(route.library_id, route.folder) for route in routes if route not in preferred]
        case 3:
            scans = [(route.library_id, None) for route in preferred]
        case _:
            scans = [(route.library_id, route.folder) for route in preferred]
    return list(dict.fromkeys(scans))


async def _wait_at_most(seconds: float, waiting: Coroutine[Any, Any, None]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await waiting

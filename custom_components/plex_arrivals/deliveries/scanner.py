"""Asks Plex for scans: those of one library one after another, and one for all who want the same folder."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from ..plex.models import PlexLibrary
from .timing import Timing

_LONGEST_POLL = 60.0
_REMEMBERED = 300
"""How many scans of a library that are over are remembered."""

type CreateTask = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]


@dataclass(slots=True)
class _Scan:
    """One scan of one folder (None: of the whole library)."""

    folder: str | None
    began: float | None = None
    """The event loop's time just before Plex was asked; None while it waits for its turn."""
    task: asyncio.Task[None] | None = None

    def serves(self, folder: str | None, since: float) -> bool:
        """Tell whether it looks, or looked, at the folder later than `since`."""
        return self.folder in (None, folder) and (self.began is None or self.began >= since)


@dataclass(slots=True)
class _LibraryQueue:
    """The scans of one library: at most one runs, the others wait in the order in which they were asked for."""

    running: asyncio.Lock = field(default_factory=asyncio.Lock)
    scans: list[_Scan] = field(default_factory=list)
    """Those to come, the one that runs, and the latest that are over; the latest last."""
    busy: bool = False
    sign: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when Plex begins or ends a scan of this library."""


class Scanner:
    """Coalesces and orders scans; bounded by the number of different folders that are wanted at once."""

    def __init__(
        self,
        refresh: Callable[[PlexLibrary, str | None], Awaitable[None]],
        is_scanning: Callable[[PlexLibrary], Awaitable[bool]],
        create_task: CreateTask,
        timing: Timing,
    ) -> None:
        """Take how to ask Plex for a scan, how to ask whether it scans, and who owns our tasks."""
        self._refresh = refresh
        self._is_scanning = is_scanning
        self._create_task = create_task
        self._timing = timing
        self._lanes: dict[str, _LibraryQueue] = {}
        self._notified = False

    def request(self, library: PlexLibrary, folder: str | None, since: float) -> asyncio.Task[None]:
        """Return the task of a scan that looks at the folder (None: the whole library) at the earliest at `since`.

        `since`, in the event loop's time, is when the files were in place: a scan that began later serves everybody,
        also when it is over. The task ends when Plex is done, as far as can be told, and fails with the PlexError that
        met the request.
        """
        lane = self._lanes.setdefault(library.id, _LibraryQueue())
        for scan in lane.scans:
            if scan.task and scan.serves(folder, since):
                return scan.task
        scan = _Scan(folder)
        scan.task = self._create_task(self._scan(lane, library, scan), f"scan of {library.title}")
        lane.scans.append(scan)
        scan.task.add_done_callback(lambda task: self._ended(lane, scan, task))
        return scan.task

    @property
    def notified(self) -> bool:
        """Whether Plex's notifications reach us; without them we ask."""
        return self._notified

    @notified.setter
    def notified(self, notified: bool) -> None:
        self._notified = notified
        for lane in self._lanes.values():
            lane.sign.set()  # whoever waits to be told has to ask now

    def scan_started(self, library_id: str) -> None:
        """Take in that Plex began to scan a library."""
        if lane := self._lanes.get(library_id):
            lane.busy = True
            lane.sign.set()

    def scan_ended(self, library_id: str) -> None:
        """Take in that Plex finished scanning a library."""
        if lane := self._lanes.get(library_id):
            lane.busy = False
            lane.sign.set()

    @staticmethod
    def _ended(lane: _LibraryQueue, scan: _Scan, task: asyncio.Task[None]) -> None:
        """Keep what served somebody, bounded; forget what failed: those who wait for it have its error."""
        over = [one for one in lane.scans if one.task and one.task.done()]
        if task.cancelled() or task.exception():
            lane.scans.remove(scan)
        elif len(over) > _REMEMBERED:
            lane.scans.remove(over[0])

    async def _scan(self, lane: _LibraryQueue, library: PlexLibrary, scan: _Scan) -> None:
        async with lane.running:
            lane.busy = False
            lane.sign.clear()
            scan.began = asyncio.get_running_loop().time()
            await self._refresh(library, scan.folder)
            if not (self._notified and await self._told(lane)):
                await self._until_idle(library)

    async def _told(self, lane: _LibraryQueue) -> bool:
        """Wait for the notification that the scan is over; False where none came, so that Plex has to be asked."""
        try:
            async with asyncio.timeout(self._timing.scan_start):
                await lane.sign.wait()
            while lane.busy and self._notified:
                lane.sign.clear()
                async with asyncio.timeout(self._timing.scan_silent):
                    await lane.sign.wait()
        except TimeoutError:
            return False
        return self._notified

    async def _until_idle(self, library: PlexLibrary) -> None:
        """Ask until Plex no longer scans the library; a quick scan is over before the first answer."""
        try:
            async with asyncio.timeout(self._timing.scan_limit):
                await asyncio.sleep(min(1, self._timing.poll))  # it takes a moment to begin
                pause = self._timing.poll
                while await self._is_scanning(library):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_POLL)
        except TimeoutError:
            return

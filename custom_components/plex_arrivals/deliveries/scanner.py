"""Requests scans from Plex: one at a time in each library, and one for all deliveries of the same folder."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from ..plex.models import PlexLibrary
from .plex_gateway import PlexGateway
from .timing import Timing

_CLOCK_TOLERANCE = timedelta(minutes=2)
_MAX_POLL = 60.0
_MAX_FINISHED = 300
"""How many finished scans of a library are remembered."""


@dataclass(slots=True)
class _Scan:
    """A scan of one folder (None: of the whole library)."""

    folder: str | None
    started_at: float | None = None
    """The event loop's time just before the request; None while it is queued."""
    task: asyncio.Task[None] | None = None

    def covers(self, folder: str | None, since: float) -> bool:
        """Return whether the scan covers the folder and starts, or started, at `since` or later."""
        return self.folder in (None, folder) and (self.started_at is None or self.started_at >= since)


@dataclass(slots=True)
class _LibraryQueue:
    """The scans of one library: at most one runs, the others wait in the order of their requests."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    scans: list[_Scan] = field(default_factory=list)
    """Those queued, the running one, and the latest finished ones; the latest last."""
    is_busy: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when Plex begins or ends a scan of this library."""


class Scanner:
    """Merges and queues scans: there are never more than there are distinct folders."""

    def __init__(
        self,
        gateway: PlexGateway,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        timing: Timing,
    ) -> None:
        """Initialize without scans."""
        self._gateway = gateway
        self._create_task = create_task
        self._timing = timing
        self._queues: dict[str, _LibraryQueue] = {}
        self._notifications_connected = False

    @property
    def clock_tolerance(self) -> timedelta:
        """By how much Plex's clock may be behind, if only its times tell when it added something."""
        return timedelta() if self._notifications_connected else _CLOCK_TOLERANCE

    @property
    def notifications_connected(self) -> bool:
        """Whether Plex's notifications are received; otherwise the server is polled."""
        return self._notifications_connected

    @notifications_connected.setter
    def notifications_connected(self, notifications_connected: bool) -> None:
        self._notifications_connected = notifications_connected
        for queue in self._queues.values():
            queue.changed.set()  # scans that wait for a notification have to poll now

    def request(self, library: PlexLibrary, folder: str | None, since: float) -> asyncio.Task[None]:
        """Return the task of a scan of the folder, or of the whole library if None, that starts at `since` or later.

        `since`, in the event loop's time, is when the files were complete: a scan that started later serves every
        request, even after it has ended. The task ends when Plex seems to be done, and raises PlexError if the request
        fails.
        """
        queue = self._queues.setdefault(library.id, _LibraryQueue())
        for scan in queue.scans:
            if scan.task and scan.covers(folder, since):
                return scan.task
        scan = _Scan(folder)
        scan.task = self._create_task(self._scan(queue, library, scan), f"scan of {library.title}")
        queue.scans.append(scan)
        scan.task.add_done_callback(lambda task: self._on_done(queue, scan, task))
        return scan.task

    def set_busy(self, library_id: str, *, is_busy: bool) -> None:
        """Set whether Plex is scanning a library."""
        if queue := self._queues.get(library_id):
            queue.is_busy = is_busy
            queue.changed.set()

    @staticmethod
    def _on_done(queue: _LibraryQueue, scan: _Scan, task: asyncio.Task[None]) -> None:
        """Remember the latest finished scans, but none that failed: its exception is raised where it is awaited."""
        finished = [one for one in queue.scans if one.task and one.task.done()]
        if task.cancelled() or task.exception():
            queue.scans.remove(scan)
        elif len(finished) > _MAX_FINISHED:
            queue.scans.remove(finished[0])

    async def _scan(self, queue: _LibraryQueue, library: PlexLibrary, scan: _Scan) -> None:
        async with queue.lock:
            queue.is_busy = False
            queue.changed.clear()
            scan.started_at = asyncio.get_running_loop().time()
            await self._gateway.refresh_library(library, scan.folder)
            if not (self._notifications_connected and await self._wait_notified(queue)):
                await self._poll_until_idle(library)

    async def _wait_notified(self, queue: _LibraryQueue) -> bool:
        """Wait for the notification that the scan is over; return False if the server has to be polled instead."""
        try:
            async with asyncio.timeout(self._timing.scan_start):
                await queue.changed.wait()
            while queue.is_busy and self._notifications_connected:
                queue.changed.clear()
                async with asyncio.timeout(self._timing.scan_silence_timeout):
                    await queue.changed.wait()
        except TimeoutError:
            return False
        return self._notifications_connected

    async def _poll_until_idle(self, library: PlexLibrary) -> None:
        """Poll until Plex no longer scans the library; a quick scan is over before the first answer."""
        try:
            async with asyncio.timeout(self._timing.scan_limit):
                await asyncio.sleep(min(1, self._timing.poll))  # it takes a moment to begin
                pause = self._timing.poll
                while await self._gateway.is_scanning(library):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _MAX_POLL)
        except TimeoutError:
            return

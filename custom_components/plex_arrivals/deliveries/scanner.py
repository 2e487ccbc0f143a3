"""Requests scans from Plex: one at a time in each library, and one for all deliveries of the same folder."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from ..plex.models import PlexLibrary
from .server import DeliveryServer
from .timing import Timing

_LONGEST_POLL = 60.0
_MAX_FINISHED = 300
"""How many finished scans of a library are remembered."""


@dataclass(slots=True)
class _Scan:
    """A scan of one folder (None: of the whole library)."""

    folder: str | None
    began: float | None = None
    """The event loop's time just before the request; None while it is queued."""
    task: asyncio.Task[None] | None = None

    def covers(self, folder: str | None, since: float) -> bool:
        """Return whether it looks, or looked, at the folder later than `since`."""
        return self.folder in (None, folder) and (self.began is None or self.began >= since)


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
    """Merges and queues scans; their number is limited by that of the different folders."""

    def __init__(
        self,
        server: DeliveryServer,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        timing: Timing,
    ) -> None:
        """Initialize without scans."""
        self._server = server
        self._create_task = create_task
        self._timing = timing
        self._queues: dict[str, _LibraryQueue] = {}
        self._has_notifications = False

    @property
    def has_notifications(self) -> bool:
        """Whether Plex's notifications are received; otherwise the server is polled."""
        return self._has_notifications

    @has_notifications.setter
    def has_notifications(self, has_notifications: bool) -> None:
        self._has_notifications = has_notifications
        for queue in self._queues.values():
            queue.changed.set()  # scans that wait for a notification have to poll now

    def request(self, library: PlexLibrary, folder: str | None, since: float) -> asyncio.Task[None]:
        """Return the task of a scan that looks at the folder (None: the whole library) at the earliest at `since`.

        `since`, in the event loop's time, is when the files were in place: a scan that began later serves every
        request, also when it is over. The task ends when Plex seems to be done, and raises PlexError where the
        request fails.
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

    def on_scan_started(self, library_id: str) -> None:
        """Handle that Plex began to scan a library."""
        self._set_busy(library_id, is_busy=True)

    def on_scan_ended(self, library_id: str) -> None:
        """Handle that Plex finished scanning a library."""
        self._set_busy(library_id, is_busy=False)

    def _set_busy(self, library_id: str, *, is_busy: bool) -> None:
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
            scan.began = asyncio.get_running_loop().time()
            await self._server.refresh_library(library, scan.folder)
            if not (self._has_notifications and await self._wait_notified(queue)):
                await self._poll_until_idle(library)

    async def _wait_notified(self, queue: _LibraryQueue) -> bool:
        """Wait for the notification that the scan is over; return False where the server has to be polled instead."""
        try:
            async with asyncio.timeout(self._timing.scan_start):
                await queue.changed.wait()
            while queue.is_busy and self._has_notifications:
                queue.changed.clear()
                async with asyncio.timeout(self._timing.scan_silent):
                    await queue.changed.wait()
        except TimeoutError:
            return False
        return self._has_notifications

    async def _poll_until_idle(self, library: PlexLibrary) -> None:
        """Poll until Plex no longer scans the library; a quick scan is over before the first answer."""
        try:
            async with asyncio.timeout(self._timing.scan_limit):
                await asyncio.sleep(min(1, self._timing.poll))  # it takes a moment to begin
                pause = self._timing.poll
                while await self._server.is_scanning(library):
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_POLL)
        except TimeoutError:
            return

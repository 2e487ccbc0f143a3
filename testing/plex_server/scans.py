"""Running scans, one after another, with their websocket notifications."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
import uuid

from .behavior import Behavior
from .hiding import Hiding
from .library import TYPE_NUMBERS, Catalog, Item, Library
from .scanner import Changes, scan_folders, update_library
from .websocket import Websockets

LIBRARY_IDENTIFIER = "com.plexapp.plugins.library"
PROGRESS_STEPS = 4


@dataclass(eq=False, slots=True)
class Activity:
    uuid: str
    library: Library
    progress: float = 0

    def describe(self, *, with_context: bool = True) -> dict[str, Any]:
        description: dict[str, Any] = {
            "uuid": self.uuid,
            "type": "library.update.section",
            "cancellable": True,
            "userID": 1,
            "title": f"Scanning {self.library.title}",
            "subtitle": "",
            "progress": self.progress,
        }
        if with_context:
            description["Context"] = {"librarySectionID": self.library.id}
        return description


@dataclass(frozen=True, slots=True)
class Job:
    library: Library
    path: str | None


class Scans:
    def __init__(self, catalog: Catalog, websockets: Websockets, behavior: Behavior, hiding: Hiding) -> None:
        self._catalog = catalog
        self._websockets = websockets
        self._behavior = behavior
        self._hiding = hiding
        self._waiting: list[Job] = []
        self._running: tuple[Job, asyncio.Task[None]] | None = None
        self._matching: set[asyncio.Task[None]] = set()
        self.activities: dict[str, Activity] = {}

    def request(self, library: Library, path: str | None) -> None:
        """Queue a scan of a library, or of a folder in it."""
        if self._behavior.swallow_scans > 0:
            self._behavior.swallow_scans -= 1
            return
        pending = [*self._waiting, *([self._running[0]] if self._running else [])]
        if self._behavior.lose_close_scans and any(job.library is library for job in pending):
            return
        self._waiting.append(Job(library, path))
        self._next()

    def cancel(self, library: Library) -> None:
        self._waiting = [job for job in self._waiting if job.library is not library]
        if self._running and self._running[0].library is library:
            self._running[1].cancel()

    def work_left(self, library: Library) -> int:
        """Return how many of a library's items are still being matched."""
        waiting = (item for kind in library.by_type.values() for item in kind.values())
        return sum(1 for item in waiting if not item.title) if self._matching else 0

    def resume(self) -> None:
        """Continue with the items that were being matched when the server stopped."""
        for library in self._catalog.libraries.values():
            begun = [item for kind in library.by_type.values() for item in kind.values() if not item.title]
            self._match_soon(library, begun, [])

    async def stop(self) -> None:
        self._waiting.clear()
        tasks = [*self._matching, *([self._running[1]] if self._running else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def removed(self, items: Iterable[Item]) -> None:
        for item in items:
            if self._behavior.deleted_state == 9:
                self._notify_item(item, 9, metadataState="deleted")
                continue
            entry = {"identifier": LIBRARY_IDENTIFIER, "sectionID": item.library.id, "itemID": item.rating_key}
            self._websockets.notify("timeline", "TimelineEntry", {**entry, "type": -1, "state": 5})

    def _next(self) -> None:
        if self._running is None and self._waiting:
            job = self._waiting.pop(0)
            task = asyncio.create_task(self._scan(job))
            self._running = (job, task)
            task.add_done_callback(self._done)

    def _done(self, _task: asyncio.Task[None]) -> None:
        self._running = None
        self._next()

    async def _scan(self, job: Job) -> None:
        library = job.library
        activity = Activity(str(uuid.uuid4()), library)
        self.activities[activity.uuid] = activity
        library.refreshing = True
        self._notify_activity(activity, "started", with_context=self._behavior.started_has_context)
        stray = {"identifier": "com.plexapp.plugins.dvr", "sectionID": "-1", "itemID": "-1", "type": -1, "state": 0}
        self._websockets.notify("timeline", "TimelineEntry", {**stray, "title": "", "updatedAt": self._behavior.now()})
        try:
            for step in range(PROGRESS_STEPS):
                await asyncio.sleep(self._behavior.scan_seconds / PROGRESS_STEPS)
                progress = 100 * step / PROGRESS_STEPS
                activity.progress = progress + 0.25 if self._behavior.fractional_progress else int(progress)
                self._notify_activity(activity, "updated")
            elsewhere = self._behavior.scan_elsewhere
            result = await asyncio.to_thread(scan_folders, library, job.path, self._hiding, elsewhere=elsewhere)
            self._hiding.scanned()
            now, empties_trash = self._behavior.now(), self._behavior.empties_trash
            changes = update_library(self._catalog, library, result, now, empties_trash=empties_trash)
            self._notify_changes(library, changes)
        finally:
            del self.activities[activity.uuid]
            library.refreshing = False
            library.scanned_at = self._behavior.now()
            activity.progress = 100
            self._notify_activity(activity, "ended")
            status = {"title": "Library scan complete", "description": "", "notificationName": "LIBRARY_UPDATE"}
            self._websockets.notify("status", "StatusNotification", status)

    def _notify_changes(self, library: Library, changes: Changes) -> None:
        for item in changes.created:
            self._notify_item(item, 0, metadataState="created")
        self.removed(changes.deleted)
        self._match_soon(library, changes.created, changes.changed)

    def _match_soon(self, library: Library, created: list[Item], changed: list[Item]) -> None:
        if created or changed:
            task = asyncio.create_task(self._match(library, created, changed))
            self._matching.add(task)
            task.add_done_callback(self._matching.discard)

    async def _match(self, library: Library, created: list[Item], changed: list[Item]) -> None:
        for item in changed:
            self._notify_item(item, 5 if library.has_agent else 1, mediaState="analyzing")
        for item in created:
            self._notify_item(item, 1)
        await asyncio.sleep(self._behavior.match_seconds)
        matched = not self._behavior.never_match and library.has_agent
        for item in created:
            if item.rating_key not in self._catalog.items:
                continue
            item.finish(self._behavior.now(), matched=matched)
            if not library.has_agent:
                self._notify_item(item, 1)
            else:
                for state in (2, 3, 4, 5):
                    self._notify_item(item, state)
        if not library.has_agent:
            return
        await asyncio.sleep(self._behavior.repeat_seconds)
        for item in (*created, *changed):
            if item.rating_key in self._catalog.items:
                self._notify_item(item, 5, mediaState="thumbnailing")

    def _notify_activity(self, activity: Activity, event: str, *, with_context: bool = True) -> None:
        with_context = with_context and self._behavior.activities_have_context
        description = activity.describe(with_context=with_context)
        entry = {"event": event, "uuid": activity.uuid, "Activity": description}
        self._websockets.notify("activity", "ActivityNotification", entry)

    def _notify_item(self, item: Item, state: int, **more: str) -> None:
        entry: dict[str, Any] = {
            "identifier": LIBRARY_IDENTIFIER,
            "sectionID": item.library.id,
            "itemID": item.rating_key,
            "type": TYPE_NUMBERS[item.type],
            "title": item.title,
            "state": state,
            "updatedAt": item.updated_at,
            **more,
        }
        if item.parent is not None:
            entry |= {"parentItemID": item.parent.rating_key, "rootItemID": item.root.rating_key}
        self._websockets.notify("timeline", "TimelineEntry", entry)

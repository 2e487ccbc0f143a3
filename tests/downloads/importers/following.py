"""Follow a download in the queue of an importer."""

import asyncio
from contextlib import aclosing

from custom_components.plex_arrivals.downloads.importers.importers import Importers
from custom_components.plex_arrivals.downloads.importers.queue import QueuedDownload

from .conftest import HASH, torrent

MINUTE = 61


class Follower:
    """Follows a download in a task, and collects its changes."""

    def __init__(self, importers: Importers, queued: QueuedDownload) -> None:
        self.changes: list[QueuedDownload] = []
        self.absences = 0
        self.task = asyncio.create_task(self._follow(importers, queued))

    async def _follow(self, importers: Importers, queued: QueuedDownload) -> None:
        async with aclosing(importers.follow(queued)) as changes:
            async for change in changes:
                if change is None:
                    self.absences += 1
                elif change not in self.changes[-1:]:
                    self.changes.append(change)

    @property
    def states(self) -> list[str]:
        return [change.state.value for change in self.changes]

    @property
    def ended(self) -> bool:
        return self.task.done()


async def follow(importers: Importers, info_hash: str = HASH) -> Follower:
    queued = await importers.async_find(torrent(info_hash))
    assert queued
    return Follower(importers, queued)

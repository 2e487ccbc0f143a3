"""The memory of which torrents were finished, so that each is reported once, whatever restarts in between.

On disk (`.storage/plex_arrivals.<entry id>.seen`), version 1, all times in whole seconds since 1970:
`{"<entry id of the source>": {"since": <first sight of that source>, "done": {"<torrent id>": <done at>}}}`
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from .source import DownloadStatus

STORAGE_VERSION: Final = 1

# A client that has just started lists its torrents bit by bit, so neither is a torrent new because it turns up, nor
# gone because it is not listed. Hence these two: torrents that were done long ago are never news, and those done
# lately are remembered even when they are gone.
LONG_AGO: Final = timedelta(days=30)
CLOCKS_DIFFER: Final = timedelta(days=1)
"""How far the clock of the client may be behind ours."""
MOST_GONE: Final = 5_000
"""How many torrents of one source that are gone are remembered."""


@dataclass
class FinishedDownloads:
    """What is remembered of one source."""

    since: int
    done: dict[str, int] = field(default_factory=dict)
    changed: bool = True
    _running: set[str] = field(default_factory=set)

    def is_new(self, torrent_id: str, torrent: DownloadStatus) -> bool:
        """Tell whether a torrent has been finished since we looked; remembers which ones were running."""
        if torrent.running:
            self._running.add(torrent_id)
        return torrent.ready and self.awaits(torrent_id, torrent)

    def awaits(self, torrent_id: str, torrent: DownloadStatus) -> bool:
        """Tell whether a torrent that is complete is news, or will be once it is ready."""
        if torrent.done_at is None:
            return torrent_id in self._running
        if self.done.get(torrent_id) == _seconds(torrent.done_at):
            return False
        return torrent_id in self._running or _seconds(torrent.done_at) >= self._oldest_news()

    def remember(self, torrent_id: str, torrent: DownloadStatus) -> None:
        """Keep when a torrent was done; it is no news from now on."""
        self._running.discard(torrent_id)
        if torrent.done_at is not None and self.done.get(torrent_id) != _seconds(torrent.done_at):
            self.done[torrent_id] = _seconds(torrent.done_at)
            self.changed = True

    def forget_all_but(self, present: Collection[str]) -> None:
        """Drop the torrents that are gone from the client and would be no news if they came back."""
        self._running.intersection_update(present)
        oldest_news = self._oldest_news()
        gone = sorted((done, torrent_id) for torrent_id, done in self.done.items() if torrent_id not in present)
        for index, (done, torrent_id) in enumerate(reversed(gone)):
            if done < oldest_news or index >= MOST_GONE:
                del self.done[torrent_id]
                self.changed = True

    def _oldest_news(self) -> int:
        first_sight = self.since - int(CLOCKS_DIFFER.total_seconds())
        return max(first_sight, _seconds(dt_util.utcnow() - LONG_AGO))


class FinishedStore:
    """The memories of all sources of one of our config entries."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        self._store = Store[dict[str, Any]](hass, STORAGE_VERSION, f"{DOMAIN}.{entry_id}.seen", atomic_writes=True)
        self._sources: dict[str, FinishedDownloads] = {}
        self._forgot = False
        self._loaded = False

    async def async_load(self) -> None:
        """Read the memories, the first time; raises HomeAssistantError where the disk, not the file, is at fault."""
        if self._loaded:
            return
        try:
            stored = await self._store.async_load() or {}
            sources = {
                str(source_id): FinishedDownloads(
                    since=int(memory["since"]),
                    done={str(torrent_id): int(done) for torrent_id, done in memory["done"].items()},
                    changed=False,
                )
                for source_id, memory in stored.items()
            }
        except Exception as err:
            if isinstance(err.__cause__ or err, OSError):
                raise HomeAssistantError(str(err)) from err
            # a file may be broken in any way; a fresh start is the answer to all
            LOGGER.warning(
                "The memory of finished torrents cannot be read (%s: %s); what is finished now counts as known",
                type(err).__name__,
                err,
            )
            sources = {}
        self._sources = sources
        self._loaded = True

    def keep(self, source_ids: Collection[str]) -> None:
        """Drop all sources but these."""
        for source_id in self._sources.keys() - source_ids:
            self.forget(source_id)

    def get(self, source_id: str) -> FinishedDownloads | None:
        """Return what is remembered of a source, None at first sight."""
        return self._sources.get(source_id)

    def add(self, source_id: str) -> FinishedDownloads:
        """Begin to remember a source."""
        memory = self._sources[source_id] = FinishedDownloads(since=_seconds(dt_util.utcnow()))
        return memory

    def forget(self, source_id: str) -> None:
        """Drop a source."""
        self._forgot = self._sources.pop(source_id, None) is not None or self._forgot

    async def async_save(self) -> None:
        """Write to disk, if something changed."""
        if not self._forgot and not any(memory.changed for memory in self._sources.values()):
            return
        self._forgot = False
        for memory in self._sources.values():
            memory.changed = False
        await self._store.async_save(
            {
                source_id: {"since": memory.since, "done": dict(memory.done)}
                for source_id, memory in self._sources.items()
            }
        )

    async def async_remove(self) -> None:
        """Delete the file; for when our config entry is removed."""
        await self._store.async_remove()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())

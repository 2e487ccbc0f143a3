"""Store which finished downloads were reported, so that none is reported twice, even after a restart.

On disk (`.storage/plex_arrivals.<entry id>.seen`), version 1, all times in whole seconds since 1970:
`{"<entry id of the source>": {"since": <when it was first followed>, "done": {"<download id>": <done at>}}}`
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

# A client that has just started may list its downloads one after another. So a download is not new because it appears,
# and not removed because it is missing: old downloads are never new, and recent ones are remembered while missing.
MAX_AGE: Final = timedelta(days=30)
MAX_CLOCK_DIFFERENCE: Final = timedelta(days=1)
"""How far the client's clock may be behind Home Assistant's."""
MAX_UNLISTED: Final = 5_000
"""How many downloads per source are kept after the client has removed them."""


@dataclass
class FinishedDownloads:
    """The downloads of one source that are finished and reported."""

    since: int
    done: dict[str, int] = field(default_factory=dict)
    changed: bool = True
    _running: set[str] = field(default_factory=set)

    def mark_running(self, download_id: str) -> None:
        """Mark a download as running: it has to be reported when it is ready, whatever its time of completion."""
        self._running.add(download_id)

    def has_to_be_reported(self, download_id: str, status: DownloadStatus) -> bool:
        """Return whether a download is ready and was not reported yet."""
        return status.ready and self.is_unreported(download_id, status)

    def is_unreported(self, download_id: str, status: DownloadStatus) -> bool:
        """Return whether a download was not reported yet, although it is complete or about to be."""
        if status.completed_at is None:
            return download_id in self._running
        if self.done.get(download_id) == _timestamp(status.completed_at):
            return False
        return download_id in self._running or _timestamp(status.completed_at) >= self._oldest_new()

    def add(self, download_id: str, status: DownloadStatus) -> None:
        """Add a download that is reported, or does not have to be."""
        self._running.discard(download_id)
        if status.completed_at is not None and self.done.get(download_id) != _timestamp(status.completed_at):
            self.done[download_id] = _timestamp(status.completed_at)
            self.changed = True

    def forget_old(self, listed: Collection[str]) -> None:
        """Forget downloads that are too old to be new, and the oldest of too many that are not listed anymore."""
        self._running.intersection_update(listed)
        oldest_new = self._oldest_new()
        gone = sorted((key for key in self.done if key not in listed), key=self.done.__getitem__, reverse=True)
        old = (key for key, done in self.done.items() if done < oldest_new)
        for key in {*old, *gone[MAX_UNLISTED:]}:
            del self.done[key]
            self.changed = True

    def _oldest_new(self) -> int:
        first_followed = self.since - int(MAX_CLOCK_DIFFERENCE.total_seconds())
        return max(first_followed, _timestamp(dt_util.utcnow() - MAX_AGE))


class FinishedStore:
    """The finished downloads of all sources of one of our config entries, on disk."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the store of our config entry `entry_id`."""
        self._store = Store[dict[str, Any]](hass, STORAGE_VERSION, f"{DOMAIN}.{entry_id}.seen", atomic_writes=True)
        self._sources: dict[str, FinishedDownloads] = {}
        self._removed = False
        self._loaded = False

    async def async_load(self) -> None:
        """Load the file once; raise HomeAssistantError if the disk cannot be read. A broken file counts as empty."""
        if self._loaded:
            return
        try:
            stored = await self._store.async_load() or {}
            sources = {
                str(source_id): FinishedDownloads(
                    since=int(finished["since"]),
                    done={str(download_id): int(done) for download_id, done in finished["done"].items()},
                    changed=False,
                )
                for source_id, finished in stored.items()
            }
        except Exception as err:
            if isinstance(err.__cause__ or err, OSError):
                raise HomeAssistantError(str(err)) from err
            # A file may be broken in any way.
            LOGGER.warning(
                "Cannot read the stored list of finished downloads (%s: %s); "
                "downloads that have already finished are not reported",
                type(err).__name__,
                err,
            )
            sources = {}
        self._sources = sources
        self._loaded = True

    def remove_others(self, source_ids: Collection[str]) -> None:
        """Remove all sources except these."""
        for source_id in self._sources.keys() - source_ids:
            self.remove(source_id)

    def get(self, source_id: str) -> FinishedDownloads | None:
        """Return the finished downloads of a source; None if it was never followed."""
        return self._sources.get(source_id)

    def add(self, source_id: str) -> FinishedDownloads:
        """Add a source that is followed from now on."""
        finished = self._sources[source_id] = FinishedDownloads(since=_timestamp(dt_util.utcnow()))
        return finished

    def remove(self, source_id: str) -> None:
        """Remove a source."""
        self._removed = self._sources.pop(source_id, None) is not None or self._removed

    async def async_save(self) -> None:
        """Write the file if something has changed."""
        if not self._removed and not any(finished.changed for finished in self._sources.values()):
            return
        self._removed = False
        for finished in self._sources.values():
            finished.changed = False
        await self._store.async_save(
            {
                source_id: {"since": finished.since, "done": dict(finished.done)}
                for source_id, finished in self._sources.items()
            }
        )

    async def async_remove(self) -> None:
        """Delete the file, because our config entry is removed."""
        await self._store.async_remove()


def _timestamp(moment: datetime) -> int:
    return int(moment.timestamp())

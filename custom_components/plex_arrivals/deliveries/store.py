"""Deliveries on disk: what must survive Home Assistant being killed at any moment.

One file per config entry, `.storage/plex_arrivals.<entry_id>`, version 1:

    {"deliveries": [{"id", "created_at", "updated_at", "state", "reason", "kind", "library_id", "library_title",
                     "item_count", "missing_files", "missing_count", "url", "media_files", "import_overdue",
                     "download": {the fields of Download, "files": [{"path", "size"}]},
                     "routes": [{"library_id", "location", "path", "folder"}],
                     "attempts": [{"step", "library_id", "folder", "at"}],
                     "arrivals": [{the fields of DeliveredItem}],
                     "cross_seeds": [{the fields of Download}]}]}

Times are ISO 8601 in UTC. Ended deliveries are kept as history, those that ended last the longest. What a later version
adds is ignored, what it calls by another major version cannot be read: then, as for anything else that is unreadable,
the file is copied to `….corrupt.<time>`, a repair issue says so, and what can be read goes on.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
import logging
from pathlib import Path
import shutil
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.json import json_bytes, json_fragment
from homeassistant.util import dt as dt_util

from .. import paths
from ..const import DOMAIN
from ..downloads.download import Download
from . import identity
from .delivery import SAME_REPORT, Delivery, DeliveryState
from .disk import Disk
from .serialization import dump, load

_LOGGER = logging.getLogger(__name__)
_VERSION = 1
_KEPT = 500
_MOST = 5000
"""More than are kept stay only for as long as they may be reported again, and never more than these."""
_KEPT_FOR = timedelta(days=60)
_PAUSE = 0.1
"""In the long run so many seconds lie between two writes: who comes meanwhile shares the next."""
_AHEAD = 5.0
"""So many seconds ahead of that it may be: 50 writes, of a dozen deliveries, come without a pause."""
_FOLDERS_AROUND = 4
"""So deep an imported file may lie in its client's download."""
_UNREADABLE = (HomeAssistantError, NotImplementedError, KeyError, TypeError, ValueError)
"""What Home Assistant's Store and we raise for a newer version and for another shape than ours."""


class DeliveryStore:
    """All deliveries of a server, in memory and on disk."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Take whose deliveries they are."""
        self._hass = hass
        self._issue_id = f"store_broken_{entry_id}"
        self._store = Disk(hass, _VERSION, f"plex_arrivals.{entry_id}", private=True, serialize_in_event_loop=False)
        self._deliveries: dict[str, Delivery] = {}
        self._dumps: dict[str, bytes] = {}
        """What stands on disk of each delivery, in JSON: a change costs one dump, and to write is quick."""
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._ended: dict[str, None] = {}
        """The ids of the deliveries that have ended, in the order in which they did."""
        self.under_way: set[str] = set()
        """The ids of the deliveries that have not ended."""
        self.last_arrival: Delivery | None = None
        self._writing = asyncio.Lock()
        self._changes = 0
        self._written = 0
        self._write: asyncio.Task[HomeAssistantError | None] | None = None
        self._failure: HomeAssistantError | None = None
        """How the last write failed."""
        self._due = 0.0
        """The event loop's time at which the writes so far, with their pauses, would be over."""

    @property
    def deliveries(self) -> dict[str, Delivery]:
        """All deliveries by their id, the oldest first."""
        return self._deliveries

    async def async_load(self) -> None:
        """Read what was stored; raises HomeAssistantError where the disk, not the file, is at fault."""
        try:
            await self._async_read()
        except OSError as err:  # what Home Assistant's Store lets through, and our copying
            raise HomeAssistantError(str(err)) from err

    async def _async_read(self) -> None:
        entries: list[Any] = []
        unreadable: Exception | None = None
        try:
            if stored := await self._store.async_load():
                entries = list(stored["deliveries"])
        except _UNREADABLE as err:
            if isinstance(err.__cause__, OSError):
                raise
            unreadable = err
        for entry in entries:
            try:
                self._remember(load(Delivery, entry))
            except _UNREADABLE as err:
                unreadable = err
        self._ended = dict.fromkeys(sorted(self._ended, key=lambda one: self._deliveries[one].updated_at))
        self._trim()
        if unreadable:
            await self._async_keep_aside(unreadable)

    async def async_put(self, delivery: Delivery) -> None:
        """Remember a delivery; it is on disk when this returns.

        Where the disk fails, HomeAssistantError is raised and what was known before counts; a new one is forgotten.
        """
        before, last_arrival = self._deliveries.get(delivery.id), self.last_arrival
        self._remember(delivery)
        if len(self._ended) > _KEPT:
            self._trim()
        try:
            await self._async_write()
        except Exception:  # whoever reported it is told, and reports it again: then it must not be known
            if before is None:
                self._forget(delivery)
            else:
                self._remember(before)
            if self.last_arrival is delivery:
                self.last_arrival = last_arrival
            raise

    async def async_settled(self) -> None:
        """Return when what is being written is on disk, or has failed to be."""
        async with self._writing:
            if self._write:
                await asyncio.wait((self._write,))

    async def async_forget(self, delivery: Delivery) -> None:
        """Drop a delivery; it is gone from the disk when this returns; raises HomeAssistantError where not."""
        self._forget(delivery)
        try:
            await self._async_write()
        except HomeAssistantError:
            self._remember(delivery)
            raise

    def find(self, download: Download, now: datetime) -> Delivery | None:
        """Return the latest delivery of a download, whoever reports it this time."""
        candidates: Iterable[str] = set[str]().union(*(self._by_key.get(key, ()) for key in _keys(download)))
        if download.imported and download.hash is None:  # known by the size of its file, which is no key
            candidates = self._deliveries
        same = [one for one in map(self._deliveries.__getitem__, candidates) if one.is_same_download(download, now)]
        return max(same, key=lambda one: one.created_at, default=None)

    async def async_delete(self) -> None:
        """Delete what is on disk."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id)
        await self._store.async_remove()

    async def _async_keep_aside(self, error: Exception) -> None:
        """Copy the file before what could not be read in it is lost, and tell the user."""
        aside = await self._hass.async_add_executor_job(_copy, self._store.path)
        _LOGGER.warning("Stored deliveries could not be read (%r); the file is kept as %s", error, aside)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="store_broken",
            translation_placeholders={"file": aside},
        )
        await self._async_write()

    async def _async_write(self) -> None:
        """Write everything, once for all changes that came while the disk was busy; all of them share its failure."""
        self._changes += 1
        mine = self._changes
        async with self._writing:
            if self._written < mine:
                now = self._hass.loop.time()
                self._due = max(self._due, now) + _PAUSE
                await asyncio.sleep(self._due - now - _AHEAD)
                changes = self._changes
                data = {"deliveries": list(map(json_fragment, self._dumps.values()))}
                # it goes on where who waits is cancelled: the next must not overtake it
                self._write = self._hass.async_create_task(self._write_down(data), "store deliveries")
                await asyncio.wait((self._write,))
                self._failure = self._write.result()
                self._written = changes
            if self._failure:
                raise self._failure

    async def _write_down(self, data: dict[str, Any]) -> HomeAssistantError | None:
        """Write; return how the disk failed, if it did, for all who wait for it."""
        try:
            await self._store.async_save(data)
        except HomeAssistantError as err:
            return err
        return None

    def _remember(self, delivery: Delivery) -> None:
        self._dumps[delivery.id] = json_bytes(dump(delivery))
        if before := self._deliveries.get(delivery.id):
            self._drop_keys(before)
        self._deliveries[delivery.id] = delivery
        if not delivery.ended:
            self._ended.pop(delivery.id, None)
            self.under_way.add(delivery.id)
        else:
            self._ended[delivery.id] = None
            self.under_way.discard(delivery.id)
            last = self.last_arrival
            if delivery.state is DeliveryState.AVAILABLE and (last is None or delivery.updated_at >= last.updated_at):
                self.last_arrival = delivery
        for key in _keys_of(delivery):
            self._by_key[key].add(delivery.id)

    def _forget(self, delivery: Delivery) -> None:
        del self._deliveries[delivery.id]
        del self._dumps[delivery.id]
        self._ended.pop(delivery.id, None)
        self.under_way.discard(delivery.id)
        self._drop_keys(delivery)

    def _drop_keys(self, delivery: Delivery) -> None:
        for key in _keys_of(delivery):
            self._by_key[key].discard(delivery.id)
            if not self._by_key[key]:
                del self._by_key[key]

    def _trim(self) -> None:
        """Forget what ended first; what has not arrived is forgotten for its number only, never for its age."""
        now, count = dt_util.utcnow(), len(self._ended)
        for place, one in enumerate([self._deliveries[delivery_id] for delivery_id in self._ended]):
            age = now - one.updated_at
            is_surplus = place < count - (_KEPT if age > SAME_REPORT else _MOST)
            if not is_surplus and age <= _KEPT_FOR:
                break
            if is_surplus or one.state is DeliveryState.AVAILABLE:
                self._forget(one)


def _copy(path: str) -> str:
    """Copy a file to `….corrupt.<when it was written>`, so that another try makes no other copy; return where."""
    written = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
    aside = f"{path}.corrupt.{written.isoformat()}"
    shutil.copyfile(path, aside)
    return aside


def _keys_of(delivery: Delivery) -> set[str]:
    """Return what the download of a delivery may be known by."""
    return _keys(delivery.download) | {one.hash.lower() for one in delivery.cross_seeds if one.hash}


def _keys(download: Download) -> set[str]:
    """Return what a download may be known by."""
    keys = {paths.comparable(download.path)} | identity.fingerprints(download)
    if download.imported_from:
        folders = paths.parents(download.imported_from)[:_FOLDERS_AROUND]
        keys |= set(map(paths.comparable, (download.imported_from, *folders)))
    return keys | {download.hash.lower()} if download.hash else keys

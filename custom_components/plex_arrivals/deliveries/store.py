"""All deliveries of a config entry: in memory, and on disk so that Home Assistant may be killed at any moment.

Two files per config entry in `.storage`, version 2, each a line `{"version": 2}` and then a record per line:

    plex_arrivals.<entry_id>.current.jsonl    the deliveries in progress and those that ended within a day
    plex_arrivals.<entry_id>.history.jsonl    all others, without long lists

A record has the `id` of a delivery and the fields that changed, the first one all that differ from their defaults:

    {"id", "created_at", "updated_at", "state", "reason", "kind", "library_id", "library_title",
     "item_count", "rating_keys", "missing_files", "missing_count", "url", "media_files", "import_overdue",
     "importer", "importer_entry_id", "expected_imports", "import_absent_since", "import_incomplete",
     "messages", "requested_by", "imported_at", "next_scan_at", "upgraded_from": {the fields of PlexFile},
     "download": {the fields of Download, "files": [{"path", "size"}], "contents": {"files", "sizes"},
                  "media": {the fields of MediaInfo}},
     "routes": [{"library_id", "location", "path", "folder"}],
     "attempts": [{"step", "library_id", "folder", "at"}],
     "arrivals": [{the fields of DeliveredItem}],
     "cross_seeds": [{the fields of Download}]}

or `{"id", "removed": true}`. The current file is read after the history. Times are ISO 8601 in UTC. Fields that a later
version adds are ignored; another version cannot be read, except version 1, `.storage/plex_arrivals.<entry_id>`, a list
of all deliveries, which is replaced by these files. If anything cannot be read, the files are copied to
`….corrupt.<time>`, a repair issue reports it, and the readable deliveries continue.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice, takewhile

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..downloads.download import Download
from ..plex.models import PlexFile
from . import history, same_download, upgrades
from .delivery import FAILED, Delivery, DeliveryState, Reason
from .disk import DeliveryFiles

_MIN_MOVED = 50
"""How many deliveries have to be due for the history, at least, for it to be written."""


class DeliveryStore:
    """The deliveries in progress and the history; `DeliverySaver` changes them, `DeliveryFiles` keeps them on disk."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the empty store of a config entry."""
        self._hass = hass
        self._files = DeliveryFiles(hass, entry_id)
        self.deliveries: dict[str, Delivery] = {}
        """All deliveries by their IDs, the oldest first."""
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._ended: dict[str, None] = {}
        """The IDs of the deliveries that have ended, in that order."""
        self._recent: dict[str, None] = {}
        """Those of them that are not in the history."""
        self._forgotten: set[str] = set()
        """Former deliveries that are in the current file."""
        self.failed: dict[str, None] = {}
        """The IDs of the deliveries that can be retried, in the order of their ends."""
        self.in_progress: set[str] = set()
        """The IDs of the deliveries that have not ended."""
        self.import_blocked: set[str] = set()
        """The IDs of those of them whose importer waits for the user."""
        self.last_arrival: Delivery | None = None

    @property
    def latest(self) -> Iterator[Delivery]:
        """All deliveries, the latest first."""
        return reversed(self.deliveries.values())

    def delivered_files(self, item_ids: Collection[str]) -> Iterator[tuple[str, PlexFile]]:
        """Return the files that deliveries brought for items, each with the ID of its item, the latest first."""
        return upgrades.delivered_files(self.latest, item_ids)

    async def async_load(self) -> None:
        """Load what was stored; raise HomeAssistantError if the disk, not the file, is at fault."""
        try:
            await self._async_read()
        except OSError as err:  # which Home Assistant's Store lets through
            raise HomeAssistantError(str(err)) from err

    async def _async_read(self) -> None:
        stored = await self._files.async_read()
        # in the executor, because there may be thousands
        await self._hass.async_add_executor_job(self._set_all, stored.deliveries, stored.current)
        self._trim()
        if any(self._due(0)):
            await self._async_move()

    async def async_put(self, delivery: Delivery) -> None:
        """Store a delivery; it is on disk when this returns.

        If the disk fails, raise HomeAssistantError and keep what was stored before; a new one is not kept.
        """
        before, last_arrival = self.deliveries.get(delivery.id), self.last_arrival
        self._set(delivery)
        try:
            await self._files.async_put(delivery, before)
        except Exception:  # its source reports it again: then it must be new
            if before is None:
                self._remove(delivery)
            else:
                self._set(before)
            if self.last_arrival is delivery:
                self.last_arrival = last_arrival
            raise
        if len(self._ended) > history.MAX_COUNT:
            self._trim()
        due = self._due(max(_MIN_MOVED, len(self._recent) // 2))
        if any(due) or self._files.is_fragmented(len(self.in_progress) + len(self._recent)):
            with suppress(HomeAssistantError):  # logged; the next change tries it again
                await self._async_move()

    async def async_wait_for_write(self) -> None:
        """Wait until what is being written is on disk, or has failed to be."""
        await self._files.async_wait_for_write()

    async def async_remove(self, delivery: Delivery) -> None:
        """Delete a delivery, also from the disk; raise HomeAssistantError and keep it if that fails."""
        self._remove(delivery)
        try:
            await self._files.async_remove(delivery)
        except HomeAssistantError:
            self._set(delivery)
            raise

    async def async_delete(self) -> None:
        """Delete the files."""
        await self._files.async_delete()

    def find(
        self, download: Download, now: datetime, is_in_library: Callable[[Download], bool] = lambda _: False
    ) -> Delivery | None:
        """Return the latest delivery of a download, whichever source reports it this time.

        A cross-seed that is in a library, in a folder that its first download is not in, is another one to Plex.
        """
        candidates: Iterable[str] = set[str]().union(
            *(self._by_key.get(key, ()) for key in same_download.keys(download))
        )
        if download.imported and download.hash is None:  # identified by the size of its file, which is no key
            candidates = self.deliveries
        deliveries = map(self.deliveries.__getitem__, candidates)
        same = [
            one
            for one in deliveries
            if same_download.is_same_download(one, download, now)
            and not (same_download.is_elsewhere(one, download) and is_in_library(download))
        ]
        return max(same, key=lambda one: one.created_at, default=None)

    def _due(self, after: int) -> Iterator[Delivery]:
        """Return the deliveries that are due for the history, the oldest first, without the first `after`."""
        now = dt_util.utcnow()
        recent = (self.deliveries[delivery_id] for delivery_id in islice(self._recent, after, None))
        return takewhile(lambda delivery: history.is_history(delivery, now), recent)

    async def _async_move(self) -> None:
        """Move what is due to the history; raise HomeAssistantError if the disk fails."""
        self._trim()
        moved = {delivery.id: delivery for delivery in self._due(0)}
        await self._files.async_move(moved.keys() | self._forgotten, set(self.deliveries))
        self._forgotten.clear()
        for delivery in moved.values():
            if self.deliveries.get(delivery.id) is delivery:  # not changed meanwhile
                del self._recent[delivery.id]
                self.deliveries[delivery.id] = history.summary(delivery)
                if self.last_arrival is delivery:
                    self.last_arrival = self.deliveries[delivery.id]

    def _set_all(self, deliveries: Iterable[Delivery], current: Collection[str]) -> None:
        for delivery in deliveries:
            self._set(delivery)
        self._ended = dict.fromkeys(sorted(self._ended, key=lambda one: self.deliveries[one].updated_at))
        self.failed = {delivery_id: None for delivery_id in self._ended if delivery_id in self.failed}
        self._recent = {delivery_id: None for delivery_id in self._ended if delivery_id in current}

    def _set(self, delivery: Delivery) -> None:
        if before := self.deliveries.get(delivery.id):
            self._remove_keys(before)
        self.deliveries[delivery.id] = delivery
        if delivery.state in FAILED:
            self.failed[delivery.id] = None
        else:
            self.failed.pop(delivery.id, None)
        if delivery.reason is Reason.IMPORT_BLOCKED:
            self.import_blocked.add(delivery.id)
        else:
            self.import_blocked.discard(delivery.id)
        if not delivery.ended:
            self._ended.pop(delivery.id, None)
            self._recent.pop(delivery.id, None)
            self.in_progress.add(delivery.id)
        else:
            self._ended[delivery.id] = self._recent[delivery.id] = None
            self.in_progress.discard(delivery.id)
            last = self.last_arrival
            if delivery.state is DeliveryState.AVAILABLE and (last is None or delivery.updated_at >= last.updated_at):
                self.last_arrival = delivery
        for key in same_download.keys_of_delivery(delivery):
            self._by_key[key].add(delivery.id)

    def _remove(self, delivery: Delivery) -> None:
        del self.deliveries[delivery.id]
        self._ended.pop(delivery.id, None)
        self._recent.pop(delivery.id, None)
        self.failed.pop(delivery.id, None)
        self.in_progress.discard(delivery.id)
        self.import_blocked.discard(delivery.id)
        self._remove_keys(delivery)

    def _remove_keys(self, delivery: Delivery) -> None:
        for key in same_download.keys_of_delivery(delivery):
            self._by_key[key].discard(delivery.id)
            if not self._by_key[key]:
                del self._by_key[key]

    def _trim(self) -> None:
        """Forget what ended first, if there is too much of it or it is too old; the files follow later."""
        now, surplus = dt_util.utcnow(), len(self._ended) - history.MAX_COUNT
        for index, delivery in enumerate([self.deliveries[delivery_id] for delivery_id in self._ended]):
            if index >= surplus and now - delivery.updated_at <= history.MAX_AGE:
                return
            if index < surplus or delivery.state not in FAILED:
                if delivery.id in self._recent:
                    self._forgotten.add(delivery.id)
                self._remove(delivery)

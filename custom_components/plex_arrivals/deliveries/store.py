"""All deliveries of a config entry: in memory, and on disk so that Home Assistant may be killed at any moment.

One file per config entry, `.storage/plex_arrivals.<entry_id>`, version 1:

    {"deliveries": [{"id", "created_at", "updated_at", "state", "reason", "kind", "library_id", "library_title",
                     "item_count", "missing_files", "missing_count", "url", "media_files", "import_overdue",
                     "download": {the fields of Download, "files": [{"path", "size"}]},
                     "routes": [{"library_id", "location", "path", "folder"}],
                     "attempts": [{"step", "library_id", "folder", "at"}],
                     "arrivals": [{the fields of DeliveredItem}],
                     "cross_seeds": [{the fields of Download}]}]}

Times are ISO 8601 in UTC. Ended deliveries are kept as history, those that ended last the longest. Fields that a later
version adds are ignored; another major version cannot be read. If anything in it cannot be read, the file is copied to
`….corrupt.<time>`, a repair issue reports it, and the readable deliveries continue.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util

from ..downloads.download import Download
from . import same_download
from .delivery import Delivery, DeliveryState
from .disk import DeliveryFile
from .serialization import dump

_MAX_HISTORY = 500
_MAX_HISTORY_FOR_REPORTS = 5000
"""More than `_MAX_HISTORY` are kept while they may be reported again, and never more than these."""
_MAX_AGE = timedelta(days=60)


class DeliveryStore:
    """The deliveries in progress and the history; `DeliverySaver` changes them, `DeliveryFile` keeps them on disk."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the empty store of a config entry."""
        self._file = DeliveryFile(hass, entry_id)
        self._deliveries: dict[str, Delivery] = {}
        self._dumps: dict[str, bytes] = {}
        """Each delivery in JSON: a change costs one dump, and the write is quick."""
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._ended: dict[str, None] = {}
        """The IDs of the deliveries that have ended, in that order."""
        self.in_progress: set[str] = set()
        """The IDs of the deliveries that have not ended."""
        self.last_arrival: Delivery | None = None

    @property
    def deliveries(self) -> dict[str, Delivery]:
        """All deliveries by their IDs, the oldest first."""
        return self._deliveries

    async def async_load(self) -> None:
        """Load what was stored; raise HomeAssistantError if the disk, not the file, is at fault."""
        try:
            await self._async_read()
        except OSError as err:  # which Home Assistant's Store lets through
            raise HomeAssistantError(str(err)) from err

    async def _async_read(self) -> None:
        deliveries, error = await self._file.async_read()
        for delivery in deliveries:
            self._set(delivery)
        self._ended = dict.fromkeys(sorted(self._ended, key=lambda one: self._deliveries[one].updated_at))
        self._trim()
        if error:
            await self._file.async_keep_copy(error)
            await self._async_write()

    async def async_put(self, delivery: Delivery) -> None:
        """Store a delivery; it is on disk when this returns.

        If the disk fails, raise HomeAssistantError and keep what was stored before; a new one is not kept.
        """
        before, last_arrival = self._deliveries.get(delivery.id), self.last_arrival
        self._set(delivery)
        if len(self._ended) > _MAX_HISTORY:
            self._trim()
        try:
            await self._async_write()
        except Exception:  # its source reports it again: then it must be new
            if before is None:
                self._remove(delivery)
            else:
                self._set(before)
            if self.last_arrival is delivery:
                self.last_arrival = last_arrival
            raise

    async def async_wait_for_write(self) -> None:
        """Wait until what is being written is on disk, or has failed to be."""
        await self._file.async_wait_for_write()

    async def async_remove(self, delivery: Delivery) -> None:
        """Delete a delivery, also from the disk; raise HomeAssistantError and keep it if that fails."""
        self._remove(delivery)
        try:
            await self._async_write()
        except HomeAssistantError:
            self._set(delivery)
            raise

    async def async_delete(self) -> None:
        """Delete the file."""
        await self._file.async_delete()

    def find(self, download: Download, now: datetime) -> Delivery | None:
        """Return the latest delivery of a download, whichever source reports it this time."""
        candidates: Iterable[str] = set[str]().union(
            *(self._by_key.get(key, ()) for key in same_download.keys(download))
        )
        if download.imported and download.hash is None:  # identified by the size of its file, which is no key
            candidates = self._deliveries
        deliveries = map(self._deliveries.__getitem__, candidates)
        same = [one for one in deliveries if same_download.is_same_download(one, download, now)]
        return max(same, key=lambda one: one.created_at, default=None)

    async def _async_write(self) -> None:
        await self._file.async_write(self._dumps.values())

    def _set(self, delivery: Delivery) -> None:
        self._dumps[delivery.id] = json_bytes(dump(delivery))
        if before := self._deliveries.get(delivery.id):
            self._remove_keys(before)
        self._deliveries[delivery.id] = delivery
        if not delivery.ended:
            self._ended.pop(delivery.id, None)
            self.in_progress.add(delivery.id)
        else:
            self._ended[delivery.id] = None
            self.in_progress.discard(delivery.id)
            last = self.last_arrival
            if delivery.state is DeliveryState.AVAILABLE and (last is None or delivery.updated_at >= last.updated_at):
                self.last_arrival = delivery
        for key in same_download.keys_of_delivery(delivery):
            self._by_key[key].add(delivery.id)

    def _remove(self, delivery: Delivery) -> None:
        del self._deliveries[delivery.id]
        del self._dumps[delivery.id]
        self._ended.pop(delivery.id, None)
        self.in_progress.discard(delivery.id)
        self._remove_keys(delivery)

    def _remove_keys(self, delivery: Delivery) -> None:
        for key in same_download.keys_of_delivery(delivery):
            self._by_key[key].discard(delivery.id)
            if not self._by_key[key]:
                del self._by_key[key]

    def _trim(self) -> None:
        """Remove what ended first; unmatched and missing deliveries only if there are too many, never for their age."""
        now, count = dt_util.utcnow(), len(self._ended)
        for index, one in enumerate([self._deliveries[delivery_id] for delivery_id in self._ended]):
            age = now - one.updated_at
            is_surplus = index < count - (
                _MAX_HISTORY if age > same_download.SAME_REPORT_WINDOW else _MAX_HISTORY_FOR_REPORTS
            )
            if not is_surplus and age <= _MAX_AGE:
                break
            if is_surplus or one.state is DeliveryState.AVAILABLE:
                self._remove(one)

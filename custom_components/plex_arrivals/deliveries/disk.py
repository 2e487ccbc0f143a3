"""The deliveries of a config entry on disk: a log of those in progress and of the latest, and one of the history."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import batched
import logging
from pathlib import Path
import shutil
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import STORAGE_DIR, Store
from homeassistant.util import dt as dt_util
from homeassistant.util.file import WriteError

from ..const import DOMAIN
from . import history
from .delivery import Delivery
from .record_log import Record, RecordLog
from .serialization import dump_fields, load

_LOGGER = logging.getLogger(__name__)
_SPARE: Final = 1000
"""How many outdated records a log may have without being rewritten."""
_PER_ITERATION: Final = 10
"""How many callers continue after a write in one iteration of the event loop."""
_UNREADABLE = (HomeAssistantError, NotImplementedError, KeyError, TypeError, ValueError)
"""What Home Assistant's Store and this module raise for a newer version and for another shape."""


@dataclass(frozen=True, slots=True)
class StoredDeliveries:
    """What the files contain."""

    deliveries: list[Delivery]
    """All deliveries, the oldest first."""
    current: set[str]
    """The IDs of those that are not in the history."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a delivery that is to be stored; `after` None if it was removed, `before` None if it is new."""

    id: str
    after: Delivery | None
    before: Delivery | None
    done: asyncio.Future[None]

    @property
    def record(self) -> Record:
        """The record that is appended."""
        return {"id": self.id} | (dump_fields(self.after, self.before) if self.after else {"removed": True})


@dataclass(frozen=True, slots=True)
class _Job:
    """Other work on the files."""

    work: Callable[[], None]
    done: asyncio.Future[None]


class DeliveryFiles:
    """The files of the deliveries of a config entry.

    They are changed one after another: what arrives during a write shares the next one. A cancelled caller does not
    interrupt a write.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the files of a config entry."""
        self._hass = hass
        self._issue_id = f"store_broken_{entry_id}"
        key = f"{DOMAIN}.{entry_id}"
        self._version_1 = Store[dict[str, Any]](hass, 1, key, private=True)
        self._current = RecordLog(Path(hass.config.path(STORAGE_DIR, f"{key}.current.jsonl")))
        self._history = RecordLog(Path(hass.config.path(STORAGE_DIR, f"{key}.history.jsonl")))
        self._changes: list[_Change] = []
        self._jobs: list[_Job] = []
        self._writing: asyncio.Task[None] | None = None

    async def async_read(self) -> StoredDeliveries:
        """Return the stored deliveries.

        If anything cannot be read, the files are copied and an issue is created. Raise HomeAssistantError or OSError if
        the disk, not the files, is at fault.
        """
        stored: dict[str, Any] | None = None
        records: list[Any] = []
        error: Exception | None = None
        try:
            if stored := await self._version_1.async_load():
                records = list(stored["deliveries"])
        except _UNREADABLE as err:
            if isinstance(err.__cause__, OSError):
                raise
            error = err
        read, copies = await self._hass.async_add_executor_job(self._read, records, error)
        if copies:
            self._report(copies)
        if copies or stored:
            await self._version_1.async_remove()
        return read

    async def async_put(self, delivery: Delivery, before: Delivery | None) -> None:
        """Store a delivery, of which `before` is stored; raise HomeAssistantError if that fails."""
        await self._async_append(delivery.id, delivery, before)

    async def async_remove(self, delivery: Delivery) -> None:
        """Store that a delivery was removed; raise HomeAssistantError if that fails."""
        await self._async_append(delivery.id, None, delivery)

    def is_fragmented(self, current: int) -> bool:
        """Return whether most records of the `current` deliveries are outdated."""
        return self._current.count > 8 * current + _SPARE

    async def async_move(self, moved: Collection[str], kept: Collection[str]) -> None:
        """Move deliveries to the history, of which it loses those that are not kept; raise HomeAssistantError."""
        done = self._hass.loop.create_future()
        self._jobs.append(_Job(partial(self._move, moved, kept), done))
        await self._async_wait(done)

    async def async_wait_for_write(self) -> None:
        """Wait until what is being written is on disk, or has failed to be."""
        if self._writing:
            await asyncio.wait((self._writing,))

    async def async_delete(self) -> None:
        """Delete the files and the repair issue about them."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id)
        await self._version_1.async_remove()
        for log in (self._current, self._history):
            await self._hass.async_add_executor_job(log.delete)

    async def _async_append(self, delivery_id: str, after: Delivery | None, before: Delivery | None) -> None:
        done = self._hass.loop.create_future()
        self._changes.append(_Change(delivery_id, after, before, done))
        await self._async_wait(done)

    async def _async_wait(self, done: asyncio.Future[None]) -> None:
        if self._writing is None or self._writing.done():
            self._writing = self._hass.async_create_task(self._async_write(), "store deliveries")
        await done

    async def _async_write(self) -> None:
        """Write until nothing is left to be written."""
        work: Callable[[], None]
        while self._changes or self._jobs:
            if self._changes:
                changes, self._changes = self._changes, []
                work = partial(self._append, changes)
                waiting = [change.done for change in changes]
            else:
                job = self._jobs.pop(0)
                work, waiting = job.work, [job.done]
            error: Exception | None = None
            try:
                await self._hass.async_add_executor_job(work)
            except OSError as err:
                _LOGGER.error("Cannot store deliveries: %s", err)  # noqa: TRY400 - no traceback for a full disk
                error = WriteError(str(err))
            except Exception as err:  # noqa: BLE001 - raised where it is awaited
                error = err
            for some in batched(waiting, _PER_ITERATION, strict=False):
                for done in some:
                    if done.done():  # its caller was cancelled
                        continue
                    if error:
                        done.set_exception(error)
                    else:
                        done.set_result(None)
                await asyncio.sleep(0)

    def _read(self, version_1: Sequence[Any], error: Exception | None) -> tuple[StoredDeliveries, list[str]]:
        """Return what is stored, and the copies of files if anything could not be read. Blocking."""
        past, past_error = self._history.read()
        latest, latest_error = self._current.read()
        deliveries, invalid = _deliveries([*past, *latest, *version_1])
        copies: list[str] = []
        if error := error or past_error or latest_error or invalid:
            copies = self._copy_files()
            _LOGGER.warning("Stored deliveries could not be read (%r); the files are kept as %s", error, copies)
        if copies or version_1:
            return self._rewrite(deliveries), copies
        return StoredDeliveries(deliveries, {record["id"] for record in latest}), copies

    def _append(self, changes: Sequence[_Change]) -> None:
        self._current.append(change.record for change in changes)

    def _rewrite(self, deliveries: Sequence[Delivery]) -> StoredDeliveries:
        """Replace both files, and return what is stored then. Blocking."""
        now = dt_util.utcnow()
        past = {one.id: history.summary(one) for one in deliveries if history.is_history(one, now)}
        self._history.rewrite(map(dump_fields, past.values()))
        self._current.rewrite(dump_fields(one) for one in deliveries if one.id not in past)
        current = {one.id for one in deliveries} - past.keys()
        return StoredDeliveries([past.get(one.id, one) for one in deliveries], current)

    def _copy_files(self) -> list[str]:
        """Copy the files before what could not be read is lost; return the paths of the copies."""
        paths = (Path(self._version_1.path), self._current.path, self._history.path)
        return [_copy(path) for path in paths if path.exists()]

    def _report(self, copies: Sequence[str]) -> None:
        """Create the issue about files that could not be read."""
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="store_broken",
            translation_placeholders={"file": ", ".join(copies)},
        )

    def _move(self, moved: Collection[str], kept: Collection[str]) -> None:
        """Move what is on the disk now; later changes are appended after it. Blocking."""
        records, _ = self._current.read()
        past: list[Record] = []
        current: list[Record] = []
        for key, record in _fold(records).items():
            (past if key in moved or "removed" in record else current).append(record)
        # first the history: a kill between the two must not lose anything
        self._history.append(map(_summarized, past))
        self._current.rewrite(current)
        if self._history.count > len(kept) * 1.1 + _SPARE:
            records, _ = self._history.read()
            self._history.rewrite(record for key, record in _fold(records).items() if key in kept)


def _deliveries(records: Sequence[Any]) -> tuple[list[Delivery], Exception | None]:
    """Return the deliveries, the oldest first, and the error of what is not a delivery."""
    deliveries: list[Delivery] = []
    error: Exception | None = None
    valid = [one for one in records if isinstance(one, dict) and isinstance(one.get("id"), str)]
    if len(valid) < len(records):
        error = ValueError("not a delivery")
    for record in _fold(valid).values():
        if "removed" in record:
            continue
        try:
            deliveries.append(load(Delivery, record))
        except _UNREADABLE as err:
            error = err
    return sorted(deliveries, key=lambda delivery: (delivery.created_at, delivery.id)), error


def _fold(records: Iterable[Record]) -> dict[str, Record]:
    """Return the latest values of all fields by the IDs of the deliveries; a removed one has just `removed`."""
    folded: dict[str, Record] = {}
    for record in records:
        key = record["id"]
        folded[key] = record if "removed" in record else folded.get(key, {}) | record
    return folded


def _summarized(record: Record) -> Record:
    """Return the record for the history of a delivery; changes of one that is there already remain as they are."""
    return dump_fields(history.summary(load(Delivery, record))) if "created_at" in record else record


def _copy(path: Path) -> str:
    """Copy a file to `….corrupt.<when it was written>`, so that trying again makes no other copy; return the path."""
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    copy = f"{path}.corrupt.{written.isoformat()}"
    shutil.copyfile(path, copy)
    return copy

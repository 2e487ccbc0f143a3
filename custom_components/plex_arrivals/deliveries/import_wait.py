"""Waits for the import of a download that an importer in Home Assistant has in its queue."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
import math
from typing import Final

from homeassistant.util import dt as dt_util

from ..downloads.download import Download
from ..downloads.importers.history import Outcome
from ..downloads.importers.importer import ImporterError
from ..downloads.importers.importers import Importers
from ..downloads.importers.queue import ImportState, QueuedDownload
from . import media_files, merging
from .delivery import Delivery, Reason
from .same_download import SAME_REPORT_WINDOW
from .timing import Timing

_HALTED: Final = frozenset((ImportState.BLOCKED, ImportState.REJECTED))
_UNREPORTED: Final = timedelta(days=1)
"""How long before its first report a download may have been imported, if its client does not say when it finished."""


class ImportWait:
    """What the importers say about the download of one delivery."""

    def __init__(self, importers: Importers, timing: Timing, is_in_library: Callable[[], Awaitable[bool]]) -> None:
        """Initialize for a download; `is_in_library` returns whether Plex finds it where it is."""
        self._importers = importers
        self._timing = timing
        self._is_in_library = is_in_library
        self._is_of_no_importer = False
        self._without_record: set[str] = set()
        """The importers that have not grabbed it, which they record before it begins."""

    async def run(self, delivery: Delivery) -> AsyncGenerator[Delivery]:
        """Wait as long as an importer has the download, and yield the delivery whenever it has changed.

        In the end it is imported, or skipped because the importer rejected it. It goes on as it is if no importer has
        the download, or if one that may have it does not respond until the import is overdue.
        """
        while self._may_be_imported(delivery):
            pause = 0.0
            queued: QueuedDownload | None = None
            try:
                after, queued = await self._locate(delivery)
            except ImporterError:
                if delivery.download.imported or delivery.import_overdue:
                    return
                after = _awaiting(delivery, Reason.IMPORT_AWAITED, dt_util.utcnow())
                left = self._timing.left_for_import(after.updated_at)
                after = replace(after, import_overdue=left == 0)
                pause = min(left, self._timing.importer_retry)
            if after != delivery:
                delivery = after
                yield delivery
            if queued and self._may_be_imported(delivery):
                async with aclosing(self._follow(delivery, queued)) as changes:
                    async for changed in changes:
                        delivery = changed
                        yield delivery
            await asyncio.sleep(pause)

    def _may_be_imported(self, delivery: Delivery) -> bool:
        """Return whether an importer may have the download, of which not everything is imported yet."""
        if self._is_of_no_importer or delivery.ended:
            return False
        if delivery.download.imported and not delivery.more_imports_follow:
            return False
        return delivery.importer_entry_id is not None or bool(self._importers.answering(delivery.download))

    async def _locate(self, delivery: Delivery) -> tuple[Delivery, QueuedDownload | None]:
        """Return the delivery as it is now, and what to follow in a queue, if anything.

        Raise ImporterError if an importer that may have the download does not respond.
        """
        error: ImporterError | None = None
        try:
            if queued := await self._importers.async_find(delivery.download):
                return await self._with_state(delivery, queued), queued
        except ImporterError as err:
            error = err
        if delivery.importer_entry_id:
            return await self._look_up(delivery, delivery.importer_entry_id)
        if not await self._is_in_library():
            for entry_id in self._importers.entries:
                if entry_id in self._without_record:
                    continue
                try:
                    outcome = await self._outcome(delivery, entry_id)
                except ImporterError as err:
                    error = err
                    continue
                if outcome and outcome.found:
                    return _on_record(delivery, entry_id, outcome)
                self._without_record.add(entry_id)
            if error:
                raise error
        self._is_of_no_importer = True
        return delivery, None

    async def _look_up(self, delivery: Delivery, entry_id: str) -> tuple[Delivery, QueuedDownload | None]:
        """Return the delivery, and what to follow, if the download is the importer's but is not in its queue now."""
        try:
            outcome = await self._outcome(delivery, entry_id)
        except ImporterError:
            outcome = Outcome()
        if outcome is None:  # the importer was removed from Home Assistant, or excluded
            return replace(delivery, importer=None, importer_entry_id=None), None
        return _on_record(delivery, entry_id, outcome)

    async def _follow(self, delivery: Delivery, queued: QueuedDownload) -> AsyncGenerator[Delivery]:
        """Yield the delivery as it changes while an importer has the download, which its queue may lack for a while."""
        loop = asyncio.get_running_loop()
        absent_since, look_up_at = math.inf, -math.inf
        async with aclosing(self._importers.follow(queued)) as changes:
            async for changed in changes:
                after, now = delivery, loop.time()
                if changed:
                    absent_since, look_up_at = math.inf, -math.inf
                    after = await self._with_state(delivery, changed)
                elif now >= look_up_at:
                    absent_since = min(absent_since, now)
                    is_brief = now - absent_since < self._timing.import_absence
                    look_up_at = now if is_brief else now + self._timing.import_absence
                    after = await self._after_absence(delivery, queued.entry_id, now - absent_since)
                if after != delivery:
                    delivery = after
                    yield delivery
                if not self._may_be_imported(delivery):
                    return

    async def _after_absence(self, delivery: Delivery, entry_id: str, seconds: float) -> Delivery:
        """Return the delivery when its download has been absent from the queue for some seconds.

        Only the history says that it does not come back, or else the time.
        """
        outcome: Outcome | None = None
        with suppress(ImporterError):
            outcome = await self._outcome(delivery, entry_id)
        if outcome is None:
            return delivery
        is_long, is_overdue = seconds >= self._timing.import_absence, seconds >= self._timing.import_limit
        is_last = outcome.imported is not None and not delivery.expected_imports  # what is left may be extras
        is_removed = is_overdue and outcome.found and delivery.importer_entry_id is not None
        if _is_final(delivery, outcome) or (is_last and is_long) or is_removed:
            return _concluded(delivery, outcome)
        if is_overdue:  # it never was in the queue, or was there only because of its category
            self._is_of_no_importer = True
            return replace(delivery, importer=None, importer_entry_id=None)
        if is_long and delivery.reason is Reason.IMPORT_BLOCKED:
            return _awaiting(delivery, Reason.IMPORT_AWAITED, dt_util.utcnow())
        return delivery

    async def _outcome(self, delivery: Delivery, entry_id: str) -> Outcome | None:
        """Return what became of the download in an importer, without an import of an earlier time.

        None if the importer is no longer set up. Raise ImporterError.
        """
        outcome = await self._importers.async_outcome(delivery.download, entry_id)
        return Outcome() if outcome and _is_earlier(outcome.imported, delivery) else outcome

    async def _with_state(self, delivery: Delivery, queued: QueuedDownload) -> Delivery:
        """Return the delivery with the state of its download in the queue.

        If the importer does not go on by itself, what it has imported is enough.
        """
        after = _in_queue(delivery, queued, dt_util.utcnow())
        if queued.state not in _HALTED:
            return after
        outcome: Outcome | None = None
        with suppress(ImporterError):
            outcome = await self._outcome(delivery, queued.entry_id)
        outcome = outcome or Outcome()
        return _concluded(after, outcome, queued) if outcome.imported or after.download.imported else after


def _is_earlier(imported: Download | None, delivery: Delivery) -> bool:
    """Return whether an import is of an earlier time that the same release was downloaded."""
    if imported is None or imported.finished_at is None:
        return False
    if finished_at := delivery.download.finished_at:
        return imported.finished_at < finished_at - SAME_REPORT_WINDOW
    return imported.finished_at < delivery.created_at - _UNREPORTED


def _is_final(delivery: Delivery, outcome: Outcome) -> bool:
    """Return whether nothing more will be imported; if the queue is unknown, by the number of the client's files."""
    if outcome.decided or outcome.imported is None:
        return outcome.decided
    if delivery.expected_imports:
        return outcome.imported_count >= delivery.expected_imports
    download = delivery.download
    count = delivery.media_files if download.imported else media_files.count(download)
    return len(outcome.imported.files) >= count


def _in_queue(delivery: Delivery, queued: QueuedDownload, now: datetime) -> Delivery:
    """Return the delivery with what the queue says about its download; the state of a partly imported one stays."""
    after = replace(
        delivery,
        download=merging.with_media(delivery.download, queued.media),
        importer=queued.importer,
        importer_entry_id=queued.entry_id,
        expected_imports=max(delivery.expected_imports, queued.remaining),
    )
    if after.download.imported:
        return after
    match queued.state:
        case ImportState.REJECTED:
            return after.skipped(now, Reason.IMPORT_REJECTED, queued.messages)
        case ImportState.BLOCKED:
            return _awaiting(after, Reason.IMPORT_BLOCKED, now, queued.messages)
        case _:
            return _awaiting(after, Reason.IMPORT_AWAITED, now)


def _awaiting(delivery: Delivery, reason: Reason, now: datetime, messages: tuple[str, ...] = ()) -> Delivery:
    """Return the delivery waiting for its import; unchanged, with the time since when, if it does so already."""
    is_unchanged = (delivery.reason, delivery.messages) == (reason, messages)
    return delivery if is_unchanged else delivery.waiting(reason, now, messages)


def _on_record(delivery: Delivery, entry_id: str, outcome: Outcome) -> tuple[Delivery, QueuedDownload | None]:
    """Return the delivery, and what to follow, of a download that an importer has only in its history."""
    if _is_final(delivery, outcome):
        return _concluded(delivery, outcome), None
    is_shown = delivery.download.imported or delivery.reason is Reason.IMPORT_BLOCKED
    after = delivery if is_shown else _awaiting(delivery, Reason.IMPORT_AWAITED, dt_util.utcnow())
    return after, _as_queued(after, entry_id)


def _concluded(delivery: Delivery, outcome: Outcome, rest: QueuedDownload | None = None) -> Delivery:
    """Return the delivery with all that was imported, or else rejected; nothing more will be imported by itself.

    `rest` is what the importer still has in its queue; if it was rejected on purpose, it is not missing.
    """
    now = dt_util.utcnow()
    is_blocked = rest is not None and rest.state is ImportState.BLOCKED and not _is_final(delivery, outcome)
    if outcome.imported:
        delivery = merging.with_report(delivery, outcome.imported.storable(), now)
    if not delivery.download.imported:
        return delivery.skipped(now, Reason.IMPORT_REJECTED, outcome.messages or delivery.messages)
    if delivery.ended:
        return delivery
    if is_blocked or (rest is None and 0 < outcome.imported_count < delivery.expected_imports):
        return replace(delivery, import_incomplete=True, messages=rest.messages if rest else ())
    return delivery.with_all_imports()


def _as_queued(delivery: Delivery, entry_id: str) -> QueuedDownload:
    """Return what was last stored about a download that the queue of an importer lacks, maybe just for a while."""
    download = delivery.download
    return QueuedDownload(
        download_id=(download.hash or download.client_id or "").casefold(),
        importer=delivery.importer or "",
        entry_id=entry_id,
        state=ImportState.BLOCKED if delivery.reason is Reason.IMPORT_BLOCKED else ImportState.PENDING,
        messages=delivery.messages,
        media=download.media,
        remaining=delivery.expected_imports,
    )

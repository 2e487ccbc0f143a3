"""Waits for the import of a download that an importer in Home Assistant has in its queue."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import datetime

from homeassistant.util import dt as dt_util

from ..downloads.importers.history import Outcome
from ..downloads.importers.importer import ImporterError
from ..downloads.importers.importers import Importers
from ..downloads.importers.queue import ImportState, QueuedDownload
from . import import_state
from .delivery import Delivery, Reason
from .imported_categories import ImportedCategories
from .timing import Timing


class ImportWait:
    """What the importers say about the download of one delivery."""

    def __init__(
        self,
        importers: Importers,
        timing: Timing,
        categories: ImportedCategories,
        is_in_library: Callable[[], Awaitable[bool]],
    ) -> None:
        """Initialize for a download; `is_in_library` returns whether Plex finds it where it is."""
        self._importers = importers
        self._timing = timing
        self._categories = categories
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
            queued: QueuedDownload | None = None
            pause = self._timing.importer_retry
            try:
                after, queued = await self._locate(delivery)
            except ImporterError:
                after = import_state.still_waiting(delivery)
                if delivery.importer_entry_id is None:  # it may be none of that importer's downloads
                    if delivery.download.imported or delivery.import_overdue:
                        return
                    is_likely = self._categories.are_likely(delivery.download)
                    left = self._timing.left_for_import(after.updated_at, is_likely=is_likely)
                    after = replace(after, import_overdue=left == 0)
                    pause = min(left, pause)
            if after != delivery:
                delivery = after
                yield delivery
            if queued and self._may_be_imported(delivery):
                with suppress(ImporterError):
                    async with aclosing(self._follow(delivery, queued)) as changes:
                        async for changed in changes:
                            delivery = changed
                            yield delivery
            if self._may_be_imported(delivery):
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

        Raise ImporterError if an importer that has or may have the download does not respond.
        """
        error: ImporterError | None = None
        try:
            queued = await self._importers.async_find(delivery.download)
        except ImporterError as err:
            queued, error = None, err
        if queued:
            return await self._with_state(delivery, queued), queued
        if delivery.importer_entry_id:
            return await self._look_up(delivery, delivery.importer_entry_id)
        if not await self._is_in_library():
            if on_record := await self._find_record(delivery, error):
                return on_record
            if self._may_be_noticed(delivery):
                self._without_record.clear()
                return import_state.still_waiting(delivery), None
        self._is_of_no_importer = True
        return delivery, None

    async def _look_up(self, delivery: Delivery, entry_id: str) -> tuple[Delivery, QueuedDownload | None]:
        """Return the delivery, and what to follow, if the download is the importer's but is not in its queue now.

        Raise ImporterError if it does not respond.
        """
        outcome = await self._outcome(delivery, entry_id)
        if outcome is None:  # the importer was removed from Home Assistant, or excluded
            return replace(delivery, importer=None, importer_entry_id=None), None
        return import_state.on_record(delivery, entry_id, outcome)

    async def _find_record(
        self, delivery: Delivery, error: ImporterError | None
    ) -> tuple[Delivery, QueuedDownload | None] | None:
        """Return the delivery, and what to follow, if the history of an importer has the download, which no queue has.

        Raise the error of the queues, or of an importer that does not respond, if no other has it.
        """
        for entry_id in self._importers.entries:
            if entry_id in self._without_record:
                continue
            try:
                outcome = await self._outcome(delivery, entry_id)
            except ImporterError as err:
                error = err
                continue
            if outcome and outcome.found:
                return import_state.on_record(delivery, entry_id, outcome)
            self._without_record.add(entry_id)
        if error:
            raise error
        return None

    def _may_be_noticed(self, delivery: Delivery) -> bool:
        """Return whether an importer may yet notice a download that it has not grabbed but takes by its category."""
        if delivery.import_overdue:
            return False
        waited = import_state.seconds_since(import_state.still_waiting(delivery).updated_at)
        return self._categories.are_likely(delivery.download) and waited < self._timing.importer_notice

    async def _follow(self, delivery: Delivery, queued: QueuedDownload) -> AsyncGenerator[Delivery]:
        """Yield the delivery as it changes while an importer has the download, which its queue may lack for a while.

        Raise ImporterError if the history is needed for that and cannot be read.
        """
        absent_since = delivery.import_absent_since
        async with aclosing(self._importers.follow(queued)) as changes:
            async for changed in changes:
                if changed:
                    absent_since = None
                    after = await self._with_state(delivery, changed)
                else:
                    absent_since = absent_since or dt_util.utcnow()
                    after = await self._after_absence(delivery, queued.entry_id, absent_since)
                if after != delivery:
                    delivery = after
                    yield delivery
                if not self._may_be_imported(delivery):
                    return

    async def _after_absence(self, delivery: Delivery, entry_id: str, absent_since: datetime) -> Delivery:
        """Return the delivery when its download has been absent from the queue for some time.

        Only the history says that it does not come back, or else the time.
        """
        outcome: Outcome | None = None
        with suppress(ImporterError):
            outcome = await self._outcome(delivery, entry_id)
        if outcome is None:
            return delivery
        seconds = import_state.seconds_since(absent_since)
        is_long, is_overdue = seconds >= self._timing.import_absence, seconds >= self._timing.import_limit
        is_last = outcome.imported is not None and not delivery.expected_imports  # what is left may be extras
        is_removed = is_overdue and outcome.found and delivery.importer_entry_id is not None
        if is_removed and not (outcome.imported or delivery.download.imported):
            return delivery.unmatched(Reason.NO_IMPORT, dt_util.utcnow())
        if import_state.is_final(delivery, outcome) or (is_last and is_long) or is_removed:
            return import_state.concluded(delivery, outcome)
        if is_overdue:  # it never was in the queue, or was there only because of its category
            self._is_of_no_importer = True
            return replace(delivery, importer=None, importer_entry_id=None)
        if not is_long:
            return delivery
        after = replace(delivery, import_absent_since=absent_since)
        is_blocked = delivery.reason is Reason.IMPORT_BLOCKED
        return import_state.awaiting(after, Reason.IMPORT_AWAITED, dt_util.utcnow()) if is_blocked else after

    async def _outcome(self, delivery: Delivery, entry_id: str) -> Outcome | None:
        """Return what became of the download in an importer, without an import of an earlier time.

        None if the importer is no longer set up. Raise ImporterError.
        """
        outcome = await self._importers.async_outcome(delivery.download, entry_id)
        return Outcome() if outcome and import_state.is_earlier(outcome.imported, delivery) else outcome

    async def _with_state(self, delivery: Delivery, queued: QueuedDownload) -> Delivery:
        """Return the delivery with the state of its download in the queue.

        If the rest of it is rejected, or blocked for some time, what is imported is enough. Raise ImporterError if the
        importer does not say what that is.
        """
        after = import_state.in_queue(delivery, queued, dt_util.utcnow())
        if queued.state is ImportState.PENDING:
            return after
        is_blocked = queued.state is ImportState.BLOCKED
        is_stuck = is_blocked and import_state.seconds_since(after.updated_at) >= self._timing.import_absence
        if is_blocked and after.updated_at == delivery.updated_at and not (is_stuck and after.download.imported):
            return after
        outcome = await self._outcome(delivery, queued.entry_id) or Outcome()
        part = import_state.with_imports(after, outcome)
        if part.download.imported and (is_stuck or not is_blocked or import_state.is_final(part, outcome)):
            return import_state.concluded(part, outcome, queued)
        return part

"""Waits for the import of a download that an importer in Home Assistant has in its queue."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from homeassistant.util import dt as dt_util

from ..downloads.download import Download
from ..downloads.importers.history import Outcome
from ..downloads.importers.importer import ImporterError
from ..downloads.importers.importers import Importers
from ..downloads.importers.queue import ImportState, QueuedDownload
from . import merging
from .delivery import Delivery, Reason
from .same_download import SAME_REPORT_WINDOW
from .timing import Timing

_HALTED: Final = frozenset((ImportState.BLOCKED, ImportState.REJECTED))
_LIDARR: Final = "lidarr"
"""Its queue has a record for each album; the others have one for each file."""


class ImportWait:
    """What the importers say about the download of one delivery."""

    def __init__(self, importers: Importers, timing: Timing, *, is_of_no_importer: bool) -> None:
        """Initialize for a download; `is_of_no_importer` says that no importer has it."""
        self._importers = importers
        self._timing = timing
        self._is_of_no_importer = is_of_no_importer

    @property
    def may_be_answered(self) -> bool:
        """Whether there are importers that have not all said that the download is none of theirs."""
        return self._importers.is_any and not self._is_of_no_importer

    @property
    def allows_guess(self) -> bool:
        """Whether it has to be guessed if an importer has the download, because none can say so."""
        return self.may_be_answered or not self._importers.is_any

    async def run(self, delivery: Delivery) -> AsyncGenerator[Delivery]:
        """Wait as long as an importer has the download, and yield the delivery whenever it has changed.

        In the end it is imported, or skipped because the importer rejected it. It stays as it is if no importer has the
        download, or if one does not respond and it is not known whether that one has it.
        """
        while self.may_be_answered and not _is_over(delivery):
            if (located := await self._locate(delivery)) is None:
                return
            after, queued = located
            if after != delivery:
                delivery = after
                yield delivery
            if queued and not _is_over(delivery):
                async with aclosing(self._follow(delivery, queued)) as changes:
                    async for changed in changes:
                        delivery = changed
                        yield delivery

    async def _locate(self, delivery: Delivery) -> tuple[Delivery, QueuedDownload | None] | None:
        """Return the delivery as it is now, and what to follow in a queue; None if an importer does not respond."""
        importer = delivery.importer_entry_id
        try:
            if queued := await self._importers.async_find(delivery.download):
                return await self._with_state(delivery, queued), queued
        except ImporterError:
            if importer is None:
                return None
        try:
            found = await self._look_up(delivery.download, [importer] if importer else list(self._importers.entries))
        except ImporterError:
            if importer is None:
                return None
            found = importer, Outcome()
        if found is None:
            self._is_of_no_importer = importer is None
            return replace(delivery, importer=None, importer_entry_id=None), None
        entry_id, outcome = found
        if outcome.decided:
            return _concluded(delivery, outcome), None
        is_shown = delivery.download.imported or delivery.reason is Reason.IMPORT_BLOCKED
        after = delivery if is_shown else _awaiting(delivery, Reason.IMPORT_AWAITED, dt_util.utcnow())
        return after, _as_queued(after, entry_id)

    async def _follow(self, delivery: Delivery, queued: QueuedDownload) -> AsyncGenerator[Delivery]:
        """Yield the delivery as it changes while the download is in the queue of an importer, and after it has left it.

        The queue may lack it at first, or for a while.
        """
        async with aclosing(self._importers.follow(queued)) as changes:
            async for changed in changes:
                if (after := await self._with_state(delivery, changed)) != delivery:
                    delivery = after
                    yield delivery
                if _is_over(delivery):
                    return
        try:
            found = await self._look_up(delivery.download, [queued.entry_id])
        except ImporterError:
            await asyncio.sleep(self._timing.importer_retry)
            return
        if found is None:  # the importer was removed from Home Assistant, or excluded
            yield replace(delivery, importer=None, importer_entry_id=None)
        elif delivery.importer_entry_id is None and not found[1].decided:  # it never was in the queue
            self._is_of_no_importer = True
        else:
            yield _concluded(delivery, found[1])

    async def _look_up(self, download: Download, entry_ids: Collection[str]) -> tuple[str, Outcome] | None:
        """Return the first of the importers with a history of the download, and the outcome; None if there is none.

        Raise ImporterError if there is none but one could not be asked.
        """
        error: ImporterError | None = None
        for entry_id in entry_ids:
            try:
                outcome = await self._importers.async_outcome(download, entry_id)
            except ImporterError as err:
                error = err
                continue
            if outcome and outcome.found and not _is_earlier(outcome.imported, download):
                return entry_id, outcome
        if error:
            raise error
        return None

    async def _with_state(self, delivery: Delivery, queued: QueuedDownload) -> Delivery:
        """Return the delivery with the state of its download in the queue.

        If the importer does not go on by itself, what it has imported is enough.
        """
        after = _in_queue(delivery, queued, dt_util.utcnow())
        if queued.state in _HALTED:
            outcome = Outcome()
            with suppress(ImporterError):
                found = await self._look_up(delivery.download, [queued.entry_id])
                outcome = found[1] if found else outcome
            if outcome.imported or after.download.imported:
                return _concluded(after, outcome)
        return after


def _is_over(delivery: Delivery) -> bool:
    """Return whether there is nothing to wait for: all is imported, or never will be."""
    return delivery.ended or (delivery.download.imported and not delivery.more_imports_follow)


def _is_earlier(imported: Download | None, download: Download) -> bool:
    """Return whether an import is of an earlier time that the same release was downloaded."""
    if imported is None or imported.finished_at is None or download.finished_at is None:
        return False
    return imported.finished_at < download.finished_at - SAME_REPORT_WINDOW


def _in_queue(delivery: Delivery, queued: QueuedDownload, now: datetime) -> Delivery:
    """Return the delivery with what the queue says about its download; the state of a partly imported one stays."""
    expected = 0 if queued.importer == _LIDARR else queued.remaining
    after = replace(
        delivery,
        download=merging.with_media(delivery.download, queued.media),
        importer=queued.importer,
        importer_entry_id=queued.entry_id,
        expected_imports=max(delivery.expected_imports, expected),
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


def _concluded(delivery: Delivery, outcome: Outcome) -> Delivery:
    """Return the delivery with all that was imported, or else rejected; nothing more will be imported."""
    now = dt_util.utcnow()
    if outcome.imported:
        delivery = merging.with_report(delivery, outcome.imported.storable(), now)
    if not delivery.download.imported:
        return delivery.skipped(now, Reason.IMPORT_REJECTED, outcome.messages or delivery.messages)
    return delivery if delivery.ended else delivery.with_all_imports()


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

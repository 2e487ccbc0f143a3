"""What an importer says about the download of a delivery, as states of that delivery."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ..downloads.download import Download
from ..downloads.importers.history import Outcome
from ..downloads.importers.queue import ImportState, QueuedDownload
from . import media_files, merging
from .delivery import Delivery, Reason

_CLOCK_DIFFERENCE: Final = timedelta(hours=1)
"""By how much the clocks of the client and the importer may differ."""
_UNREPORTED: Final = timedelta(days=1)
"""How long before its first report a download may have been imported, if its client does not say when it finished."""


def seconds_since(time: datetime) -> float:
    """Return the seconds since a time; none if the clock was set back."""
    return max((dt_util.utcnow() - time).total_seconds(), 0)


def is_earlier(imported: Download | None, delivery: Delivery) -> bool:
    """Return whether an import is of an earlier time that the same release was downloaded."""
    if imported is None or imported.finished_at is None:
        return False
    if finished_at := delivery.download.finished_at:
        return imported.finished_at < finished_at - _CLOCK_DIFFERENCE
    return imported.finished_at < delivery.created_at - _UNREPORTED


def is_final(delivery: Delivery, outcome: Outcome) -> bool:
    """Return whether nothing more will be imported; if the queue is unknown, by the number of the client's files."""
    if outcome.decided or outcome.imported is None:
        return outcome.decided
    if delivery.expected_imports:
        return outcome.imported_count >= delivery.expected_imports
    download = delivery.download
    count = delivery.media_files if download.imported else media_files.count(download)
    return len(outcome.imported.files) >= count


def in_queue(delivery: Delivery, queued: QueuedDownload, now: datetime) -> Delivery:
    """Return the delivery with what the queue says about its download; what is imported of a rejected one stays."""
    after = replace(
        delivery,
        download=merging.with_media(delivery.download, queued.media),
        importer=queued.importer,
        importer_entry_id=queued.entry_id,
        import_absent_since=None,
        expected_imports=max(delivery.expected_imports, queued.remaining),
    )
    match queued.state:
        case ImportState.REJECTED if after.download.imported:
            return after
        case ImportState.REJECTED:
            return after.skipped(now, Reason.IMPORT_REJECTED, queued.messages)
        case ImportState.BLOCKED:
            return awaiting(after, Reason.IMPORT_BLOCKED, now, queued.messages)
        case _:
            return awaiting(after, Reason.IMPORT_AWAITED, now)


def awaiting(delivery: Delivery, reason: Reason, now: datetime, messages: tuple[str, ...] = ()) -> Delivery:
    """Return the delivery waiting for its import; unchanged, with the time since when, if it does so already."""
    is_unchanged = (delivery.reason, delivery.messages) == (reason, messages)
    return delivery if is_unchanged else delivery.waiting(reason, now, messages)


def still_waiting(delivery: Delivery) -> Delivery:
    """Return the delivery waiting for its import, or for the user if it did so."""
    is_blocked = delivery.reason is Reason.IMPORT_BLOCKED
    return delivery if is_blocked else awaiting(delivery, Reason.IMPORT_AWAITED, dt_util.utcnow())


def on_record(delivery: Delivery, entry_id: str, outcome: Outcome) -> tuple[Delivery, QueuedDownload | None]:
    """Return the delivery, and what to follow, of a download that an importer has only in its history."""
    if is_final(delivery, outcome):
        return concluded(delivery, outcome), None
    after = still_waiting(delivery)
    return after, as_queued(after, entry_id)


def with_imports(delivery: Delivery, outcome: Outcome) -> Delivery:
    """Return the delivery with what was imported."""
    if outcome.imported is None:
        return delivery
    return merging.with_report(delivery, outcome.imported.storable(), dt_util.utcnow())


def concluded(delivery: Delivery, outcome: Outcome, rest: QueuedDownload | None = None) -> Delivery:
    """Return the delivery with all that was imported, or else rejected; nothing more will be imported by itself.

    `rest` is what the importer still has in its queue; if it was rejected on purpose, it is not missing.
    """
    is_blocked = rest is not None and rest.state is ImportState.BLOCKED and not is_final(delivery, outcome)
    delivery = with_imports(delivery, outcome)
    if not delivery.download.imported:
        return delivery.skipped(dt_util.utcnow(), Reason.IMPORT_REJECTED, outcome.messages or delivery.messages)
    if delivery.ended:
        return delivery
    if is_blocked or (rest is None and 0 < outcome.imported_count < delivery.expected_imports):
        return replace(delivery, import_incomplete=True, messages=rest.messages if rest else ())
    return delivery.with_all_imports()


def as_queued(delivery: Delivery, entry_id: str) -> QueuedDownload:
    """Return what was last stored about a download that the queue of an importer lacks, maybe just for a while."""
    download = delivery.download
    return QueuedDownload(
        download_id=(download.client_id or download.hash or "").casefold(),
        importer=delivery.importer or "",
        entry_id=entry_id,
        state=ImportState.BLOCKED if delivery.reason is Reason.IMPORT_BLOCKED else ImportState.PENDING,
        messages=delivery.messages,
        media=download.media,
        remaining=delivery.expected_imports,
    )

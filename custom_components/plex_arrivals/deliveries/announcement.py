"""A delivery as it is told to others: in events, in answers of actions, to the card (pure)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from homeassistant.helpers.json import json_bytes

from ..downloads.download import Download, RunningDownload
from ..plex.models import PlexLibrary, full_title
from .delivery import Arrival, Attempt, Delivery, DeliveryKind, DeliveryState, Reason

EVENT_TYPES = ["completed", "scanning", "available", "upgraded", "unmatched", "missing"]
DOWNLOADING = "downloading"
"""The state of a running download: it is no delivery yet."""
_TOLD_ITEMS = 50
"""So many items and names of files at most: a discography has more than an event should."""
_LONGEST_TEXT = 255
_BYTES_OF_ITEMS, _BYTES_OF_FILES, _BYTES_OF_ATTEMPTS, _BYTES_OF_LABELS = 14_000, 4_000, 4_000, 2_000
_BYTES_OF_CROSS_SEEDS = 1_500
"""How long these lists may become in JSON: Home Assistant records no event of more than 32 KiB."""


def event_type(delivery: Delivery, before: Delivery | None) -> str | None:
    """Return which of `EVENT_TYPES` a change is, or None: waiting for Plex is no event, nor what is not for Plex."""
    if delivery.state is DeliveryState.SKIPPED:
        return None
    if before is None:
        return "completed"
    if delivery.state is DeliveryState.WAITING:
        return None
    if delivery.kind is DeliveryKind.UPGRADED:
        return "upgraded"
    return delivery.state.value


def describe(delivery: Delivery, entry_id: str) -> dict[str, Any]:
    """Return a delivery as plain data; times in ISO 8601, counts of all that there is, told by name or not."""
    download = delivery.download
    return {
        "entry_id": entry_id,
        "delivery_id": delivery.id,
        "state": delivery.state.value,
        "kind": delivery.kind.value if delivery.kind else None,
        "reason": delivery.reason.value if delivery.reason else None,
        "title": short(title(delivery)),
        "url": delivery.url,
        "library": delivery.library_title and short(delivery.library_title),
        "library_id": delivery.library_id,
        "download": _download(download),
        "cross_seeds": within(_BYTES_OF_CROSS_SEEDS, map(_download, reversed(delivery.cross_seeds))),
        "items": within(_BYTES_OF_ITEMS, map(_item, delivery.arrivals[:_TOLD_ITEMS])),
        "item_count": max(delivery.item_count, len(delivery.arrivals)),  # 0 where stored by an earlier version
        "missing_files": within(_BYTES_OF_FILES, delivery.missing_files[:_TOLD_ITEMS]),
        "missing_count": max(delivery.missing_count, len(delivery.missing_files)),
        "tried": within(_BYTES_OF_ATTEMPTS, map(_attempt, delivery.attempts)),
        "created_at": delivery.created_at.isoformat(),
        "updated_at": delivery.updated_at.isoformat(),
    }


def describe_running(
    running: RunningDownload, library: PlexLibrary | None, reason: Reason | None, entry_id: str
) -> dict[str, Any]:
    """Return a running download as plain data, in the shape of a delivery as far as it can be told yet.

    `id` lasts as long as the download runs; `progress` is in percent, `time_left` in seconds, None where unknown.
    """
    download = replace(running.download, files=()).storable()
    return {
        "entry_id": entry_id,
        "id": running_id(download),
        "delivery_id": None,
        "state": DOWNLOADING,
        "reason": reason.value if reason else None,
        "title": short(download.name),
        "library": short(library.title) if library else None,
        "library_id": library.id if library else None,
        "download": _download(download),
        "progress": None if running.progress is None else round(min(max(running.progress, 0), 1) * 100, 1),
        "time_left": None if running.time_left is None else max(0, round(running.time_left.total_seconds())),
    }


def running_id(download: Download) -> str:
    """Return what tells a running download from others, whichever source shows it: its hash, else where it lies."""
    return download.hash.lower() if download.hash else f"{download.source_entry_id}:{download.path}"


def title(delivery: Delivery) -> str:
    """Return what a delivery is called: as Plex calls what arrived, before that as the download is called."""
    arrivals = delivery.arrivals
    if not arrivals:
        return delivery.download.name
    if len(arrivals) == 1:
        return full_title(arrivals[0]) or delivery.download.name
    first = arrivals[0]
    if first.show is None or any(one.show != first.show for one in arrivals):
        return delivery.download.name
    if first.album is not None and all(one.album == first.album for one in arrivals):
        return f"{first.show} · {first.album}"
    if first.season is not None and all(one.season == first.season for one in arrivals):
        return f"{first.show} · S{first.season:02}"
    return first.show


def short(text: str) -> str:
    """Return a text as it is, or its beginning where it is too long to be recorded with everything else."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def within[T](most_bytes: int, rows: Iterable[T]) -> list[T]:
    """Return the first of some rows, as many as take no more than so many bytes in JSON."""
    kept: list[T] = []
    for row in rows:
        most_bytes -= len(json_bytes(row)) + 1
        if most_bytes < 0:
            break
        kept.append(row)
    return kept


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {"library_id": attempt.library_id, "folder": attempt.folder, "at": attempt.at.isoformat()}


def _download(download: Download) -> dict[str, Any]:
    return {
        "name": short(download.name),
        "path": download.path,
        "category": download.category and short(download.category),
        "labels": within(_BYTES_OF_LABELS, download.labels),
        "source": download.source,
        "finished_at": download.finished_at.isoformat() if download.finished_at else None,
    }


def _item(arrival: Arrival) -> dict[str, Any]:
    return {
        "title": short(arrival.title),
        "type": arrival.type,
        "year": arrival.year,
        "show": arrival.show and short(arrival.show),
        "season": arrival.season,
        "episode": arrival.episode,
        "rating_key": arrival.rating_key,
        "url": arrival.url,
    }

"""Deliveries, running downloads and items as plain data, for the event bus, actions and websocket messages.

Times are in ISO 8601. Lists and long texts are cut so that an event stays below the 32 KiB that Home Assistant records;
the counts beside the lists are of everything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.json import json_bytes
from homeassistant.helpers.translation import async_get_cached_translations

from ..const import DOMAIN
from ..downloads.download import Download, RunningDownload
from ..plex.models import PlexLibrary, PlexMediaItem, full_title
from .delivery import Attempt, DeliveredItem, Delivery, DeliveryKind, DeliveryState, Reason

EVENT_TYPES = ["completed", "scanning", "available", "upgraded", "unmatched", "missing"]
DOWNLOADING = "downloading"
"""The state of a running download, for which there is no delivery yet."""

_MAX_ITEMS = 50
_MAX_TEXT_LENGTH = 255
_MAX_BYTES_ITEMS, _MAX_BYTES_FILES, _MAX_BYTES_ATTEMPTS, _MAX_BYTES_LABELS = 14_000, 4_000, 4_000, 2_000
_MAX_BYTES_CROSS_SEEDS = 1_500
_MAX_NAMES_IN_EXPLANATION = 5
_MAX_EXPLANATION_LENGTH = 1000
_REASONS = f"component.{DOMAIN}.entity.event.delivery.state_attributes.reason.state"
_SOURCES = f"component.{DOMAIN}.entity.sensor.last_arrival.state_attributes.source.state"


def event_type(delivery: Delivery, before: Delivery | None) -> str | None:
    """Return the type in `EVENT_TYPES` of a change, or None if the event entity does not show it."""
    if delivery.state is DeliveryState.SKIPPED:
        return None
    if before is None:
        return "completed"
    if delivery.state is DeliveryState.WAITING:
        return None
    if delivery.kind is DeliveryKind.UPGRADED:
        return "upgraded"
    return delivery.state.value


@callback
def delivery_payload(hass: HomeAssistant, delivery: Delivery, entry_id: str) -> dict[str, Any]:
    """Return a delivery with an `explanation` of its reason in Home Assistant's language, None if it has no reason."""
    explanation = _explanation(hass, delivery)
    return {
        **delivery_data(delivery, entry_id),
        "explanation": explanation and explanation[:_MAX_EXPLANATION_LENGTH],
    }


def delivery_data(delivery: Delivery, entry_id: str) -> dict[str, Any]:
    """Return a delivery without texts that depend on a language."""
    return {
        "entry_id": entry_id,
        "delivery_id": delivery.id,
        "state": delivery.state.value,
        "kind": delivery.kind.value if delivery.kind else None,
        "reason": delivery.reason.value if delivery.reason else None,
        "title": _short(delivery_title(delivery)),
        "url": delivery.url,
        "library": delivery.library_title and _short(delivery.library_title),
        "library_id": delivery.library_id,
        "download": _download(delivery.download),
        "cross_seeds": truncate_to_bytes(map(_download, reversed(delivery.cross_seeds)), _MAX_BYTES_CROSS_SEEDS),
        "items": truncate_to_bytes(map(_item, delivery.items[:_MAX_ITEMS]), _MAX_BYTES_ITEMS),
        "item_count": max(delivery.item_count, len(delivery.items)),  # 0 if stored by an earlier version
        "missing_files": truncate_to_bytes(delivery.missing_files[:_MAX_ITEMS], _MAX_BYTES_FILES),
        "missing_count": max(delivery.missing_count, len(delivery.missing_files)),
        "tried": truncate_to_bytes(map(_attempt, delivery.attempts), _MAX_BYTES_ATTEMPTS),
        "created_at": delivery.created_at.isoformat(),
        "updated_at": delivery.updated_at.isoformat(),
    }


@callback
def running_payload(
    hass: HomeAssistant, running: RunningDownload, library: PlexLibrary | None, reason: Reason | None, entry_id: str
) -> dict[str, Any]:
    """Return a running download, in the shape of a delivery as far as there is one.

    `library` is the one that it will go to, `reason` why it will not go to a library automatically. `id` lasts as long
    as the download runs; `progress` is in percent, `time_left` in seconds, None if unknown.
    """
    download = replace(running.download, files=()).storable()
    explanation = reason and reason_text(hass, reason)
    if reason is Reason.NO_LIBRARY:
        explanation = f"{explanation}: {download.path}"
    return {
        "entry_id": entry_id,
        "id": running_id(download),
        "delivery_id": None,
        "state": DOWNLOADING,
        "reason": reason.value if reason else None,
        "title": _short(download.name),
        "library": _short(library.title) if library else None,
        "library_id": library.id if library else None,
        "download": _download(download),
        "progress": None if running.progress is None else round(min(max(running.progress, 0), 1) * 100, 1),
        "time_left": None if running.time_left is None else max(0, round(running.time_left.total_seconds())),
        "explanation": explanation,
    }


def running_id(download: Download) -> str:
    """Return an ID that is the same whichever source reports a running download: its hash, else its path."""
    return download.hash.lower() if download.hash else f"{download.source_entry_id}:{download.path}"


def item_payload(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> dict[str, Any]:
    """Return an item that Plex has; `libraries` are Plex's libraries by their IDs."""
    library = libraries.get(item.library_id or "")
    return {
        "title": item.title,
        "type": item.type,
        "year": item.year,
        "show": item.show,
        "season": item.season,
        "episode": item.episode,
        "library": library.title if library else None,
        "added_at": item.added_at.isoformat() if item.added_at else None,
        "rating_key": item.id,
        "url": item.url,
    }


def delivery_title(delivery: Delivery) -> str:
    """Return Plex's title of what was delivered, or the name of the download before that."""
    items = delivery.items
    if not items:
        return delivery.download.name
    if len(items) == 1:
        return full_title(items[0]) or delivery.download.name
    first = items[0]
    if first.show is None or any(item.show != first.show for item in items):
        return delivery.download.name
    if first.album is not None and all(item.album == first.album for item in items):
        return f"{first.show} · {first.album}"
    if first.season is not None and all(item.season == first.season for item in items):
        return f"{first.show} · S{first.season:02}"
    return first.show


@callback
def reason_text(hass: HomeAssistant, reason: Reason) -> str:
    """Return a reason in Home Assistant's language."""
    texts = async_get_cached_translations(hass, hass.config.language, "entity", DOMAIN)
    return texts.get(f"{_REASONS}.{reason.value}", reason.value)


@callback
def source_text(hass: HomeAssistant, source: str) -> str:
    """Return the name of a source in Home Assistant's language."""
    texts = async_get_cached_translations(hass, hass.config.language, "entity", DOMAIN)
    return texts.get(f"{_SOURCES}.{source}", source)


def truncate_to_bytes[T](rows: Iterable[T], max_bytes: int) -> list[T]:
    """Return as many of the first rows as fit into `max_bytes` of JSON."""
    fitting: list[T] = []
    for row in rows:
        max_bytes -= len(json_bytes(row)) + 1
        if max_bytes < 0:
            break
        fitting.append(row)
    return fitting


def _explanation(hass: HomeAssistant, delivery: Delivery) -> str | None:
    if delivery.reason is None:
        return None
    reason = reason_text(hass, delivery.reason)
    if delivery.state is DeliveryState.MISSING and (scans := _scans(delivery)):
        return f"{reason}: {scans}"
    if delivery.missing_files:
        return f"{reason}: {_first_names(delivery.missing_files, delivery.missing_count)}"
    return reason


def _scans(delivery: Delivery) -> str:
    """Return the folders of the requested scans, in order: `/media/x (2×), /media, Movies`."""
    scans = Counter(attempt.folder or delivery.library_title or attempt.library_id for attempt in delivery.attempts)
    return ", ".join(f"{folder} ({times}×)" if times > 1 else folder for folder, times in scans.items())


def _first_names(names: Sequence[str], count: int) -> str:
    """Return the first of `count` names: `a.mkv, b.mkv, … (+118)`."""
    shown = ", ".join(names[:_MAX_NAMES_IN_EXPLANATION])
    return f"{shown}, … (+{count - _MAX_NAMES_IN_EXPLANATION})" if count > _MAX_NAMES_IN_EXPLANATION else shown


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {"library_id": attempt.library_id, "folder": attempt.folder, "at": attempt.at.isoformat()}


def _download(download: Download) -> dict[str, Any]:
    return {
        "name": _short(download.name),
        "path": download.path,
        "category": download.category and _short(download.category),
        "labels": truncate_to_bytes(download.labels, _MAX_BYTES_LABELS),
        "source": download.source,
        "finished_at": download.finished_at.isoformat() if download.finished_at else None,
    }


def _item(item: DeliveredItem) -> dict[str, Any]:
    return {
        "title": _short(item.title),
        "type": item.type,
        "year": item.year,
        "show": item.show and _short(item.show),
        "season": item.season,
        "episode": item.episode,
        "rating_key": item.rating_key,
        "url": item.url,
    }


def _short(text: str) -> str:
    """Return a text, cut if it is too long to be recorded with everything else."""
    return text if len(text) <= _MAX_TEXT_LENGTH else f"{text[: _MAX_TEXT_LENGTH - 1]}…"

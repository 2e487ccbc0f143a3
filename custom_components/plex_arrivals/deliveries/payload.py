"""Deliveries and running downloads as plain data, for the event bus, actions and websocket messages.

Times are in ISO 8601. Lists and long texts are cut so that an event stays below the 32 KiB that Home Assistant records;
the counts include what was cut.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.json import json_bytes
from homeassistant.helpers.translation import async_get_cached_translations

from ..const import DOMAIN
from ..downloads.download import Download, RunningDownload
from ..downloads.importers.importers import Importers
from ..downloads.source_names import importer_name
from ..downloads.sources import DownloadSources
from ..plex.models import PlexFile, PlexLibrary, full_title
from .delivery import Attempt, Delivery, DeliveryKind, DeliveryState, Reason
from .download_payload import download_data, download_payload
from .item_payload import delivered_items_payload
from .media_payload import download_title, media_data
from .truncation import short, truncate_text, truncate_to_bytes

EVENT_TYPES = ["completed", "import_blocked", "scanning", "available", "upgraded", "unmatched", "missing"]
DOWNLOADING = "downloading"
"""The state of a running download, for which there is no delivery yet."""

_MAX_BYTES = 32_000
_MAX_ITEMS = 50
_MAX_BYTES_ITEMS, _MAX_BYTES_FILES, _MAX_BYTES_ATTEMPTS = 14_000, 4_000, 4_000
_MAX_BYTES_CROSS_SEEDS, _MAX_BYTES_MESSAGES, _MAX_BYTES_REQUESTERS = 1_500, 1_500, 500
_MAX_NAMES_IN_EXPLANATION = 5
_MAX_BYTES_EXPLANATION = 1_500
_REASONS = f"component.{DOMAIN}.entity.event.delivery.state_attributes.reason.state"


def event_type(delivery: Delivery, before: Delivery | None) -> str | None:
    """Return the type in `EVENT_TYPES` of a change, or None if the event entity does not show it."""
    if delivery.state is DeliveryState.SKIPPED:
        return None
    if before is None:
        return "completed"
    if is_newly_blocked(delivery.reason, before.reason):
        return "import_blocked"
    if delivery.state is DeliveryState.WAITING:
        return None
    if delivery.kind is DeliveryKind.UPGRADED:
        return "upgraded"
    return delivery.state.value


def is_newly_blocked(reason: str | None, before: str | None) -> bool:
    """Return whether the reason of a delivery has become that the importer waits for the user."""
    return reason == Reason.IMPORT_BLOCKED != before


@callback
def delivery_payload(
    hass: HomeAssistant, delivery: Delivery, entry_id: str, sources: DownloadSources, importers: Importers
) -> dict[str, Any]:
    """Return a delivery with its client and importer, and an `explanation` of its reason in Home Assistant's language.

    Each is None if there is none. `importer_url` is the address of the importer's queue.
    """
    importer = delivery.importer and importer_name(hass, delivery.importer, delivery.importer_entry_id)
    explanation = _explanation(hass, delivery, importer)
    payload = {
        **_data_without_items(delivery, entry_id),
        "download": download_payload(hass, delivery.download, sources),
        "importer": importer and short(importer),
        "importer_url": importers.queue_url(delivery.importer_entry_id) if delivery.importer_entry_id else None,
        "explanation": explanation and truncate_text(explanation, _MAX_BYTES_EXPLANATION),
    }
    return payload | _items(delivery, payload)


def delivery_data(delivery: Delivery, entry_id: str) -> dict[str, Any]:
    """Return a delivery without its client, and without texts that depend on a language."""
    data = _data_without_items(delivery, entry_id)
    return data | _items(delivery, data)


def _items(delivery: Delivery, others: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first items, as many as fit with the other values."""
    room = min(_MAX_BYTES_ITEMS, _MAX_BYTES - len(json_bytes(others)))
    return {"items": delivered_items_payload(delivery.items[:_MAX_ITEMS], room)}


def _data_without_items(delivery: Delivery, entry_id: str) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "delivery_id": delivery.id,
        "state": delivery.state.value,
        "kind": delivery.kind.value if delivery.kind else None,
        "reason": delivery.reason.value if delivery.reason else None,
        "title": short(delivery_title(delivery)),
        "url": delivery.url,
        "library": delivery.library_title and short(delivery.library_title),
        "library_id": delivery.library_id,
        "media": media_data(delivery.download),
        "messages": truncate_to_bytes(delivery.messages, _MAX_BYTES_MESSAGES),
        "download": download_data(delivery.download),
        "cross_seeds": truncate_to_bytes(map(download_data, reversed(delivery.cross_seeds)), _MAX_BYTES_CROSS_SEEDS),
        "item_count": max(delivery.item_count, len(delivery.items)),  # 0 if stored by an earlier version
        "missing_files": truncate_to_bytes(delivery.missing_files[:_MAX_ITEMS], _MAX_BYTES_FILES),
        "missing_count": max(delivery.missing_count, len(delivery.missing_files)),
        "upgraded_from": delivery.upgraded_from and _quality(delivery.upgraded_from),
        "scan_number": delivery.scan_number,
        "next_scan_at": delivery.next_scan_at.isoformat() if delivery.next_scan_at else None,
        "tried": truncate_to_bytes(map(_attempt, delivery.attempts), _MAX_BYTES_ATTEMPTS),
        "requested_by": truncate_to_bytes(delivery.requested_by, _MAX_BYTES_REQUESTERS),
        "created_at": delivery.created_at.isoformat(),
        "updated_at": delivery.updated_at.isoformat(),
    }


@callback
def running_payload(
    hass: HomeAssistant,
    running: RunningDownload,
    library: PlexLibrary | None,
    reason: Reason | None,
    entry_id: str,
    sources: DownloadSources,
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
        "title": short(download_title(download)),
        "media": media_data(download),
        "library": short(library.title) if library else None,
        "library_id": library.id if library else None,
        "download": download_payload(hass, download, sources),
        "progress": None if running.progress is None else round(min(max(running.progress, 0), 1) * 100, 1),
        "time_left": None if running.time_left is None else max(0, round(running.time_left.total_seconds())),
        "explanation": explanation,
    }


def running_id(download: Download) -> str:
    """Return an ID that is the same whichever source reports a running download: its hash, else its path."""
    return download.hash.lower() if download.hash else f"{download.source_entry_id}:{download.path}"


def delivery_title(delivery: Delivery) -> str:
    """Return Plex's title of what was delivered, or before that the title of the download."""
    items = delivery.items
    if not items:
        return download_title(delivery.download)
    if len(items) == 1:
        return full_title(items[0]) or download_title(delivery.download)
    first = items[0]
    if first.show is None or any(item.show != first.show for item in items):
        return download_title(delivery.download)
    if first.album is not None and all(item.album == first.album for item in items):
        return f"{first.show} · {first.album}"
    if first.season is not None and all(item.season == first.season for item in items):
        return f"{first.show} · S{first.season:02}"
    return first.show


@callback
def reason_text(hass: HomeAssistant, reason: Reason, importer: str | None = None) -> str:
    """Return a reason in Home Assistant's language, with the name of the importer if it is about that."""
    texts = async_get_cached_translations(hass, hass.config.language, "entity", DOMAIN)
    key = f"{_REASONS}.{reason.value}"
    if importer and (text := texts.get(f"{key}_by")):
        return text.format(importer=importer)
    return texts.get(key, reason.value)


def _explanation(hass: HomeAssistant, delivery: Delivery, importer: str | None) -> str | None:
    if delivery.reason is None:
        return None
    reason = reason_text(hass, delivery.reason, importer)
    if delivery.messages:
        return f"{reason}: {'; '.join(delivery.messages)}"
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


def _quality(file: PlexFile) -> dict[str, Any]:
    return {
        "resolution": file.resolution,
        "hdr": file.hdr,
        "audio_channels": file.audio_channels,
        "size": file.size,
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {"library_id": attempt.library_id, "folder": attempt.folder, "at": attempt.at.isoformat()}

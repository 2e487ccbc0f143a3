"""Items of Plex as plain data, for the event bus, actions, states and websocket messages (pure).

Times are in ISO 8601, durations in seconds.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from homeassistant.helpers.json import json_bytes

from ..plex.models import PlexFile, PlexLibrary, PlexMediaItem
from .delivered_item import DeliveredItem
from .truncation import short, truncate_to_bytes

type Detailed = PlexMediaItem | DeliveredItem


def item_payload(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> dict[str, Any]:
    """Return what an item is; `libraries` are Plex's libraries by their IDs."""
    library = libraries.get(item.library_id or "")
    return {
        "title": item.title,
        "type": item.type,
        "year": item.year,
        "show": item.show,
        "season": item.season,
        "episode": item.episode,
        "library": library.title if library else None,
        "added_at": _iso(item.added_at),
        "rating_key": item.id,
        "url": item.url,
    }


def complete_item_payload(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> dict[str, Any]:
    """Return all that is known of an item; what Plex does not give in lists is only there for single items."""
    return {
        **item_payload(item, libraries),
        **details_payload(item),
        "library_id": item.library_id,
        "matched": item.matched,
        "updated_at": _iso(item.updated_at),
        "aired": item.aired.isoformat() if item.aired else None,
        "studio": item.studio,
        "show_id": item.show_id,
        "season_id": item.season_id,
        "album": item.album,
        "disc": item.disc,
        "track": item.track,
        "external_ids": list(item.external_ids),
        "files": [file_payload(file) for file in item.files],
    }


def details_payload(item: Detailed) -> dict[str, Any]:
    """Return what Plex says about an item and its file."""
    return {
        "summary": item.summary,
        "rating": item.rating,
        "duration": round(item.duration.total_seconds()) if item.duration else None,
        "genres": list(item.genres),
        "view_count": item.view_count,
        "last_viewed_at": _iso(item.last_viewed_at),
        "resolution": item.resolution,
        "hdr": item.hdr,
        "audio_channels": item.audio_channels,
        "audio_languages": list(item.audio_languages),
        "subtitle_languages": list(item.subtitle_languages),
    }


def short_details_payload(item: Detailed) -> dict[str, Any]:
    """Return the same with the beginning of the summary, for the attributes of a state."""
    details = details_payload(item)
    return {**details, "summary": details["summary"] and short(details["summary"])}


def file_payload(file: PlexFile) -> dict[str, Any]:
    """Return a file, with its size in bytes."""
    return {
        "path": file.path,
        "size": file.size,
        "resolution": file.resolution,
        "hdr": file.hdr,
        "audio_channels": file.audio_channels,
    }


def delivered_items_payload(items: Iterable[DeliveredItem], max_bytes: int) -> list[dict[str, Any]]:
    """Return as many items as fit, with their details as long as there is room beside the items."""
    listed = list(items)
    rows = truncate_to_bytes(map(_delivered_item, listed), max_bytes)
    room = max_bytes - len(json_bytes(rows))
    for row, item in zip(rows, listed, strict=False):
        details = details_payload(item)
        room -= len(json_bytes(details))
        if room < 0:
            break
        row.update(details)
    return rows


def _delivered_item(item: DeliveredItem) -> dict[str, Any]:
    return {
        "title": short(item.title),
        "type": item.type,
        "year": item.year,
        "show": item.show and short(item.show),
        "season": item.season,
        "episode": item.episode,
        "rating_key": item.rating_key,
        "url": item.url,
    }


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None

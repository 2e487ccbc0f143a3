"""Plex's items as plain data, for attributes and answers of actions (pure)."""

from collections.abc import Mapping
from typing import Any

from .plex.models import PlexLibrary, PlexMediaItem


def describe_item(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> dict[str, Any]:
    """Return what a person or an automation wants of an item; times in ISO 8601."""
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

"""Format recently added items for the upcoming-media-card (pure).

The README of the card describes the format: a list whose first element defines the lines of the card, followed by the
items, the latest first. Unknown values are empty strings.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from typing import Any, Final

from .plex.models import PlexMediaItem

LINES: Final = {
    "title_default": "$title",
    "line1_default": "$episode",
    "line2_default": "$release",
    "line3_default": "$rating - $runtime",
    "line4_default": "$number - $genres",
    "icon": "mdi:eye-off",
}
"""The lines of the card in its own placeholders; the icon marks unwatched items (`flag`)."""
_MAX_GENRES: Final = 3


def upcoming_media(items: Iterable[PlexMediaItem], posters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the data for the card; `posters` are the URLs of posters by the IDs of their items.

    Items without a date are left out, as the card would skip them.
    """
    return [dict(LINES), *(_item(item, posters.get(item.id, "")) for item in items if item.added_at)]


def _item(item: PlexMediaItem, poster: str) -> dict[str, Any]:
    return {
        # the card's name for the date, in the only format it reads
        "airdate": f"{item.added_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if item.added_at else "",
        "aired": item.aired.isoformat() if item.aired else "",
        "title": item.show or item.title,
        "episode": item.title if item.show else "",
        "number": f"S{item.season:02}E{item.episode:02}"
        if item.season is not None and item.episode is not None
        else "",
        "season_num": "" if item.season is None else item.season,
        "episode_num": "" if item.episode is None else item.episode,
        "release": "$day, $date $time",
        "runtime": int(item.duration / timedelta(minutes=1)) if item.duration else "",
        "rating": f"★ {item.rating:.1f}" if item.rating else "",
        "studio": item.studio or "",
        "genres": ", ".join(item.genres[:_MAX_GENRES]),
        "summary": item.summary or "",
        "poster": poster,
        "fanart": "",
        "flag": item.view_count == 0,
        "deep_link": item.url,
    }

"""Recently added items as the upcoming-media-card reads them (pure).

The card's README describes the format: a list whose first element says what the lines of the card show, and then the
items, the latest first; what is not known is an empty string.
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
"""What the lines show, in the card's own words; the icon marks what nobody has watched yet (`flag`)."""
_MAX_GENRES: Final = 3


def upcoming_media(items: Iterable[PlexMediaItem], posters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what the card reads; `posters` are the posters' addresses by the items' ids.

    Items that Plex gives no time for are left out: the card would pass over them.
    """
    return [dict(LINES), *(_item(item, posters.get(item.id, "")) for item in items if item.added_at)]


def _item(item: PlexMediaItem, poster: str) -> dict[str, Any]:
    return {
        # the card calls it so whatever it is the time of, and wants it in this very form
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

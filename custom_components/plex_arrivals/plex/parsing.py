"""From the XML that Plex answers to our models; pure, and tolerant: any attribute may be missing or nonsense.

The raw elements are read rather than plexapi's objects on purpose: those make a request of their own for every empty
attribute that is looked at, have naive local times, and know nothing of a library's `scannedAt`.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
import math
import re
from xml.etree.ElementTree import Element

from .errors import PlexBadResponse
from .models import LibraryType, PlexFile, PlexLibrary, PlexMediaItem, PlexServerInfo

_LIBRARY_TYPES = {
    "movie": LibraryType.MOVIE,
    "show": LibraryType.SHOW,
    "artist": LibraryType.MUSIC,
    "photo": LibraryType.PHOTO,
}
_NO_AGENT = re.compile(r"(?:^|\.)none$")
_ID = re.compile(r"[0-9]{1,19}")
_POSTER = re.compile(rf"/library/metadata/({_ID.pattern})/thumb/")
_GREATEST = 2**53
"""Beyond this a browser counts no more exactly, and beyond 2**63 nothing can be stored."""
_UNMATCHED = re.compile(r"local://|(?:[\w.]+\.)?agents\.none://")

ItemLink = Callable[[str], str]
"""Gives the deep link for a rating key."""

LONGEST_TEXT = 1000
LONGEST_SUMMARY = 10_000
LONGEST_VERSION = 100
MOST_GENRES = 50


def parse_server_info(container: Element, place: str) -> PlexServerInfo:
    """Return what a server says of itself at `/`; raises PlexBadResponse where it does not say which server it is."""
    machine_identifier = _text(container, "machineIdentifier")
    if machine_identifier is None:
        raise PlexBadResponse(f"{place} does not say which Plex server it is")
    return PlexServerInfo(
        name=_text(container, "friendlyName") or "Plex",
        version=_text(container, "version") or "",
        platform=_text(container, "platform"),
        platform_version=_text(container, "platformVersion"),
        updated_at=timestamp(container.get("updatedAt")),
        machine_identifier=machine_identifier,
    )


def parse_libraries(container: Element) -> list[PlexLibrary]:
    """Return the libraries of a `/library/sections` answer; one without an id is left out."""
    return [_library(element, key) for element in container if (key := _id(element, "key"))]


def parse_items(container: Element, link: ItemLink) -> list[PlexMediaItem]:
    """Return the items of an answer in its order; what has no id (a folder, a hub) is left out."""
    library_id = _id(container, "librarySectionID")
    return [_item(element, key, library_id, link) for element in container if (key := _id(element, "ratingKey"))]


def timestamp(value: str | None) -> datetime | None:
    """Return the time that seconds since 1970 mean, None for nonsense; Plex writes 0 or less where it has none."""
    seconds = _number(value)
    if seconds is None or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except ValueError, OverflowError, OSError:
        return None


def _library(element: Element, key: str) -> PlexLibrary:
    agent_none = _NO_AGENT.search(element.get("agent", "")) is not None
    kind = _LIBRARY_TYPES.get(element.get("type", ""), LibraryType.OTHER)
    if kind is LibraryType.MOVIE and agent_none:
        kind = LibraryType.OTHER  # what Plex's apps call "Other Videos"
    return PlexLibrary(
        id=key,
        title=_text(element, "title") or key,
        type=kind,
        locations=tuple(path for location in element.iterfind("Location") if (path := location.get("path"))),
        updated_at=timestamp(element.get("updatedAt")),
        scanned_at=timestamp(element.get("scannedAt")),
        refreshing=element.get("refreshing") in {"1", "true"},
        has_agent=not agent_none and kind is not LibraryType.PHOTO,
    )


def _item(element: Element, key: str, library_id: str | None, link: ItemLink) -> PlexMediaItem:
    kind = _text(element, "type") or element.tag.lower()
    parent = _id(element, "parentRatingKey")
    title = element.get("title", "")[:LONGEST_TEXT]
    above = "parent" if kind in {"season", "album"} else "grandparent"
    artwork, artwork_id = _artwork(element, kind)
    return PlexMediaItem(
        id=key,
        type=kind,
        title=title,
        # A track has no page of its own.
        url=link(parent if kind == "track" and parent else key),
        library_id=_id(element, "librarySectionID") or library_id,
        year=_number(element.get("year")),
        rating=_rating(element),
        summary=_text(element, "summary", LONGEST_SUMMARY),
        added_at=timestamp(element.get("addedAt")),
        updated_at=timestamp(element.get("updatedAt")),
        duration=_duration(element.get("duration")),
        view_count=max(_number(element.get("viewCount")) or 0, 0),
        last_viewed_at=timestamp(element.get("lastViewedAt")),
        show=_text(element, f"{above}Title"),
        show_id=_id(element, f"{above}RatingKey"),
        season=_number(element.get({"episode": "parentIndex", "season": "index"}.get(kind, ""))),
        season_id=parent if kind in {"episode", "track"} else None,
        episode=_number(element.get("index")) if kind == "episode" else None,
        album=_text(element, "parentTitle") if kind == "track" else None,
        disc=_number(element.get("parentIndex")) if kind == "track" else None,
        track=_number(element.get("index")) if kind == "track" else None,
        aired=_day(element.get("originallyAvailableAt")),
        studio=_text(element, "studio"),
        genres=tuple(tag for genre in element.iterfind("Genre") if (tag := _text(genre, "tag")))[:MOST_GENRES],
        artwork=artwork,
        artwork_id=artwork_id,
        matched=_matched(element, kind, title),
        files=_files(element),
    )


def _matched(element: Element, kind: str, title: str) -> bool:
    """Tell whether an agent has recognised an item; a track is when its album is: few have an identity of their own."""
    guids = [element.get(name, "") for name in ("guid", *(["parentGuid"] if kind == "track" else []))]
    return bool(title.strip()) and any("://" in guid and _UNMATCHED.match(guid) is None for guid in guids)


def _files(element: Element) -> tuple[PlexFile, ...]:
    """Return the files of all versions (Media) and all their parts; a version that is away has parts without a file."""
    return tuple(
        PlexFile(path=path, size=size if (size := _number(part.get("size"))) is not None and size >= 0 else None)
        for part in element.iterfind("Media/Part")
        if (path := part.get("file"))
    )


def _artwork(element: Element, kind: str) -> tuple[str | None, str | None]:
    """Return the version of a poster and whose it is, both from its path: `/library/metadata/1/thumb/1700000000`."""
    names = ("thumb", "parentThumb", "grandparentThumb")
    for name in (*names[1:], names[0]) if kind == "episode" else names:
        path = element.get(name, "").partition("?")[0].rstrip("/")
        if path:
            owner = _POSTER.match(path)
            return path.rpartition("/")[2][:LONGEST_VERSION], owner[1] if owner else None
    return None, None


def _rating(element: Element) -> float | None:
    for name in ("rating", "audienceRating"):
        try:
            value = float(element.get(name, ""))
        except ValueError:
            continue
        if math.isfinite(value):
            return value
    return None


def _day(value: str | None) -> date | None:
    """Return the day of `2021-05-04`, which some versions write with a time behind it."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _duration(milliseconds: str | None) -> timedelta | None:
    value = _number(milliseconds)
    if value is None or value <= 0:
        return None
    try:
        return timedelta(milliseconds=value)
    except OverflowError:
        return None


def _number(value: str | None) -> int | None:
    try:
        number = int(value or "")
    except ValueError:
        return None
    return number if abs(number) <= _GREATEST else None


def _id(element: Element, name: str) -> str | None:
    """Return the id of something in a library: a number, so that nothing else gets into an address."""
    found = element.get(name, "").strip()
    return found if _ID.fullmatch(found) else None


def _text(element: Element, name: str, longest: int = LONGEST_TEXT) -> str | None:
    """Return a text, cut to what is of use to a person, None where there is none."""
    return element.get(name, "").strip()[:longest] or None

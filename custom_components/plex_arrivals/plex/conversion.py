"""From plexapi's objects to our models (pure)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
import re
from typing import Any, Final

from plexapi.base import PlexPartialObject
from plexapi.media import AudioStream, SubtitleStream
from plexapi.server import PlexServer

from .api import Library
from .errors import PlexBadResponse
from .media_quality import files, languages, originals
from .models import LibraryType, PlexLibrary, PlexMediaItem, PlexServerInfo

MAX_TEXT_LENGTH: Final = 1000
MAX_SUMMARY_LENGTH: Final = 10_000
MAX_VERSION_LENGTH: Final = 100
MAX_GENRES: Final = 50
MAX_EXTERNAL_IDS: Final = 10

_LIBRARY_TYPES: Final = {
    "movie": LibraryType.MOVIE,
    "show": LibraryType.SHOW,
    "artist": LibraryType.MUSIC,
    "photo": LibraryType.PHOTO,
}
_NO_AGENT: Final = re.compile(r"(?:^|\.)none$")
_POSTER: Final = re.compile(r"/library/metadata/([0-9]{1,19})/thumb/")
_OLD_AGENT: Final = re.compile(r"com\.plexapp\.agents\.(imdb|themoviedb|thetvdb)://(\w+)(?![/\w])")
_DATABASES: Final = {"themoviedb": "tmdb", "thetvdb": "tvdb"}
_UNMATCHED: Final = re.compile(r"local://|(?:[\w.]+\.)?agents\.none://")

type ItemLink = Callable[[str], str]
"""Returns the deep link to the item with a rating key."""


def server_info(server: PlexServer) -> PlexServerInfo:
    """Return how a server describes itself. Raise PlexBadResponse if it does not say which server it is."""
    machine_identifier = _text(server.machineIdentifier)
    if machine_identifier is None:
        raise PlexBadResponse("The server does not say which Plex server it is")
    return PlexServerInfo(
        name=_text(server.friendlyName) or "Plex",
        version=_text(server.version) or "",
        platform=_text(server.platform),
        platform_version=_text(server.platformVersion),
        updated_at=_utc(server.updatedAt),
        machine_identifier=machine_identifier,
    )


def plex_library(section: Library) -> PlexLibrary:
    """Return a library; it must have a key."""
    has_no_agent = _NO_AGENT.search(section.agent or "") is not None
    kind = _LIBRARY_TYPES.get(section.type, LibraryType.OTHER)
    if kind is LibraryType.MOVIE and has_no_agent:
        kind = LibraryType.OTHER  # what Plex's apps call "Other Videos"
    key = str(section.key)
    return PlexLibrary(
        id=key,
        title=_text(section.title) or key,
        type=kind,
        locations=tuple(section.locations),
        updated_at=_utc(section.updatedAt),
        scanned_at=_utc(section.scannedAt),
        changes=section.contentChangedAt,
        refreshing=bool(section.refreshing),
        has_agent=not has_no_agent and kind is not LibraryType.PHOTO,
    )


def media_item(item: PlexPartialObject, library_id: int | None, link: ItemLink) -> PlexMediaItem:
    """Return an item; `library_id` is that of its list, and counts if the item does not name its library."""

    def read(name: str) -> Any:
        """Return an attribute, None if it is empty or if items of this type have none of that name."""
        return getattr(item, name, None)

    kind = read("type") or "video"
    key = str(read("ratingKey"))
    title = (read("title") or "")[:MAX_TEXT_LENGTH]
    parent = _id(read("parentRatingKey"))
    above = "parent" if kind in {"season", "album"} else "grandparent"
    show_id = _id(read(f"{above}RatingKey"))
    # Where seasons are hidden, plexapi takes the key from the season's poster, which may be that of the show.
    season_id = parent if kind in {"episode", "track"} and parent != show_id else None
    aired = read("originallyAvailableAt")
    artwork, artwork_id = _artwork(read, kind)
    rating = read("rating")
    versions = originals(read("media") or ())
    return PlexMediaItem(
        id=key,
        type=kind,
        title=title,
        # A track has no page of its own.
        url=link(parent if kind == "track" and parent else key),
        library_id=_id(read("librarySectionID") or library_id),
        year=read("year"),
        rating=read("audienceRating") if rating is None else rating,
        summary=_text(read("summary"), MAX_SUMMARY_LENGTH),
        added_at=_utc(read("addedAt")),
        updated_at=_utc(read("updatedAt")),
        duration=timedelta(milliseconds=duration) if (duration := read("duration")) else None,
        view_count=read("viewCount") or 0,
        last_viewed_at=_utc(read("lastViewedAt")),
        show=_text(read(f"{above}Title")),
        show_id=show_id,
        season=read({"episode": "parentIndex", "season": "index"}.get(kind, "")),
        season_id=season_id,
        episode=read("index") if kind == "episode" else None,
        album=_text(read("parentTitle")) if kind == "track" else None,
        disc=read("parentIndex") if kind == "track" else None,
        track=read("index") if kind == "track" else None,
        aired=aired.date() if aired else None,
        studio=_text(read("studio")),
        genres=tuple(tag for genre in read("genres") or () if (tag := _text(genre.tag)))[:MAX_GENRES],
        artwork=artwork,
        artwork_id=artwork_id,
        matched=_is_matched(read, kind, title),
        external_ids=_external_ids(read),
        audio_languages=languages(versions, AudioStream),
        subtitle_languages=languages(versions, SubtitleStream),
        files=files(versions),
    )


def _external_ids(read: Callable[[str], Any]) -> tuple[str, ...]:
    """Return the IDs in other databases; the older agents have one, in the GUID."""
    ids = [text for guid in read("guids") or () if (text := _text(guid.id))]
    if old := _OLD_AGENT.match(read("guid") or ""):
        ids.append(f"{_DATABASES.get(old[1], old[1])}://{old[2]}")
    return tuple(ids)[:MAX_EXTERNAL_IDS]


def _is_matched(read: Callable[[str], Any], kind: str, title: str) -> bool:
    """Return whether an agent has recognized an item; a track, if its album is: few have a GUID of their own."""
    guids = [read(name) or "" for name in ("guid", *(["parentGuid"] if kind == "track" else []))]
    return bool(title.strip()) and any("://" in guid and _UNMATCHED.match(guid) is None for guid in guids)


def _artwork(read: Callable[[str], Any], kind: str) -> tuple[str | None, str | None]:
    """Return the version of a poster and the ID of its item, from its path: `/library/metadata/1/thumb/1700000000`."""
    names = ("thumb", "parentThumb", "grandparentThumb")
    for name in (*names[1:], names[0]) if kind == "episode" else names:
        path = (read(name) or "").partition("?")[0].rstrip("/")
        if path:
            owner = _POSTER.match(path)
            return path.rpartition("/")[2][:MAX_VERSION_LENGTH], owner[1] if owner else None
    return None, None


def _utc(time: datetime | None) -> datetime | None:
    """Return a time of plexapi's, naive and local unless a setting of plexapi says otherwise, in UTC."""
    return time.astimezone(UTC) if time else None


def _id(value: int | None) -> str | None:
    return None if value is None else str(value)


def _text(value: str | None, max_length: int = MAX_TEXT_LENGTH) -> str | None:
    """Return a text, cut to what is of use to a person, or None if there is none."""
    return (value or "").strip()[:max_length] or None

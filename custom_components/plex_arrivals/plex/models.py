"""What Plex has, in our own words: frozen dataclasses with aware datetimes in UTC."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol


class LibraryType(StrEnum):
    """What a library holds."""

    MOVIE = "movie"
    SHOW = "show"
    MUSIC = "music"
    PHOTO = "photo"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexServerInfo:
    """The server as it describes itself at `/`."""

    name: str
    version: str
    platform: str | None
    platform_version: str | None
    updated_at: datetime | None
    machine_identifier: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexLibrary:
    """A library (the API's "section") with its root folders as Plex sees them."""

    id: str
    title: str
    type: LibraryType
    locations: tuple[str, ...]
    updated_at: datetime | None = None
    scanned_at: datetime | None = None
    refreshing: bool = False
    has_agent: bool = True
    """Whether Plex looks up metadata here; without an agent an item never gets matched."""

    @property
    def place(self) -> PlexLibrary:
        """The library without what changes by itself: what decides where downloads go."""
        return replace(self, updated_at=None, scanned_at=None, refreshing=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexFile:
    """A file of an item, as Plex sees it."""

    path: str
    size: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexMediaItem:
    """An item of a library: a movie, show, season, episode, artist, album, track or photo."""

    id: str
    type: str
    title: str
    url: str
    """The deep link that opens this very item."""
    library_id: str | None = None
    year: int | None = None
    rating: float | None = None
    summary: str | None = None
    added_at: datetime | None = None
    updated_at: datetime | None = None
    duration: timedelta | None = None
    view_count: int = 0
    last_viewed_at: datetime | None = None
    aired: date | None = None
    """When it was first shown or released."""
    studio: str | None = None
    genres: tuple[str, ...] = ()
    show: str | None = None
    """The show of an episode or season; the artist of an album or track."""
    show_id: str | None = None
    season: int | None = None
    season_id: str | None = None
    """The season of an episode; the album of a track."""
    episode: int | None = None
    album: str | None = None
    """The title of a track's album."""
    disc: int | None = None
    track: int | None = None
    """A track's number on its disc."""
    artwork: str | None = None
    """The poster's version: it changes when the poster does; None where there is no poster."""
    artwork_id: str | None = None
    """The id of the item whose poster it is: for an episode its season, else its show, as its own picture lies on its
    side; for a track its album. None where Plex keeps the poster elsewhere: the item's own id may still give one."""
    matched: bool = False
    """Whether an agent has recognised it (it has a title and an identity beyond this server)."""
    files: tuple[PlexFile, ...] = ()


class Titled(Protocol):
    """What has a title and perhaps a place in a show or by an artist."""

    @property
    def title(self) -> str:
        """Its own title."""

    @property
    def show(self) -> str | None:
        """The show or artist."""

    @property
    def season(self) -> int | None:
        """The season's number."""

    @property
    def episode(self) -> int | None:
        """The episode's number."""


def full_title(item: Titled) -> str:
    """Return a title that says what it is a part of, in no language: `Show · S02E05 · Title`, `Artist · Album`."""
    number = f"S{item.season:02}E{item.episode:02}" if item.season is not None and item.episode is not None else None
    return " · ".join(part for part in (item.show, number, item.title) if part)

"""The server, libraries and items of Plex, with times in UTC (pure)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

_LINES: Final = {"sd": 480, "4k": 2160, "8k": 4320}
"""The lines of the resolutions that Plex does not call by their number."""

type LibraryVersion = tuple[int, datetime | None, datetime | None]


class LibraryType(StrEnum):
    """The type of media in a library."""

    MOVIE = "movie"
    SHOW = "show"
    MUSIC = "music"
    PHOTO = "photo"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexServerInfo:
    """A server, as it describes itself."""

    name: str
    version: str
    platform: str | None
    platform_version: str | None
    updated_at: datetime | None
    machine_identifier: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexLibrary:
    """A library ("section" in Plex's API) with its root folders as Plex sees them."""

    id: str
    title: str
    type: LibraryType
    locations: tuple[str, ...]
    updated_at: datetime | None = None
    scanned_at: datetime | None = None
    changes: int | None = None
    """A number that grows when items are added or removed; None if this version of Plex counts no changes."""
    refreshing: bool = False
    has_agent: bool = True
    """Whether Plex looks up metadata; without an agent, items are never matched."""

    @property
    def version(self) -> LibraryVersion | None:
        """What differs if items may have been added, removed or edited; None if this version of Plex does not say so.

        The time of the last scan is part of it in case the number does not grow with everything that a scan finds.
        """
        return None if self.changes is None else (self.changes, self.scanned_at, self.updated_at)

    def without_volatile_fields(self) -> PlexLibrary:
        """Return the library without what scans change, to compare what affects routing."""
        return replace(self, updated_at=None, scanned_at=None, changes=None, refreshing=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexFile:
    """A file of an item, with its path as Plex sees it, its size in bytes and its quality."""

    path: str
    size: int | None
    resolution: str | None = None
    """In Plex's words, such as `4k`, `1080` or `sd`; None if it has no picture, or Plex has not analyzed it yet."""
    hdr: str | None = None
    """`Dolby Vision`, `HDR10` or `HLG`; None without HDR, and in lists, which do not have it."""
    audio_channels: int | None = None

    @property
    def quality(self) -> tuple[int, bool, int]:
        """What a better file has more of: lines, HDR, audio channels."""
        resolution = self.resolution or "0"
        lines = _LINES.get(resolution) or (int(resolution) if resolution.isdecimal() else 0)
        return lines, self.hdr is not None, self.audio_channels or 0


@dataclass(frozen=True, kw_only=True, slots=True)
class PlexMediaItem:
    """An item of a library: a movie, show, season, episode, artist, album, track or photo."""

    id: str
    type: str
    title: str
    url: str
    """The deep link to this item."""
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
    """The date of first broadcast or release."""
    studio: str | None = None
    genres: tuple[str, ...] = ()
    show: str | None = None
    """The show of an episode or season; the artist of an album or track."""
    show_id: str | None = None
    season: int | None = None
    season_id: str | None = None
    """The season of an episode, unless Plex hides its seasons; the album of a track."""
    episode: int | None = None
    album: str | None = None
    """The title of a track's album."""
    disc: int | None = None
    track: int | None = None
    """The number of a track on its disc."""
    artwork: str | None = None
    """The version of the poster, which changes with the poster; None without a poster."""
    artwork_id: str | None = None
    """The ID of the item whose poster it is: the album of a track; the season or show of an episode, whose own picture
    has landscape format. None if Plex keeps the poster elsewhere: the item's own ID may still have one."""
    matched: bool = False
    """Whether an agent has recognized it: it has a title, and a guid that is not of this server only."""
    external_ids: tuple[str, ...] = ()
    """Its IDs in other databases, such as `tmdb://603`; Plex gives them with single items, not in lists."""
    audio_languages: tuple[str, ...] = ()
    """The languages of its files, such as `en` or `pt-BR`; Plex gives them with single items, not in lists."""
    subtitle_languages: tuple[str, ...] = ()
    files: tuple[PlexFile, ...] = ()

    def with_streams_of(self, item: PlexMediaItem) -> PlexMediaItem:
        """Return the item with the files and languages of the same item that was requested by itself."""
        return replace(
            self,
            files=item.files,
            audio_languages=item.audio_languages,
            subtitle_languages=item.subtitle_languages,
        )

    @property
    def best_file(self) -> PlexFile | None:
        """Its file of the best quality, the first of equal ones."""
        return max(self.files, key=lambda file: file.quality, default=None)

    @property
    def resolution(self) -> str | None:
        """The resolution of its best file."""
        return file.resolution if (file := self.best_file) else None

    @property
    def hdr(self) -> str | None:
        """The HDR format of its best file."""
        return file.hdr if (file := self.best_file) else None

    @property
    def audio_channels(self) -> int | None:
        """The number of audio channels of its best file."""
        return file.audio_channels if (file := self.best_file) else None


class Titled(Protocol):
    """Something with a title, perhaps part of a show or by an artist."""

    @property
    def title(self) -> str:
        """The title."""

    @property
    def show(self) -> str | None:
        """The show or artist."""

    @property
    def season(self) -> int | None:
        """The number of the season."""

    @property
    def episode(self) -> int | None:
        """The number of the episode."""


def full_title(item: Titled) -> str:
    """Return a title with the show or artist, in any language: `Show · S02E05 · Title`, `Artist · Album`."""
    number = f"S{item.season:02}E{item.episode:02}" if item.season is not None and item.episode is not None else None
    return " · ".join(part for part in (item.show, number, item.title) if part)

"""What a delivery stores of an item in Plex (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from ..plex.models import PlexFile, PlexMediaItem
from .truncation import short

_MAX_SUMMARY_LENGTH: Final = 500
_MAX_GENRES: Final = 10
_MAX_LANGUAGES: Final = 10
_MAX_STORED: Final = 200
_MAX_WITH_DETAILS: Final = 20
"""How many items of a delivery are stored, and how many of them with details."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveredItem:
    """An item in Plex that holds files of the download, as it was on arrival."""

    rating_key: str
    title: str
    type: str
    url: str
    library_id: str | None = None
    year: int | None = None
    show: str | None = None
    show_id: str | None = None
    season: int | None = None
    season_id: str | None = None
    episode: int | None = None
    album: str | None = None
    artwork: str | None = None
    artwork_id: str | None = None
    """The ID of the item that `artwork` is the poster of; None if an earlier version stored it."""
    file: PlexFile | None = None
    """Its file from the download, whose path in Plex shows the folder that the download went to."""
    summary: str | None = None
    """The beginning of it."""
    rating: float | None = None
    duration: timedelta | None = None
    genres: tuple[str, ...] = ()
    view_count: int = 0
    last_viewed_at: datetime | None = None
    audio_languages: tuple[str, ...] = ()
    subtitle_languages: tuple[str, ...] = ()

    @classmethod
    def from_item(cls, item: PlexMediaItem, file: PlexFile | None = None) -> DeliveredItem:
        """Return what a delivery stores of an item with a file of the download, or its best file if it is None."""
        summary = item.summary or ""
        return cls(
            rating_key=item.id,
            title=item.title,
            type=item.type,
            url=item.url,
            library_id=item.library_id,
            year=item.year,
            show=item.show,
            show_id=item.show_id,
            season=item.season,
            season_id=item.season_id,
            episode=item.episode,
            album=item.album,
            artwork=item.artwork,
            artwork_id=item.artwork_id,
            file=file or item.best_file,
            summary=f"{summary[:_MAX_SUMMARY_LENGTH]}…" if len(summary) > _MAX_SUMMARY_LENGTH else item.summary,
            rating=item.rating,
            duration=item.duration,
            genres=tuple(map(short, item.genres[:_MAX_GENRES])),
            view_count=item.view_count,
            last_viewed_at=item.last_viewed_at,
            audio_languages=item.audio_languages[:_MAX_LANGUAGES],
            subtitle_languages=item.subtitle_languages[:_MAX_LANGUAGES],
        )

    def without_details(self) -> DeliveredItem:
        """Return the item without what only Plex's page of it needs; Plex still has that."""
        return replace(
            self,
            show_id=None,
            season_id=None,
            summary=None,
            rating=None,
            duration=None,
            genres=(),
            view_count=0,
            last_viewed_at=None,
            audio_languages=(),
            subtitle_languages=(),
        )

    @property
    def resolution(self) -> str | None:
        """The resolution of its file."""
        return self.file.resolution if self.file else None

    @property
    def hdr(self) -> str | None:
        """The HDR format of its file."""
        return self.file.hdr if self.file else None

    @property
    def audio_channels(self) -> int | None:
        """The number of audio channels of its file."""
        return self.file.audio_channels if self.file else None


def storable(items: Sequence[DeliveredItem]) -> tuple[DeliveredItem, ...]:
    """Return as many of the first items as are stored."""
    return (*items[:_MAX_WITH_DETAILS], *(item.without_details() for item in items[_MAX_WITH_DETAILS:_MAX_STORED]))

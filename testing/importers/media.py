"""What importers know and grab: episodes, movies and albums."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Episodes:
    """Episodes of one season of a show."""

    title: str
    year: int = 2010
    season: int = 1
    numbers: tuple[int, ...] = (1,)
    tvdb_id: int = 300001
    tmdb_id: int = 400001
    imdb_id: str = "tt7000001"
    airs: datetime | None = None
    """When they are broadcast, for the calendar."""

    @property
    def full_title(self) -> str:
        return f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movie:
    """A movie."""

    title: str
    year: int = 2010
    tmdb_id: int = 900001
    imdb_id: str = "tt9000001"
    released: datetime | None = None
    """When it is released, for the calendar."""

    @property
    def full_title(self) -> str:
        return f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album of an artist."""

    title: str
    artist: str
    year: int = 2010
    foreign_album_id: str = "0e1b2c3d-1111-4222-8333-444455556666"
    foreign_artist_id: str = "9a8b7c6d-1111-4222-8333-444455556666"


type Media = Episodes | Movie | Album

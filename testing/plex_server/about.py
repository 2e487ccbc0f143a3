"""What an agent knows about a title."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """The metadata of a movie, show or album that its name on disk does not tell."""

    summary: str
    genres: tuple[str, ...]
    rating: float | None = None
    minutes: int | None = None
    """The length of a movie, and of each episode of a show."""

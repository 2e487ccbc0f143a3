"""The queries for items of a library (pure).

`type` is the number that Plex has for the type of item, without which some versions answer with an error. A text is
compared with parts of titles and names.
"""

from typing import Final

from .models import LibraryType

type Query = dict[str, object]

_FILE_TYPES: Final = {LibraryType.SHOW: 4, LibraryType.MUSIC: 10, LibraryType.PHOTO: 13}
_RECENT_TYPES: Final = _FILE_TYPES | {LibraryType.MUSIC: 9}
_TITLE_TYPES: Final = {LibraryType.MOVIE: 1, LibraryType.SHOW: 2}
_MOVIE: Final = 1


def newest(library_type: LibraryType, *, with_files: bool) -> Query:
    """Return the query for what was added last: episodes instead of shows, which keep the time of their first episode.

    `with_files`, it is for tracks instead of albums, which have no files.
    """
    types = _FILE_TYPES if with_files else _RECENT_TYPES
    return {"type": types.get(library_type, _MOVIE), "sort": "addedAt:desc"}


def with_file(library_type: LibraryType, name: str) -> Query:
    """Return the query for items with a file whose base name has this in it."""
    return {"type": _FILE_TYPES.get(library_type, _MOVIE), "file": _without_or(name), "sort": "addedAt:desc"}


def with_external_ids(library_type: LibraryType, title: str) -> Query:
    """Return the query for movies or shows whose title has this in it, with their IDs in other databases."""
    return {"type": _TITLE_TYPES[library_type], "title": _without_or(title), "includeGuids": 1}


def with_title(library_type: LibraryType, title: str, season: int | None, episode: int | None) -> Query:
    """Return the query for movies, or for episodes of shows, whose title has this in it."""
    if library_type is not LibraryType.SHOW:
        return {"type": _MOVIE, "title": _without_or(title)}
    numbers = {"season.index": season, "episode.index": episode}
    given = {name: number for name, number in numbers.items() if number is not None}
    return {"type": _FILE_TYPES[LibraryType.SHOW], "show.title": _without_or(title)} | given


def _without_or(text: str) -> str:
    """Return the longest part of a text without commas, which mean "or" for Plex; nothing can quote them."""
    return max(map(str.strip, text.split(",")), key=len)

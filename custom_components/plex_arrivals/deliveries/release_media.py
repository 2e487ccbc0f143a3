"""What a download is, as far as the name of its release says so for sure (pure); only to be shown."""

from collections.abc import Iterable
from functools import lru_cache
import re
from typing import Final

from .. import paths
from ..downloads.download import MediaInfo
from ..plex.models import LibraryType
from . import media_files, release_patterns
from .release_name import NameHint, ReleaseName, normalized

_CACHED: Final = 2_000
_MOST_EPISODES: Final = 50
"""The largest range of episodes in one name."""
_YEAR: Final = r"(?:18[89]|19\d|20[0-3])\d"
_TITLE: Final = rf"^(?:\[[^\]]{{1,40}}\] ?)?(?P<title>.+?)(?:[ -]+[(\[]?(?P<year>{_YEAR})[)\]]?)?[ -]+"
_IN_SEASON: Final = r"[(\[]?(?:S|Season )(?P<season>\d{1,2})"
_EPISODE: Final = re.compile(
    rf"{_TITLE}{_IN_SEASON}[] \[,-]{{0,3}}(?:E|Ep|Episode) ?(?P<first>\d{{1,4}})"
    r"(?:(?: ?- ?| )?E(?P<last>\d{1,4})|-(?P<end>\d{1,4}))?(?:v\d)?(?!\w)",
    re.IGNORECASE,
)
_SEASON: Final = re.compile(rf"{_TITLE}{_IN_SEASON}(?P<more> ?(?:[-,&+]|to) ?S?\d{{1,2}})?(?!\w)", re.IGNORECASE)
_MOVIE: Final = re.compile(rf"^(?P<title>.+) [(\[]?(?P<year>{_YEAR})(?!\w|-\d)")
_ALBUM: Final = re.compile(rf"^(?P<title>[^-]+) - (?P<album>[^-]+?)(?: - | ?[(\[]){_YEAR}[)\]]?(?!\w)")
_EDGES: Final = " -_.,[({"


@lru_cache(maxsize=_CACHED)
def media_from_name(name: str) -> MediaInfo | None:
    """Return what a name in one of the usual forms says: of a movie, an episode, a season or an album."""
    is_video = paths.suffix(name) in media_files.VIDEO
    name = paths.stem(name) if is_video else name
    release, text = ReleaseName(name), normalized(name)
    if release.is_not_media:
        return None
    if release.is_music:
        found = _ALBUM.match(text)
        return _media(LibraryType.MUSIC, found, album=found["album"].strip(_EDGES)) if found else None
    hint = release.hint
    if hint is NameHint.EPISODE:
        return _show(text)
    if hint is NameHint.MOVIE and (is_video or release.is_movie) and (found := _MOVIE.match(text)):
        return _media(LibraryType.MOVIE, found, year=int(found["year"]))
    return None


def _show(text: str) -> MediaInfo | None:
    episodes: Iterable[int] = ()
    if found := _EPISODE.match(text):
        first = int(found["first"])
        last = int(found["last"] or found["end"] or first)
        episodes = range(first, last + 1) if first <= last < first + _MOST_EPISODES else (first,)
    elif release_patterns.EPISODE.search(text.lower()) or not (found := _SEASON.match(text)):
        return None
    return _media(
        LibraryType.SHOW,
        found,
        year=found["year"] and int(found["year"]),
        season=None if "more" in found.re.groupindex and found["more"] else int(found["season"]),
        episodes=tuple(episodes),
    )


def _media(kind: LibraryType, found: re.Match[str], **details: object) -> MediaInfo | None:
    """Return what was found, unless the title cannot be one."""
    title = found["title"].strip(_EDGES)
    is_title = any(map(str.isalnum, title)) and not release_patterns.PICTURE.search(title.lower())
    return MediaInfo(type=kind.value, title=title, **details) if is_title else None  # type: ignore[arg-type]  # of the details

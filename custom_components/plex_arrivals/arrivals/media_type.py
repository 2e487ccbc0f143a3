"""What kind of library a download belongs to, guessed from what it is called (pure, but slow)."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
import re
from typing import Any

from guessit import guessit
from guessit.api import GuessitException

from ..downloads.download import Download, DownloadedFile
from ..plex.models import LibraryType
from . import media_files, paths

_WORDS = {
    LibraryType.MOVIE: "film films filme movie movies radarr",
    LibraryType.SHOW: "anime episode season series serien show shows sonarr tv tvshow tvshows",
    LibraryType.MUSIC: "album albums audio lidarr music musik",
    LibraryType.PHOTO: "photo photos pictures",
    LibraryType.OTHER: "homevideos videos",
}
_TYPES = {word: kind for kind, words in _WORDS.items() for word in words.split()}

_VIDEO_SIGNS = frozenset(("screen_size", "source", "video_codec", "streaming_service"))
_MUSIC_SIGNS = frozenset(("FLAC", "MP3", "Vorbis", "Opus"))
_LOOKED_AT = 50
"""So many file names of a pack say as much as all of them."""
_LONGEST = 300
"""So many characters of a name say as much as all of them; guessit takes seconds for thousands."""

_DAY, _MONTH, _YEAR = r"(0[1-9]|[12]\d|3[01])", r"(0[1-9]|1[0-2])", r"(19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d)({_YEAR}(?P<a>[ ._-]?){_MONTH}(?P=a){_DAY}|({_DAY}(?P<b>[ ._-]){_DAY}(?P=b){_YEAR}))(?!\d)"
)
_SERIES = re.compile(
    r"\b(mini[ ._-]?s[eé]rie|(complete|komplette|complète|completa)[ ._-]+s[eé]rie|s[eé]rie[ ._-]+(complète|completa))",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(
    rf"^((lecture|lesson|module|unit)[ ._-]*)?\d+(x\d+(?=[ ._(-]+{_YEAR}))?([ ._-]+|$)", re.IGNORECASE
)
"""It is a title ("12 Angry Men", "4x4 2019") or a place in a list ("01 - Introduction"): no episode's number."""
_MACHINE_NAME = re.compile(r"(vts_\d\d_\d|\d{5}$|(dji|dsc|gopr|img|mov|mvi|p|pxl|vid)[_-]?\d{4})", re.IGNORECASE)
"""What discs and cameras call their files."""
_CAMERA_ENDINGS = frozenset((".arw", ".cr2", ".dng", ".heic", ".heif", ".nef", ".orf", ".raf"))
_PROGRAMS = frozenset((".apk", ".dmg", ".exe", ".msi", ".nsp", ".pkg", ".xci"))
_PROGRAM_BYTES = 1_000_000
"""Smaller ones are the leaflets that some sites put into every torrent."""


class _Vote(Enum):
    """What one name speaks for."""

    EPISODE = "a season, a date, a whole series"
    NUMBERED = "a number that may be an episode's"
    SEQUEL = "a number right behind the title that may be an episode's or a part of the title"
    FILM = "a release, but nothing of an episode"


def from_words(download: Download) -> LibraryType | None:
    """Return the type that the reporter, the category or a label names outright."""
    if download.media_type and download.media_type in LibraryType:
        return LibraryType(download.media_type)
    for text in (download.media_type, download.category, *download.labels):
        words = re.findall(r"\w+", (text or "").casefold().replace("_", " "))
        kinds = {_TYPES[word] for word in (*words, "".join(words)) if word in _TYPES}
        if len(kinds) == 1:
            return kinds.pop()
    return None


def from_names(download: Download) -> LibraryType | None:
    """Return the type that the release's name and its files speak for, or None where they don't say."""
    files = media_files.awaited(download)
    if any(map(_is_program, download.files)):
        return None
    kind = media_files.kind(files)
    if kind is media_files.VIDEO:
        return _from_videos(download, files[:_LOOKED_AT])
    if kind is media_files.AUDIO:
        return LibraryType.MUSIC
    if kind is media_files.PHOTO:
        return LibraryType.PHOTO if sum(map(_is_photo, files)) * 2 > len(download.files) else None
    return _from_title(download.name) if not download.files or media_files.is_packed(download) else None


def _from_videos(download: Download, files: Sequence[DownloadedFile]) -> LibraryType | None:
    title = _vote(download.name)
    votes = Counter(vote for file in files if (vote := _file_vote(file, download)))
    if title is _Vote.EPISODE or votes[_Vote.EPISODE] * 2 > votes.total():
        return LibraryType.SHOW
    numbered = votes[_Vote.NUMBERED] + votes[_Vote.SEQUEL]
    if len(files) > 1:
        if numbered > votes[_Vote.FILM]:
            return LibraryType.SHOW
        return LibraryType.MOVIE if title is _Vote.FILM or votes else None
    if title is _Vote.FILM or votes[_Vote.FILM]:
        return LibraryType.MOVIE
    if numbered:
        return LibraryType.SHOW if votes[_Vote.NUMBERED] else None
    return None if _MACHINE_NAME.match(paths.name(files[0].path)) else LibraryType.MOVIE


def _from_title(title: str) -> LibraryType | None:
    """Return the type that a title alone speaks for, where it cannot be a book's or a program's as well."""
    guess = _guess(title)
    if _VIDEO_SIGNS & guess.keys():
        return LibraryType.MOVIE if _vote(title) is _Vote.FILM else LibraryType.SHOW
    return LibraryType.MUSIC if guess.get("audio_codec") in _MUSIC_SIGNS else None


def _file_vote(file: DownloadedFile, download: Download) -> _Vote | None:
    """Return what a file speaks for, or where its own name is silent, the folder that it lies in."""
    if not _MACHINE_NAME.match(paths.name(file.path)) and (vote := _vote(paths.name(file.path))):
        return vote
    folder = paths.parent(file.path)
    return _vote(paths.name(folder)) if paths.below(folder, download.path) else None


def _vote(name: str) -> _Vote | None:
    if _DATE.search(name) or _SERIES.search(name):
        return _Vote.EPISODE
    guess = _guess(_LEADING_NUMBER.sub("", name))
    year = guess.get("year")
    if "title" not in guess and year and guess.get("season", year) == year:
        return _Vote.FILM  # it is called "Episode 50 (2011)"
    is_whole = guess.get("type") == "episode" and "Complete" in guess.get("other", ())
    if "season" in guess or is_whole:
        return _Vote.EPISODE
    if "episode" in guess:
        number = f"{guess.get('title')} {guess['episode']}"
        is_sequel = "episode_count" not in guess and number in re.sub(r"[._]", " ", name)
        return _Vote.SEQUEL if is_sequel else _Vote.NUMBERED
    return _Vote.FILM if year or _VIDEO_SIGNS & guess.keys() else None


def _guess(name: str) -> dict[str, Any]:
    try:
        guess: dict[str, Any] = guessit(name[:_LONGEST], {"episode_prefer_number": True})
    except GuessitException:  # names that it chokes on say nothing
        return {}
    return guess


def _is_program(file: DownloadedFile) -> bool:
    return paths.suffix(file.path) in _PROGRAMS and (file.size or 0) > _PROGRAM_BYTES


def _is_photo(file: DownloadedFile) -> bool:
    """Tell whether a picture comes from a camera: most others are wallpapers, comics and covers."""
    name = paths.name(file.path)
    return paths.suffix(name) in _CAMERA_ENDINGS or bool(_MACHINE_NAME.match(name) or _DATE.search(name))

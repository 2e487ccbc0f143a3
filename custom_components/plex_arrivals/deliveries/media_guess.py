"""The type of library that a download belongs to, guessed from the names of the release and its files (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest
import re

from .. import paths
from ..downloads.download import Download, DownloadedFile
from ..plex.models import LibraryType
from . import media_files, release_patterns
from .release_name import NameHint, ReleaseName, plain

_MAX_FILES = 50
"""The largest files of a download; the others add nothing to the guess."""
_MAX_FILE_NAMES = 20
_GENERIC_FILE_NAME = re.compile(r"(vts_\d\d_\d|\d{5}$|(dji|dsc|gopr|img|mov|mvi|p|pxl|vid)[_-]?\d{4})", re.IGNORECASE)
"""File names that discs and cameras generate."""
_CAMERA_SUFFIXES = frozenset((".arw", ".cr2", ".dng", ".heic", ".heif", ".nef", ".orf", ".raf"))
_PROGRAMS = frozenset((".apk", ".dmg", ".exe", ".msi", ".nsp", ".pkg", ".xci"))
_PROGRAM_BYTES = 1_000_000
"""Smaller programs are advertisements that some sites add to every torrent."""


def from_names(download: Download) -> LibraryType | None:
    """Return the type that the names of the release and its files indicate, or None."""
    if len(download.files) > _MAX_FILES:
        largest = nlargest(_MAX_FILES, download.files, key=lambda file: file.size or 0)
        download = replace(download, files=tuple(largest))
    files = media_files.expected_files(download)
    if any(map(_is_program, download.files)):
        return None
    kind = media_files.main_media_kind(files)
    if kind is media_files.VIDEO:
        return _from_videos(download, files[:: len(files) // _MAX_FILE_NAMES + 1])
    if kind is media_files.AUDIO:
        return LibraryType.MUSIC
    if kind is media_files.PHOTO:
        return LibraryType.PHOTO if sum(map(_is_photo, files)) * 2 > len(download.files) else None
    return _from_title(download.name) if not download.files or media_files.is_packed(download) else None


def _from_videos(download: Download, files: Sequence[DownloadedFile]) -> LibraryType | None:
    title = _hint(download.name)
    hints = Counter(found for file in files if (found := _file_hint(file, download)))
    if title is NameHint.EPISODE or hints[NameHint.EPISODE] * 2 > hints.total():
        return LibraryType.SHOW
    if len(files) == 1:
        return _from_video(files[0], title, next(iter(hints), None))
    places = hints.pop(NameHint.LIST_POSITION, 0)
    if hints[NameHint.EPISODE_NUMBER] + hints[NameHint.AMBIGUOUS_NUMBER] > hints[NameHint.MOVIE]:
        return LibraryType.SHOW
    if places * 2 > len(files):
        return LibraryType.SHOW if title in (NameHint.ANIME, NameHint.BROADCAST) else None
    return LibraryType.MOVIE if title is NameHint.MOVIE or hints[NameHint.MOVIE] else None


def _from_video(file: DownloadedFile, title: NameHint | None, hint: NameHint | None) -> LibraryType | None:
    hints = {title, hint}
    if NameHint.EPISODE_NUMBER in hints:
        return LibraryType.SHOW
    if NameHint.MOVIE in hints or hint is NameHint.ANIME:  # an episode would have a number
        return LibraryType.MOVIE
    has_no_hint = hints == {None} and not _GENERIC_FILE_NAME.match(paths.name(file.path))
    return LibraryType.MOVIE if has_no_hint else None


def _from_title(title: str) -> LibraryType | None:
    """Return the type that a title alone indicates, if it cannot be that of a book or a program."""
    name = _name(title)
    if name.is_not_media:
        return None
    if name.is_music:
        return LibraryType.MUSIC
    hint = name.hint
    if hint is NameHint.EPISODE or (hint is NameHint.EPISODE_NUMBER and (name.is_video or name.is_anime)):
        return LibraryType.SHOW
    return LibraryType.MOVIE if hint is NameHint.MOVIE and name.is_movie else None


def _file_hint(file: DownloadedFile, download: Download) -> NameHint | None:
    """Return the hint in a file's name, or that of its season folder if its own name is not that of an episode."""
    found = _hint(paths.name(file.path))
    folder = paths.parent(file.path)
    if found in (NameHint.EPISODE, NameHint.EPISODE_NUMBER) or not paths.below(folder, download.path):
        return found
    around = _hint(paths.name(folder))
    return around if found is None or around is NameHint.EPISODE else found


def _hint(name: str) -> NameHint | None:
    return None if _GENERIC_FILE_NAME.match(name) else _name(name).hint


def _name(name: str) -> ReleaseName:
    return ReleaseName(paths.stem(name) if paths.suffix(name) in media_files.VIDEO else name)


def _is_program(file: DownloadedFile) -> bool:
    return paths.suffix(file.path) in _PROGRAMS and (file.size or 0) > _PROGRAM_BYTES


def _is_photo(file: DownloadedFile) -> bool:
    """Return whether a picture is from a camera: most others are wallpapers, comics and covers."""
    name = paths.name(file.path)
    return paths.suffix(name) in _CAMERA_SUFFIXES or bool(
        _GENERIC_FILE_NAME.match(name) or release_patterns.DATE.search(plain(name))
    )

"""The webhooks of Sonarr, Radarr and Lidarr, and of what was made from them, as downloads (pure).

They send a JSON object in camelCase, without what is null. `eventType` is `Download` for an import or an upgrade and
`Rename` after files were renamed; everything else, their test button too, is nothing that is to arrive in Plex. Sonarr
and Radarr report an import file by file, Sonarr 4 ("On Import Complete") and Lidarr also release by release.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from . import report_values as values
from .download import Download, DownloadedFile
from .report_values import BadReport

_IMPORTED, _RENAMED = "download", "rename"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Importer:
    """Where one of them says what."""

    source: str
    media_type: str
    owner: str
    """The series, movie or artist that the files belong to."""
    folder: str
    """The owner's field with its folder."""
    file: str
    """The field of the only file."""
    files: tuple[str, ...]
    """The fields of several files."""


_IMPORTERS: Final = (
    _Importer(
        source="sonarr",
        media_type="show",
        owner="series",
        folder="path",
        file="episodeFile",
        files=("episodeFiles", "renamedEpisodeFiles"),
    ),
    _Importer(
        source="radarr",
        media_type="movie",
        owner="movie",
        folder="folderPath",
        file="movieFile",
        files=("movieFiles", "renamedMovieFiles"),
    ),
    _Importer(
        source="lidarr",
        media_type="music",
        owner="artist",
        folder="path",
        file="trackFile",
        files=("trackFiles", "renamedTrackFiles"),
    ),
)


def read_import(report: Mapping[str, Any], now: datetime) -> Download | None:
    """Return what was imported or renamed, None for events that bring no files; raises BadReport."""
    event = (values.text(report, "eventType") or "").lower()
    if event not in (_IMPORTED, _RENAMED):
        return None
    importer = next((one for one in _IMPORTERS if isinstance(report.get(one.owner), Mapping)), None)
    if importer is None:
        raise BadReport("It names neither a series nor a movie nor an artist.")
    owner = values.mapping(report, importer.owner)
    folder = values.path(owner, importer.folder)
    told = _files(importer, report)
    files = tuple(_file(folder, file) for file in told)
    path = values.common_path(files) if files else values.path(report, "destinationPath") or folder
    if path is None:
        raise BadReport("It says nowhere where the files lie.")
    return Download(
        name=_name(importer, report, owner, len(files)) or values.last_name(path),
        path=path,
        source=importer.source,
        labels=_labels(owner),
        files=files,
        hash=values.info_hash(report, "downloadId"),
        finished_at=now,
        media_type=importer.media_type,
        imported=True,
        imported_from=_imported_from(report, told) if event == _IMPORTED else _previous_path(told),
        settled=True,
    )


def _files(importer: _Importer, report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if several := [file for key in importer.files for file in values.mappings(report, key)]:
        return several
    file = values.mapping(report, importer.file)
    return [file] if file else []


def _file(folder: str | None, file: Mapping[str, Any]) -> DownloadedFile:
    path = values.path(file, "path") or (folder and values.within(folder, file, "relativePath"))
    if not path:
        raise BadReport("One of the files has no path.")
    return DownloadedFile(path=path, size=values.number(file, "size"))


def _imported_from(report: Mapping[str, Any], files: list[Mapping[str, Any]]) -> str | None:
    """Return the file or the folder that the files came from, where that is told."""
    try:
        if whole := values.path(report, "sourcePath"):
            return whole
        sources = [DownloadedFile(path=path) for file in files if (path := values.path(file, "sourcePath"))]
        return values.common_path(sources) if sources else None
    except BadReport:
        return None


def _previous_path(files: list[Mapping[str, Any]]) -> str | None:
    """Return what the only renamed file was called before."""
    try:
        return values.path(files[0], "previousPath") if len(files) == 1 else None
    except BadReport:
        return None


def _labels(owner: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags; older releases send numbers, or none."""
    try:
        return values.words(owner, "tags")
    except BadReport:
        return ()


def _name(importer: _Importer, report: Mapping[str, Any], owner: Mapping[str, Any], files: int) -> str | None:
    """Return what a person would call it: `Show S02E05`, `Movie (2021)`, `Artist - Album`, else the release's title."""
    title = values.text(owner, "title") or values.text(owner, "name") or values.text(owner, "artistName")
    if title is None:
        return values.text(values.mapping(report, "release"), "releaseTitle")
    if importer.source == "sonarr":
        return f"{title} {_episodes(values.mappings(report, 'episodes'), files)}".rstrip()
    if importer.source == "radarr":
        year = values.number(owner, "year")
        return f"{title} ({year})" if year else title
    album = values.text(values.mapping(report, "album"), "title")
    return f"{title} - {album}" if album else title


def _episodes(episodes: list[Mapping[str, Any]], files: int) -> str:
    """Return `S02E05`, `S02E05-E06` for a file with more, `S02` for several files, nothing for several seasons."""
    seasons = {found for one in episodes if (found := values.number(one, "seasonNumber")) is not None}
    numbers = sorted(found for one in episodes if (found := values.number(one, "episodeNumber")) is not None)
    if len(seasons) != 1:
        return ""
    season = f"S{seasons.pop():02}"
    if files > 1 or not numbers:
        return season
    first, last = numbers[0], numbers[-1]
    return f"{season}E{first:02}" + (f"-E{last:02}" if last != first else "")

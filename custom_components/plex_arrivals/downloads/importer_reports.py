"""The webhooks of Sonarr, Radarr, Lidarr and Readarr, and of what was made from them, as downloads (pure).

They send a JSON object in camelCase, without what is null. `eventType` is `Download` for an import or an upgrade and
`Rename` after files were renamed; everything else, their test button too, is nothing that is to arrive in Plex. Sonarr
and Radarr report an import file by file, Sonarr 4 ("On Import Complete"), Lidarr and Readarr release by release.

Where a file was put is its owner's folder with `relativePath`. Its `path` says the same since Sonarr 4.0.9 and Radarr
5.10; before, and in Whisparr, it says where the file came from. Lidarr and Readarr have a (right) `path` only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from . import report_values as values
from .download import ChangedFolder, Download, DownloadedFile
from .report_values import InvalidReportError

_IMPORTED, _RENAMED = "download", "rename"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Importer:
    """Where one of them says what."""

    source: str
    media_type: str | None
    """None where it brings what is for Plex and what is not."""
    owner: str
    """The series, movie, artist or author that the files belong to."""
    folder: str
    """The owner's field with its folder."""
    file: str
    """The field of the only file."""
    files: tuple[str, ...]
    """The fields of several files."""
    work: str | None = None
    """The field with what is called by the owner's name and its own."""


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
        work="album",
    ),
    _Importer(
        source="readarr",
        media_type=None,
        owner="author",
        folder="path",
        file="bookFile",
        files=("bookFiles", "renamedBookFiles"),
        work="book",
    ),
)


def read_import(report: Mapping[str, Any], now: datetime) -> Download | ChangedFolder | None:
    """Return what was imported or renamed, None for events that bring no files; raises InvalidReportError.

    Older versions say of a rename only in which folder it was.
    """
    event = (values.text(report, "eventType") or "").lower()
    if event not in (_IMPORTED, _RENAMED):
        return None
    importer = next((one for one in _IMPORTERS if isinstance(report.get(one.owner), Mapping)), None)
    if importer is None:
        raise InvalidReportError(
            "Sonarr, Radarr, Lidarr, Readarr and Whisparr are understood: it is none of their reports."
        )
    owner = values.mapping(report, importer.owner)
    folder = values.path(owner, importer.folder)
    told = _files(importer, report)
    files = tuple(_file(folder, file) for file in told)
    path = values.common_path(files) if files else values.path(report, "destinationPath") or folder
    if path is None:
        raise InvalidReportError("It says nowhere where the files lie.")
    values.place(path)
    if event == _RENAMED and not files:
        return ChangedFolder(path=path, source=importer.source)
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
        imported_from=_imported_from(report, told, files) if event == _IMPORTED else _previous_path(told),
        settled=True,
    )


def _files(importer: _Importer, report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if several := [file for key in importer.files for file in values.mappings(report, key)]:
        return several
    file = values.mapping(report, importer.file)
    return [file] if file else []


def _file(folder: str | None, file: Mapping[str, Any]) -> DownloadedFile:
    path = (folder and values.within(folder, file, "relativePath")) or values.path(file, "path")
    if not path:
        raise InvalidReportError("One of the files has no path.")
    return DownloadedFile(path=path, size=values.number(file, "size"))


def _imported_from(
    report: Mapping[str, Any], told: list[Mapping[str, Any]], files: Sequence[DownloadedFile]
) -> str | None:
    """Return the file or the folder that the files came from, where that is told."""
    try:
        if whole := values.path(report, "sourcePath"):
            return values.place(whole)
        sources = [
            DownloadedFile(path=source) for one, file in zip(told, files, strict=True) if (source := _source(one, file))
        ]
        return values.place(values.common_path(sources)) if sources else None
    except InvalidReportError:
        return None


def _source(told: Mapping[str, Any], file: DownloadedFile) -> str | None:
    """Return where a file came from, which older versions call its path."""
    path = values.path(told, "path")
    return values.path(told, "sourcePath") or (path if path != file.path else None)


def _previous_path(files: list[Mapping[str, Any]]) -> str | None:
    """Return what the only renamed file was called before."""
    try:
        return values.path(files[0], "previousPath") if len(files) == 1 else None
    except InvalidReportError:
        return None


def _labels(owner: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags; older releases send numbers, or none."""
    try:
        return values.words(owner, "tags")
    except InvalidReportError:
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
    work = importer.work and values.text(values.mapping(report, importer.work), "title")
    return f"{title} - {work}" if work else title


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

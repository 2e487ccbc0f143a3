"""The webhooks of Sonarr, Radarr, Lidarr, Readarr and Whisparr, as downloads (pure).

They send a JSON object with keys in camelCase and without null values. `eventType` is `Download` for an import or an
upgrade, `Rename` after files were renamed, `Test` if the user or we had it tested, and `ManualInteractionRequired`, in
Lidarr `ImportFailure`, if something was not imported; all other events are ignored. Sonarr and Radarr report an import
file by file; Sonarr 4 ("On Import Complete"), Lidarr and Readarr report it release by release.

An imported file is at `relativePath` in the folder of its parent. Since Sonarr 4.0.9 and Radarr 5.10 this is also its
`path`; in earlier versions and in Whisparr, `path` is where it was imported from. Lidarr and Readarr send only `path`,
the path of the imported file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import voluptuous as vol

from .. import paths
from . import fields, report_schema as schema
from .download import ChangedFolder, Download, DownloadedFile, ImporterEvent, MediaInfo, Report
from .importers.kinds import KINDS
from .importers.media import media_info

_IMPORTED, _RENAMED = "download", "rename"
_EVENTS: Final = {
    "test": ImporterEvent.TEST,
    "manualinteractionrequired": ImporterEvent.IMPORT_BLOCKED,
    "importfailure": ImporterEvent.IMPORT_BLOCKED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Importer:
    """The names of an importer's fields."""

    source: str
    media_type: str | None
    """None if Plex supports only a part of what it imports."""
    parent: str
    """The field of the series, movie, artist or author that the files belong to."""
    folder: str
    """The field of the parent that has its folder."""
    file: str
    """The field of a single file."""
    files: tuple[str, ...]
    """The fields of several files."""
    work: str | None = None
    """The field of the album or book; the download is then named `<artist or author> - <title>`."""


_IMPORTERS: Final = (
    _Importer(
        source="sonarr",
        media_type="show",
        parent="series",
        folder="path",
        file="episodeFile",
        files=("episodeFiles", "renamedEpisodeFiles"),
    ),
    _Importer(
        source="radarr",
        media_type="movie",
        parent="movie",
        folder="folderPath",
        file="movieFile",
        files=("movieFiles", "renamedMovieFiles"),
    ),
    _Importer(
        source="lidarr",
        media_type="music",
        parent="artist",
        folder="path",
        file="trackFile",
        files=("trackFiles", "renamedTrackFiles"),
        work="album",
    ),
    _Importer(
        source="readarr",
        media_type=None,
        parent="author",
        folder="path",
        file="bookFile",
        files=("bookFiles", "renamedBookFiles"),
        work="book",
    ),
)


def parse_importer_report(report: Mapping[str, Any], now: datetime) -> Report | None:
    """Return what was imported or renamed, or another event; None for one that is ignored. Raise vol.Invalid.

    Older versions report a rename without its files; the result is a ChangedFolder.
    """
    event = (schema.field(report, "eventType", schema.text) or "").lower()
    if event not in (_IMPORTED, _RENAMED):
        return _EVENTS.get(event)
    importer = next((candidate for candidate in _IMPORTERS if isinstance(report.get(candidate.parent), Mapping)), None)
    if importer is None:
        raise vol.Invalid(
            "The report has an eventType, but it is not from Sonarr, Radarr, Lidarr, Readarr or Whisparr."
        )
    parent = report[importer.parent]
    folder = schema.field(parent, importer.folder, schema.path)
    reported = _reported_files(importer, report)
    files = tuple(_file(folder, file) for file in reported)
    path = _common_path(files) if files else schema.field(report, "destinationPath", schema.path) or folder
    if path is None:
        raise vol.Invalid("The report has no path.")
    path = schema.path_below_root(path)
    if event == _RENAMED and not files:
        return ChangedFolder(path=path, source=importer.source)
    info_hash = schema.field(report, "downloadId", schema.info_hash_or_none)
    return Download(
        name=_name(importer, report, parent, len(files)) or paths.name(path),
        path=path,
        source=importer.source,
        labels=_labels(parent),
        files=files,
        hash=info_hash,
        client_id=None if info_hash else schema.field(report, "downloadId", schema.text),
        finished_at=now,
        media_type=importer.media_type,
        imported=True,
        imported_from=_imported_from(report, reported, files) if event == _IMPORTED else _previous_path(reported),
        settled=True,
        media=_media(importer, report, reported),
    )


def _reported_files(importer: _Importer, report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if several := [file for key in importer.files for file in schema.field(report, key, schema.mappings)]:
        return several
    file = schema.field(report, importer.file, schema.mapping)
    return [file] if file else []


def _file(folder: str | None, file: Mapping[str, Any]) -> DownloadedFile:
    path = (folder and schema.path_in(folder, file, "relativePath")) or schema.field(file, "path", schema.path)
    if not path:
        raise vol.Invalid("One of the files has no path.")
    return DownloadedFile(path=path, size=schema.whole_number(file.get("size")))


def _common_path(files: Sequence[DownloadedFile]) -> str:
    path = paths.common([file.path for file in files])
    if any(paths.below(file.path, path) is None for file in files):
        raise vol.Invalid("The files have no common folder.")
    return path


def _imported_from(
    report: Mapping[str, Any], reported: list[Mapping[str, Any]], files: Sequence[DownloadedFile]
) -> str | None:
    """Return the file or the folder that the files were imported from; None if the report does not say."""
    try:
        if whole := schema.field(report, "sourcePath", schema.path):
            return schema.path_below_root(whole)
        sources = [
            DownloadedFile(path=source)
            for fields, file in zip(reported, files, strict=True)
            if (source := _source_path(fields, file))
        ]
        return schema.path_below_root(_common_path(sources)) if sources else None
    except vol.Invalid:
        return None


def _source_path(reported: Mapping[str, Any], file: DownloadedFile) -> str | None:
    """Return where a file was imported from, which older versions send as `path`."""
    path = schema.field(reported, "path", schema.path)
    return schema.field(reported, "sourcePath", schema.path) or (path if path != file.path else None)


def _previous_path(reported: list[Mapping[str, Any]]) -> str | None:
    """Return the path of a single renamed file before it was renamed."""
    try:
        return schema.field(reported[0], "previousPath", schema.path) if len(reported) == 1 else None
    except vol.Invalid:
        return None


def _media(importer: _Importer, report: Mapping[str, Any], reported: list[Mapping[str, Any]]) -> MediaInfo | None:
    """Return what was imported, by a report that names some fields otherwise than the queue and the history do."""
    if (kind := KINDS.get(importer.source)) is None:
        return None
    parent = report[importer.parent]
    named = {"title": parent.get("name"), "foreignArtistId": parent.get("mbId"), **parent}
    quality = next((file["quality"] for file in reported if file.get("quality")), None)
    common = {kind.parent: named, "quality": {"quality": {"name": quality}}}
    parts = fields.mappings(report.get("episodes")) or [fields.mapping(report.get(kind.part or ""))]
    media = media_info(kind, [{**common, kind.part or "": part} for part in parts])
    is_upgrade = report.get("isUpgrade")
    # no poster, whose address would be requested: anybody with the URL of the webhook can send a report
    return media and replace(media, is_upgrade=is_upgrade if isinstance(is_upgrade, bool) else None, poster_url=None)


def _labels(parent: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags; older releases send numbers, or none."""
    try:
        return schema.field(parent, "tags", schema.texts)
    except vol.Invalid:
        return ()


def _name(importer: _Importer, report: Mapping[str, Any], parent: Mapping[str, Any], files: int) -> str | None:
    """Return `Show S02E05`, `Movie (2021)` or `Artist - Album`, or the release's title if the parent has none."""
    titles = (schema.field(parent, key, schema.text) for key in ("title", "name", "artistName"))
    title = next(filter(None, titles), None)
    if title is None:
        return schema.field(schema.field(report, "release", schema.mapping), "releaseTitle", schema.text)
    if importer.source == "sonarr":
        return f"{title} {_episodes(schema.field(report, 'episodes', schema.mappings), files)}".rstrip()
    if importer.source == "radarr":
        year = schema.field(parent, "year", schema.whole_number)
        return f"{title} ({year})" if year else title
    if importer.work is None:
        return title
    work = schema.field(schema.field(report, importer.work, schema.mapping), "title", schema.text)
    return f"{title} - {work}" if work else title


def _episodes(episodes: list[Mapping[str, Any]], files: int) -> str:
    """Return `S02E05`, `S02E05-E06` for one file with several, `S02` for several files, nothing for several seasons."""
    seasons = {found for episode in episodes if (found := schema.whole_number(episode.get("seasonNumber"))) is not None}
    numbers = sorted(
        found for episode in episodes if (found := schema.whole_number(episode.get("episodeNumber"))) is not None
    )
    if len(seasons) != 1:
        return ""
    season = f"S{seasons.pop():02}"
    if files > 1 or not numbers:
        return season
    first, last = numbers[0], numbers[-1]
    return f"{season}E{first:02}" + (f"-E{last:02}" if last != first else "")

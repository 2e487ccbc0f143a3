"""The webhooks of Sonarr, Radarr, Lidarr, Readarr and Whisparr, as downloads (pure).

They send a JSON object with keys in camelCase and without null values. `eventType` is `Download` for an import or an
upgrade, `Rename` after files were renamed, `Test` if the user or we had it tested, and `ManualInteractionRequired`, in
Lidarr `ImportFailure`, if something was not imported; all other events are ignored. Sonarr and Radarr report an import
file by file; Sonarr 4 ("On Import Complete"), Lidarr and Readarr report it release by release.

`instanceName`, which old versions lack, contains the name of the program. Otherwise the reports of Whisparr are like
those of Sonarr or Radarr.

An imported file is at `relativePath` in the folder of its parent. Since Sonarr 4.0.9 and Radarr 5.10 this is also its
`path`; in earlier versions and in Whisparr, `path` is where it was imported from. Lidarr and Readarr send only `path`,
the path of the imported file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import voluptuous as vol

from .. import paths
from . import fields, report_schema as schema
from .download import ChangedFolder, Download, DownloadedFile, IgnoredEvent, ImporterEvent, MediaInfo, Report
from .importers.kinds import IMPORTERS, KINDS, ImporterKind
from .importers.media import download_name, media_info

_IMPORTED, _RENAMED = "download", "rename"
_TEST: Final = "test"
_BLOCKED: Final = frozenset({"manualinteractionrequired", "importfailure"})
_FORMATS: Final = {kind.parent: kind.domain for kind in KINDS.values()} | {"author": "readarr"}
"""The importers that introduced the formats, by the field of the series, movie, artist or author of the files."""
_FILES: Final = {"sonarr": "episodeFile", "radarr": "movieFile", "lidarr": "trackFile", "readarr": "bookFile"}
"""The field of a single file."""


def parse_importer_report(report: Mapping[str, Any], now: datetime) -> Report:
    """Return what was imported or renamed, or another event. Raise vol.Invalid.

    Older versions report a rename without its files; the result is a ChangedFolder.
    """
    event = (schema.field(report, "eventType", schema.text) or "").lower()
    field = next((field for field in _FORMATS if isinstance(report.get(field), Mapping)), None)
    source = _source(report, field)
    if event in _BLOCKED:
        return ImporterEvent(source=source, download_id=fields.text(report.get("downloadId")))
    if event not in (_IMPORTED, _RENAMED):
        return ImporterEvent(source=source, is_test=True) if event == _TEST else IgnoredEvent(source=source)
    if field is None:
        raise vol.Invalid(
            "The report has an eventType, but it is not from Sonarr, Radarr, Lidarr, Readarr or Whisparr."
        )
    parent, format_ = report[field], _FORMATS[field]
    kind = KINDS.get(format_)
    folder = schema.field(parent, "folderPath" if format_ == "radarr" else "path", schema.path)
    reported = _reported_files(_FILES[format_], report)
    files = tuple(_file(folder, file) for file in reported)
    path = _common_path(files) if files else schema.field(report, "destinationPath", schema.path) or folder
    if path is None:
        raise vol.Invalid("The report has no path.")
    path = schema.path_below_root(path)
    if event == _RENAMED and not files:
        return ChangedFolder(path=path, source=source)
    info_hash = schema.field(report, "downloadId", schema.info_hash_or_none)
    media = _media(kind, report, reported) if kind else None
    return Download(
        name=schema.text(download_name(media, len(files)) if media else _name(report, parent)) or paths.name(path),
        path=path,
        source=source,
        labels=_labels(parent),
        files=files,
        hash=info_hash,
        client_id=None if info_hash else schema.field(report, "downloadId", schema.text),
        finished_at=now,
        media_type=kind.media_type if kind else None,  # Plex has audiobooks, but no e-books
        imported=True,
        imported_from=_imported_from(report, reported, files) if event == _IMPORTED else _previous_path(reported),
        settled=True,
        media=media,
    )


def _source(report: Mapping[str, Any], field: str | None) -> str:
    """Return the importer that an event is from: some have no `field` of `_FORMATS`."""
    name = (fields.text(report.get("instanceName")) or "").casefold()
    return next((importer for importer in IMPORTERS if importer in name), _FORMATS.get(field or "", "webhook"))


def _reported_files(field: str, report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    for key in (f"{field}s", f"renamed{field[0].upper()}{field[1:]}s"):
        if several := schema.field(report, key, schema.mappings):
            return several
    return [file] if (file := fields.mapping(report.get(field))) else []


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


def _media(kind: ImporterKind, report: Mapping[str, Any], reported: list[Mapping[str, Any]]) -> MediaInfo | None:
    """Return what was imported, by a report, which names some fields differently from the queue and the history."""
    parent = report[kind.parent]
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


def _name(report: Mapping[str, Any], parent: Mapping[str, Any]) -> str | None:
    """Return `Author - Book`, or the release's title for a series, movie or artist without a title."""
    author, book = fields.text(parent.get("name")), fields.text(fields.mapping(report.get("book")).get("title"))
    release = fields.text(fields.mapping(report.get("release")).get("releaseTitle"))
    return " - ".join(filter(None, (author, book))) or release

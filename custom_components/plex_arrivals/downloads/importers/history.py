"""The history of a download in an importer (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from homeassistant.util import dt as dt_util

from ... import paths
from .. import client_paths, fields
from ..download import Download, DownloadedFile
from .kinds import ImporterKind
from .media import download_name, media_info
from .queue import limited_messages

_GRABBED: Final = "grabbed"
_ENDED: Final = frozenset({"downloadfailed", "downloadignored", "downloadimported"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a download that is not or no longer in the queue of an importer."""

    found: bool = False
    """Whether the importer has any record of it; if not, it is none of the importer's downloads."""
    decided: bool = False
    """Whether the importer says that nothing more follows; if not, it may still come back into the queue."""
    imported: Download | None = None
    """What was imported; None if nothing was."""
    imported_count: int = 0
    """How many episodes, movies or albums are in that: what the queue counts as well, unlike files."""
    messages: tuple[str, ...] = ()
    """The importer's own sentences about why nothing was."""


def outcome(kind: ImporterKind, records: Sequence[Mapping[str, Any]]) -> Outcome:
    """Return what became of a download since it was grabbed for the last time; the newest records come first.

    The import has neither hash nor client's ID, which the history spells differently.
    """
    latest = _since_grabbed(records)
    events = {_event(record) for record in latest}
    imported = _imported(kind, latest)
    return Outcome(
        found=bool(records),
        decided=not events.isdisjoint(_ENDED),
        imported=imported,
        imported_count=_imported_count(kind, latest),
        messages=() if imported else _messages(latest),
    )


def _imported(kind: ImporterKind, records: Sequence[Mapping[str, Any]]) -> Download | None:
    """Return the import as one download, in the way in which a webhook reports it."""
    files: dict[str, DownloadedFile] = {}
    sources: dict[str, DownloadedFile] = {}
    used: list[Mapping[str, Any]] = []
    for record in records:
        data = fields.mapping(record.get("data"))
        if (path := _imported_path(record)) is None:
            continue
        used.append(record)
        if path not in files:  # a file with two episodes has two records
            files[path] = DownloadedFile(path=path, size=fields.size(data.get("size")))
        if (source := fields.path(data.get("droppedPath"))) and client_paths.is_below_root(source):
            sources[source] = DownloadedFile(path=source)
    if not files:
        return None
    folder = paths.common(list(files))
    if not client_paths.is_below_root(folder):
        folder = paths.parent(next(iter(files)))
    together = tuple(file for file in files.values() if paths.below(file.path, folder) is not None)
    media = media_info(kind, used)
    return Download(
        name=download_name(media, len(together)) if media else paths.name(folder),
        path=folder,
        source=kind.domain,
        files=together,
        finished_at=_date(used[0]),
        media_type=kind.media_type,
        imported=True,
        imported_from=_common_source(list(sources)),
        settled=True,
        # the files that are there now are those of this download
        media=replace(media, is_upgrade=None) if media else None,
    )


def _imported_count(kind: ImporterKind, records: Sequence[Mapping[str, Any]]) -> int:
    files = ((record, path) for record in records if (path := _imported_path(record)))
    return len({str(record.get(kind.part_id) or path) for record, path in files})


def _imported_path(record: Mapping[str, Any]) -> str | None:
    """Return where a record says that a file was put; None if it says nothing usable."""
    path = fields.path(fields.mapping(record.get("data")).get("importedPath"))
    return path if path and client_paths.is_below_root(path) else None


def _common_source(sources: Sequence[str]) -> str | None:
    """Return the file or folder that was imported; None if the files came from different places."""
    if not sources:
        return None
    folder = paths.common(sources)
    together = all(paths.below(source, folder) is not None for source in sources)
    return folder if together and client_paths.is_below_root(folder) else None


def _since_grabbed(records: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return the records that are newer than the newest grab, because a torrent may be grabbed again."""
    grabs = (number for number, record in enumerate(records) if _event(record) == _GRABBED)
    return records[: next(grabs, len(records))]


def _messages(records: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return limited_messages(fields.texts([fields.mapping(record.get("data")).get("message") for record in records]))


def _event(record: Mapping[str, Any]) -> str:
    return (fields.text(record.get("eventType")) or "").lower()


def _date(record: Mapping[str, Any]) -> datetime | None:
    try:
        date = dt_util.parse_datetime(fields.text(record.get("date")) or "")
    except ValueError:
        return None
    return date and (date if date.tzinfo else date.replace(tzinfo=dt_util.UTC))

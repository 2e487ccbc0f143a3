"""The queue of an importer (pure).

It has a record for each episode or album of a download, all with the same state. The states are text, because each
version adds or drops some. A download that was imported, has failed or is ignored is no longer in the queue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Any, Final

from .. import fields
from ..download import MediaInfo
from .kinds import ImporterKind
from .media import media_info

MAX_MESSAGES: Final = 10
MAX_MESSAGE_LENGTH: Final = 255

_LEFT: Final = frozenset({"imported"})
_REFUSED: Final = frozenset({"downloadfailed", "downloadfailedpending", "failed", "failedpending", "ignored"})
_BLOCKED: Final = frozenset({"importblocked", "importfailed"})
_BEFORE_IMPORT: Final = frozenset({"downloading", "importpending", "importing"})
"""States in which a warning says why the last attempt to import failed."""
_WARNINGS: Final = frozenset({"warning", "error"})
_COMPLETED: Final = "completed"

_NO_UPGRADE: Final = re.compile(r"not an? (?:[\w ]+ )?upgrade\b", re.IGNORECASE)
_ACCOMPANYING: Final = re.compile(r"sample$|one or more (?:episodes|tracks|movies) expected", re.IGNORECASE)
"""Messages that only accompany the reason why nothing of a download was imported."""
_UNPACKING: Final = re.compile(r"file is still being unpacked", re.IGNORECASE)
_NOT_GRABBED: Final = re.compile(r"download wasn't grabbed by \w+ and not in a category", re.IGNORECASE)
"""The download is none of the importer's, although it is in a client that the importer watches."""


class ImportState(StrEnum):
    """How far an importer is with a download."""

    PENDING = "pending"
    """The import follows, maybe after the rest of the download."""
    BLOCKED = "blocked"
    """The importer waits for the user."""
    REJECTED = "rejected"
    """The importer will not import it, or not the rest of it, on purpose: it is no upgrade, for example."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedDownload:
    """A download in the queue of an importer, which has one record of it for each episode or album."""

    download_id: str
    """The info hash or the ID that the client gave it, in lower case."""
    importer: str
    """The domain of the importer's integration."""
    entry_id: str
    """The config entry of the importer's integration."""
    state: ImportState
    messages: tuple[str, ...] = ()
    """The importer's own sentences about it."""
    media: MediaInfo | None = None
    remaining: int = 0
    """How many imports are to follow; 0 if the queue does not say."""


def limited_messages(messages: Iterable[str]) -> tuple[str, ...]:
    """Return an importer's sentences, each once; not all of many, and the beginning of long ones."""
    return tuple(dict.fromkeys(message[:MAX_MESSAGE_LENGTH] for message in messages))[:MAX_MESSAGES]


def download_id(record: Mapping[str, Any]) -> str | None:
    """Return the ID of a record's download as the importer spells it; None if it has not been grabbed yet."""
    return fields.text(record.get("downloadId"))


def queued_downloads(
    kind: ImporterKind, entry_id: str, records: Iterable[Mapping[str, Any]]
) -> dict[str, QueuedDownload]:
    """Return the downloads in the queue by their IDs in lower case."""
    records_by_id: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        if spelled := download_id(record):
            records_by_id.setdefault(spelled.casefold(), []).append(record)
    return {
        key: QueuedDownload(
            download_id=key,
            importer=kind.domain,
            entry_id=entry_id,
            state=state,
            messages=messages,
            media=media_info(kind, found),
            remaining=len(found) if kind.imports_per_record else 0,
        )
        for key, found in records_by_id.items()
        if (state := _state(found[0], messages := _messages(found))) is not None
    }


def _state(record: Mapping[str, Any], messages: Sequence[str]) -> ImportState | None:
    """Return the state of a download; None if the importer has imported it, or will not touch it."""
    state = (fields.text(record.get("trackedDownloadState")) or "").lower()
    completed = (fields.text(record.get("status")) or "").lower() == _COMPLETED
    warned = (fields.text(record.get("trackedDownloadStatus")) or "").lower() in _WARNINGS
    if state in _LEFT or (completed and any(map(_NOT_GRABBED.match, messages))):
        return None
    if state in _REFUSED:
        return ImportState.REJECTED
    if state in _BLOCKED or (completed and warned and messages and state in _BEFORE_IMPORT):
        return _state_after_failure(messages)
    return ImportState.PENDING


def _state_after_failure(messages: Sequence[str]) -> ImportState:
    """Return the state of a download that was not imported, by what the importer says about it."""
    reasons = [message for message in messages if not _ACCOMPANYING.match(message)]
    if reasons and all(map(_NO_UPGRADE.match, reasons)):
        return ImportState.REJECTED
    if reasons and all(map(_UNPACKING.match, reasons)):
        return ImportState.PENDING
    return ImportState.BLOCKED


def _messages(records: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what the importer says, without the names of files; a title without messages is a message itself."""
    messages: list[str] = []
    for record in records:
        for status in fields.mappings(record.get("statusMessages")):
            messages += fields.texts(fields.sequence(status.get("messages"))) or fields.texts([status.get("title")])
        messages += fields.texts([record.get("errorMessage")])
    # what concerns everything comes last, because what concerns a file says more
    return limited_messages(sorted(messages, key=lambda message: bool(_ACCOMPANYING.match(message))))

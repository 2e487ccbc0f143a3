"""The queue of an importer (pure)."""

from dataclasses import dataclass
from enum import StrEnum

from ..download import MediaInfo


class ImportState(StrEnum):
    """How far an importer is with a download."""

    DOWNLOADING = "downloading"
    PENDING = "pending"
    """The import follows."""
    BLOCKED = "blocked"
    """The importer waits for the user."""
    REJECTED = "rejected"
    """The importer will not import it, on purpose: it is no upgrade, for example."""


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
    """How many records the queue has of it."""

"""A download that an importer follows in its client, and its files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
import re
import shutil
from typing import Any

from .media import Media
from .problems import PENDING, Problem, StatusMessage

ARCHIVES = frozenset((".rar", ".zip", ".7z", ".tar", ".gz"))
_INFO_HASH = re.compile(r"[0-9a-fA-F]{40}")


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that was imported: where it came from, where it is, and the numbers of what is in it."""

    number: int
    source: Path
    path: Path
    size: int
    covers: tuple[int, ...]
    replaced: tuple[Path, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tracked:
    """A download in an importer's queue."""

    download_id: str
    release: str
    media: Media | None
    output: Path
    """The file or folder, on disk."""
    size: int
    quality: str
    upgrade: bool
    protocol: str
    client: tuple[str, str]
    """The client's name in the importer, and its type."""
    left: int
    state: str = "downloading"
    has_files: frozenset[int] = frozenset()
    """What the importer had files of when it began to follow the download."""
    messages: tuple[StatusMessage, ...] = ()
    problem: Problem | None = None
    notified: bool = False
    imported: list[ImportedFile] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        return self.left == 0

    @property
    def group(self) -> str:
        """The release's group, which stands at the end of its name."""
        return self.release.rpartition("-")[2] if "-" in self.release else ""

    def files(self, suffixes: Iterable[str]) -> list[Path]:
        """Return the files on disk with one of the suffixes that were not imported yet."""
        wanted = frozenset(suffixes)
        found = [self.output] if self.output.is_file() else sorted(self.output.rglob("*"))
        done = {file.source for file in self.imported}
        return [path for path in found if path.suffix.lower() in wanted and path not in done and path.is_file()]

    def place(self, source: Path, destination: Path) -> None:
        """Link a torrent's file, which is still shared, into the library; move others."""
        destination.parent.mkdir(parents=True, exist_ok=True)
        if self.protocol == "torrent":
            destination.hardlink_to(source)
        else:
            shutil.move(source, destination)

    def record(self, output: str) -> dict[str, Any]:
        """Return what the queues of all kinds say."""
        return {
            "size": self.size,
            "sizeleft": self.left,
            "title": self.release,
            "timeleft": "00:00:00" if self.finished else "00:10:00",
            "status": "completed" if self.finished else "downloading",
            "trackedDownloadStatus": "warning" if self.messages else "ok",
            "trackedDownloadState": self.state,
            "statusMessages": [line.as_json() for line in self.messages],
            "downloadId": self.download_id,
            "protocol": self.protocol,
            "downloadClient": self.client[0],
            "indexer": "Lantern",
            "outputPath": output,
        }

    def sender(self) -> dict[str, Any]:
        """Return what the bodies of webhooks say about the client."""
        name, client = self.client
        return {"downloadClient": name, "downloadClientType": client, "downloadId": self.download_id}

    def info(self) -> dict[str, Any]:
        """Return what the bodies of ManualInteractionRequired say about the download."""
        return {"quality": self.quality, "qualityVersion": 1, "title": self.release, "size": self.size}

    def finish(self) -> None:
        """Be complete in the client, so that the import follows."""
        self.left = 0
        self.state = PENDING
        self.messages = ()


def written(download_id: str) -> str:
    """Return a download's ID as importers write it: an info hash in upper case."""
    return download_id.upper() if _INFO_HASH.fullmatch(download_id) else download_id

"""A download, whoever reports it: finished, or still running."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .tags import tags


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadedFile:
    """A file of a download: its full path as the source sees it, and its size in bytes."""

    path: str
    size: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A finished torrent (or NZB, or an import): what it is called and where its files lie."""

    name: str
    path: str
    """The folder or the single file, as the source sees it."""
    source: str
    """Who reported it: the domain of the torrent client's integration, `action` …"""
    source_entry_id: str | None = None
    """The config entry of that integration, where there is one."""
    category: str | None = None
    labels: tuple[str, ...] = ()
    files: tuple[DownloadedFile, ...] = ()
    """Empty where the source cannot tell."""
    hash: str | None = None
    """The torrent's info hash in lower case."""
    finished_at: datetime | None = None
    media_type: str | None = None
    """`movie`, `show`, `music` … where whoever reports it says so."""
    imported: bool = False
    """Whether Sonarr or its like report it: its path and its files are what they made of the download."""
    imported_from: str | None = None
    """Where the download lay before they imported it, as the torrent client sees it."""
    settled: bool = False
    """Whether the source knows that the files lie still: neither moving nor being checked."""

    @property
    def tags(self) -> frozenset[str]:
        """Its category and its labels, as rules and filters compare them."""
        return tags((self.category, *self.labels))

    def storable(self) -> Download:
        """Return it with what cannot be written as UTF-8 replaced: names on a disk may hold any bytes."""
        return replace(
            self,
            name=_utf8(self.name),
            path=_utf8(self.path),
            category=self.category and _utf8(self.category),
            labels=tuple(map(_utf8, self.labels)),
            files=tuple(replace(file, path=_utf8(file.path)) for file in self.files),
            imported_from=self.imported_from and _utf8(self.imported_from),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedFolder:
    """A folder in which files are called otherwise now, which ones nobody says: nothing arrives by that."""

    path: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningDownload:
    """A download that its source is still fetching: shown, never stored."""

    download: Download
    """What it is called and where it will lie in the end."""
    progress: float | None
    """How much of it is there, from 0 to 1; None where the source does not say."""
    time_left: timedelta | None
    """Until it is finished, as the source foretells it; None where it can't."""


def _utf8(text: str) -> str:
    return text.encode(errors="replace").decode()

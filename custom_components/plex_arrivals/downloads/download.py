"""A finished download, whoever reports it."""

from dataclasses import dataclass, replace
from datetime import datetime


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
    settled: bool = False
    """Whether the source knows that the files lie still: neither moving nor being checked."""

    def storable(self) -> Download:
        """Return it with what cannot be written as UTF-8 replaced: names on a disk may hold any bytes."""
        return replace(
            self,
            name=_utf8(self.name),
            path=_utf8(self.path),
            category=self.category and _utf8(self.category),
            labels=tuple(map(_utf8, self.labels)),
            files=tuple(replace(file, path=_utf8(file.path)) for file in self.files),
        )


def _utf8(text: str) -> str:
    return text.encode(errors="replace").decode()

"""Downloads, finished or still running, as all sources report them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .tags import tags

_MAX_TEXT = 255
_MAX_URL = 2048


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadedFile:
    """A file of a download: its full path as the source sees it, and its size in bytes."""

    path: str
    size: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """Digests of all media files of a download whose files are no longer kept."""

    files: str
    """Of their names and sizes."""
    sizes: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaInfo:
    """What a download is, as its importer says; never evidence that Plex has it."""

    type: str
    """`movie`, `show` or `music`."""
    title: str
    """The title of the movie, the show or the artist."""
    year: int | None = None
    season: int | None = None
    episodes: tuple[int, ...] = ()
    episode_title: str | None = None
    album: str | None = None
    quality: str | None = None
    """The importer's name of it: `WEBDL-1080p`."""
    is_upgrade: bool | None = None
    """Whether it replaces a file; None if the importer does not say."""
    external_ids: tuple[str, ...] = ()
    """As Plex writes them: `tvdb://123`, `tmdb://45`, `imdb://tt12`."""
    poster_url: str | None = None
    """A public address."""

    def storable(self) -> MediaInfo:
        """Return a copy without overlong texts, in which everything can be encoded as UTF-8."""
        return replace(
            self,
            title=_short(self.title),
            episode_title=self.episode_title and _short(self.episode_title),
            album=self.album and _short(self.album),
            quality=self.quality and _short(self.quality),
            external_ids=tuple(map(_short, self.external_ids)),
            poster_url=self.poster_url and _utf8(self.poster_url) if len(self.poster_url or "") <= _MAX_URL else None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A torrent, an NZB or an import."""

    name: str
    path: str
    """The folder or the single file, as the source sees it."""
    source: str
    """The domain of the client's integration, the name of the importer, `webhook` or `action`."""
    source_entry_id: str | None = None
    """The config entry of the client's integration."""
    category: str | None = None
    labels: tuple[str, ...] = ()
    files: tuple[DownloadedFile, ...] = ()
    """Empty if the source does not list them; only the largest long after the delivery."""
    contents: Contents | None = None
    """What identifies all files, if only the largest is kept."""
    hash: str | None = None
    """The torrent's info hash in lower case."""
    client_id: str | None = None
    """The client's own ID of a Usenet download, by which importers know it."""
    finished_at: datetime | None = None
    media_type: str | None = None
    """`movie`, `show`, `music` … if the source says so."""
    imported: bool = False
    """Whether an importer reported it: path and files are those in the library's folder."""
    imported_from: str | None = None
    """The path from which it was imported, as the download client sees it."""
    imported_by: str | None = None
    """The importer, if `source` is the client, which has reported it as well."""
    addressed: bool = False
    """Whether it was reported to this server in particular, by the webhook or the action."""
    settled: bool = False
    """Whether the source is sure that the files are neither being moved nor being checked."""
    media: MediaInfo | None = None
    """What it is, if an importer says so."""

    @property
    def tags(self) -> frozenset[str]:
        """Return the category and the labels in their normalized form."""
        return tags((self.category, *self.labels))

    def storable(self) -> Download:
        """Return a copy in which everything can be encoded as UTF-8; names on a disk may hold any bytes."""
        return replace(
            self,
            name=_utf8(self.name),
            path=_utf8(self.path),
            category=self.category and _utf8(self.category),
            labels=tuple(map(_utf8, self.labels)),
            files=tuple(replace(file, path=_utf8(file.path)) for file in self.files),
            imported_from=self.imported_from and _utf8(self.imported_from),
            client_id=self.client_id and _utf8(self.client_id),
            media=self.media and self.media.storable(),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedFolder:
    """A folder in which an importer renamed files without saying which: Plex scans it, and nothing is delivered."""

    path: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImporterEvent:
    """What an importer reports besides files: that it could not import a download or a part of it, or a test."""

    source: str
    is_test: bool = False
    """Whether it was asked to test the address that it reports to."""
    download_id: str | None = None
    """The download, as the importer spells its ID; None if it does not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IgnoredEvent:
    """An event of an importer that nothing is done about: it grabbed a release, for example."""

    source: str


type Report = Download | ChangedFolder | ImporterEvent | IgnoredEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningDownload:
    """A download that was not reported yet: it is being downloaded, checked or moved. It is never stored."""

    download: Download
    """Its path is the one that it will have in the end."""
    progress: float | None
    """From 0 to 1; None if the source does not say."""
    time_left: timedelta | None
    """The source's estimate; None if it has none."""

    @property
    def is_complete(self) -> bool:
        """Return whether all data is downloaded; it may still be checked or moved."""
        return self.progress is not None and self.progress >= 1


def _short(text: str) -> str:
    return _utf8(text[:_MAX_TEXT])


def _utf8(text: str) -> str:
    return text.encode(errors="replace").decode()

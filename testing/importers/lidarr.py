"""Lidarr."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, override

from aiohttp import web

from testing.plex_server.names import AUDIO

from .importer import Importer
from .kind import Resource, Version
from .media import Album, Media
from .problems import FAILED
from .tracked import Tracked

_ALBUM = (0,)
"""The part that stands for an album as a whole; its tracks are counted from 1."""


class Lidarr(Importer):
    """Lidarr 2. It imports an album as a whole, and reports it once."""

    api = "v1"
    domain = "lidarr"
    owner = "artist"
    default_quality = "FLAC"
    suffixes = frozenset(f".{suffix}" for suffix in AUDIO)
    imported_event = "trackFileImported"
    event_codes: ClassVar[Mapping[str, int]] = {
        "grabbed": 1,
        "trackFileImported": 3,
        "downloadFailed": 4,
        "albumImportIncomplete": 7,
        "downloadImported": 8,
        "downloadIgnored": 10,
    }
    since: ClassVar[Mapping[str, Version]] = {
        "details": (1,),
        "asp.net": (2,),
        "size in history": (2,),
        "headers": (2, 9),
        "blocked": (2, 10, 1),
    }
    rejected_state = FAILED

    # Sentences

    @override
    def incomplete(self) -> str:
        return "One or more tracks expected in this release were not imported or missing from the release"

    @override
    def mismatch(self) -> str:
        return (
            "Artist name mismatch, automatic import is not possible. "
            "Check the download troubleshooting entry on the wiki for common causes."
        )

    @override
    def not_an_upgrade(self, tracked: Tracked) -> str:
        return f"Not an upgrade for existing track file(s). New Quality is {tracked.quality}"

    # Files

    @override
    def parts(self, media: Media) -> tuple[int, ...]:
        return _ALBUM

    @override
    def covered(self, tracked: Tracked, source: Path, *, last: bool) -> tuple[int, ...]:
        return (len(tracked.imported) + 1,)

    @override
    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        found = sorted(path for path in self._folder(media).glob("*") if path.suffix in self.suffixes)
        return [path for path in found if parts == _ALBUM or path.name.startswith(f"{parts[0]:02} ")]

    @override
    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path:
        assert tracked.media
        title = source.stem.lstrip("0123456789 .-") or source.stem
        return self._folder(tracked.media) / f"{parts[0]:02} - {title}{source.suffix}"

    def _folder(self, media: Media) -> Path:
        assert isinstance(media, Album)
        return self.root / media.artist / media.title

    # The API

    @override
    def flags(self) -> tuple[str, ...]:
        return (
            "onGrab",
            "onReleaseImport",
            "onUpgrade",
            "onRename",
            "onArtistAdd",
            "onArtistDelete",
            "onAlbumDelete",
            "onHealthIssue",
            "onHealthRestored",
            "onDownloadFailure",
            "onImportFailure",
            "onTrackRetag",
            "onApplicationUpdate",
        )

    @override
    def quality(self, name: str) -> Resource:
        about = {"id": self.number_of("quality", name), "name": name}
        return {"quality": about, "revision": {"version": 1, "real": 0, "isRepack": False}}

    @override
    def resources(self, media: Media, part: int, *, upgrade: bool) -> tuple[Resource, dict[str, Resource]]:
        assert isinstance(media, Album)
        artist, album = self.artist(media), self.album(media)
        ids = {"artistId": artist["id"], "albumId": album["id"]}
        if part:
            ids["trackId"] = self._track_number(media, part)
        return ids, {"artist": artist, "album": album}

    @override
    def details(self, tracked: Tracked, part: int) -> Resource:
        count = len(tracked.files(self.suffixes)) + len(tracked.imported)
        return {
            "customFormats": [],
            "customFormatScore": 0,
            "trackFileCount": count,
            "trackHasFileCount": count if tracked.upgrade or tracked.has_files else 0,
            "downloadForced": False,
        }

    @override
    def lists(self) -> Mapping[str, Callable[[web.Request], Sequence[Resource]]]:
        return {
            **super().lists(),
            "album": lambda _: [self._shown(media) for media in self._albums()],
        }

    @override
    def missing(self) -> list[Resource]:
        return [self._shown(media) for media in self._albums() if not self.existing(media, _ALBUM)]

    def artist(self, media: Album) -> Resource:
        number = self.number_of("artist", media.artist)
        return {
            "id": number,
            "status": "continuing",
            "ended": False,
            "artistName": media.artist,
            "foreignArtistId": media.foreign_artist_id,
            "artistType": "Group",
            "disambiguation": "",
            "overview": "",
            "images": self.images(number),
            "path": self.name_of(self.root / media.artist),
            "monitored": True,
            "genres": [],
            "tags": [],
            "added": "2026-01-02T03:04:05Z",
            "ratings": {"votes": 0, "value": 0},
            "statistics": {"albumCount": 1, "trackFileCount": 0, "trackCount": 0, "totalTrackCount": 0},
        }

    def album(self, media: Album) -> Resource:
        number = self.number_of("album", (media.artist, media.title))
        return {
            "id": number,
            "title": media.title,
            "disambiguation": "",
            "overview": "",
            "artistId": self.number_of("artist", media.artist),
            "foreignAlbumId": media.foreign_album_id,
            "monitored": True,
            "duration": 0,
            "albumType": "Album",
            "secondaryTypes": [],
            "ratings": {"votes": 0, "value": 0},
            "releaseDate": f"{media.year}-01-01T00:00:00Z",
            "releases": [],
            "genres": [],
            "media": [],
            "images": self.images(number, "cover"),
        }

    def _albums(self) -> list[Album]:
        return [media for media in self.library if isinstance(media, Album)]

    def _track_number(self, media: Album, part: int) -> int:
        return self.number_of("track", (media.artist, media.title, part))

    def _shown(self, media: Album) -> Resource:
        return self.album(media) | {"artist": self.artist(media)}

    # Webhook

    @override
    def test_body(self) -> Resource:
        artist = {"id": 1, "name": "Test Name", "path": "C:\\testpath", "mbId": "aaaaa-aaa-aaaa-aaaaaa"}
        return self.event(
            "Test", {"artist": artist | {"tags": ["test-tag"]}, "albums": [{"id": 123, "title": "Test title"}]}
        )

    @override
    def interaction_body(self, tracked: Tracked) -> Resource:
        raise NotImplementedError("Lidarr has no such event")

    @override
    def reports(self, tracked: Tracked, *, last: bool) -> list[tuple[str, Resource]]:
        if not last:
            return []
        media, files = tracked.media, tracked.imported
        assert isinstance(media, Album)
        artist, album = self.artist(media), self.album(media)
        replaced = [path for file in files for path in file.replaced]
        body = {
            "artist": {
                "id": artist["id"],
                "name": media.artist,
                "disambiguation": "",
                "path": artist["path"],
                "mbId": media.foreign_artist_id,
                "type": "Group",
                "overview": "",
                "genres": [],
                "images": artist["images"],
                "tags": [],
            },
            "album": {
                "id": album["id"],
                "mbId": media.foreign_album_id,
                "title": media.title,
                "albumType": "Album",
                "releaseDate": album["releaseDate"],
                "genres": [],
                "images": album["images"],
            },
            "tracks": [
                {
                    "id": self._track_number(media, part),
                    "title": file.path.stem[5:],
                    "trackNumber": str(part),
                    "qualityVersion": 0,
                }
                for file in files
                for part in file.covers
            ],
            "trackFiles": [
                {
                    "id": file.number,
                    "path": self.name_of(file.path),
                    "quality": tracked.quality,
                    "qualityVersion": 1,
                    "releaseGroup": tracked.group,
                    "sceneName": tracked.release,
                    "size": file.size,
                    "dateAdded": self.now(),
                }
                for file in files
            ],
            "isUpgrade": tracked.upgrade or bool(replaced),
            **tracked.sender(),
        }
        if replaced:
            body["deletedFiles"] = [{"path": self.name_of(path)} for path in replaced]
        return [("onReleaseImport", self.event("Download", body))]

"""Lidarr."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from testing.plex_server.names import AUDIO

from .media import Album, Media
from .problems import FAILED
from .routes import ServedImporter
from .tracked import ImportedFile, Tracked


class Lidarr(ServedImporter):
    """Lidarr 2. It imports an album as a whole, and reports it once."""

    api = "v1"
    domain = "lidarr"
    owner = "artist"
    default_quality = "FLAC"
    suffixes = frozenset(f".{suffix}" for suffix in AUDIO)
    imported_event = "trackFileImported"
    event_codes: Mapping[str, int] = {
        "grabbed": 1,
        "trackFileImported": 3,
        "downloadFailed": 4,
        "albumImportIncomplete": 7,
        "downloadImported": 8,
        "downloadIgnored": 10,
    }
    since = {  # noqa: RUF012 - a table
        "several types": (2,),
        "size in history": (2,),
        "headers": (2, 9),
        "blocked": (2, 10, 1),
    }
    rejected_state = FAILED

    # Sentences

    def incomplete(self) -> str:
        return "One or more tracks expected in this release were not imported or missing from the release"

    def mismatch(self) -> str:
        return (
            "Artist name mismatch, automatic import is not possible. "
            "Check the download troubleshooting entry on the wiki for common causes."
        )

    def not_an_upgrade(self, tracked: Tracked) -> str:
        return f"Not an upgrade for existing track file(s). New Quality is {tracked.quality}"

    # Files

    def parts(self, media: Media) -> tuple[int, ...]:
        return (0,)

    def covered(self, tracked: Tracked, *, last: bool) -> tuple[int, ...]:
        return (len(tracked.imported) + 1,)

    def files_of(self, media: Media) -> frozenset[int]:
        return frozenset(range(1, len(self.existing(media, ())) + 1))

    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        found = sorted(path for path in self._folder(media).rglob("*") if path.suffix in self.suffixes)
        return [path for path in found if not parts or path.name.startswith(tuple(f"{part:02} " for part in parts))]

    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path:
        assert tracked.media
        title = source.stem.lstrip("0123456789 .-") or source.stem
        return self._folder(tracked.media) / f"{parts[0]:02} - {title}{source.suffix}"

    def _folder(self, media: Media) -> Path:
        assert isinstance(media, Album)
        return self.root / media.artist / media.title

    # The API

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

    def quality(self, name: str) -> dict[str, Any]:
        about = {"id": self.number_of("quality", name), "name": name}
        return {"quality": about, "revision": {"version": 1, "real": 0, "isRepack": False}}

    def resources(
        self, media: Media, part: int | None, tracked: Tracked | None
    ) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        assert isinstance(media, Album)
        artist, album = self.artist(media), self.album(media)
        ids = {"artistId": artist["id"], "albumId": album["id"]}
        ids |= {"trackId": self.number_of("track", (media.artist, media.title, part))} if part else {}
        return ids, {"artist": artist, "album": album}

    def shown(self, record: dict[str, Any], tracked: Tracked, part: int | None) -> dict[str, Any]:
        count = len(tracked.files(self.suffixes)) + len(tracked.imported)
        return record | {
            "customFormats": [],
            "customFormatScore": 0,
            "trackFileCount": count,
            "trackHasFileCount": count if tracked.upgrade else len(tracked.has_files),
            "downloadForced": False,
        }

    def lists(self) -> Any:
        return {
            **super().lists(),
            "album": lambda _: [self._shown(media) for media in self._albums()],
        }

    def missing(self) -> list[dict[str, Any]]:
        return [self._shown(media) for media in self._albums() if not self.files_of(media)]

    def artist(self, media: Album) -> dict[str, Any]:
        number = self.number_of("artist", media.artist)
        return {
            "id": number,
            "artistMetadataId": number,
            "status": "continuing",
            "ended": False,
            "artistName": media.artist,
            "foreignArtistId": media.foreign_artist_id,
            "artistType": "Group",
            "disambiguation": "",
            "overview": "",
            "links": [],
            "images": self.images(number),
            "path": self.name_of(self.root / media.artist),
            "qualityProfileId": 1,
            "metadataProfileId": 1,
            "monitored": True,
            "genres": [],
            "cleanName": media.artist.lower().replace(" ", ""),
            "sortName": media.artist.lower(),
            "tags": [],
            "added": "2026-01-02T03:04:05Z",
            "ratings": {"votes": 0, "value": 0},
            "statistics": {"albumCount": 1, "trackFileCount": 0, "trackCount": 0, "totalTrackCount": 0},
        }

    def album(self, media: Album) -> dict[str, Any]:
        number = self.number_of("album", (media.artist, media.title))
        return {
            "id": number,
            "title": media.title,
            "disambiguation": "",
            "overview": "",
            "artistId": self.number_of("artist", media.artist),
            "foreignAlbumId": media.foreign_album_id,
            "monitored": True,
            "anyReleaseOk": True,
            "profileId": 1,
            "duration": 0,
            "albumType": "Album",
            "secondaryTypes": [],
            "mediumCount": 1,
            "ratings": {"votes": 0, "value": 0},
            "releaseDate": f"{media.year}-01-01T00:00:00Z",
            "releases": [],
            "genres": [],
            "media": [],
            "images": self.images(number, "cover"),
            "links": [],
        }

    def _albums(self) -> list[Album]:
        return [media for media in self.library if isinstance(media, Album)]

    def _shown(self, media: Album) -> dict[str, Any]:
        return self.album(media) | {"artist": self.artist(media)}

    # Webhook

    def test_body(self) -> dict[str, Any]:
        artist = {"id": 1, "name": "Test Name", "path": "C:\\testpath", "mbId": "aaaaa-aaa-aaaa-aaaaaa"}
        return self._event(
            "Test", {"artist": artist | {"tags": ["test-tag"]}, "albums": [{"id": 123, "title": "Test title"}]}
        )

    def interaction_body(self, tracked: Tracked) -> dict[str, Any]:
        raise NotImplementedError("Lidarr has no such event")

    async def announce_file(self, tracked: Tracked, file: ImportedFile) -> None:
        """Send nothing: Lidarr reports albums only."""

    async def announce_download(self, tracked: Tracked) -> None:
        media, files = tracked.media, tracked.imported
        assert isinstance(media, Album)
        artist, album = self.artist(media), self.album(media)
        self.remember(tracked, "downloadImported", {"releaseGroup": tracked.group})
        name, client = tracked.client
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
                    "id": self.number_of("track", (media.artist, media.title, part)),
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
            "downloadClient": name,
            "downloadClientType": client,
            "downloadId": tracked.download_id,
        }
        if replaced:
            body["deletedFiles"] = [{"path": self.name_of(path)} for path in replaced]
        also = "onUpgrade" if body["isUpgrade"] else None
        await self.connections.fire("onReleaseImport", self._event("Download", body), also=also)

    def _event(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return {**body, "eventType": name, "instanceName": self.instance_name, "applicationUrl": ""}

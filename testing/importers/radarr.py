"""Radarr."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from testing.plex_server.names import VIDEO

from .media import Media, Movie
from .routes import ServedImporter
from .tracked import ImportedFile, Tracked

_LANGUAGE = {"id": 1, "name": "English"}


class Radarr(ServedImporter):
    """Radarr 5."""

    api = "v3"
    domain = "radarr"
    owner = "movie"
    default_quality = "WEBDL-1080p"
    suffixes = frozenset(f".{suffix}" for suffix in VIDEO)
    imported_event = "downloadFolderImported"
    event_codes: Mapping[str, int] = {
        "grabbed": 1,
        "downloadFolderImported": 3,
        "downloadFailed": 4,
        "downloadIgnored": 9,
    }
    since = {  # noqa: RUF012 - a table
        "manual interaction": (5,),
        "several types": (5,),
        "test message": (5,),
        "size in history": (5, 3, 3),
        "blocked": (5, 8),
        "path": (5, 10, 1),
        "source path": (5, 15, 1),
        "headers": (5, 16),
        "rejections": (5, 22),
    }

    # Sentences

    def incomplete(self) -> str:
        return "One or more movies expected in this release were not imported or missing"

    def mismatch(self) -> str:
        return "Movie title mismatch, automatic import is not possible. Manual Import required."

    def not_an_upgrade(self, tracked: Tracked) -> str:
        old = "Bluray-1080p"
        return f"Not an upgrade for existing movie file. Existing quality: {old}. New Quality {tracked.quality}."

    # Files

    def parts(self, media: Media) -> tuple[int, ...]:
        return (1,)

    def covered(self, tracked: Tracked, *, last: bool) -> tuple[int, ...]:
        return (1,)

    def files_of(self, media: Media) -> frozenset[int]:
        return frozenset((1,) if self.existing(media, (1,)) else ())

    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        return [path for path in self._folder(media).rglob("*") if path.suffix in self.suffixes]

    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path:
        assert isinstance(tracked.media, Movie)
        name = f"{tracked.media.full_title} {tracked.quality}{source.suffix}"
        return self._folder(tracked.media) / name

    def _folder(self, media: Media) -> Path:
        assert isinstance(media, Movie)
        return self.root / media.full_title

    # The API

    def flags(self) -> tuple[str, ...]:
        return (
            "onGrab",
            "onDownload",
            "onUpgrade",
            "onRename",
            "onMovieAdded",
            "onMovieDelete",
            "onMovieFileDelete",
            "onMovieFileDeleteForUpgrade",
            "onHealthIssue",
            "onHealthRestored",
            "onApplicationUpdate",
            "onManualInteractionRequired",
        )

    def quality(self, name: str) -> dict[str, Any]:
        source, _, lines = name.partition("-")
        sources = {"WEBDL": "webdl", "WEBRip": "webrip", "HDTV": "tv", "Bluray": "bluray"}
        about = {
            "id": self.number_of("quality", name),
            "name": name,
            "source": sources.get(source, "unknown"),
            "resolution": int(lines.removesuffix("p") or 0),
            "modifier": "none",
        }
        return {"quality": about, "revision": {"version": 1, "real": 0, "isRepack": False}}

    def resources(
        self, media: Media, part: int | None, tracked: Tracked | None
    ) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        assert isinstance(media, Movie)
        movie = self.movie(media, upgraded=bool(tracked and tracked.upgrade))
        return {"movieId": movie["id"], "languages": [_LANGUAGE]}, {"movie": movie}

    def shown(self, record: dict[str, Any], tracked: Tracked, part: int | None) -> dict[str, Any]:
        return record | {"customFormats": [], "customFormatScore": 0}

    def lists(self) -> Any:
        return {
            **super().lists(),
            "movie": lambda _: [self.movie(media) for media in self._movies()],
            "calendar": self._calendar,
        }

    def movie(self, media: Movie, *, upgraded: bool = False) -> dict[str, Any]:
        number = self.number_of("movie", media.title)
        has_file = upgraded or bool(self.files_of(media))
        released = media.released or datetime(media.year, 3, 4, tzinfo=UTC)
        return {
            "id": number,
            "title": media.title,
            "originalTitle": media.title,
            "originalLanguage": _LANGUAGE,
            "sortTitle": media.title.lower(),
            "sizeOnDisk": 0,
            "status": "released",
            "overview": "",
            "inCinemas": f"{released:%Y-%m-%d}T00:00:00Z",
            "digitalRelease": f"{released:%Y-%m-%d}T00:00:00Z",
            "images": self.images(number),
            "year": media.year,
            "path": self.name_of(self._folder(media)),
            "qualityProfileId": 1,
            "hasFile": has_file,
            "movieFileId": int(has_file),
            "monitored": True,
            "minimumAvailability": "released",
            "isAvailable": True,
            "folderName": self.name_of(self._folder(media)),
            "runtime": 101,
            "cleanTitle": media.title.lower().replace(" ", ""),
            "imdbId": media.imdb_id,
            "tmdbId": media.tmdb_id,
            "titleSlug": str(media.tmdb_id),
            "genres": [],
            "tags": [],
            "added": "2026-01-02T03:04:05Z",
            "ratings": {},
        }

    def _movies(self) -> list[Movie]:
        return [media for media in self.library if isinstance(media, Movie)]

    def _calendar(self, request: web.Request) -> list[dict[str, Any]]:
        first, end = request.query["start"], request.query["end"]
        return [
            self.movie(media)
            for media in self._movies()
            if media.released and first <= f"{media.released:%Y-%m-%d}" < end
        ]

    # Webhook

    def test_body(self) -> dict[str, Any]:
        movie = {"id": 1, "title": "Test Title", "year": 1970, "folderPath": "C:\\testpath"}
        release = {"quality": "Test Quality", "qualityVersion": 1, "releaseGroup": "Test Group"}
        release |= {"releaseTitle": "Test Title", "indexer": "Test Indexer", "size": 9999999, "customFormatScore": 0}
        body = {
            "movie": movie | {"releaseDate": "1970-01-01", "tmdbId": 0, "tags": ["test-tag"]},
            "remoteMovie": {"tmdbId": 1234, "imdbId": "5678", "title": "Test title", "year": 1970},
            "release": release,
        }
        return self._event("Test", body)

    def interaction_body(self, tracked: Tracked) -> dict[str, Any]:
        body = {
            **self._about(tracked),
            "downloadInfo": {
                "quality": tracked.quality,
                "qualityVersion": 1,
                "title": tracked.release,
                "size": tracked.size,
            },
            "downloadStatus": "Warning",
            "downloadStatusMessages": [line.as_json() for line in tracked.messages],
        }
        del body["remoteMovie"]
        return self._event("ManualInteractionRequired", body)

    async def announce_file(self, tracked: Tracked, file: ImportedFile) -> None:
        assert tracked.media
        movie_file = {
            "id": file.number,
            "relativePath": str(file.path.relative_to(self._folder(tracked.media))),
            "path": self.name_of(file.path if self.has("path") else file.source),
            "quality": tracked.quality,
            "qualityVersion": 1,
            "releaseGroup": tracked.group,
            "sceneName": tracked.release,
            "indexerFlags": "0",
            "size": file.size,
            "dateAdded": self.now(),
        }
        movie_file |= {"sourcePath": self.name_of(file.source)} if self.has("source path") else {}
        body = {
            **self._about(tracked),
            "movieFile": movie_file,
            "isUpgrade": tracked.upgrade or bool(file.replaced),
        }
        if file.replaced:
            body["deletedFiles"] = [{"path": self.name_of(path)} for path in file.replaced]
        also = "onUpgrade" if body["isUpgrade"] else None
        await self.connections.fire("onDownload", self._event("Download", body), also=also)

    async def announce_download(self, tracked: Tracked) -> None:
        """Send nothing: Radarr reports files only."""

    def _about(self, tracked: Tracked) -> dict[str, Any]:
        media = tracked.media
        assert isinstance(media, Movie)
        row = self.movie(media)
        name, client = tracked.client
        ids = {"tmdbId": media.tmdb_id, "imdbId": media.imdb_id}
        return {
            "movie": {
                "id": row["id"],
                "title": media.title,
                "year": media.year,
                "releaseDate": row["digitalRelease"][:10],
                "folderPath": row["path"],
                **ids,
                "overview": "",
                "genres": [],
                "images": row["images"],
                "tags": [],
            },
            "remoteMovie": {**ids, "title": media.title, "year": media.year},
            "release": {"releaseTitle": tracked.release, "indexer": "Lantern", "size": tracked.size},
            "downloadClient": name,
            "downloadClientType": client,
            "downloadId": tracked.download_id,
            "customFormatInfo": {"customFormats": [], "customFormatScore": 0},
        }

    def _event(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return {**body, "eventType": name, "instanceName": self.instance_name, "applicationUrl": ""}

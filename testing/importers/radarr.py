"""Radarr."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, override

from aiohttp import web

from .kind import VIDEO_SOURCES, Resource, Version, video_quality
from .media import Media, Movie
from .tracked import ImportedFile, Tracked
from .video import LANGUAGE, VideoImporter

_SOURCES = VIDEO_SOURCES | {"WEBDL": "webdl", "WEBRip": "webrip", "HDTV": "tv"}


class Radarr(VideoImporter):
    """Radarr 5."""

    domain = "radarr"
    owner = "movie"
    event_codes: ClassVar[Mapping[str, int]] = {
        "grabbed": 1,
        "downloadFolderImported": 3,
        "downloadFailed": 4,
        "downloadIgnored": 9,
    }
    since: ClassVar[Mapping[str, Version]] = {
        "details": (1,),
        "asp.net": (5,),
        "manual interaction": (5,),
        "test message": (5,),
        "size in history": (5, 3, 3),
        "blocked": (5, 8),
        "path": (5, 10, 1),
        "source path": (5, 15, 1),
        "headers": (5, 16),
        "rejections": (5, 22),
    }

    # Sentences

    @override
    def incomplete(self) -> str:
        return "One or more movies expected in this release were not imported or missing"

    @override
    def mismatch(self) -> str:
        return "Movie title mismatch, automatic import is not possible. Manual Import required."

    @override
    def not_an_upgrade(self, tracked: Tracked) -> str:
        old = "Bluray-1080p"
        return f"Not an upgrade for existing movie file. Existing quality: {old}. New Quality {tracked.quality}."

    # Files

    @override
    def parts(self, media: Media) -> tuple[int, ...]:
        return (1,)

    @override
    def covered(self, tracked: Tracked, source: Path, *, last: bool) -> tuple[int, ...]:
        return (1,)

    @override
    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        return [path for path in self.folder(media).rglob("*") if path.suffix in self.suffixes]

    @override
    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path:
        assert isinstance(tracked.media, Movie)
        name = f"{tracked.media.full_title} {tracked.quality}{source.suffix}"
        return self.folder(tracked.media) / name

    # The API

    @override
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

    @override
    def quality(self, name: str) -> Resource:
        quality = video_quality(self.number_of("quality", name), name, _SOURCES)
        quality["quality"]["modifier"] = "none"
        return quality

    @override
    def resources(self, media: Media, part: int, *, upgrade: bool) -> tuple[Resource, dict[str, Resource]]:
        assert isinstance(media, Movie)
        movie = self.movie(media, has_file=upgrade)
        return {"movieId": movie["id"], "languages": [LANGUAGE]}, {"movie": movie}

    @override
    def details(self, tracked: Tracked, part: int) -> Resource:
        return {"customFormats": [], "customFormatScore": 0}

    @override
    def lists(self) -> Mapping[str, Callable[[web.Request], Sequence[Resource]]]:
        return {
            **super().lists(),
            "movie": lambda _: [self.movie(media) for media in self._movies()],
            "calendar": self._calendar,
        }

    def movie(self, media: Movie, *, has_file: bool = False) -> Resource:
        number = self.number_of("movie", media.title)
        has_file = has_file or bool(self.existing(media, (1,)))
        released = media.released or datetime(media.year, 3, 4, tzinfo=UTC)
        return {
            "id": number,
            "title": media.title,
            "originalLanguage": LANGUAGE,
            "sizeOnDisk": 0,
            "status": "released",
            "overview": "",
            "inCinemas": f"{released:%Y-%m-%d}T00:00:00Z",
            "digitalRelease": f"{released:%Y-%m-%d}T00:00:00Z",
            "images": self.images(number),
            "year": media.year,
            "path": self.name_of(self.folder(media)),
            "hasFile": has_file,
            "movieFileId": int(has_file),
            "monitored": True,
            "runtime": 101,
            "imdbId": media.imdb_id,
            "tmdbId": media.tmdb_id,
            "titleSlug": str(media.tmdb_id),
            "genres": [],
            "tags": [],
            "added": "2026-01-02T03:04:05Z",
        }

    def _movies(self) -> list[Movie]:
        return [media for media in self.library if isinstance(media, Movie)]

    def _calendar(self, request: web.Request) -> list[Resource]:
        first, end = request.query["start"], request.query["end"]
        return [
            self.movie(media)
            for media in self._movies()
            if media.released and first <= f"{media.released:%Y-%m-%d}" <= end
        ]

    # Webhook

    @override
    def test_body(self) -> Resource:
        movie = {"id": 1, "title": "Test Title", "year": 1970, "folderPath": "C:\\testpath"}
        release = {"quality": "Test Quality", "qualityVersion": 1, "releaseGroup": "Test Group"}
        release |= {"releaseTitle": "Test Title", "indexer": "Test Indexer", "size": 9999999, "customFormatScore": 0}
        body = {
            "movie": movie | {"releaseDate": "1970-01-01", "tmdbId": 0, "tags": ["test-tag"]},
            "remoteMovie": {"tmdbId": 1234, "imdbId": "5678", "title": "Test title", "year": 1970},
            "release": release,
        }
        return self.event("Test", body)

    @override
    def interaction_body(self, tracked: Tracked) -> Resource:
        body = {
            **self._about(tracked),
            "downloadInfo": tracked.info(),
            "downloadStatus": "Warning",
            "downloadStatusMessages": [line.as_json() for line in tracked.messages],
        }
        del body["remoteMovie"]
        return self.event("ManualInteractionRequired", body)

    @override
    def reports(self, tracked: Tracked, *, last: bool) -> list[tuple[str, Resource]]:
        file = tracked.imported[-1]
        body = {
            **self._about(tracked),
            "movieFile": self.file(tracked, file),
            **self.replacement(tracked, file),
        }
        return [("onDownload", self.event("Download", body))]

    @override
    def file(self, tracked: Tracked, file: ImportedFile) -> Resource:
        details = {"indexerFlags": "0", "dateAdded": self.now()}
        return super().file(tracked, file) | details | self.source(file)

    def _about(self, tracked: Tracked) -> Resource:
        media = tracked.media
        assert isinstance(media, Movie)
        row = self.movie(media)
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
            **tracked.sender(),
            "customFormatInfo": {"customFormats": [], "customFormatScore": 0},
        }

"""Sonarr."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, override

from aiohttp import web

from .kind import VIDEO_SOURCES, Resource, Version, video_quality
from .media import Episodes, Media
from .paging import flag
from .tracked import ImportedFile, Tracked
from .video import LANGUAGE, VideoImporter


class Sonarr(VideoImporter):
    """Sonarr 3 and 4."""

    domain = "sonarr"
    owner = "series"
    event_codes: ClassVar[Mapping[str, int]] = {
        "grabbed": 1,
        "downloadFolderImported": 3,
        "downloadFailed": 4,
        "downloadIgnored": 7,
    }
    since: ClassVar[Mapping[str, Version]] = {
        "manual interaction": (4,),
        "test message": (4,),
        "asp.net": (4,),
        "details": (4,),
        "size in history": (4, 0, 1),
        "blocked": (4, 0, 5),
        "images": (4, 0, 5),
        "import complete": (4, 0, 6),
        "path": (4, 0, 9),
        "source path": (4, 0, 10),
        "tmdb": (4, 0, 5),
        "headers": (4, 0, 11),
        "rejections": (4, 0, 11),
    }

    # Sentences

    @override
    def incomplete(self) -> str:
        end = " from the release" if self.has("manual interaction") else ""
        return f"One or more episodes expected in this release were not imported or missing{end}"

    @override
    def mismatch(self) -> str:
        if not self.has("manual interaction"):
            return "Series title mismatch, automatic import is not possible."
        return (
            "Series title mismatch; automatic import is not possible. "
            "Check the download troubleshooting entry on the wiki for common causes."
        )

    @override
    def not_an_upgrade(self, tracked: Tracked) -> str:
        old = "Bluray-1080p"
        return f"Not an upgrade for existing episode file(s). Existing quality: {old}. New Quality {tracked.quality}."

    # Files

    @override
    def parts(self, media: Media) -> tuple[int, ...]:
        assert isinstance(media, Episodes)
        return media.numbers

    @override
    def covered(self, tracked: Tracked, source: Path, *, last: bool) -> tuple[int, ...]:
        media = tracked.media
        assert isinstance(media, Episodes)
        done = {number for file in tracked.imported for number in file.covers}
        left = tuple(number for number in media.numbers if number not in done)
        named = tuple(number for number in left if f"s{media.season:02}e{number:02}" in source.name.lower())
        return named or (left if last else left[:1])

    @override
    def existing(self, media: Media, parts: tuple[int, ...]) -> list[Path]:
        assert isinstance(media, Episodes)
        files = self._season(media).glob("*")
        tags = [f"s{media.season:02}e{number:02}" for number in parts]
        return [path for path in files if any(tag in path.name.lower() for tag in tags)]

    @override
    def destination(self, tracked: Tracked, source: Path, parts: tuple[int, ...]) -> Path:
        media = tracked.media
        assert isinstance(media, Episodes)
        numbers = "-".join(f"E{number:02}" for number in parts)
        name = f"{media.full_title} - S{media.season:02}{numbers} - {tracked.quality}{source.suffix}"
        return self._season(media) / name

    def _season(self, media: Episodes) -> Path:
        return self.folder(media) / f"Season {media.season:02}"

    # The API

    @override
    def flags(self) -> tuple[str, ...]:
        newer = ("onSeriesAdd", "onHealthRestored", "onManualInteractionRequired")
        return (
            "onGrab",
            "onDownload",
            "onUpgrade",
            "onRename",
            "onSeriesDelete",
            "onEpisodeFileDelete",
            "onEpisodeFileDeleteForUpgrade",
            "onHealthIssue",
            "onApplicationUpdate",
            *(newer if self.has("manual interaction") else ()),
            *(("onImportComplete",) if self.has("import complete") else ()),
        )

    @override
    def quality(self, name: str) -> Resource:
        return video_quality(self.number_of("quality", name), name, VIDEO_SOURCES)

    @override
    def resources(self, media: Media, part: int, *, upgrade: bool) -> tuple[Resource, dict[str, Resource]]:
        assert isinstance(media, Episodes)
        series, episode = self.series(media), self.episode(media, part, has_file=upgrade)
        language = {"languages": [LANGUAGE]} if self.has("details") else {"language": LANGUAGE}
        return {"seriesId": series["id"], "episodeId": episode["id"], **language}, {
            "series": series,
            "episode": episode,
        }

    @override
    def details(self, tracked: Tracked, part: int) -> Resource:
        assert isinstance(tracked.media, Episodes)
        if not self.has("details"):
            return {}
        return {
            "seasonNumber": tracked.media.season,
            "customFormats": [],
            "customFormatScore": 0,
            "episodeHasFile": tracked.upgrade or part in tracked.has_files,
        }

    @override
    def lists(self) -> Mapping[str, Callable[[web.Request], Sequence[Resource]]]:
        return {
            **super().lists(),
            "series": lambda _: list({row["id"]: row for row in map(self.series, self._shows())}.values()),
            "calendar": self._calendar,
        }

    @override
    def missing(self) -> list[Resource]:
        return [
            self.episode(media, number) | {"series": self.series(media)}
            for media in self._shows()
            for number in media.numbers
            if not self.existing(media, (number,))
        ]

    def series(self, media: Episodes) -> Resource:
        number = self.number_of("series", media.title)
        return {
            "id": number,
            "title": media.title,
            "overview": "",
            "images": self.images(number),
            "seasons": [{"seasonNumber": media.season, "monitored": True}],
            "year": media.year,
            "path": self.name_of(self.folder(media)),
            "monitored": True,
            "runtime": 42,
            "tvdbId": media.tvdb_id,
            "tvMazeId": 0,
            **({"tmdbId": media.tmdb_id} if self.has("tmdb") else {}),
            "imdbId": media.imdb_id,
            "seriesType": "standard",
            "titleSlug": media.title.lower().replace(" ", "-"),
            "genres": [],
            "tags": [],
            "added": "2026-01-02T03:04:05Z",
            "statistics": {"seasonCount": 1, "episodeFileCount": 0, "episodeCount": len(media.numbers)},
        }

    def episode(self, media: Episodes, number: int, *, has_file: bool = False) -> Resource:
        airs = media.airs or datetime(media.year, 1, 2, tzinfo=UTC)
        return {
            "id": self.number_of("episode", (media.title, media.season, number)),
            "seriesId": self.number_of("series", media.title),
            "tvdbId": media.tvdb_id * 100 + number,
            "episodeFileId": 0,
            "seasonNumber": media.season,
            "episodeNumber": number,
            "title": f"Part {number}",
            "airDate": f"{airs:%Y-%m-%d}",
            "airDateUtc": f"{airs:%Y-%m-%dT%H:%M:%SZ}",
            "overview": "",
            "hasFile": has_file or bool(self.existing(media, (number,))),
            "monitored": True,
        }

    def _shows(self) -> list[Episodes]:
        return [media for media in self.library if isinstance(media, Episodes)]

    def _calendar(self, request: web.Request) -> list[Resource]:
        first, end = request.query["start"], request.query["end"]
        return [
            self.episode(media, number) | ({"series": self.series(media)} if flag(request, "includeSeries") else {})
            for media in self._shows()
            for number in media.numbers
            if media.airs and first <= f"{media.airs:%Y-%m-%dT%H:%M:%SZ}" <= end
        ]

    # Webhook

    @override
    def test_body(self) -> Resource:
        series: Resource = {"id": 1, "title": "Test Title", "path": "C:\\testpath", "tvdbId": 1234}
        series |= {"tvMazeId": 0, "type": "standard"}
        series |= {"tmdbId": 0, "year": 0, "tags": ["test-tag"]} if self.has("images") else {}
        episode = {"id": 123, "episodeNumber": 1, "seasonNumber": 1, "title": "Test title"}
        return self.event("Test", {"series": series, "episodes": [episode]})

    @override
    def interaction_body(self, tracked: Tracked) -> Resource:
        assert isinstance(tracked.media, Episodes)
        body = {
            **self._about(tracked, tracked.media.numbers),
            "downloadInfo": tracked.info(),
        }
        if self.has("blocked"):
            lines = [line.as_json() for line in tracked.messages]
            body |= {"downloadStatus": "Warning", "downloadStatusMessages": lines}
        return self.event("ManualInteractionRequired", body)

    @override
    def reports(self, tracked: Tracked, *, last: bool) -> list[tuple[str, Resource]]:
        files = tracked.imported
        file = files[-1]
        body = {
            **self._about(tracked, file.covers),
            "episodeFile": self.file(tracked, file) | self.source(file),
            **self.replacement(tracked, file),
        }
        reports = [("onDownload", self.event("Download", body))]
        if last and self.has("import complete"):
            body = {
                **self._about(tracked, tuple(number for file in files for number in file.covers)),
                "episodeFiles": [self.file(tracked, file) for file in files],
                "fileCount": len(files),
                "sourcePath": self.name_of(tracked.output),
                "destinationPath": self.name_of(file.path.parent),
            }
            del body["customFormatInfo"]
            reports.append(("onImportComplete", self.event("Download", body)))
        return reports

    def _about(self, tracked: Tracked, numbers: tuple[int, ...]) -> Resource:
        media = tracked.media
        assert isinstance(media, Episodes)
        row = self.series(media)
        series = {name: row[name] for name in ("id", "title", "titleSlug", "path", "tvdbId", "tvMazeId", "imdbId")}
        series["type"] = "standard"
        series |= {"year": media.year} if self.has("details") else {}
        series |= {"tmdbId": media.tmdb_id} if self.has("tmdb") else {}
        series |= {"images": row["images"], "genres": [], "tags": []} if self.has("images") else {}
        names = ["id", "episodeNumber", "seasonNumber", "title", "airDate", "airDateUtc"]
        names += ["overview", "seriesId", "tvdbId"] if self.has("details") else []
        episodes = [self.episode(media, number) for number in numbers]
        about: Resource = {
            "series": series,
            "episodes": [{name: episode[name] for name in names} for episode in episodes],
            **tracked.sender(),
        }
        if self.has("details"):
            kind = "singleEpisode" if len(media.numbers) == 1 else "seasonPack"
            about["release"] = {"releaseTitle": tracked.release, "indexer": "Lantern", "size": tracked.size}
            about["release"] |= {"releaseType": kind} if self.has("import complete") else {}
            about["customFormatInfo"] = {"customFormats": [], "customFormatScore": 0}
        return about

    @override
    def file(self, tracked: Tracked, file: ImportedFile) -> Resource:
        return super().file(tracked, file) | ({"dateAdded": self.now()} if self.has("details") else {})

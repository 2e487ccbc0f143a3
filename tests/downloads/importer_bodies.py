"""The bodies that Sonarr, Radarr, Lidarr and Readarr send; all titles are invented."""

from datetime import UTC, datetime
import json
from typing import Any

from custom_components.plex_arrivals.downloads.download import Download, Report
from custom_components.plex_arrivals.downloads.reports import parse_body

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
"""When the reports arrive."""

INFO_HASH = "73561B6671E51D43A69D5A41E364DACFCFFB385B"
CLIENT = {"downloadClient": "Attic", "downloadClientType": "qBittorrent", "downloadId": INFO_HASH}
FROM = {"instanceName": "Importer", "applicationUrl": ""}

SERIES = {
    "id": 7,
    "title": "Harbour Watch",
    "titleSlug": "harbour-watch",
    "path": "/tv/Harbour Watch",
    "tvdbId": 300001,
    "type": "standard",
    "year": 2010,
    "tags": ["4k", "family"],
}
MOVIE = {
    "id": 3,
    "title": "Sable Coast",
    "year": 2021,
    "releaseDate": "2021-04-02",
    "folderPath": "/films/Sable Coast (2021)",
    "tmdbId": 900001,
}
AUTHOR = {"id": 5, "name": "Iris Vane", "path": "/books/Iris Vane", "goodreadsId": "77"}
ARTIST = {"id": 2, "name": "The Quiet Hours", "path": "/music/The Quiet Hours", "mbId": "a-1"}


def episode(number: int, season: int = 2) -> dict[str, Any]:
    return {"id": number, "episodeNumber": number, "seasonNumber": season, "title": f"Part {number}"}


def episode_file(number: int) -> dict[str, Any]:
    relative = f"Season 02/Harbour Watch - S02E{number:02}.mkv"
    return {
        "id": 40 + number,
        "relativePath": relative,
        "path": f"/tv/Harbour Watch/{relative}",
        "quality": "WEBDL-1080p",
        "size": 1000 + number,
        "dateAdded": "2026-01-02T03:04:05Z",
        "mediaInfo": {"height": 1080},
        "sourcePath": f"/downloads/Harbour.Watch.S02/e{number:02}.mkv",
    }


def sonarr(number: int = 5, **changes: Any) -> dict[str, Any]:
    """Return the body of "On Import" for one file."""
    return {
        "series": SERIES,
        "episodes": [episode(number)],
        "episodeFile": episode_file(number),
        "release": {"releaseTitle": "Harbour.Watch.S02E05", "size": 1005},
        "isUpgrade": False,
        "customFormatInfo": {"customFormats": [], "customFormatScore": 0},
        "eventType": "Download",
        **CLIENT,
        **FROM,
        **changes,
    }


def sonarr_release(*numbers: int, **changes: Any) -> dict[str, Any]:
    """Return the body of "On Import Complete" of Sonarr 4."""
    return {
        "series": SERIES,
        "episodes": [episode(number) for number in numbers],
        "episodeFiles": [episode_file(number) for number in numbers],
        "release": {"releaseTitle": "Harbour.Watch.S02", "releaseType": "seasonPack"},
        "fileCount": len(numbers),
        "sourcePath": "/downloads/Harbour.Watch.S02",
        "destinationPath": "/tv/Harbour Watch/Season 02",
        "eventType": "Download",
        **CLIENT,
        **FROM,
        **changes,
    }


def radarr(**changes: Any) -> dict[str, Any]:
    return {
        "movie": MOVIE,
        "remoteMovie": {"tmdbId": 900001, "title": "Sable Coast", "year": 2021},
        "movieFile": {
            "id": 1,
            "relativePath": "Sable Coast (2021).mkv",
            "path": "/films/Sable Coast (2021)/Sable Coast (2021).mkv",
            "size": 5_000_000_000,
            "sourcePath": "/downloads/Sable.Coast.2021/sable.mkv",
        },
        "isUpgrade": True,
        "deletedFiles": [{"path": "/films/Sable Coast (2021)/old.avi", "size": 7}],
        "eventType": "Download",
        **CLIENT,
        **FROM,
        **changes,
    }


def lidarr(**changes: Any) -> dict[str, Any]:
    """Return the body of "On Release Import"."""
    return {
        "artist": ARTIST,
        "album": {"id": 4, "title": "Slow Rivers", "releaseDate": "1999-01-01T00:00:00Z"},
        "tracks": [{"id": 1, "title": "Drift", "trackNumber": "1"}],
        "trackFiles": [
            {"id": number, "path": f"/music/The Quiet Hours/Slow Rivers/{number:02}.flac", "size": 30 + number}
            for number in (1, 2)
        ],
        "isUpgrade": False,
        "eventType": "Download",
        **CLIENT,
        **FROM,
        **changes,
    }


def readarr(*files: str, **changes: Any) -> dict[str, Any]:
    """Return the body of "On Release Import"."""
    names = files or ("The Salt Road.m4b",)
    return {
        "author": AUTHOR,
        "book": {"id": 9, "goodreadsId": "78", "title": "The Salt Road", "releaseDate": "2004-05-06T00:00:00Z"},
        "bookFiles": [
            {"id": number, "path": f"/books/Iris Vane/The Salt Road/{name}", "size": 60 + number, "quality": "M4B"}
            for number, name in enumerate(names)
        ],
        "isUpgrade": False,
        "eventType": "Download",
        **CLIENT,
        **FROM,
        **changes,
    }


def as_older_version(report: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the report of an older version, in which the path of a file is its source path."""
    changed = {}
    for key in keys:
        files = report[key] if isinstance(report[key], list) else [report[key]]
        old = [{**file, "path": file["sourcePath"]} for file in files]
        old = [{name: value for name, value in file.items() if name != "sourcePath"} for file in old]
        changed[key] = old if isinstance(report[key], list) else old[0]
    return {**report, **changed}


SONARR_RENAME = {
    "series": SERIES,
    "renamedEpisodeFiles": [
        {**episode_file(number), "previousPath": f"/tv/Harbour Watch/{number}.mkv", "previousRelativePath": "x"}
        for number in (1, 2)
    ],
    "eventType": "Rename",
    **FROM,
}
RADARR_RENAME = {
    "movie": MOVIE,
    "renamedMovieFiles": [{**radarr()["movieFile"], "previousPath": "/films/Sable Coast (2021)/a.mkv"}],
    "eventType": "Rename",
    **FROM,
}
LIDARR_RENAME = {
    "artist": ARTIST,
    "renamedTrackFiles": lidarr()["trackFiles"],
    "eventType": "Rename",
    **FROM,
}
TESTS: dict[str, dict[str, Any]] = {
    "sonarr": {
        "series": {"id": 1, "title": "Test Title", "path": "C:\\testpath", "tvdbId": 1234, "tags": ["test-tag"]},
        "episodes": [{"id": 123, "episodeNumber": 1, "seasonNumber": 1, "title": "Test title"}],
        "eventType": "Test",
        **FROM,
    },
    "radarr": {
        "movie": {"id": 1, "title": "Test Title", "year": 1970, "folderPath": "C:\\testpath"},
        "remoteMovie": {"tmdbId": 1234, "title": "Test title", "year": 1970},
        "release": {"releaseTitle": "Test Title", "size": 9999999},
        "eventType": "Test",
        **FROM,
    },
    "lidarr": {
        "artist": {"id": 1, "name": "Test Name", "path": "C:\\testpath"},
        "albums": [{"id": 123, "title": "Test title"}],
        "eventType": "Test",
        **FROM,
    },
}
VALID: list[dict[str, Any]] = [
    sonarr(),
    sonarr_release(1, 2),
    radarr(),
    lidarr(),
    readarr(),
    SONARR_RENAME,
    RADARR_RENAME,
    LIDARR_RENAME,
    *TESTS.values(),
]


def read(report: Any) -> Report:
    return parse_body(json.dumps(report).encode(), "application/json", NOW)


def as_download(download: Report) -> Download:
    assert isinstance(download, Download)
    return download

"""What Sonarr, Radarr and Lidarr send, read as downloads."""

from datetime import UTC, datetime
import json
from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.downloads.reports import read_report

from .importers import (
    INFO_HASH,
    LIDARR_RENAME,
    MOVIE,
    RADARR_RENAME,
    SERIES,
    SONARR_RENAME,
    TESTS,
    episode,
    episode_file,
    lidarr,
    radarr,
    sonarr,
    sonarr_release,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FOLDER = "/tv/Harbour Watch/Season 02"


def read(report: Any) -> Download | None:
    return read_report(json.dumps(report).encode(), "application/json", NOW)


def taken(download: Download | None) -> Download:
    assert download
    return download


def test_sonarr_file_by_file() -> None:
    assert read(sonarr()) == Download(
        name="Harbour Watch S02E05",
        path=f"{FOLDER}/Harbour Watch - S02E05.mkv",
        source="sonarr",
        labels=("4k", "family"),
        files=(DownloadedFile(path=f"{FOLDER}/Harbour Watch - S02E05.mkv", size=1005),),
        hash=INFO_HASH.lower(),
        finished_at=NOW,
        media_type="show",
        imported=True,
        imported_from="/downloads/Harbour.Watch.S02/e05.mkv",
        settled=True,
    )


def test_sonarr_release_by_release() -> None:
    found = taken(read(sonarr_release(1, 2, 3)))
    assert (found.name, found.path, found.source) == ("Harbour Watch S02", FOLDER, "sonarr")
    assert [file.size for file in found.files] == [1001, 1002, 1003]
    assert found.imported_from == "/downloads/Harbour.Watch.S02"
    assert found.hash == INFO_HASH.lower()


def test_radarr() -> None:
    found = taken(read(radarr()))
    assert (found.name, found.source, found.media_type) == ("Sable Coast (2021)", "radarr", "movie")
    assert found.path == "/films/Sable Coast (2021)/Sable Coast (2021).mkv"
    assert found.files == (DownloadedFile(path=found.path, size=5_000_000_000),)
    assert found.imported_from == "/downloads/Sable.Coast.2021/sable.mkv"


def test_lidarr() -> None:
    found = taken(read(lidarr()))
    assert (found.name, found.source, found.media_type) == ("The Quiet Hours - Slow Rivers", "lidarr", "music")
    assert found.path == "/music/The Quiet Hours/Slow Rivers"
    assert [file.size for file in found.files] == [31, 32]
    assert found.imported_from is None


@pytest.mark.parametrize(
    ("report", "path", "name", "before"),
    [
        (SONARR_RENAME, FOLDER, "Harbour Watch", None),
        (
            RADARR_RENAME,
            "/films/Sable Coast (2021)/Sable Coast (2021).mkv",
            "Sable Coast (2021)",
            "/films/Sable Coast (2021)/a.mkv",
        ),
        (LIDARR_RENAME, "/music/The Quiet Hours/Slow Rivers", "The Quiet Hours", None),
        ({"eventType": "Rename", "series": SERIES}, "/tv/Harbour Watch", "Harbour Watch", None),
        ({"eventType": "Rename", "movie": MOVIE}, "/films/Sable Coast (2021)", "Sable Coast (2021)", None),
    ],
    ids=["sonarr", "radarr", "lidarr", "an older sonarr", "an older radarr"],
)
def test_renames(report: dict[str, Any], path: str, name: str, before: str | None) -> None:
    found = taken(read(report))
    assert (found.path, found.name, found.imported) == (path, name, True)
    assert (found.hash, found.imported_from) == (None, before)


@pytest.mark.parametrize(
    "report",
    [
        *TESTS.values(),
        sonarr(eventType="Grab"),
        sonarr(eventType="EpisodeFileDelete"),
        radarr(eventType="ManualInteractionRequired"),
        lidarr(eventType="Retag"),
        lidarr(eventType="ImportFailure"),
        {"eventType": "Health", "level": "warning", "message": "Disk full"},
        {"eventType": "ApplicationUpdate"},
        {"eventType": "SomethingNew", "series": 5},
        {"eventType": None},
    ],
    ids=lambda report: report["eventType"],
)
def test_other_events_are_no_downloads(report: dict[str, Any]) -> None:
    assert read(report) is None


@pytest.mark.parametrize(
    ("episodes", "name"),
    [
        ([episode(5), episode(6)], "Harbour Watch S02E05-E06"),
        ([episode(1, season=0)], "Harbour Watch S00E01"),
        ([episode(100)], "Harbour Watch S02E100"),
        ([episode(1), episode(1, season=3)], "Harbour Watch"),
        ([{"seasonNumber": "2"}], "Harbour Watch"),
        ([], "Harbour Watch"),
    ],
)
def test_episodes_in_names(episodes: list[dict[str, Any]], name: str) -> None:
    assert taken(read(sonarr(episodes=episodes))).name == name


def test_a_name_where_no_title_is_told() -> None:
    untitled = {"path": SERIES["path"]}
    assert taken(read(sonarr(series=untitled))).name == "Harbour.Watch.S02E05"
    assert taken(read(sonarr(series=untitled, release=None))).name == "Harbour Watch - S02E05.mkv"


@pytest.mark.parametrize(
    ("download_id", "expected"),
    [
        (INFO_HASH, INFO_HASH.lower()),
        ("ab" * 32, "ab" * 32),
        ("SABnzbd_nzo_k3x9", None),
        ("b5c7e0a9f2d34e6f8a1b2c3d4e5f6071", None),  # NZBGet's
        (INFO_HASH + "0", None),
        (None, None),
        ("-", None),
    ],
)
def test_only_info_hashes_are_hashes(download_id: str | None, expected: str | None) -> None:
    assert taken(read(sonarr(downloadId=download_id))).hash == expected
    assert taken(read({"path": "/a/b", "hash": download_id})).hash == expected


def test_a_file_without_its_full_path_lies_in_its_folder() -> None:
    file = {key: value for key, value in episode_file(5).items() if key not in ("path", "sourcePath")}
    found = taken(read(sonarr(episodeFile=file)))
    assert found.path == f"{FOLDER}/Harbour Watch - S02E05.mkv"
    assert found.imported_from is None


def test_windows() -> None:
    files = [{"path": f"D:\\TV\\Show\\Season 1\\{number}.mkv", "size": number} for number in (1, 2)]
    found = taken(read(sonarr_release(1, episodeFiles=files, sourcePath="\\\\nas\\downloads\\Show")))
    assert found.path == "D:\\TV\\Show\\Season 1"
    assert found.imported_from == "\\\\nas\\downloads\\Show"
    file = {"relativePath": "Season 1\\1.mkv"}
    found = taken(read(sonarr(series={**SERIES, "path": "\\\\nas\\tv\\Show"}, episodeFile=file)))
    assert found.path == "\\\\nas\\tv\\Show\\Season 1\\1.mkv"


def test_release_without_files_lies_where_it_went() -> None:
    assert taken(read(sonarr_release())).path == FOLDER

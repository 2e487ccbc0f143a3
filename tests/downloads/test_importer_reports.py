"""The reports of Sonarr, Radarr, Lidarr and Readarr, read as downloads."""

from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.download import (
    ChangedFolder,
    Download,
    DownloadedFile,
    IgnoredEvent,
    ImporterEvent,
    MediaInfo,
)
from custom_components.plex_arrivals.downloads.report_schema import MAX_TEXT_LENGTH

from .importer_bodies import (
    ARTIST,
    AUTHOR,
    INFO_HASH,
    LIDARR_RENAME,
    MOVIE,
    NOW,
    RADARR_RENAME,
    SERIES,
    SONARR_RENAME,
    TESTS,
    as_download,
    as_older_version,
    episode,
    episode_file,
    lidarr,
    radarr,
    read,
    readarr,
    sonarr,
    sonarr_release,
)

FOLDER = "/tv/Harbour Watch/Season 02"


def test_sonarr_import_of_file() -> None:
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
        media=MediaInfo(
            type="show",
            title="Harbour Watch",
            year=2010,
            season=2,
            episodes=(5,),
            episode_title="Part 5",
            quality="WEBDL-1080p",
            is_upgrade=False,
            external_ids=("tvdb://300001",),
        ),
    )


def test_sonarr_import_of_release() -> None:
    found = as_download(read(sonarr_release(1, 2, 3)))
    assert (found.name, found.path, found.source) == ("Harbour Watch S02", FOLDER, "sonarr")
    assert [file.size for file in found.files] == [1001, 1002, 1003]
    assert found.imported_from == "/downloads/Harbour.Watch.S02"
    assert found.hash == INFO_HASH.lower()


def test_radarr_import() -> None:
    found = as_download(read(radarr()))
    assert (found.name, found.source, found.media_type) == ("Sable Coast (2021)", "radarr", "movie")
    assert found.path == "/films/Sable Coast (2021)/Sable Coast (2021).mkv"
    assert found.files == (DownloadedFile(path=found.path, size=5_000_000_000),)
    assert found.imported_from == "/downloads/Sable.Coast.2021/sable.mkv"


def test_lidarr_import() -> None:
    found = as_download(read(lidarr()))
    assert (found.name, found.source, found.media_type) == ("The Quiet Hours - Slow Rivers", "lidarr", "music")
    assert found.path == "/music/The Quiet Hours/Slow Rivers"
    assert [file.size for file in found.files] == [31, 32]
    assert found.imported_from is None


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ((), "/books/Iris Vane/The Salt Road/The Salt Road.m4b"),
        (("1.mp3", "2.mp3"), "/books/Iris Vane/The Salt Road"),
        (("The Salt Road.epub",), "/books/Iris Vane/The Salt Road/The Salt Road.epub"),
    ],
)
def test_readarr_import(files: tuple[str, ...], path: str) -> None:
    """It imports audiobooks and e-books: only the files show whether they are for Plex."""
    found = as_download(read(readarr(*files)))
    assert (found.name, found.source, found.media_type) == ("Iris Vane - The Salt Road", "readarr", None)
    assert (found.path, found.imported, found.hash) == (path, True, INFO_HASH.lower())
    assert [file.size for file in found.files] == [60, 61][: len(files) or 1]
    renamed = read(readarr(eventType="Rename", bookFiles=None, renamedBookFiles=readarr()["bookFiles"]))
    assert as_download(renamed).path == "/books/Iris Vane/The Salt Road/The Salt Road.m4b"


@pytest.mark.parametrize(
    ("report", "path", "came_from"),
    [
        pytest.param(
            as_older_version(sonarr(), "episodeFile"),
            f"{FOLDER}/Harbour Watch - S02E05.mkv",
            "/downloads/Harbour.Watch.S02/e05.mkv",
            id="Sonarr 3 to 4.0.8",
        ),
        pytest.param(
            as_older_version(radarr(), "movieFile"),
            "/films/Sable Coast (2021)/Sable Coast (2021).mkv",
            "/downloads/Sable.Coast.2021/sable.mkv",
            id="Radarr up to 5.9",
        ),
        pytest.param(
            as_older_version(sonarr(instanceName="Whisparr"), "episodeFile"),
            f"{FOLDER}/Harbour Watch - S02E05.mkv",
            "/downloads/Harbour.Watch.S02/e05.mkv",
            id="Whisparr 2",
        ),
        pytest.param(
            as_older_version(radarr(instanceName="Whisparr"), "movieFile"),
            "/films/Sable Coast (2021)/Sable Coast (2021).mkv",
            "/downloads/Sable.Coast.2021/sable.mkv",
            id="Whisparr 3",
        ),
        pytest.param(
            as_older_version(sonarr_release(1, 2), "episodeFiles"),
            FOLDER,
            "/downloads/Harbour.Watch.S02",
            id="On Import Complete of Sonarr 4.0.6 to 4.0.8",
        ),
        pytest.param(
            as_older_version(sonarr_release(1, 2, sourcePath=None), "episodeFiles"),
            FOLDER,
            "/downloads/Harbour.Watch.S02",
            id="the same without the release's own path",
        ),
        pytest.param(
            sonarr(
                episodeFile={"relativePath": "Season 2\\e.mkv", "path": "D:\\done\\x.mkv"}, series={"path": "E:\\TV\\A"}
            ),
            "E:\\TV\\A\\Season 2\\e.mkv",
            "D:\\done\\x.mkv",
            id="on Windows",
        ),
    ],
)
def test_path_of_older_importers_is_source_path(report: dict[str, Any], path: str, came_from: str) -> None:
    found = as_download(read(report))
    assert (found.path, found.imported_from) == (path, came_from)
    assert all((file.path.startswith(path) and file.size) or len(found.files) == 1 for file in found.files)


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
    ],
    ids=["sonarr", "radarr", "lidarr"],
)
def test_renamed_files_are_download(report: dict[str, Any], path: str, name: str, before: str | None) -> None:
    found = as_download(read(report))
    assert (found.path, found.name, found.imported) == (path, name, True)
    assert (found.hash, found.imported_from) == (None, before)


@pytest.mark.parametrize(
    ("owner", "path", "source"),
    [
        ({"series": SERIES}, "/tv/Harbour Watch", "sonarr"),
        ({"movie": MOVIE}, "/films/Sable Coast (2021)", "radarr"),
        ({"artist": ARTIST}, "/music/The Quiet Hours", "lidarr"),
        ({"author": AUTHOR}, "/books/Iris Vane", "readarr"),
        ({"series": SERIES, "renamedEpisodeFiles": []}, "/tv/Harbour Watch", "sonarr"),
    ],
)
def test_rename_without_files_is_changed_folder(owner: dict[str, Any], path: str, source: str) -> None:
    """Sonarr 2 and other old versions send such renames."""
    assert read({"eventType": "Rename", **owner}) == ChangedFolder(path=path, source=source)


@pytest.mark.parametrize(
    ("report", "event"),
    [
        *((report, ImporterEvent(source=name, is_test=True)) for name, report in TESTS.items()),
        (
            radarr(eventType="ManualInteractionRequired", downloadId="AB12"),
            ImporterEvent(source="radarr", download_id="AB12"),
        ),
        (sonarr(eventType="manualInteractionRequired", downloadId=5), ImporterEvent(source="sonarr")),
        ({"eventType": "ImportFailure", "artist": ARTIST, "trackFiles": []}, ImporterEvent(source="lidarr")),
    ],
)
def test_events_without_files(report: dict[str, Any], event: ImporterEvent) -> None:
    assert read(report) == event


@pytest.mark.parametrize(
    ("report", "source"),
    [
        (sonarr(eventType="Grab"), "sonarr"),
        (sonarr(eventType="EpisodeFileDelete"), "sonarr"),
        (lidarr(eventType="Retag"), "lidarr"),
        ({"eventType": "Health", "message": "Disk full", "instanceName": "My Readarr"}, "readarr"),
        ({"eventType": "ApplicationUpdate"}, "webhook"),
        ({"eventType": "SomethingNew", "series": 5}, "webhook"),
        ({"eventType": None, "instanceName": ["Sonarr"]}, "webhook"),
    ],
)
def test_other_events_are_ignored(report: dict[str, Any], source: str) -> None:
    assert read(report) == IgnoredEvent(source=source)


@pytest.mark.parametrize(
    "report", [sonarr(), sonarr(eventType="Test"), sonarr(eventType="Grab"), SONARR_RENAME, radarr()]
)
def test_whisparr_is_recognized_by_its_name(report: dict[str, Any]) -> None:
    """Its reports have the fields of those of Sonarr or Radarr."""
    assert read({**report, "instanceName": "Attic WHISPARR"}).source == "whisparr"


@pytest.mark.parametrize(
    ("episodes", "name"),
    [
        ([episode(5), episode(6)], "Harbour Watch S02E05-E06"),
        ([episode(1, season=0)], "Harbour Watch S00E01"),
        ([episode(100)], "Harbour Watch S02E100"),
        ([episode(1), episode(1, season=3)], "Harbour Watch"),
        ([{"seasonNumber": "2"}], "Harbour Watch S02"),
        ([], "Harbour Watch"),
        (7, "Harbour Watch"),
    ],
)
def test_episodes_in_names(episodes: Any, name: str) -> None:
    assert as_download(read(sonarr(episodes=episodes))).name == name


def test_name_without_title() -> None:
    for title in (None, ["a"], 5):
        untitled = {"path": SERIES["path"], "title": title}
        assert as_download(read(sonarr(series=untitled))).name == "Harbour.Watch.S02E05"
        assert as_download(read(sonarr(series=untitled, release=None))).name == "Harbour Watch - S02E05.mkv"


def test_long_names_are_cut() -> None:
    for report in (sonarr(series={**SERIES, "title": "x" * 9999}), readarr(author={**AUTHOR, "name": "x" * 9999})):
        assert as_download(read(report)).name == "x" * MAX_TEXT_LENGTH


@pytest.mark.parametrize(
    ("download_id", "expected"),
    [
        (INFO_HASH, INFO_HASH.lower()),
        ("ab" * 32, "ab" * 32),
        ("SABnzbd_nzo_k3x9", None),
        ("b5c7e0a9f2d34e6f8a1b2c3d4e5f6071", None),  # the id of NZBGet
        (INFO_HASH + "0", None),
        (None, None),
        ("-", None),
    ],
)
def test_other_ids_are_no_hashes(download_id: str | None, expected: str | None) -> None:
    assert as_download(read(sonarr(downloadId=download_id))).hash == expected
    assert as_download(read({"path": "/a/b", "hash": download_id})).hash == expected


def test_relative_path_is_in_folder_of_parent() -> None:
    file = {key: value for key, value in episode_file(5).items() if key not in ("path", "sourcePath")}
    found = as_download(read(sonarr(episodeFile=file)))
    assert found.path == f"{FOLDER}/Harbour Watch - S02E05.mkv"
    assert found.imported_from is None


def test_windows_paths() -> None:
    files = [{"path": f"D:\\TV\\Show\\Season 1\\{number}.mkv", "size": number} for number in (1, 2)]
    found = as_download(read(sonarr_release(1, episodeFiles=files, sourcePath="\\\\nas\\downloads\\Show")))
    assert found.path == "D:\\TV\\Show\\Season 1"
    assert found.imported_from == "\\\\nas\\downloads\\Show"
    file = {"relativePath": "Season 1\\1.mkv"}
    found = as_download(read(sonarr(series={**SERIES, "path": "\\\\nas\\tv\\Show"}, episodeFile=file)))
    assert found.path == "\\\\nas\\tv\\Show\\Season 1\\1.mkv"


def test_release_without_files_has_destination_path() -> None:
    assert as_download(read(sonarr_release())).path == FOLDER


@pytest.mark.parametrize("client_id", ["SABnzbd_nzo_1x", "5d0f3b1c9a7e4f2d8b6a1c3e5f7d9b0a", "12"])
def test_id_of_usenet_client(client_id: str) -> None:
    found = as_download(read(sonarr(downloadId=client_id)))
    assert (found.hash, found.client_id) == (None, client_id)
    assert as_download(read(sonarr())).client_id is None

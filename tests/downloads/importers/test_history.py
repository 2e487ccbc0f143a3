"""What became of a download, from the records of its history."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.downloads.importers.history import Outcome, outcome
from custom_components.plex_arrivals.downloads.importers.kinds import KINDS

from .records import ALBUM, ARTIST, MOVIE, SERIES, episode, event

FOLDER = "/media/shows/Attic (2019)/Season 02"


def read(*records: Any, domain: str = "sonarr") -> Outcome:
    """Return the outcome of records, the newest first."""
    return outcome(KINDS[domain], records)


def imported(number: int, **given: Any) -> dict[str, Any]:
    data = {
        "droppedPath": f"/downloads/Attic.S02/attic.s02e0{number}.mkv",
        "importedPath": f"{FOLDER}/Attic - S02E0{number}.mkv",
        "size": "700",
    }
    date = f"2026-11-29T10:00:0{number}Z"
    return event("downloadFolderImported", date, **data | given) | {
        "series": SERIES,
        "episodeId": number,
        "episode": episode(number, hasFile=True),
    }


def imported_file(number: int, size: int | None = 700) -> DownloadedFile:
    return DownloadedFile(path=f"{FOLDER}/Attic - S02E0{number}.mkv", size=size)


def test_episode() -> None:
    found = read(imported(1), event("grabbed"))
    assert (found.decided, found.imported_count) == (False, 1)
    assert found.imported
    assert found.imported.media
    assert found.imported.media.title == "Attic"
    assert found.imported.media.is_upgrade is None
    assert found.imported == Download(
        name="Attic S02E01",
        path=f"{FOLDER}/Attic - S02E01.mkv",
        source="sonarr",
        files=(imported_file(1),),
        finished_at=datetime(2026, 11, 29, 10, 0, 1, tzinfo=UTC),
        media_type="show",
        imported=True,
        imported_from="/downloads/Attic.S02/attic.s02e01.mkv",
        settled=True,
        media=found.imported.media,
    )


def test_pack() -> None:
    pack = read(imported(3), imported(2), imported(2), imported(1), *[event("grabbed")] * 3)
    found = pack.imported
    assert found
    assert pack.imported_count == 3
    assert (found.name, found.path, found.imported_from) == ("Attic S02", FOLDER, "/downloads/Attic.S02")
    assert set(found.files) == {imported_file(number) for number in (1, 2, 3)}
    assert found.finished_at == datetime(2026, 11, 29, 10, 0, 3, tzinfo=UTC)


def test_file_with_two_episodes() -> None:
    both = f"{FOLDER}/Attic - S02E01-E02.mkv"
    double = read(imported(2, importedPath=both), imported(1, importedPath=both))
    found = double.imported
    assert found
    assert double.imported_count == 2
    assert (found.name, found.path) == ("Attic S02E01-E02", both)
    assert found.files == (DownloadedFile(path=both, size=700),)


def test_movie_on_windows() -> None:
    record = event(
        "downloadFolderImported",
        droppedPath="D:\\downloads\\Lantern.2021\\lantern.mkv",
        importedPath="E:\\Movies\\Lantern (2021)\\Lantern.mkv",
    )
    found = read({**record, "movie": MOVIE}, domain="radarr").imported
    assert found
    assert (found.name, found.path) == ("Lantern (2021)", "E:\\Movies\\Lantern (2021)\\Lantern.mkv")
    assert found.imported_from == "D:\\downloads\\Lantern.2021\\lantern.mkv"
    assert found.files == (DownloadedFile(path=found.path),)


def test_album() -> None:
    folder = "/media/music/The Cellars/Stairs (2012)"
    tracks = [
        event("trackFileImported", importedPath=f"{folder}/0{number}.flac", droppedPath=f"/downloads/x/{number}.flac")
        | {"artist": ARTIST, "album": ALBUM}
        for number in (1, 2)
    ]
    assert not read(*tracks, event("grabbed"), domain="lidarr").decided
    album = read(event("downloadImported"), *tracks, event("grabbed"), domain="lidarr")
    found = album.imported
    assert found
    assert album.decided
    assert (found.name, found.path, found.media_type) == ("The Cellars - Stairs", folder, "music")
    assert len(found.files) == 2


def test_unrecorded_download_is_not_the_importers() -> None:
    assert read() == Outcome()


@pytest.mark.parametrize(
    ("records", "decided", "messages"),
    [
        ([event("grabbed")], False, ()),
        ([event("downloadFailed", message="Encrypted"), event("grabbed")], True, ("Encrypted",)),
        ([event("downloadIgnored", message="Manually ignored"), event("grabbed")], True, ("Manually ignored",)),
        ([event("albumImportIncomplete", statusMessages="[]"), event("grabbed")], False, ()),
        ([event("someNewEvent")], False, ()),
        ([event("downloadImported")], True, ()),
        # grabbed again since
        ([event("grabbed"), event("downloadFailed", message="Failed download detected"), event("grabbed")], False, ()),
        ([event("grabbed"), imported(1), event("grabbed")], False, ()),
    ],
)  # fmt: skip
def test_not_imported(records: list[Any], decided: bool, messages: tuple[str, ...]) -> None:
    assert read(*records) == Outcome(found=True, decided=decided, messages=messages)


def test_part_of_a_pack_is_imported_and_the_rest_fails() -> None:
    found = read(event("downloadFailed", message="Failed download detected"), imported(1), event("grabbed"))
    assert found.imported
    assert found.decided
    assert not found.messages


def test_imported_again_keeps_the_newest() -> None:
    found = read(imported(1, size="800"), imported(1)).imported
    assert found
    assert found.files == (imported_file(1, 800),)


@pytest.mark.parametrize("odd", [None, [], {}, 0])
def test_without_ids_files_are_counted(odd: Any) -> None:
    assert read(*(imported(number) | {"episodeId": odd} for number in (1, 2))).imported_count == 2


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"size": "many"}, "files", (imported_file(1, None),)),
        ({"size": None}, "files", (imported_file(1, None),)),
        ({"droppedPath": None}, "imported_from", None),
        ({"droppedPath": "attic.mkv"}, "imported_from", None),
        ({"droppedPath": "/"}, "imported_from", None),
        ({"droppedPath": 7}, "imported_from", None),
    ],
)
def test_odd_data_costs_that_field(given: dict[str, Any], field: str, value: object) -> None:
    found = read(imported(1, **given)).imported
    assert found
    assert getattr(found, field) == value
    assert found.path == imported_file(1).path


@pytest.mark.parametrize("path", [None, 7, "", "attic.mkv", "/", "C:\\"])
def test_without_a_path_nothing_was_imported(path: Any) -> None:
    assert read(imported(1, importedPath=path)).imported is None


@pytest.mark.parametrize("date", [None, 7, "", "yesterday", "2026-13-45T99:00:00Z"])
def test_odd_date(date: Any) -> None:
    found = read(imported(1) | {"date": date}).imported
    assert found
    assert found.finished_at is None


@pytest.mark.parametrize("odd", [None, 7, "text", [], {"a": 1}, True], ids=str)
def test_odd_records(odd: Any) -> None:
    for key in ("eventType", "data", "series", "episode", "quality"):
        assert read(imported(1) | {key: odd}).found
    assert read(event("grabbed") | {"data": odd}).found


def test_without_a_series_the_name_is_that_of_the_file() -> None:
    found = read(imported(1) | {"series": None}).imported
    assert found
    assert (found.name, found.media) == ("Attic - S02E01.mkv", None)


def test_files_far_apart() -> None:
    """A folder that holds them all would be the root: those beside the first are delivered."""
    found = read(imported(1, importedPath="/a/1.mkv"), imported(2, importedPath="/b/2.mkv")).imported
    assert found
    assert (found.path, len(found.files)) == ("/a", 1)

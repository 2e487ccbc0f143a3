"""Which items hold the files of a download."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
import unicodedata

import pytest

from custom_components.plex_arrivals.deliveries.changes import PlexChanges
from custom_components.plex_arrivals.deliveries.match import DownloadMatch, FileCount
from custom_components.plex_arrivals.deliveries.routing import Route
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import PlexFile, PlexMediaItem

BY_TYPE = (Route(library_id="1"),)
FINISHED = datetime(2026, 5, 1, 12, tzinfo=UTC)
BEFORE, AFTER = FINISHED - timedelta(days=9), FINISHED + timedelta(minutes=1)


def match(download: Download, routes: Sequence[Route], on_change: Callable[[], None] = lambda: None) -> DownloadMatch:
    changes = PlexChanges(FINISHED, {}, {}, timedelta())
    return DownloadMatch(download, routes, changes, on_change, lambda _: False)


def by_path(path: str, library_id: str = "1") -> Route:
    return Route(library_id=library_id, location="/media", path=path, folder=path)


def download(path: str, *files: str, size: int | None = 1000) -> Download:
    listed = tuple(DownloadedFile(path=f"{path}/{file}" if file != "." else path, size=size) for file in files)
    return Download(name=path.rpartition("/")[2], path=path, source="test", files=listed)


def item(
    item_id: str,
    *files: str,
    size: int | None = 1000,
    library_id: str | None = "1",
    title: str = "T",
    episode: int | None = None,
    added_at: datetime | None = AFTER,
    updated_at: datetime | None = None,
) -> PlexMediaItem:
    return PlexMediaItem(
        id=item_id,
        type="episode",
        title=title,
        url=f"https://plex/{item_id}",
        library_id=library_id,
        season=1,
        episode=episode,
        added_at=added_at,
        updated_at=updated_at,
        files=tuple(PlexFile(path=path, size=size) for path in files),
    )


# --- by path


def test_path_matches_without_size() -> None:
    matched = match(download("/downloads/Show", "a.mkv"), [by_path("/media/Show")])
    assert matched.add(item("7", "/media/Show/a.mkv", size=None))
    assert matched.is_complete
    assert [one.id for one in matched.items] == ["7"]


@pytest.mark.parametrize(
    "file", ["/media/Show 2/a.mkv", "/media/a.mkv", "/media/Show/S/a.mkv", "/media/Show/b.mkv", "/downloads/Show/a.mkv"]
)
def test_other_path_does_not_match(file: str) -> None:
    matched = match(download("/downloads/Show", "a.mkv"), [by_path("/media/Show")])
    assert not matched.add(item("7", file, title="Show"))
    assert not matched.found
    assert [one.path for one in matched.missing_files] == ["/downloads/Show/a.mkv"]


def test_title_does_not_match() -> None:
    for routes in (BY_TYPE, (by_path("/media/Show"),)):
        matched = match(download("/downloads/Show", "a.mkv"), routes)
        assert not matched.add(item("7", title="Show"))
        assert not matched.add(item("8", "/media/Show/other.mkv", title="a.mkv"))


def test_windows_path_in_other_unicode_form_matches() -> None:
    name = "Amélie à la plage.mkv"
    matched = match(download("/downloads/Été", name), [by_path("D:\\Media\\Été")])
    assert matched.add(item("7", unicodedata.normalize("NFD", f"d:\\media\\ÉTÉ\\{name}")))
    assert matched.is_complete


def test_other_library_does_not_match() -> None:
    matched = match(download("/media/Show", "a.mkv"), [by_path("/media/Show")])
    assert not matched.add(item("7", "/media/Show/a.mkv", library_id="2"))
    assert matched.add(item("7", "/media/Show/a.mkv", library_id=None))


def test_each_library_has_its_expected_path() -> None:
    matched = match(download("/d/Show", "a.mkv"), [by_path("/media/Show"), by_path("/other/Show", "2")])
    assert not matched.add(item("7", "/other/Show/a.mkv"))
    assert matched.add(item("8", "/other/Show/a.mkv", library_id="2"))


# --- by name and size


def test_name_and_size_match_without_mapping() -> None:
    matched = match(download("/downloads/Show", "Ä.mkv"), BY_TYPE)
    assert not matched.add(item("6", "/tv/Show/Ä.mkv", size=999))
    assert not matched.add(item("6", "/tv/Show/B.mkv"))
    assert matched.add(item("7", unicodedata.normalize("NFD", "/tv/Elsewhere/Ä.mkv")))


def test_without_sizes_folder_has_to_agree() -> None:
    matched = match(download("/downloads/Show S01", "01.mkv", size=None), BY_TYPE)
    assert not matched.add(item("6", "/tv/Another Show/01.mkv"))
    assert matched.add(item("7", "/tv/show s01/01.mkv"))


def test_without_sizes_same_season_of_another_show_does_not_match() -> None:
    matched = match(download("/sorted/Night Ferry/Season 01", "Episode 01.mkv", size=None), BY_TYPE)
    assert not matched.add(item("6", "/tv/Another Show/Season 01/Episode 01.mkv"))


def test_without_sizes_old_item_does_not_match() -> None:
    matched = match(download("/downloads/Copper.Valley.S01E02.mkv", ".", size=None), BY_TYPE)
    assert not matched.add(item("7", "/tv/Copper Valley/Copper.Valley.S01E02.mkv", added_at=BEFORE))


def test_without_sizes_distinctive_name_matches() -> None:
    matched = match(download("/downloads/Copper.Valley.S01E02.mkv", ".", size=None), BY_TYPE)
    assert matched.add(item("7", "/tv/Copper Valley/Copper.Valley.S01E02.mkv"))


# --- several files, several items


def test_pack_with_missing_files() -> None:
    matched = match(download("/d/Show", "S01E01.mkv", "S01E02.mkv", "S01E03.mkv"), [by_path("/media/Show")])
    assert matched.add(item("3", "/media/Show/S01E03.mkv", episode=3))
    assert matched.add(item("1", "/media/Show/S01E01.mkv", episode=1))
    assert not matched.is_complete
    assert [one.path for one in matched.missing_files] == ["/d/Show/S01E02.mkv"]
    assert [one.id for one in matched.items] == ["1", "3"]
    matched.add(item("2", "/media/Show/S01E02.mkv", episode=2))
    assert matched.is_complete


def test_samples_are_not_awaited() -> None:
    matched = match(download("/d/Film", "film.mkv", "Sample/sample.mkv", "film.srt"), [by_path("/media/Film")])
    matched.add(item("1", "/media/Film/film.mkv"))
    assert matched.is_complete


def test_same_name_in_two_folders_are_two_files() -> None:
    matched = match(download("/d/Album", "CD1/01.flac", "CD2/01.flac"), [by_path("/media/Album")])
    matched.add(item("1", "/media/Album/CD1/01.flac"))
    assert [one.path for one in matched.missing_files] == ["/d/Album/CD2/01.flac"]


def test_same_name_in_two_folders_without_sizes_and_mapping() -> None:
    matched = match(download("/d/Album", "CD1/01.flac", "CD2/01.flac", size=None), BY_TYPE)
    matched.add(item("1", "/music/Album/CD1/01.flac", size=None))
    assert [one.path for one in matched.missing_files] == ["/d/Album/CD2/01.flac"]


def test_one_file_with_two_episodes_is_two_items() -> None:
    matched = match(download("/d/Show", "S01E01E02.mkv"), [by_path("/media/Show")])
    assert matched.add(item("2", "/media/Show/S01E01E02.mkv", episode=2))
    assert matched.add(item("1", "/media/Show/S01E01E02.mkv", episode=1))
    assert [one.id for one in matched.items] == ["1", "2"]
    assert len(matched.found) == 1


def test_two_versions_and_split_parts_are_one_item() -> None:
    for names in (("Film - 1080p.mkv", "Film - 4K.mkv"), ("Film - cd1.avi", "Film - cd2.avi")):
        matched = match(download("/d/Film", *names), [by_path("/media/Film")])
        matched.add(item("1", f"/media/Film/{names[0]}"))
        assert not matched.is_complete
        matched.add(item("1", *(f"/media/Film/{name}" for name in names)))
        assert matched.is_complete
        assert len(matched.items) == 1


def test_upgraded_item_that_still_holds_the_old_file() -> None:
    matched = match(download("/d/Film", "new.mkv"), [by_path("/media/Film")])
    assert not matched.add(item("1", "/media/Film/old.mkv"))
    assert matched.add(item("1", "/media/Film/old.mkv", "/media/Film/new.mkv"))
    assert matched.is_complete


def test_item_added_again_replaces_earlier() -> None:
    matched = match(download("/d/Film", "a.mkv"), [by_path("/media/Film")])
    matched.add(item("1", "/media/Film/a.mkv", title=""))
    matched.add(item("1", "/media/Film/a.mkv", title="Film"))
    assert [one.title for one in matched.items] == ["Film"]


def test_file_count_counts_files_not_items() -> None:
    counts: list[FileCount | None] = []
    names = ("S01E01E02.mkv", "S01E03.mkv", "Sample/sample.mkv", "S01E03.srt")
    matched = match(
        download("/d/Show", *names), [by_path("/media/Show")], on_change=lambda: counts.append(matched.file_count)
    )
    assert matched.file_count == (0, 2)
    matched.add(item("9", "/media/Show/another.mkv"))
    matched.add(item("1", "/media/Show/S01E01E02.mkv", episode=1))
    matched.add(item("2", "/media/Show/S01E01E02.mkv", episode=2))
    matched.add(item("3", "/media/Show/S01E03.mkv", episode=3))
    matched.remove("1")
    matched.remove("2")
    assert counts == [(1, 2), (1, 2), (2, 2), (1, 2)]


@pytest.mark.parametrize("files", [(), ("film.mkv",), ("film.mkv", "Sample/sample.mkv"), ("film.rar", "film.r00")])
def test_file_count_is_none_for_one_file(files: tuple[str, ...]) -> None:
    matched = match(download("/d/Film", *files), [by_path("/media/Film")])
    matched.add(item("1", "/media/Film/film.mkv"))
    assert matched.file_count is None


# --- unknown files


def test_unknown_files_match_all_in_folder() -> None:
    matched = match(download("/d/Show"), [by_path("/media/Show")])
    assert matched.has_unknown_files
    assert list(matched.file_names) == []
    assert not matched.add(item("1", "/media/Show 2/a.mkv"))
    assert matched.add(item("2", "/media/Show/Season 1/a.mkv", episode=1))
    assert matched.add(item("3", "/media/Show/Season 1/b.mkv", episode=2))
    assert [one.id for one in matched.items] == ["2", "3"]
    assert not matched.is_complete


def test_unknown_files_without_mapping_match_folder_of_same_name() -> None:
    matched = match(download("/d/Show S01"), BY_TYPE)
    assert not matched.add(item("1", "/tv/Show/a.mkv", title="Show S01"))
    assert matched.add(item("2", "/tv/Show S01/a.mkv"))


@pytest.mark.parametrize(
    ("folder", "added_at", "checked"),
    [("/media/Show", AFTER, ["7"]), ("/media/Show", BEFORE, []), ("/media/tv", AFTER, []), ("/media", AFTER, [])],
)
def test_history_is_only_searched_for_what_may_belong(folder: str, added_at: datetime, checked: list[str]) -> None:
    """It may be long, and there may be many items."""
    asked: list[str] = []

    def is_of_other(one: PlexMediaItem) -> bool:
        asked.append(one.id)
        return True

    changes = PlexChanges(FINISHED, {}, {}, timedelta())
    matched = DownloadMatch(download(f"{folder}/x"), [by_path(folder)], changes, lambda: None, is_of_other)
    assert not matched.add(item("7", f"{folder}/a.mkv", title="Show", added_at=added_at))
    assert asked == checked


def test_unknown_files_do_not_match_changed_item_in_season_folder() -> None:
    matched = match(download("/d/Season 01"), [by_path("/media/Show/Season 01")])
    assert not matched.add(item("1", "/media/Show/Season 01/a.mkv", added_at=BEFORE, updated_at=AFTER))
    assert matched.add(item("2", "/media/Show/Season 01/b.mkv", added_at=AFTER))


def test_packed_download_has_unknown_files() -> None:
    matched = match(download("/d/Copper Sky", "a.rar", "a.r00", "Sample/sample.mkv"), [by_path("/media/Copper Sky")])
    assert matched.has_unknown_files
    assert matched.add(item("1", "/media/Copper Sky/unpacked.mkv"))


# --- waiting


async def test_waits_end_when_files_are_found() -> None:
    matched = match(download("/d/Show", "a.mkv", "b.mkv"), [by_path("/media/Show")])
    first, completed = asyncio.create_task(matched.wait_found()), asyncio.create_task(matched.wait_complete())
    await asyncio.sleep(1)
    matched.add(item("9", "/media/Show/c.mkv"))
    await asyncio.sleep(1)
    assert not first.done()
    matched.add(item("1", "/media/Show/a.mkv"))
    await asyncio.wait_for(first, 1)
    assert not completed.done()
    more = asyncio.create_task(matched.wait_found(more=True))
    await asyncio.sleep(1)
    assert not more.done()
    matched.add(item("2", "/media/Show/b.mkv"))
    await asyncio.wait_for(asyncio.gather(more, completed), 1)

"""What proves that a download is in Plex."""

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
    return DownloadMatch(download, routes, PlexChanges(FINISHED, {}, {}, timedelta()), on_change)


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


def test_path_proves_whatever_the_size() -> None:
    watch = match(download("/downloads/Show", "a.mkv"), [by_path("/media/Show")])
    assert watch.add(item("7", "/media/Show/a.mkv", size=None))
    assert watch.is_complete
    assert [one.id for one in watch.items] == ["7"]


@pytest.mark.parametrize(
    "file", ["/media/Show 2/a.mkv", "/media/a.mkv", "/media/Show/S/a.mkv", "/media/Show/b.mkv", "/downloads/Show/a.mkv"]
)
def test_another_path_does_not_prove(file: str) -> None:
    watch = match(download("/downloads/Show", "a.mkv"), [by_path("/media/Show")])
    assert not watch.add(item("7", file, title="Show"))
    assert not watch.found
    assert [one.path for one in watch.missing_files] == ["/downloads/Show/a.mkv"]


def test_title_never_proves() -> None:
    for routes in (BY_TYPE, (by_path("/media/Show"),)):
        watch = match(download("/downloads/Show", "a.mkv"), routes)
        assert not watch.add(item("7", title="Show"))
        assert not watch.add(item("8", "/media/Show/other.mkv", title="a.mkv"))


def test_windows_plex_and_both_unicode_forms() -> None:
    name = "Amélie à la plage.mkv"
    watch = match(download("/downloads/Été", name), [by_path("D:\\Media\\Été")])
    assert watch.add(item("7", unicodedata.normalize("NFD", f"d:\\media\\ÉTÉ\\{name}")))
    assert watch.is_complete


def test_a_library_that_is_not_meant_does_not_count() -> None:
    watch = match(download("/media/Show", "a.mkv"), [by_path("/media/Show")])
    assert not watch.add(item("7", "/media/Show/a.mkv", library_id="2"))
    assert watch.add(item("7", "/media/Show/a.mkv", library_id=None))


def test_each_library_has_its_own_path() -> None:
    watch = match(download("/d/Show", "a.mkv"), [by_path("/media/Show"), by_path("/other/Show", "2")])
    assert not watch.add(item("7", "/other/Show/a.mkv"))
    assert watch.add(item("8", "/other/Show/a.mkv", library_id="2"))


# --- by name and size


def test_name_and_size_prove_without_a_mapping() -> None:
    watch = match(download("/downloads/Show", "Ä.mkv"), BY_TYPE)
    assert not watch.add(item("6", "/tv/Show/Ä.mkv", size=999))
    assert not watch.add(item("6", "/tv/Show/B.mkv"))
    assert watch.add(item("7", unicodedata.normalize("NFD", "/tv/Elsewhere/Ä.mkv")))


def test_without_sizes_the_folder_has_to_agree() -> None:
    watch = match(download("/downloads/Show S01", "01.mkv", size=None), BY_TYPE)
    assert not watch.add(item("6", "/tv/Another Show/01.mkv"))
    assert watch.add(item("7", "/tv/show s01/01.mkv"))


def test_without_sizes_the_same_season_of_another_show_does_not_prove() -> None:
    watch = match(download("/sorted/Night Ferry/Season 01", "Episode 01.mkv", size=None), BY_TYPE)
    assert not watch.add(item("6", "/tv/Another Show/Season 01/Episode 01.mkv"))


def test_without_sizes_what_was_there_before_does_not_prove() -> None:
    watch = match(download("/downloads/Copper.Valley.S01E02.mkv", ".", size=None), BY_TYPE)
    assert not watch.add(item("7", "/tv/Copper Valley/Copper.Valley.S01E02.mkv", added_at=BEFORE))


def test_without_sizes_a_single_files_own_name_proves() -> None:
    watch = match(download("/downloads/Copper.Valley.S01E02.mkv", ".", size=None), BY_TYPE)
    assert watch.add(item("7", "/tv/Copper Valley/Copper.Valley.S01E02.mkv"))


# --- several files, several items


def test_pack_with_missing_files() -> None:
    watch = match(download("/d/Show", "S01E01.mkv", "S01E02.mkv", "S01E03.mkv"), [by_path("/media/Show")])
    assert watch.add(item("3", "/media/Show/S01E03.mkv", episode=3))
    assert watch.add(item("1", "/media/Show/S01E01.mkv", episode=1))
    assert not watch.is_complete
    assert [one.path for one in watch.missing_files] == ["/d/Show/S01E02.mkv"]
    assert [one.id for one in watch.items] == ["1", "3"]
    watch.add(item("2", "/media/Show/S01E02.mkv", episode=2))
    assert watch.is_complete


def test_samples_are_not_awaited() -> None:
    watch = match(download("/d/Film", "film.mkv", "Sample/sample.mkv", "film.srt"), [by_path("/media/Film")])
    watch.add(item("1", "/media/Film/film.mkv"))
    assert watch.is_complete


def test_same_name_in_two_folders_are_two_files() -> None:
    watch = match(download("/d/Album", "CD1/01.flac", "CD2/01.flac"), [by_path("/media/Album")])
    watch.add(item("1", "/media/Album/CD1/01.flac"))
    assert [one.path for one in watch.missing_files] == ["/d/Album/CD2/01.flac"]


def test_same_name_in_two_folders_without_sizes_and_mapping() -> None:
    watch = match(download("/d/Album", "CD1/01.flac", "CD2/01.flac", size=None), BY_TYPE)
    watch.add(item("1", "/music/Album/CD1/01.flac", size=None))
    assert [one.path for one in watch.missing_files] == ["/d/Album/CD2/01.flac"]


def test_one_file_with_two_episodes_is_two_items() -> None:
    watch = match(download("/d/Show", "S01E01E02.mkv"), [by_path("/media/Show")])
    assert watch.add(item("2", "/media/Show/S01E01E02.mkv", episode=2))
    assert watch.add(item("1", "/media/Show/S01E01E02.mkv", episode=1))
    assert [one.id for one in watch.items] == ["1", "2"]
    assert len(watch.found) == 1


def test_two_versions_and_split_parts_are_one_item() -> None:
    for names in (("Film - 1080p.mkv", "Film - 4K.mkv"), ("Film - cd1.avi", "Film - cd2.avi")):
        watch = match(download("/d/Film", *names), [by_path("/media/Film")])
        watch.add(item("1", f"/media/Film/{names[0]}"))
        assert not watch.is_complete
        watch.add(item("1", *(f"/media/Film/{name}" for name in names)))
        assert watch.is_complete
        assert len(watch.items) == 1


def test_upgraded_item_that_still_holds_the_old_file() -> None:
    watch = match(download("/d/Film", "new.mkv"), [by_path("/media/Film")])
    assert not watch.add(item("1", "/media/Film/old.mkv"))
    assert watch.add(item("1", "/media/Film/old.mkv", "/media/Film/new.mkv"))
    assert watch.is_complete


def test_an_item_offered_again_is_taken_as_it_is_now() -> None:
    watch = match(download("/d/Film", "a.mkv"), [by_path("/media/Film")])
    watch.add(item("1", "/media/Film/a.mkv", title=""))
    watch.add(item("1", "/media/Film/a.mkv", title="Film"))
    assert [one.title for one in watch.items] == ["Film"]


def test_file_count_of_files_not_of_items() -> None:
    told: list[FileCount | None] = []
    names = ("S01E01E02.mkv", "S01E03.mkv", "Sample/sample.mkv", "S01E03.srt")
    watch = match(
        download("/d/Show", *names), [by_path("/media/Show")], on_change=lambda: told.append(watch.file_count)
    )
    assert watch.file_count == (0, 2)
    watch.add(item("9", "/media/Show/another.mkv"))
    watch.add(item("1", "/media/Show/S01E01E02.mkv", episode=1))
    watch.add(item("2", "/media/Show/S01E01E02.mkv", episode=2))
    watch.add(item("3", "/media/Show/S01E03.mkv", episode=3))
    watch.remove("1")
    watch.remove("2")
    assert told == [(1, 2), (1, 2), (2, 2), (1, 2)]


@pytest.mark.parametrize("files", [(), ("film.mkv",), ("film.mkv", "Sample/sample.mkv"), ("film.rar", "film.r00")])
def test_no_file_count_where_there_is_nothing_to_count(files: tuple[str, ...]) -> None:
    watch = match(download("/d/Film", *files), [by_path("/media/Film")])
    watch.add(item("1", "/media/Film/film.mkv"))
    assert watch.file_count is None


# --- the source told no files


def test_nameless_counts_all_files_in_the_folder() -> None:
    watch = match(download("/d/Show"), [by_path("/media/Show")])
    assert watch.has_unknown_files
    assert list(watch.file_names) == []
    assert not watch.add(item("1", "/media/Show 2/a.mkv"))
    assert watch.add(item("2", "/media/Show/Season 1/a.mkv", episode=1))
    assert watch.add(item("3", "/media/Show/Season 1/b.mkv", episode=2))
    assert [one.id for one in watch.items] == ["2", "3"]
    assert not watch.is_complete


def test_nameless_without_a_mapping_goes_by_the_folders_name() -> None:
    watch = match(download("/d/Show S01"), BY_TYPE)
    assert not watch.add(item("1", "/tv/Show/a.mkv", title="Show S01"))
    assert watch.add(item("2", "/tv/Show S01/a.mkv"))


def test_nameless_does_not_take_what_only_changed_in_a_season_s_folder() -> None:
    watch = match(download("/d/Season 01"), [by_path("/media/Show/Season 01")])
    assert not watch.add(item("1", "/media/Show/Season 01/a.mkv", added_at=BEFORE, updated_at=AFTER))
    assert watch.add(item("2", "/media/Show/Season 01/b.mkv", added_at=AFTER))


def test_packed_is_nameless() -> None:
    watch = match(download("/d/Film", "a.rar", "a.r00", "Sample/sample.mkv"), [by_path("/media/Film")])
    assert watch.has_unknown_files
    assert watch.add(item("1", "/media/Film/unpacked.mkv"))


# --- waiting


async def test_seen_and_completed_wake_up() -> None:
    watch = match(download("/d/Show", "a.mkv", "b.mkv"), [by_path("/media/Show")])
    seen, completed = asyncio.create_task(watch.wait_found()), asyncio.create_task(watch.wait_complete())
    await asyncio.sleep(1)
    watch.add(item("9", "/media/Show/c.mkv"))
    await asyncio.sleep(1)
    assert not seen.done()
    watch.add(item("1", "/media/Show/a.mkv"))
    await asyncio.wait_for(seen, 1)
    assert not completed.done()
    more = asyncio.create_task(watch.wait_found(more=True))
    await asyncio.sleep(1)
    assert not more.done()
    watch.add(item("2", "/media/Show/b.mkv"))
    await asyncio.wait_for(asyncio.gather(more, completed), 1)

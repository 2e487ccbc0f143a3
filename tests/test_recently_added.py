"""The lists of recently added items, and which is fetched next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.plex.recently_added import RecentlyAdded

START = datetime(2026, 1, 1, tzinfo=UTC)


def item(number: int, library_id: str | None = "1", *, minutes: int | None = None, title: str = "") -> PlexMediaItem:
    added_at = None if minutes is None else START + timedelta(minutes=minutes)
    return PlexMediaItem(
        id=str(number), type="movie", title=title, url=f"x:{number}", library_id=library_id, added_at=added_at
    )


def ids(items: tuple[PlexMediaItem, ...]) -> list[str]:
    return [one.id for one in items]


def test_latest_first_up_to_limit() -> None:
    recent = RecentlyAdded(limit=2)
    recent.take_server([item(1, minutes=1), item(2, minutes=3), item(3, minutes=2)])
    assert ids(recent.newest) == ["2", "3"]


def test_item_without_time_is_last() -> None:
    recent = RecentlyAdded(limit=2)
    recent.take_server([item(1), item(2, minutes=3), item(3, minutes=2)])
    assert ids(recent.newest) == ["2", "3"]


def test_list_of_library_replaces_items_of_server_list() -> None:
    """The server's list has "Season 1" where that of the library has the episode."""
    recent = RecentlyAdded(limit=5)
    recent.take_server([item(20, "2", minutes=9), item(10, "1", minutes=5)])
    recent.take_library("2", [item(22, "2", minutes=8), item(21, "2", minutes=7)])
    assert ids(recent.newest) == ["22", "21", "10"]
    recent.take_library("2", [])
    assert ids(recent.newest) == ["10"]


def test_items_without_library_are_included() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_server([item(1, None, minutes=1)])
    assert ids(recent.newest) == ["1"]


def test_missing_lists_are_fetched_in_order_of_server_list() -> None:
    recent = RecentlyAdded(limit=5)
    assert recent.wanting(["3", "1", "2"]) == ["3", "1", "2"]
    recent.take_library("1", [])
    assert recent.wanting(["3", "1", "2"]) == ["3", "2"]


def test_changed_lists_are_fetched_before_missing_ones() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [])
    recent.changed("2")
    recent.changed("1")
    recent.changed("2")
    recent.changed("gone")
    assert recent.wanting(["3", "1", "2"]) == ["2", "1", "3"]
    recent.take_library("2", [])
    assert recent.wanting(["3", "1", "2"]) == ["1", "3"]


def test_new_item_in_server_list_marks_library_as_changed() -> None:
    recent = RecentlyAdded(limit=5)
    for library_id in ("1", "2", "3"):
        recent.take_library(library_id, [])
    recent.take_server([item(10, "1"), item(20, "2"), item(30, "3")])
    for library_id in ("1", "2", "3"):
        recent.take_library(library_id, [])
    recent.take_server([item(21, "2"), item(10, "1"), item(20, "2"), item(30, "3", title="found out")])
    assert recent.wanting(["1", "2", "3"]) == ["2", "3"]
    recent.take_server([item(21, "2"), item(10, "1"), item(20, "2"), item(30, "3", title="found out")])
    assert recent.wanting(["1", "2", "3"]) == ["2", "3"], "it stays until fetched"


def test_failed_list_does_not_block_others() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [item(1)])
    recent.take_library("2", [])
    recent.changed("1")
    recent.take_library("1", None)
    assert recent.wanting(["1", "2"]) == []
    assert ids(recent.of_libraries["1"]) == ["1"], "the old list stays"
    assert recent.oldest() == "2"
    recent.take_library("3", None)
    assert recent.of_libraries["3"] == ()


def test_oldest_list() -> None:
    recent = RecentlyAdded(limit=5)
    assert recent.oldest() is None
    for library_id in ("1", "2", "3", "1"):
        recent.take_library(library_id, [])
    assert recent.oldest() == "2"


def test_item_is_complete_when_matched_with_poster() -> None:
    recent = RecentlyAdded(limit=5)
    complete = replace(item(1), matched=True, artwork="1700000000")
    recent.take_server([complete])
    assert not recent.shows("1"), "in the server's list only"
    for incomplete in (item(1), replace(complete, matched=False), replace(complete, artwork=None)):
        recent.take_library("1", [incomplete])
        assert not recent.shows("1")
    recent.take_library("1", [complete])
    assert recent.shows("1")
    assert not recent.shows("2")


def test_deleted_libraries_are_removed() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [item(1, minutes=1)])
    recent.take_library("2", [item(2, "2", minutes=2)])
    recent.changed("1")
    recent.keep(["2"])
    assert list(recent.of_libraries) == ["2"]
    assert recent.wanting(["2"]) == []
    assert ids(recent.newest) == ["2"]


def test_returned_lists_do_not_change() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [])
    before = recent.of_libraries
    recent.take_library("2", [])
    assert list(before) == ["1"]


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.booleans(), min_size=60, max_size=60))
def test_every_list_is_fetched_eventually(changes: list[str], answers: list[bool]) -> None:
    """However often some libraries change and whatever Plex cannot list."""
    libraries = list("abcdef")
    recent = RecentlyAdded(limit=5)
    for changed, answer in zip(changes, answers, strict=False):
        recent.changed(changed)
        recent.take_library(recent.wanting(libraries)[0], [] if answer else None)
    fetched = set()
    for _ in range(2 * len(libraries)):
        library_id = next(iter(recent.wanting(libraries)), recent.oldest())
        assert library_id is not None
        recent.take_library(library_id, [])
        fetched.add(library_id)
    assert fetched == set(libraries)

"""The lists of recently added items, and which is fetched next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.plex.recently_added import RecentlyAdded

START = datetime(2026, 1, 1, tzinfo=UTC)
OLD, NEW = (7, START, START), (8, START, START)
"""Two versions of a library."""


def item(number: int, library_id: str | None = "1", *, minutes: int | None = None, title: str = "") -> PlexMediaItem:
    added_at = None if minutes is None else START + timedelta(minutes=minutes)
    return PlexMediaItem(
        id=str(number), type="movie", title=title, url=f"x:{number}", library_id=library_id, added_at=added_at
    )


def ids(items: tuple[PlexMediaItem, ...]) -> list[str]:
    return [one.id for one in items]


def test_latest_first_up_to_limit() -> None:
    recent = RecentlyAdded(limit=2)
    recent.set_server_items([item(1, minutes=1), item(2, minutes=3), item(3, minutes=2)])
    assert ids(recent.newest) == ["2", "3"]


def test_item_without_time_is_last() -> None:
    recent = RecentlyAdded(limit=2)
    recent.set_server_items([item(1), item(2, minutes=3), item(3, minutes=2)])
    assert ids(recent.newest) == ["2", "3"]


def test_list_of_library_replaces_items_of_server_list() -> None:
    """The server's list has "Season 1" where that of the library has the episode."""
    recent = RecentlyAdded(limit=5)
    recent.set_server_items([item(20, "2", minutes=9), item(10, "1", minutes=5)])
    recent.set_library_items("2", [item(22, "2", minutes=8), item(21, "2", minutes=7)])
    assert ids(recent.newest) == ["22", "21", "10"]
    recent.set_library_items("2", [])
    assert ids(recent.newest) == ["10"]


def test_items_without_library_are_included() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_server_items([item(1, None, minutes=1)])
    assert ids(recent.newest) == ["1"]


def test_missing_lists_are_fetched_in_order_of_server_list() -> None:
    recent = RecentlyAdded(limit=5)
    assert recent.outdated_libraries(["3", "1", "2"]) == ["3", "1", "2"]
    recent.set_library_items("1", [])
    assert recent.outdated_libraries(["3", "1", "2"]) == ["3", "2"]


def test_changed_lists_are_fetched_before_missing_ones() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [])
    recent.mark_changed("2")
    recent.mark_changed("1")
    recent.mark_changed("2")
    recent.mark_changed("gone")
    assert recent.outdated_libraries(["3", "1", "2"]) == ["2", "1", "3"]
    recent.set_library_items("2", [])
    assert recent.outdated_libraries(["3", "1", "2"]) == ["1", "3"]


def test_new_item_in_server_list_marks_library_as_changed() -> None:
    recent = RecentlyAdded(limit=5)
    for library_id in ("1", "2", "3"):
        recent.set_library_items(library_id, [])
    recent.set_server_items([item(10, "1"), item(20, "2"), item(30, "3")])
    for library_id in ("1", "2", "3"):
        recent.set_library_items(library_id, [])
    recent.set_server_items([item(21, "2"), item(10, "1"), item(20, "2"), item(30, "3", title="found out")])
    assert recent.outdated_libraries(["1", "2", "3"]) == ["2", "3"]
    recent.set_server_items([item(21, "2"), item(10, "1"), item(20, "2"), item(30, "3", title="found out")])
    assert recent.outdated_libraries(["1", "2", "3"]) == ["2", "3"], "it stays until fetched"


def test_failed_list_does_not_block_others() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [item(1)])
    recent.set_library_items("2", [])
    recent.mark_changed("1")
    recent.set_library_items("1", None)
    assert recent.outdated_libraries(["1", "2"]) == []
    assert ids(recent.by_library["1"]) == ["1"], "the old list stays"
    assert recent.oldest() == "2"
    recent.set_library_items("3", None)
    assert recent.by_library["3"] == ()


def test_list_of_another_version_is_outdated() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [], OLD)
    recent.set_library_items("2", [], OLD)
    recent.set_versions({"1": OLD, "2": NEW, "3": NEW})
    assert recent.outdated_libraries(["1", "2", "3"]) == ["2", "3"]
    recent.set_library_items("2", [], NEW)
    recent.set_versions({"1": OLD, "2": NEW, "3": NEW})
    assert recent.outdated_libraries(["1", "2"]) == []


def test_list_of_library_without_version_is_not_outdated() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [])
    recent.mark_changed_later("1")
    recent.set_versions({"1": None})
    assert recent.outdated_libraries(["1"]) == []


def test_failed_list_is_outdated_when_version_is_set_again() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [], OLD)
    recent.set_library_items("1", None, NEW)
    assert recent.outdated_libraries(["1"]) == []
    recent.set_versions({"1": NEW})
    assert recent.outdated_libraries(["1"]) == ["1"]


def test_library_changed_later_is_outdated_when_version_is_set_again() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [], OLD)
    recent.mark_changed_later("1")
    assert recent.outdated_libraries(["1"]) == []
    recent.set_versions({"1": OLD})
    assert recent.outdated_libraries(["1"]) == ["1"]


def test_oldest_list_is_fetched_next() -> None:
    recent = RecentlyAdded(limit=5)
    assert recent.oldest() is None
    for library_id in ("1", "2", "3", "1"):
        recent.set_library_items(library_id, [])
    assert recent.oldest() == "2"


def test_item_is_complete_when_matched_with_poster() -> None:
    recent = RecentlyAdded(limit=5)
    complete = replace(item(1), matched=True, artwork="1700000000")
    recent.set_server_items([complete])
    assert not recent.has_complete_item("1"), "in the server's list only"
    for incomplete in (item(1), replace(complete, matched=False), replace(complete, artwork=None)):
        recent.set_library_items("1", [incomplete])
        assert not recent.has_complete_item("1")
    recent.set_library_items("1", [complete])
    assert recent.has_complete_item("1")
    assert not recent.has_complete_item("2")


def test_deleted_libraries_are_removed() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [item(1, minutes=1)])
    recent.set_library_items("2", [item(2, "2", minutes=2)])
    recent.mark_changed("1")
    recent.set_versions({"2": None})
    assert list(recent.by_library) == ["2"]
    assert recent.outdated_libraries(["2"]) == []
    assert ids(recent.newest) == ["2"]


def test_returned_lists_do_not_change() -> None:
    recent = RecentlyAdded(limit=5)
    recent.set_library_items("1", [])
    before = recent.by_library
    recent.set_library_items("2", [])
    assert list(before) == ["1"]


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.booleans(), min_size=60, max_size=60))
def test_every_list_is_fetched_eventually(changes: list[str], answers: list[bool]) -> None:
    """No matter how often some libraries change, and which lists fail."""
    libraries = list("abcdef")
    recent = RecentlyAdded(limit=5)
    for changed, answer in zip(changes, answers, strict=False):
        recent.mark_changed(changed)
        recent.set_library_items(recent.outdated_libraries(libraries)[0], [] if answer else None)
    fetched = set()
    for _ in range(2 * len(libraries)):
        library_id = next(iter(recent.outdated_libraries(libraries)), recent.oldest())
        assert library_id is not None
        recent.set_library_items(library_id, [])
        fetched.add(library_id)
    assert fetched == set(libraries)

"""What was added lately, and which library is asked next."""

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


def test_newest_first_and_no_more_than_the_limit() -> None:
    recent = RecentlyAdded(limit=2)
    recent.take_server([item(1, minutes=1), item(2, minutes=3), item(3, minutes=2)])
    assert ids(recent.newest) == ["2", "3"]


def test_what_has_no_time_counts_as_the_oldest() -> None:
    recent = RecentlyAdded(limit=2)
    recent.take_server([item(1), item(2, minutes=3), item(3, minutes=2)])
    assert ids(recent.newest) == ["2", "3"]


def test_a_library_s_own_list_counts_in_place_of_the_server_s() -> None:
    """The server says "Season 1" where the library says which episode."""
    recent = RecentlyAdded(limit=5)
    recent.take_server([item(20, "2", minutes=9), item(10, "1", minutes=5)])
    recent.take_library("2", [item(22, "2", minutes=8), item(21, "2", minutes=7)])
    assert ids(recent.newest) == ["22", "21", "10"]
    recent.take_library("2", [])
    assert ids(recent.newest) == ["10"]


def test_items_of_no_library_are_shown() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_server([item(1, None, minutes=1)])
    assert ids(recent.newest) == ["1"]


def test_missing_lists_are_wanted_in_plex_s_order() -> None:
    recent = RecentlyAdded(limit=5)
    assert recent.wanting(["3", "1", "2"]) == ["3", "1", "2"]
    recent.take_library("1", [])
    assert recent.wanting(["3", "1", "2"]) == ["3", "2"]


def test_changes_come_before_missing_lists_and_once() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [])
    recent.changed("2")
    recent.changed("1")
    recent.changed("2")
    recent.changed("gone")
    assert recent.wanting(["3", "1", "2"]) == ["2", "1", "3"]
    recent.take_library("2", [])
    assert recent.wanting(["3", "1", "2"]) == ["1", "3"]


def test_the_server_s_list_tells_of_changes() -> None:
    recent = RecentlyAdded(limit=5)
    for library_id in ("1", "2", "3"):
        recent.take_library(library_id, [])
    recent.take_server([item(10, "1"), item(20, "2"), item(30, "3")])
    for library_id in ("1", "2", "3"):
        recent.take_library(library_id, [])
    recent.take_server([item(21, "2"), item(10, "1"), item(20, "2"), item(30, "3", title="found out")])
    assert recent.wanting(["1", "2", "3"]) == ["2", "3"]
    recent.take_server([item(21, "2"), item(10, "1"), item(20, "2"), item(30, "3", title="found out")])
    assert recent.wanting(["1", "2", "3"]) == ["2", "3"], "it is told once, and stays until fetched"


def test_a_list_that_plex_cannot_give_does_not_hold_up_the_others() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [item(1)])
    recent.take_library("2", [])
    recent.changed("1")
    recent.take_library("1", None)
    assert recent.wanting(["1", "2"]) == []
    assert ids(recent.of_libraries["1"]) == ["1"], "what was known stays"
    assert recent.oldest() == "2"
    recent.take_library("3", None)
    assert recent.of_libraries["3"] == ()


def test_the_oldest_list_is_the_one_fetched_longest_ago() -> None:
    recent = RecentlyAdded(limit=5)
    assert recent.oldest() is None
    for library_id in ("1", "2", "3", "1"):
        recent.take_library(library_id, [])
    assert recent.oldest() == "2"


def test_an_item_is_shown_when_all_is_known_of_it() -> None:
    recent = RecentlyAdded(limit=5)
    known = replace(item(1), matched=True, artwork="1700000000")
    recent.take_server([known])
    assert not recent.shows("1"), "in the server's list only"
    for unfinished in (item(1), replace(known, matched=False), replace(known, artwork=None)):
        recent.take_library("1", [unfinished])
        assert not recent.shows("1")
    recent.take_library("1", [known])
    assert recent.shows("1")
    assert not recent.shows("2")


def test_libraries_that_are_gone_are_forgotten() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [item(1, minutes=1)])
    recent.take_library("2", [item(2, "2", minutes=2)])
    recent.changed("1")
    recent.keep(["2"])
    assert list(recent.of_libraries) == ["2"]
    assert recent.wanting(["2"]) == []
    assert ids(recent.newest) == ["2"]


def test_lists_that_were_handed_out_do_not_change() -> None:
    recent = RecentlyAdded(limit=5)
    recent.take_library("1", [])
    before = recent.of_libraries
    recent.take_library("2", [])
    assert list(before) == ["1"]


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.booleans(), min_size=60, max_size=60))
def test_no_library_is_ever_forgotten(changes: list[str], answers: list[bool]) -> None:
    """However often some change and whatever Plex cannot give: every list is fetched again in the end."""
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

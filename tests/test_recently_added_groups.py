"""Recently added items in groups, and when a list of them is too short."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.plex.recently_added import RecentlyAdded
from custom_components.plex_arrivals.plex.recently_added_groups import grouped, needs_more

START = datetime(2026, 1, 1, tzinfo=UTC)


def episodes(seasons: str) -> list[PlexMediaItem]:
    """Return an episode for each letter, which is its season; the latest first."""
    return [
        PlexMediaItem(
            id=str(100 - number),
            type="episode",
            title="",
            url="",
            season_id=season,
            added_at=START - timedelta(minutes=number),
        )
        for number, season in enumerate(seasons)
    ]


@pytest.mark.parametrize(
    ("seasons", "complete", "cut"),
    [
        ("aaab", [3, 1], [3, 1]),
        ("abaa", [3, 1], [None, 1]),
        ("baaa", [1, 3], [1, None]),
        ("", [], []),
    ],
)
def test_sizes(seasons: str, complete: list[int], cut: list[int | None]) -> None:
    """A list that ends within a season does not say how many episodes were added."""
    assert [group.size for group in grouped(episodes(seasons), has_more=False)] == complete
    assert [group.size for group in grouped(episodes(seasons), has_more=True)] == cut


def test_what_belongs_together() -> None:
    def item(item_id: str, kind: str) -> PlexMediaItem:
        return PlexMediaItem(id=item_id, type=kind, title="", url="", season_id="9" if kind != "album" else None)

    items = [item("1", "track"), item("2", "album"), item("3", "album"), item("4", "track")]
    assert [len(group.items) for group in grouped(items, has_more=False)] == [2, 1, 1]
    hidden = [
        PlexMediaItem(id=str(number), type="episode", title="", url="", show_id="9", season=season)
        for number, season in enumerate([1, 2, 1])
    ]
    assert [len(group.items) for group in grouped(hidden, has_more=False)] == [2, 1], "seasons that Plex hides"
    lost = [PlexMediaItem(id=one, type="episode", title="", url="") for one in "12"]
    assert [len(group.items) for group in grouped(lost, has_more=False)] == [1, 1], "without their season"


@pytest.mark.parametrize(
    ("seasons", "more"),
    [
        ("aaaaaaaaaa", True),
        ("abbbbbbbbb", True),
        ("aaaaaaabcd", True),
        ("abcdeffffff"[:10], True),
        ("abcdefabcd", False),
        ("aabbccddef", False),
        ("abcdefghij", False),
        ("aaaaaaaaa", False),
        ("", False),
    ],
)
def test_list_that_is_too_short(seasons: str, more: bool) -> None:
    """Weekly episodes of several shows are not; nor is all that a library has."""
    assert needs_more(episodes(seasons), 10) is more


def test_list_keeps_its_length_and_has_as_many_groups() -> None:
    recent = RecentlyAdded(limit=3)
    recent.set_library_items("1", episodes("aaaaabcde"))
    assert [item.season_id for item in recent.by_library["1"]] == ["a", "a", "a"]
    assert [(group.items[0].season_id, group.size) for group in recent.groups["1"]] == [("a", 5), ("b", 1), ("c", 1)]
    assert recent.has_item("1", "96")
    again = RecentlyAdded(2, recent.lists)
    assert [item.id for item in again.by_library["1"]] == ["100", "99"]
    assert [group.size for group in again.groups["1"]] == [5, 1]
    recent.set_library_items("1", None)
    assert len(recent.groups["1"]) == 3, "the request failed"
    recent.set_versions({})
    assert not recent.groups

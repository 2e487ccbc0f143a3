"""Frames of the websocket."""

import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.plex.notifications import (
    MAX_SCANS,
    ItemCreated,
    ItemDeleted,
    ItemReady,
    LibrariesChanged,
    Notification,
    ScanActivity,
    ScanEnded,
    ScanProgress,
    ScanStarted,
    ScanTracker,
    parse,
)

LIBRARY = "com.plexapp.plugins.library"
CREATED = {
    "identifier": LIBRARY, "sectionID": "8", "itemID": "40011", "parentItemID": "10653", "rootItemID": "10652",
    "type": 4, "title": "", "state": 0, "metadataState": "created", "updatedAt": 1669341621,
}  # fmt: skip


def frame(kind: str, name: str, *entries: object) -> str:
    return json.dumps({"NotificationContainer": {"type": kind, "size": len(entries), name: entries}})


def timeline(**changes: object) -> str:
    return frame("timeline", "TimelineEntry", CREATED | changes)


def activity(
    event: str, progress: object = 0, library: object = None, uuid: str = "u", kind: str = "", title: object = None
) -> str:
    content: dict[str, Any] = {"uuid": uuid, "type": kind or "library.update.section", "progress": progress}
    if title is not None:
        content["title"] = title
    if library is not None:
        content["Context"] = {"librarySectionID": library}
    return frame("activity", "ActivityNotification", {"event": event, "uuid": uuid, "Activity": content})


def follow(*frames: str, tracker: ScanTracker | None = None) -> list[Notification]:
    tracker = tracker or ScanTracker()
    notifications = []
    for text in frames:
        for notification in parse(text):
            assert isinstance(notification, ScanActivity)
            notifications += tracker.follow(notification)
    return notifications


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ItemCreated("40011", "8", 4, "10653", "10652")),
        ({"state": 5}, ItemReady("40011", "8", 4, "10653", "10652")),
        ({"state": "5"}, ItemReady("40011", "8", 4, "10653", "10652")),
        ({"state": 9}, ItemDeleted("40011", "8", 4)),
        ({"state": 9, "sectionID": "-1"}, ItemDeleted("40011", None, 4)),
        ({"state": 5, "type": -1}, ItemDeleted("40011", "8", -1)),
        ({"state": "5", "type": "-1", "sectionID": None}, ItemDeleted("40011", None, -1)),
        ({"state": 5, "metadataState": "deleted"}, ItemDeleted("40011", "8", 4)),
        ({"sectionID": 8, "itemID": 40011}, ItemCreated("40011", "8", 4, "10653", "10652")),
        ({"parentItemID": "-1", "rootItemID": 0, "type": None}, ItemCreated("40011", "8", None, None, None)),
    ],
)
def test_timeline_entry(changes: dict[str, object], expected: Notification) -> None:
    assert parse(timeline(**changes)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"sectionID": "-1"},
        {"sectionID": None},
        {"itemID": "x"},
        {"identifier": "com.plexapp.plugins.playlists"},
        {"state": 1},
        {"state": 3},
        {"state": 77},
        {"state": None},
        {"state": [0]},
    ],
)
def test_other_timeline_entries_are_ignored(changes: dict[str, object]) -> None:
    assert parse(timeline(**changes)) == []


def test_invalid_entry_does_not_affect_others() -> None:
    text = frame("timeline", "TimelineEntry", None, "x", {}, CREATED, {"state": 0}, CREATED | {"itemID": 5})
    assert [getattr(one, "item_id", None) for one in parse(text)] == ["40011", "5"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"title": "Library scan complete", "notificationName": "LIBRARY_UPDATE"}, [LibrariesChanged()]),
        ({"title": "Library scan complete"}, [LibrariesChanged()]),
        ({"title": "Mediathek durchsucht", "notificationName": "LIBRARY_UPDATE"}, [LibrariesChanged()]),
        ({"title": "Something else"}, []),
    ],
)
def test_status_notification(entry: dict[str, str], expected: list[Notification]) -> None:
    assert parse(frame("status", "StatusNotification", entry)) == expected


def test_scan_starts_progresses_and_ends() -> None:
    assert follow(activity("started", 0, "3"), activity("updated", 42, "3"), activity("ended", 100, "3")) == [
        ScanStarted("3"),
        ScanProgress("3", 0),
        ScanProgress("3", 42),
        ScanEnded("3"),
    ]


def test_library_may_come_with_a_later_activity() -> None:
    assert follow(activity("started"), activity("updated", 10, 3), activity("updated", 20), activity("ended", 100)) == [
        ScanStarted("3"),
        ScanProgress("3", 10),
        ScanProgress("3", 20),
        ScanEnded("3"),
    ]


def test_end_of_a_scan_without_library_changes_any_library() -> None:
    assert follow(activity("started"), activity("ended")) == [LibrariesChanged()]


def test_library_is_found_by_the_title_of_a_scan() -> None:
    tracker = ScanTracker({"Music": "3", "Old Music": "4"}.get)
    steps = ((event, 50) for event in ("started", "updated", "ended"))
    assert follow(*(activity(*step, title="Scanning Music") for step in steps), tracker=tracker) == [
        ScanStarted("3"),
        ScanProgress("3", 50),
        ScanEnded("3"),
    ]
    assert follow(activity("ended", title="Durchsuche Old Music"), tracker=tracker) == [ScanEnded("4")]
    for title in ("Scanning", "Scanning Films", "Music", "", 7):
        assert follow(activity("started", title=title), activity("ended", title=title), tracker=tracker) == [
            LibrariesChanged()
        ]


def test_scans_of_several_libraries_at_the_same_time() -> None:
    notifications = follow(
        activity("started", 0, "1", uuid="a"),
        activity("started", 0, "2", uuid="b"),
        activity("ended", uuid="a"),
        activity("updated", 50, uuid="b"),
    )
    assert notifications == [
        ScanStarted("1"),
        ScanProgress("1", 0),
        ScanStarted("2"),
        ScanProgress("2", 0),
        ScanEnded("1"),
        ScanProgress("2", 50),
    ]


@pytest.mark.parametrize(
    ("progress", "percent"),
    [
        (-1, None),
        ("42", 42),
        (100, 100),
        (101, None),
        ("x", None),
        (42.7, 42),
        ("42.7", 42),
        (0.3, 0),
        (100.0, 100),
        (float("nan"), None),
        (10**400, None),
        (True, None),
    ],
)
def test_percent(progress: object, percent: int | None) -> None:
    assert follow(activity("updated", progress, "1")) == [ScanStarted("1"), ScanProgress("1", percent)]


def test_repeated_progress_is_one_notification() -> None:
    assert len(follow(*[activity("updated", number // 150, "1") for number in range(1500)])) == 11
    assert parse(activity("updated", 1, "1", kind="media.generate.intros")) == []


def test_number_of_tracked_scans_is_bounded() -> None:
    tracker = ScanTracker()
    follow(*[activity("updated", 1, "1", uuid=f"{number}") for number in range(10 * MAX_SCANS)], tracker=tracker)
    last = activity("updated", 1, "1", uuid=f"{10 * MAX_SCANS - 1}")
    assert follow(last, tracker=tracker) == []
    assert follow(activity("updated", 1, "1", uuid="0"), tracker=tracker) != []
    assert len(tracker._scans) <= MAX_SCANS


@pytest.mark.parametrize("text", ["", "null", "[]", "{", "[" * 100_000, "9" * 5000, '{"NotificationContainer":7}'])
def test_broken_frame_has_no_notifications(text: str) -> None:
    assert parse(text) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from([LIBRARY, "library.update.section", "started", "ended", "-1", "8"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
FIELDS = ("identifier", "sectionID", "itemID", "state", "type", "parentItemID", "event", "uuid", "title", "Activity")
ENTRY = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)) | st.fixed_dictionaries(
    {
        "event": st.sampled_from(["started", "updated", "ended"]) | JSON,
        "uuid": JSON,
        "Activity": st.fixed_dictionaries(
            {"type": st.just("library.update.section"), "progress": JSON, "Context": JSON}
        ),
    }
)
LISTS = ("TimelineEntry", "ActivityNotification", "StatusNotification")


@given(
    JSON
    | st.fixed_dictionaries(
        {
            "NotificationContainer": st.fixed_dictionaries(
                {"type": st.sampled_from(["timeline", "activity", "status"]) | JSON},
                optional={name: st.lists(ENTRY | JSON, max_size=4) | JSON for name in LISTS},
            )
        }
    )
)
def test_nonsense_never_raises(content: object) -> None:
    tracker = ScanTracker()
    for notification in parse(json.dumps(content)):
        if isinstance(notification, ScanActivity):
            tracker.follow(notification)

"""Which items are new or have changed since a download finished."""

from datetime import UTC, datetime, timedelta

from custom_components.plex_arrivals.deliveries.changes import PlexChanges
from custom_components.plex_arrivals.plex.models import PlexFile, PlexMediaItem

FINISHED = datetime(2026, 5, 1, 12, tzinfo=UTC)


def item(item_id: str, added: datetime, updated: datetime | None = None, files: int = 1) -> PlexMediaItem:
    paths = tuple(PlexFile(path=f"/{number}.mkv", size=1) for number in range(files))
    return PlexMediaItem(id=item_id, type="movie", title="T", url="", added_at=added, updated_at=updated, files=paths)


LATER, BEFORE = FINISHED + timedelta(seconds=9), FINISHED - timedelta(seconds=9)
CHANGES = PlexChanges(FINISHED, {"made": LATER, "old": BEFORE}, {"ready": LATER}, timedelta())


def test_item_created_since_is_new() -> None:
    assert CHANGES.is_certainly_new(item("made", BEFORE))
    assert CHANGES.is_certainly_new(item("x", LATER))
    assert not CHANGES.is_certainly_new(item("old", BEFORE))
    assert PlexChanges(FINISHED, {}, {}, timedelta(minutes=1)).is_certainly_new(item("old", BEFORE))


def test_item_that_gained_a_file_has_changed() -> None:
    assert CHANGES.has_changed(item("x", BEFORE, LATER))
    assert CHANGES.has_changed(item("ready", BEFORE, BEFORE, files=2))
    assert not CHANGES.has_changed(item("ready", BEFORE, BEFORE))
    assert not CHANGES.has_changed(item("x", BEFORE, BEFORE, files=2))


def test_item_of_the_same_second_has_changed() -> None:
    changes = PlexChanges(FINISHED + timedelta(milliseconds=900), {}, {}, timedelta())
    assert changes.has_changed(item("x", FINISHED))
    assert not changes.has_changed(item("x", FINISHED - timedelta(seconds=1)))


def test_item_from_before_the_report_may_be_new() -> None:
    changes = PlexChanges(FINISHED, {}, {}, timedelta(), timedelta(minutes=5))
    assert changes.is_possibly_new(item("x", FINISHED - timedelta(minutes=5)))
    assert not changes.is_possibly_new(item("x", FINISHED - timedelta(minutes=6)))
    assert not CHANGES.is_possibly_new(item("x", BEFORE))

"""The fields of a library that decide where downloads belong, and that say that it has changed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

LIBRARY = PlexLibrary(id="1", title="Movies", type=LibraryType.MOVIE, locations=("/media/movies",))
NOW = datetime(2026, 10, 1, tzinfo=UTC)


def test_volatile_fields_are_times_and_scans() -> None:
    scanned = replace(LIBRARY, scanned_at=NOW, updated_at=NOW, changes=7, refreshing=True)
    assert scanned.without_volatile_fields() == LIBRARY.without_volatile_fields()


def test_locations_and_title_are_not_volatile() -> None:
    assert replace(LIBRARY, locations=("/media/films",)).without_volatile_fields() != LIBRARY.without_volatile_fields()
    assert replace(LIBRARY, title="Films").without_volatile_fields() != LIBRARY.without_volatile_fields()


def test_version_differs_after_change_scan_and_edit() -> None:
    library = replace(LIBRARY, changes=0)
    changes: list[dict[str, Any]] = [{"changes": 1}, {"scanned_at": NOW}, {"updated_at": NOW}]
    assert len({library.version, *(replace(library, **change).version for change in changes)}) == 4
    assert replace(library, refreshing=True, title="Films").version == library.version


def test_library_without_counter_has_no_version() -> None:
    assert replace(LIBRARY, scanned_at=NOW).version is None

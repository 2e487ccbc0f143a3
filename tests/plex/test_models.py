"""The fields of a library that decide where downloads belong."""

from dataclasses import replace
from datetime import UTC, datetime

from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

LIBRARY = PlexLibrary(id="1", title="Movies", type=LibraryType.MOVIE, locations=("/media/movies",))
NOW = datetime(2026, 10, 1, tzinfo=UTC)


def test_volatile_fields_are_times_and_scans() -> None:
    scanned = replace(LIBRARY, scanned_at=NOW, updated_at=NOW, refreshing=True)
    assert scanned.without_volatile_fields() == LIBRARY.without_volatile_fields()


def test_locations_and_title_are_not_volatile() -> None:
    assert replace(LIBRARY, locations=("/media/films",)).without_volatile_fields() != LIBRARY.without_volatile_fields()
    assert replace(LIBRARY, title="Films").without_volatile_fields() != LIBRARY.without_volatile_fields()

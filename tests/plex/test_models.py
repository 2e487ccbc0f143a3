"""What of a library decides where downloads belong."""

from dataclasses import replace
from datetime import UTC, datetime

from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

LIBRARY = PlexLibrary(id="1", title="Movies", type=LibraryType.MOVIE, locations=("/media/movies",))
NOW = datetime(2026, 10, 1, tzinfo=UTC)


def test_place_does_not_depend_on_scans_and_times() -> None:
    assert replace(LIBRARY, scanned_at=NOW, updated_at=NOW, refreshing=True).place == LIBRARY.place


def test_place_depends_on_locations_and_title() -> None:
    assert replace(LIBRARY, locations=("/media/films",)).place != LIBRARY.place
    assert replace(LIBRARY, title="Films").place != LIBRARY.place

"""What of a library decides where downloads go."""

from dataclasses import replace
from datetime import UTC, datetime

from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

LIBRARY = PlexLibrary(id="1", title="Movies", type=LibraryType.MOVIE, locations=("/media/movies",))
NOW = datetime(2026, 10, 1, tzinfo=UTC)


def test_scans_and_times_leave_a_place_as_it_is() -> None:
    assert replace(LIBRARY, scanned_at=NOW, updated_at=NOW, refreshing=True).place == LIBRARY.place


def test_another_location_or_title_is_another_place() -> None:
    assert replace(LIBRARY, locations=("/media/films",)).place != LIBRARY.place
    assert replace(LIBRARY, title="Films").place != LIBRARY.place

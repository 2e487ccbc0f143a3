"""What happened to a delivery, step by step."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.plex_arrivals.deliveries.delivery import Attempt, Delivery, DeliveryState
from custom_components.plex_arrivals.deliveries.steps import steps
from tests.store.samples import BARE, NOW

SECOND = timedelta(seconds=1)
FINISHED = replace(BARE, download=replace(BARE.download, finished_at=NOW - SECOND))
IMPORTED = replace(FINISHED, download=replace(FINISHED.download, imported=True), imported_at=NOW + SECOND)
SCANNED = replace(
    IMPORTED,
    state=DeliveryState.SCANNING,
    attempts=tuple(
        Attempt(step=step, library_id="1", folder=folder, at=NOW + (2 + step) * SECOND)
        for step, folder in enumerate(("/m/x", "/m", None))
    ),
    library_title="Movies",
)
AVAILABLE = replace(SCANNED, state=DeliveryState.AVAILABLE, updated_at=NOW + 9 * SECOND)


@pytest.mark.parametrize(
    ("delivery", "explanation", "expected"),
    [
        (BARE, None, [("downloaded", 0, "qBittorrent")]),
        (FINISHED, None, [("downloaded", -1, "qBittorrent")]),
        (IMPORTED, None, [("downloaded", -1, "qBittorrent"), ("imported", 1, "Radarr")]),
        (replace(IMPORTED, imported_at=None), None, [("imported", -1, "Radarr")]),
        (
            SCANNED,
            None,
            [
                ("downloaded", -1, "qBittorrent"),
                ("imported", 1, "Radarr"),
                ("scanned", 2, "/m/x"),
                ("scanned", 3, "/m"),
                ("scanned", 4, "Movies"),
            ],
        ),
        (
            AVAILABLE,
            None,
            [
                ("downloaded", -1, "qBittorrent"),
                ("imported", 1, "Radarr"),
                ("scanned", 2, "/m/x"),
                ("available", 9, "Movies"),
            ],
        ),
        (
            replace(FINISHED, state=DeliveryState.UNMATCHED),
            "No library",
            [("downloaded", -1, "qBittorrent"), ("unmatched", 0, "No library")],
        ),
        (
            replace(FINISHED, state=DeliveryState.MISSING, attempts=SCANNED.attempts[2:], library_title="Movies"),
            "Not found",
            [("downloaded", -1, "qBittorrent"), ("scanned", 4, "Movies"), ("missing", 0, "Not found")],
        ),
    ],
)
def test_steps(delivery: Delivery, explanation: str | None, expected: list[tuple[str, int, str]]) -> None:
    found = steps(delivery, client="qBittorrent", importer="Radarr", explanation=explanation)
    assert [(step.name, (step.at - NOW) / SECOND, step.text) for step in found] == expected

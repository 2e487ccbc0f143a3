"""How a delivery is told."""

from dataclasses import replace
from datetime import UTC, datetime
import json

import pytest

from custom_components.plex_arrivals.arrivals import announcement
from custom_components.plex_arrivals.arrivals.delivery import Arrival, Delivery, DeliveryKind, DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import Download

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOWNLOAD = Download(
    name="Copper.Valley.S02",
    path="/downloads/Copper.Valley.S02",
    source="transmission",
    source_entry_id="secret-entry",
    labels=("tv",),
    hash="ab" * 20,
    finished_at=NOW,
)
WAITING = Delivery(id="d", download=DOWNLOAD, created_at=NOW, updated_at=NOW, reason=Reason.SETTLING)


def episode(number: int, *, season: int | None = 2, show: str | None = "Copper Valley") -> Arrival:
    return Arrival(
        rating_key=str(number), title=f"T{number}", type="episode", url="u", show=show, season=season, episode=number
    )


def there(*arrivals: Arrival, kind: DeliveryKind = DeliveryKind.ADDED) -> Delivery:
    return replace(WAITING, state=DeliveryState.AVAILABLE, kind=kind, arrivals=arrivals, url="u")


@pytest.mark.parametrize(
    ("delivery", "event"),
    [
        (WAITING, None),
        (replace(WAITING, state=DeliveryState.SCANNING), "scanning"),
        (replace(WAITING, state=DeliveryState.UNMATCHED), "unmatched"),
        (replace(WAITING, state=DeliveryState.MISSING), "missing"),
        (there(episode(1)), "available"),
        (there(episode(1), kind=DeliveryKind.UPGRADED), "upgraded"),
    ],
)
def test_event_type(delivery: Delivery, event: str | None) -> None:
    assert announcement.event_type(delivery, WAITING) == event
    assert announcement.event_type(delivery, None) == "completed"
    assert event is None or event in announcement.EVENT_TYPES


@pytest.mark.parametrize(
    ("arrivals", "title"),
    [
        ((), "Copper.Valley.S02"),
        ((episode(3),), "Copper Valley · S02E03 · T3"),
        ((episode(1), episode(2)), "Copper Valley · S02"),
        ((episode(1, season=0), episode(2, season=0)), "Copper Valley · S00"),
        ((episode(1), episode(1, season=3)), "Copper Valley"),
        ((episode(1), episode(1, show="Tidewater")), "Copper.Valley.S02"),
        ((episode(1, show=None, season=None), episode(2, show=None, season=None)), "Copper.Valley.S02"),
    ],
)
def test_title(arrivals: tuple[Arrival, ...], title: str) -> None:
    assert announcement.title(there(*arrivals)) == title


def test_describe_is_plain_data() -> None:
    told = announcement.describe(there(episode(3)), "entry")
    assert json.loads(json.dumps(told)) == told
    assert told["download"] == {
        "name": "Copper.Valley.S02",
        "path": "/downloads/Copper.Valley.S02",
        "category": None,
        "labels": ["tv"],
        "source": "transmission",
        "finished_at": "2026-03-01T12:00:00+00:00",
    }
    assert (told["entry_id"], told["delivery_id"], told["state"], told["kind"]) == ("entry", "d", "available", "added")
    assert told["items"][0]["rating_key"] == "3"


def test_describe_is_bounded() -> None:
    assert len(announcement.describe(there(*map(episode, range(1000))), "entry")["items"]) == 50

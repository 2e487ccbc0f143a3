"""The states of a delivery, and which reports are of its download."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.plex_arrivals.deliveries import same_download
from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import (
    Attempt,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Reason,
    TransitionError,
)
from custom_components.plex_arrivals.deliveries.routing import Route
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary, PlexMediaItem

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=30)
LIBRARY = PlexLibrary(id="1", title="Shows", type=LibraryType.SHOW, locations=("/tv",))
ROUTES = (Route(library_id="1", location="/tv", path="/tv/x", folder="/tv/x"),)
ITEM = PlexMediaItem(
    id="7", type="episode", title="Ore", url="https://x/7", library_id="2", show="S", season=1, episode=2
)
HASH = "ab" * 20
STEPS: dict[str, Callable[[Delivery], Delivery]] = {
    "waiting": lambda one: one.waiting(Reason.PLEX_OFFLINE, LATER),
    "retried": lambda one: one.retried(LATER),
    "scanning": lambda one: one.scanning(ROUTES, LIBRARY, LATER),
    "available": lambda one: one.available(
        (DeliveredItem.from_item(ITEM),), DeliveryKind.ADDED, LATER, url="u", library_title="T"
    ),
    "unmatched": lambda one: one.unmatched(Reason.NO_LIBRARY, LATER),
    "missing": lambda one: one.missing(Reason.NOT_FOUND, LATER),
}


def report(**changes: Any) -> Download:
    return Download(**{"name": "x", "path": "/downloads/x", "source": "transmission", **changes})


def delivery(state: DeliveryState = DeliveryState.WAITING, **changes: Any) -> Delivery:
    return Delivery(id="d", download=report(**changes), created_at=NOW, updated_at=NOW, state=state)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (DeliveryState.WAITING, "waiting retried scanning unmatched missing"),
        (DeliveryState.SCANNING, "waiting retried scanning available unmatched missing"),
        (DeliveryState.UNMATCHED, "waiting retried"),
        (DeliveryState.MISSING, "waiting retried scanning"),
        (DeliveryState.AVAILABLE, ""),
    ],
)
@pytest.mark.parametrize("step", STEPS)
def test_transitions(state: DeliveryState, step: str, allowed: str) -> None:
    before = delivery(state)
    if step in allowed.split():
        after = STEPS[step](before)
        assert after.state.value == ("waiting" if step == "retried" else step)
        assert after.updated_at == LATER
        assert after.created_at == NOW
    else:
        with pytest.raises(TransitionError):
            STEPS[step](before)


def test_ended_states() -> None:
    ended = {state for state in DeliveryState if delivery(state).ended}
    assert ended == {DeliveryState.AVAILABLE, DeliveryState.UNMATCHED, DeliveryState.MISSING, DeliveryState.SKIPPED}


def test_attempts_count_steps_until_retried() -> None:
    one = STEPS["scanning"](delivery())
    assert one.next_step == 0
    two = one.attempted([Attempt(step=0, library_id="1", folder="/tv/x", at=NOW)], LATER, LATER)
    three = two.attempted([Attempt(step=2, library_id="1", folder="/tv", at=NOW)], LATER, None)
    assert [attempt.folder for attempt in three.attempts] == ["/tv/x", "/tv"]
    assert (two.next_step, three.next_step) == (1, 3)
    assert (one.scan_number, two.scan_number, three.scan_number) == (1, 1, 2)
    assert (one.next_scan_at, two.next_scan_at, three.next_scan_at) == (None, LATER, None)
    missing = two.missing(Reason.NOT_FOUND, NOW)
    assert (missing.scan_number, missing.next_scan_at) == (None, None)
    again = three.missing(Reason.NOT_FOUND, NOW).retried(LATER)
    assert (again.next_step, again.routes, again.reason) == (0, (), Reason.SETTLING)


def test_available_has_library_of_item() -> None:
    one = STEPS["scanning"](delivery())
    assert (one.library_id, one.library_title, one.reason) == ("1", "Shows", None)
    there = STEPS["available"](one)
    assert (there.library_id, there.library_title, there.url) == ("2", "T", "u")
    assert there.items[0].show == "S"


@pytest.mark.parametrize("state", DeliveryState)
@pytest.mark.parametrize(
    ("first", "reported", "after"),
    [
        # event, poll and restart: the hash and the finish are the same, in whole seconds, written in any case
        ({"hash": HASH, "finished_at": NOW}, {"hash": HASH, "finished_at": NOW}, timedelta(days=40)),
        (
            {"hash": HASH, "finished_at": NOW},
            {"hash": HASH.upper(), "finished_at": NOW + timedelta(seconds=1)},
            timedelta(0),
        ),
        ({"hash": HASH, "finished_at": NOW}, {"hash": HASH, "path": "/moved/x", "finished_at": NOW}, timedelta(days=1)),
        # the action and a webhook give no time, or no hash
        ({"hash": HASH, "finished_at": NOW}, {"source": "action"}, timedelta(minutes=1)),
        ({"source": "action"}, {"hash": HASH, "finished_at": NOW}, timedelta(minutes=1)),
        ({"source": "action"}, {"hash": HASH, "finished_at": NOW}, timedelta(days=3)),
        ({"source": "action"}, {"source": "action"}, timedelta(minutes=1)),
        ({"path": "D:\\x"}, {"path": "d:/X/"}, timedelta(minutes=1)),
        (
            {"hash": HASH, "finished_at": NOW},
            {"source": "sonarr", "hash": HASH, "finished_at": LATER},
            timedelta(minutes=1),
        ),
    ],
)
def test_same_download(state: DeliveryState, first: dict[str, Any], reported: dict[str, Any], after: timedelta) -> None:
    assert same_download.is_same_download(delivery(state, **first), report(**reported), NOW + after)


@pytest.mark.parametrize("state", DeliveryState)
@pytest.mark.parametrize(
    ("first", "reported"),
    [
        ({"hash": HASH}, {"hash": "cd" * 20}),
        ({"hash": HASH}, {"path": "/downloads/y"}),
        ({}, {"path": "/downloads/x2"}),
        # downloaded again
        ({"hash": HASH, "finished_at": NOW}, {"hash": HASH, "finished_at": NOW + timedelta(seconds=10)}),
        ({"finished_at": NOW}, {"finished_at": NOW + timedelta(days=1)}),
    ],
)
def test_other_download(state: DeliveryState, first: dict[str, Any], reported: dict[str, Any]) -> None:
    assert not same_download.is_same_download(delivery(state, **first), report(**reported), NOW)


def test_report_after_end_is_another_download() -> None:
    later = NOW + timedelta(hours=1)
    assert not same_download.is_same_download(delivery(DeliveryState.MISSING), report(), later)
    assert same_download.is_same_download(delivery(DeliveryState.SCANNING), report(), later)


def test_repeated_report_is_recognized_after_clock_was_set_back() -> None:
    ended = replace(delivery(DeliveryState.AVAILABLE), created_at=NOW + timedelta(hours=1), updated_at=NOW)
    assert same_download.is_same_download(ended, report(), NOW + timedelta(minutes=1))
    assert not same_download.is_same_download(ended, report(), NOW + timedelta(minutes=30))

"""Histories that say nothing new are requested the less often, the more downloads are absent from a queue."""

from collections import Counter

import pytest

from custom_components.plex_arrivals.downloads.importers.history_limit import BURST, HistoryLimit


def vain(limit: HistoryLimit, keys: list[str], now: float) -> list[str]:
    """Return the downloads whose history may be requested; it says nothing new."""
    allowed = [key for key in keys if limit.allows(key, None, now)]
    for key in allowed:
        limit.add_response(key, imported=0, decided=False)
    return allowed


@pytest.mark.parametrize("count", [1, 7, 30, 50])
@pytest.mark.parametrize("pause", [60, 300])
def test_in_turn(count: int, pause: int) -> None:
    """They ask in the same order each time, every minute or every five minutes."""
    limit, keys, asked = HistoryLimit(), [f"{number}" for number in range(count)], Counter[str]()
    assert vain(limit, keys, 0) == keys[:BURST]
    rounds = range(pause, 12 * 3600, pause)
    for now in rounds:
        asked.update(vain(limit, keys, now))
    assert asked.total() == len(rounds) * min(pause // 60, count)
    assert min(asked[key] for key in keys) >= asked.total() / count / 2


def test_those_that_ask_no_more_hold_nobody_up() -> None:
    limit = HistoryLimit()
    vain(limit, ["a", "b"], 0)
    gone = [f"{number}" for number in range(50)]
    vain(limit, gone, 0)
    assert vain(limit, ["a"], 60) == []
    assert vain(limit, ["a"], 1000) == ["a"]


@pytest.mark.parametrize(("imported", "decided"), [(1, False), (0, True)])
def test_what_says_something_new_costs_nothing(imported: int, decided: bool) -> None:
    """All of a client that was away are imported within a minute."""
    limit, keys = HistoryLimit(), [f"{number}" for number in range(30)]
    waiting = set(keys)
    for now in (0, 60, 120):
        waiting -= set(vain(limit, keys, now))
    for key in waiting:
        assert limit.allows(key, None, 180)
        limit.add_response(key, imported=imported, decided=decided)
    assert all(limit.allows(key, None, 240) for key in keys[:BURST])


def test_the_same_import_is_new_once() -> None:
    limit = HistoryLimit()
    keys = [f"{number}" for number in range(30)]
    for key in keys:
        assert limit.allows(key, None, 0)
        limit.add_response(key, imported=1, decided=False)
    allowed = [key for key in keys if limit.allows(key, None, 60)]
    assert len(allowed) == BURST


def test_new_state_in_the_queue_is_no_absence() -> None:
    limit, keys = HistoryLimit(), [f"{number}" for number in range(30)]
    vain(limit, keys, 0)
    assert all(limit.allows(key, "blocked", 1) for key in keys)
    assert not any(limit.allows(key, "blocked", 2) for key in keys)
    assert all(limit.allows(key, "rejected", 3) for key in keys)


def test_forgotten_download_is_a_new_one() -> None:
    limit = HistoryLimit()
    limit.allows("a", "blocked", 0)
    limit.forget("a")
    assert limit.allows("a", "blocked", 0)

"""Every fault in every scene: nothing is lost or told twice, the log stays short, and all is well again by itself.

One cell for each fault is run; with `--all-faults` all of them are, and the tables of docs/development/reliability.md
are printed.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict
import random

import pytest

from . import day_plays, plays
from .conftest import ALL
from .days import DAYS, Day
from .matrix import CELLS, SOME, Cell
from .observation import Observation
from .troubles import CERTIFICATE
from .world import World

MAY_END_OTHERWISE = {
    # An account that may not scan, or not look at items, will not be allowed to in a minute: that is said at once.
    "refresh-403": "missing (forbidden), available when retried",
    "recognising-items-403": "missing (forbidden), available when retried",
    # It was given up before anything went wrong: a person retries it.
    "missing": "missing (forbidden), available when retried",
    # Plex says that the item is gone which it has just made: what it then finds by the file is taken as it is.
    "recognising-items-404": "available (not_recognised)",
}
ENDS = {"available", "on", "shown", "added"}
RECOVERY_SECONDS = 900
"""A list of what is new that Plex did not give comes with the next poll, every 10 minutes with notifications."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "cell" in metafunc.fixturenames:
        cells = CELLS if metafunc.config.getoption(ALL, default=False) else SOME
        metafunc.parametrize("cell", cells, ids=str)


@pytest.fixture(autouse=True)
def _same_pauses(request: pytest.FixtureRequest) -> None:
    """Make the random pauses of each cell the same in every run, whichever cells are run."""
    random.seed(request.node.name)


async def test_fault(
    cell: Cell,
    world: World,
    stack: AsyncExitStack,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    if cell.trouble is CERTIFICATE:
        await world.secure(stack, monkeypatch)
    seen = await plays.play(world, *cell)
    record_property("observation", asdict(seen))
    may_end = MAY_END_OTHERWISE.get(str(cell)) or MAY_END_OTHERWISE.get(cell.scene.key)
    assert seen.end in ENDS or seen.end == may_end
    assert seen.seconds is None or seen.seconds < RECOVERY_SECONDS
    _check_log(world, seen)


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.key)
async def test_day(day: Day, world: World, record_property: Callable[[str, object], None]) -> None:
    seen = await day_plays.play(world, day)
    record_property("observation", asdict(seen))
    assert seen.end == day.end
    _check_log(world, seen)


def _check_log(world: World, seen: Observation) -> None:
    assert world.traces == []
    assert world.token_is_safe
    assert seen.down <= 1, world.lines
    assert seen.up <= 1, world.lines

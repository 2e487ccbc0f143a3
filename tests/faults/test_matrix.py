"""Every fault in every scenario: nothing is lost or announced twice, the log stays short, and recovery is automatic.

One cell for each fault is run; with `--all-faults` all of them are, and the tables of docs/development/reliability.md
are printed.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict
import random

import pytest

from . import misbehavior_runs, scenario_runs
from .conftest import ALL
from .environment import FaultEnvironment
from .fault_cases import CERTIFICATE
from .matrix import CELLS, SOME, Cell
from .misbehaviors import MISBEHAVIORS, Misbehavior
from .observation import Observation

EXPECTED_EXCEPTIONS = {
    # An account without permission to scan or to read items will not get it soon: the delivery ends at once.
    "refresh-403": "missing (forbidden), available when retried",
    "recognizing-items-403": "missing (forbidden), available when retried",
    # The delivery had ended before the fault: it has to be retried.
    "missing": "missing (forbidden), available when retried",
    # Plex answers 404 for the new item, so the delivery ends with the unmatched item that is found by file name.
    "recognizing-items-404": "available (not_recognised)",
}
ENDS = {"available", "on", "shown", "added"}
RECOVERY_SECONDS = 900
"""A failed list of recently added items is fetched by the next poll, every 10 minutes with notifications."""


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
    environment: FaultEnvironment,
    stack: AsyncExitStack,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    if cell.fault_case is CERTIFICATE:
        await environment.secure(stack, monkeypatch)
    observation = await scenario_runs.run_scenario(environment, *cell)
    record_property("observation", asdict(observation))
    may_end = EXPECTED_EXCEPTIONS.get(str(cell)) or EXPECTED_EXCEPTIONS.get(cell.scenario.key)
    assert observation.end in ENDS or observation.end == may_end
    assert observation.seconds is None or observation.seconds < RECOVERY_SECONDS
    _check_log(environment, observation)


@pytest.mark.parametrize("misbehavior", MISBEHAVIORS, ids=lambda misbehavior: misbehavior.key)
async def test_plex_misbehaves(
    misbehavior: Misbehavior, environment: FaultEnvironment, record_property: Callable[[str, object], None]
) -> None:
    observation = await misbehavior_runs.run_misbehavior(environment, misbehavior)
    record_property("observation", asdict(observation))
    assert observation.end == misbehavior.end
    _check_log(environment, observation)


def _check_log(environment: FaultEnvironment, observation: Observation) -> None:
    assert environment.traces == []
    assert environment.token_is_safe
    assert observation.down <= 1, environment.lines
    assert observation.up <= 1, environment.lines

"""The cells of the fault matrix: all of them, and the few that run by default."""

from typing import Final, NamedTuple

from .fault_cases import HTTP, WEBSOCKET, FaultCase
from .scenarios import SCENARIOS, Scenario


class Cell(NamedTuple):
    scenario: Scenario
    fault_case: FaultCase

    def __str__(self) -> str:
        return f"{self.scenario.key}-{self.fault_case.key}"


CELLS: Final = tuple(Cell(scenario, fault_case) for scenario in SCENARIOS for fault_case in scenario.suits)


def _some() -> tuple[Cell, ...]:
    """Return one cell for each fault, taking the scenarios in rotation."""
    some = []
    for number, fault_case in enumerate((*HTTP, *WEBSOCKET)):
        scenarios = [scenario for scenario in SCENARIOS if fault_case in scenario.suits]
        some.append(Cell(scenarios[number % len(scenarios)], fault_case))
    return tuple(some)


SOME: Final = _some()

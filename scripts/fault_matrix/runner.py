"""Runs the fault matrix with pytest, and takes down what was seen in each cell."""

from pathlib import Path
import random
from typing import Any

import pytest

from tests.faults.matrix import WHOLE
from tests.faults.observation import Observation

_TESTS = Path(__file__).parents[2] / "tests" / "faults"


class Recorder:
    """A pytest plugin that has the whole matrix run, and keeps what was seen."""

    def __init__(self, seed: int) -> None:
        self.seen: list[Observation] = []
        self.failed: list[str] = []
        """The names of the cells that are not as they should be."""
        self._seed = seed

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        """Bring the option along for which the tests look."""
        parser.addoption(WHOLE, action="store_true")

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Make the random pauses of each cell those of the seed, whichever cells are run."""
        random.seed(f"{self._seed} {item.name}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down what a cell tells."""
        if report.failed:
            self.failed.append(report.nodeid.rpartition("[")[2].removesuffix("]"))
        properties: dict[str, Any] = dict(report.user_properties)
        if report.when == "call" and "observation" in properties:
            self.seen.append(Observation.of(properties["observation"]))


def run(seed: int, only: str | None) -> Recorder:
    """Run all cells, or those whose name has a word; return what was seen."""
    recorder = Recorder(seed)
    arguments = [str(_TESTS), WHOLE, "-q", "--tb=short", "--show-capture=no", "-p", "no:cacheprovider"]
    pytest.main([*arguments, *(["-k", only] if only else [])], plugins=[recorder])
    return recorder

"""Figures, tables of them, and `docs/development/performance.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import math
import os
from pathlib import Path
import platform
from statistics import linear_regression, median, quantiles
from typing import NamedTuple, override

from homeassistant.const import __version__

PAGE = Path(__file__).parents[2] / "docs" / "development" / "performance.md"
_ABOUT = """\
Written by `scripts/bench`, which runs everything again (some 15 minutes; `scripts/bench --quick`, 3 minutes, prints a
short form). Home Assistant runs in a process of its own, a stand-in for Plex in another one, on loopback. A stall is
the time in which Home Assistant's event loop does not look at what is new; it is timed inside of that process, without
the moments in which the kernel gives the processor to other programs."""


class Figure(NamedTuple):
    """A number, and how a person reads it."""

    value: float
    text: str

    @override
    def __str__(self) -> str:
        return self.text


def count(number: float, digits: int = 0) -> Figure:
    """Return a number of things."""
    return Figure(number, f"{number:,.{digits}f}")


def seconds(value: float, digits: int = 1) -> Figure:
    """Return a time of some seconds."""
    return Figure(value, f"{value:.{digits}f} s")


def milliseconds(value: float) -> Figure:
    """Return a short time, which is given in seconds."""
    return Figure(value, f"{value * 1000:,.{1 if value < 0.1 else 0}f} ms")


def size(value: float) -> Figure:
    """Return a number of bytes."""
    power = min(int(math.log10(abs(value)) / 3), 3) if abs(value) >= 1 else 0
    return Figure(value, f"{value / 1000**power:.{1 if power else 0}f} {('B', 'kB', 'MB', 'GB')[power]}")


def middle_and_tail(values: Sequence[float]) -> tuple[Figure, Figure]:
    """Return the median and the 99th percentile (of fewer than 100 the longest) of times in seconds."""
    tail = quantiles(values, n=100)[98] if len(values) >= 100 else max(values)
    return milliseconds(median(values)), milliseconds(tail)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading, and what is to be said of it."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    notes: Sequence[str] = ()

    @override
    def __str__(self) -> str:
        lines = [self.head, ["---", *["---:"] * (len(self.head) - 1)], *self.rows]
        parts = [f"## {self.title}", "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)]
        return "\n\n".join([*parts, "\n".join(f"- {note}" for note in self.notes)]).rstrip() + "\n"


def growth(title: str, costs: Mapping[int, Mapping[str, Figure]], *notes: str) -> Table:
    """Return a table of what each size costs; its last row has the b of cost = a·size^b that fits best."""
    names = [*next(iter(costs.values()))]
    rows: list[Sequence[object]] = [(f"{number:,}", *cost.values()) for number, cost in costs.items()]
    exponents = [_exponent([(number, cost[name].value) for number, cost in costs.items()]) for name in names]
    return Table(title, ("", *names), [*rows, ("exponent", *exponents)], notes)


def _exponent(pairs: Sequence[tuple[float, float]]) -> str:
    logarithms = [(math.log(number), math.log(cost)) for number, cost in pairs if number > 0 and cost > 0]
    if len(logarithms) < 2:
        return "-"
    return f"{linear_regression(*zip(*logarithms, strict=True)).slope:.2f}".replace("-0.00", "0.00")


@dataclass(slots=True)
class Results:
    """What a run brings."""

    tables: list[Table] = field(default_factory=list)
    _targets: list[Sequence[object]] = field(default_factory=list)

    def target(self, what: str, limit: Figure, measured: Figure) -> None:
        """Add what was aimed at."""
        met = "met" if measured.value <= limit.value else "missed"
        self._targets.append((what, f"at most {limit}", measured, met))

    @property
    def targets(self) -> Table:
        """Return which targets are met."""
        return Table("Targets", ("", "target", "measured", ""), self._targets)

    def write(self) -> None:
        """Write the page."""
        parts = ["# Performance\n", f"{_ABOUT}\n", f"Measured on {machine()}.\n", self.targets, *self.tables]
        PAGE.write_text("\n".join(map(str, parts)))


def machine() -> str:
    """Return what it was measured on."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({platform.machine()}), Python {platform.python_version()}, Home Assistant {__version__}"

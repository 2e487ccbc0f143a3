"""Sums of what was measured, and tables of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
import math
from statistics import linear_regression, median, quantiles


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading, and what is to be said of it."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What was aimed at, and what was measured."""

    what: str
    limit: float
    unit: str
    measured: float
    why: str = ""
    """Why it is missed, where it is."""

    @property
    def met(self) -> bool:
        """Whether it is met."""
        return self.measured <= self.limit


@dataclass(slots=True)
class Results:
    """What a run brings."""

    tables: list[Table] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


def milliseconds(seconds: float) -> str:
    """Return a time for a person."""
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def size(count: float) -> str:
    """Return a number of bytes for a person."""
    for unit in ("B", "kB", "MB"):
        if abs(count) < 1000:
            return f"{count:.0f} B" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def middle_and_tail(values: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 99th percentile (of fewer than 100 the longest)."""
    return median(values), quantiles(values, n=100)[98] if len(values) >= 100 else max(values)


def exponent(sizes: Iterable[float], costs: Iterable[float]) -> str:
    """Return the b of cost = a·size^b that fits best, 0 where the cost does not grow."""
    pairs = [(math.log(one), math.log(cost)) for one, cost in zip(sizes, costs, strict=True) if one > 0 and cost > 0]
    if len(pairs) < 2:
        return "-"
    slope = linear_regression([x for x, _ in pairs], [y for _, y in pairs]).slope
    return f"{slope:.2f}".replace("-0.00", "0.00")


def markdown(table: Table) -> str:
    """Return a table in Markdown, its notes after it."""
    lines = [f"| {' | '.join(table.head)} |", f"|{'|'.join(['---', *['---:'] * (len(table.head) - 1)])}|"]
    lines += [f"| {' | '.join(row)} |" for row in table.rows]
    notes = [f"- {note}" for note in table.notes]
    return "\n".join([f"## {table.title}", "", *lines, *(["", *notes] if notes else []), ""])


def plain(table: Table) -> str:
    """Return a table for a terminal."""
    rows = [table.head, *table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    lines = [
        "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(row, widths, strict=True)) for row in rows)
    ]
    return "\n".join(["", table.title, *lines, *(f"  {note}" for note in table.notes)])

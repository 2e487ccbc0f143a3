"""What the benchmarks found, in `docs/performance.md`."""

from collections.abc import Iterable
import os
from pathlib import Path
import platform

from homeassistant.const import __version__

from .figures import Results, Table, Target, markdown

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
COMMAND = "scripts/bench"


def machine() -> str:
    """Return what it was measured on."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({platform.machine()}), Python {platform.python_version()}, Home Assistant {__version__}"


def target_table(targets: Iterable[Target]) -> Table:
    """Return which targets are met."""
    targets = list(targets)
    return Table(
        "Targets",
        ("", "target", "measured", ""),
        [
            (
                one.what,
                f"at most {one.limit:g} {one.unit}".strip(),
                f"{one.measured:.1f} {one.unit}".strip()
                if one.measured % 1
                else f"{one.measured:.0f} {one.unit}".strip(),
                "met" if one.met else "missed",
            )
            for one in targets
        ],
        [f"{one.what}: {one.why}" for one in targets if not one.met and one.why],
    )


def write(results: Results) -> Path:
    """Write the page; return where it is."""
    tables = [target_table(results.targets), *results.tables]
    page = [
        "# Performance",
        "",
        _about(),
        "",
        f"Measured on {machine()}.",
        "",
        *map(markdown, tables),
    ]
    PAGE.write_text("\n".join(page))
    return PAGE


def _about() -> str:
    return (
        f"Written by `{COMMAND}`, which runs everything again (some 15 minutes; `{COMMAND} --quick`, 3 minutes, prints"
        " a short form). Home Assistant and a stand-in for Plex run in processes of their own, on loopback. A stall is"
        " the time in which Home Assistant's event loop does not look at what is new; it is timed inside of that"
        " process, without the moments in which the kernel gives the processor to other programs."
    )

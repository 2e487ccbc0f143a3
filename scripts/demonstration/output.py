"""The output of the demo."""

from collections.abc import Sequence
import time

from .follow import Timeline

_INDENT = " " * 10


def say(text: str = "") -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def print_step(after: float | None, text: str) -> None:
    """Print a step: with the time of day before the download finished, with elapsed seconds afterward."""
    if after is None and not text.startswith("http"):
        say(f"\n{time.strftime('%H:%M:%S')}  {text}")
    else:
        say(f"{f'{after:+.1f} s':>8}  {text}" if after is not None else f"{_INDENT}{text}")


def table(timelines: Sequence[Timeline]) -> list[str]:
    """Return a table of the durations as lines."""
    times = ("seconds from the finish to the link", "the source", "Sonarr", "we", "Plex", "in all")
    head = (*times, "requests to Plex", "to Sonarr")
    rows = [
        (
            timeline.title.what,
            *(
                "" if seconds is None else f"{seconds:.1f}"
                for seconds in (
                    timeline.source_seconds,
                    timeline.sonarr_seconds,
                    timeline.integration_seconds,
                    timeline.plex_seconds,
                    timeline.announced,
                )
            ),
            str(timeline.requests),
            str(timeline.sonarr_requests),
        )
        for timeline in timelines
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(cells))
        for cells in (zip(row, widths, strict=True) for row in (head, *rows))
    ]

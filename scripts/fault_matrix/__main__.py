"""Runs the fault matrix and writes it into docs/reliability.md; see `scripts/faults`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
import sys

from scripts.parts import write_part

from .runner import run
from .tables import summary, tables

_PART = Path(__file__).with_name("part.md")


def main() -> int:
    """Return whether a cell is not as it should be; what was seen is written all the same."""
    parser = argparse.ArgumentParser(prog="scripts/faults", description="Runs the fault matrix.")
    parser.add_argument("--seed", type=int, default=1, help="for the random pauses (default: 1)")
    parser.add_argument("--only", help="only the cells whose name has this; prints them, writes nothing")
    arguments = parser.parse_args()
    recorder = run(arguments.seed, arguments.only)
    seen = recorder.seen
    if arguments.only:
        print(tables(seen))
    elif seen:
        text = _PART.read_text().format(
            command=f"scripts/faults --seed {arguments.seed}",
            date=f"{datetime.now(UTC):%Y-%m-%d}",
            summary=summary(seen, recorder.failed),
            tables=tables(seen),
        )
        print(f"{summary(seen, recorder.failed)}\n\nWritten into {write_part('reliability.md', 'faults', text)}")
    return 1 if recorder.failed or not seen else 0


if __name__ == "__main__":
    sys.exit(main())

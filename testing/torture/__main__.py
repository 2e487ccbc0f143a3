"""Command line interface; see `scripts/torture`."""

import argparse
import asyncio
from contextlib import nullcontext
from pathlib import Path
import secrets
import sys
from tempfile import TemporaryDirectory

from .report import failure_details, table
from .stress_test import WAITS, StressParameters, run_stress_test


def main() -> int:
    """Run the stress test, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/torture", description="Proves that nothing is lost or doubled.")
    parser.add_argument("--downloads", type=int, default=1000, help="how many downloads finish (1000)")
    parser.add_argument("--kills", type=int, default=50, help="how often each server is killed (50)")
    parser.add_argument("--seed", default=secrets.token_hex(4), help="decides on everything that is random")
    parser.add_argument("--keep", type=Path, help="an empty folder in which everything is left, the logs too")
    given = parser.parse_args()
    print(f"scripts/torture --downloads {given.downloads} --kills {given.kills} --seed {given.seed}", flush=True)
    with nullcontext(given.keep) if given.keep else TemporaryDirectory(prefix="torture-") as folder:
        parameters = StressParameters(downloads=given.downloads, kills=given.kills, waits=WAITS)
        result = asyncio.run(run_stress_test(Path(folder), parameters, given.seed))
        print(f"\n{table(result)}")
        print(failure_details(result), file=sys.stderr)
    return 0 if result.is_good else 1


if __name__ == "__main__":
    sys.exit(main())

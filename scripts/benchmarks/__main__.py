"""Run the benchmarks; see `scripts/bench`."""

import argparse
import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from . import bursts, card, comparison, delivery, growth
from .results import PAGE, Results, machine

PARTS = {
    "delivery": delivery.measure,
    "growth": growth.measure,
    "bursts": bursts.measure,
    "comparison": comparison.measure,
    "card": card.measure,
}
QUICK = ("delivery", "bursts", "comparison")


async def run(parts: list[str], *, quick: bool) -> Results:
    """Run parts one after another, and print the tables of each."""
    results = Results()
    for part in parts:
        before = len(results.tables)
        with TemporaryDirectory() as folder:
            await PARTS[part](Path(folder), results, quick=quick)
        print(*results.tables[before:], sep="\n", flush=True)
    return results


def main() -> None:
    """Parse the command line and run the parts."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help=f"{', '.join(QUICK)} with smaller numbers; does not write the page"
    )
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)}; does not write the page")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = arguments.parts or [*(QUICK if arguments.quick else PARTS)]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Home Assistant starts with cached bytecode
    print(machine(), end="\n\n")
    results = asyncio.run(run(parts, quick=arguments.quick))
    print(results.targets)
    if not arguments.quick and not arguments.parts:
        results.write()
        print(f"Written: {PAGE}")


if __name__ == "__main__":
    main()

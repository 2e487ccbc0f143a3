"""Runs the benchmarks; see `scripts/bench`."""

import argparse
import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from . import bursts, card, comparison, delivery, growth
from .tables import PAGE, Results, machine

PARTS = {
    "delivery": delivery.measure,
    "growth": growth.measure,
    "bursts": bursts.measure,
    "comparison": comparison.measure,
    "card": card.measure,
}
QUICK = ("delivery", "bursts", "comparison")


async def run(parts: list[str], *, quick: bool) -> Results:
    """Run parts, one after the other, and print each table when it is there."""
    results = Results()
    for part in parts:
        before = len(results.tables)
        with TemporaryDirectory() as folder:
            await PARTS[part](Path(folder), results, quick=quick)
        print(*results.tables[before:], sep="\n", flush=True)
    return results


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{', '.join(QUICK)} with smaller numbers; writes nothing")
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)}; writes nothing")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = arguments.parts or [*(QUICK if arguments.quick else PARTS)]
    print(machine(), end="\n\n")
    results = asyncio.run(run(parts, quick=arguments.quick))
    print(results.targets)
    if not arguments.quick and not arguments.parts:
        results.write()
        print(f"Written: {PAGE}")


if __name__ == "__main__":
    main()

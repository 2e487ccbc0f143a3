"""Runs the benchmarks; see `scripts/bench`."""

import argparse
import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from . import bursts, card, growth, latency, peers
from .figures import Results, plain
from .report import machine, target_table, write

PARTS = {
    "latency": latency.measure,
    "growth": growth.measure,
    "bursts": bursts.measure,
    "peers": peers.measure,
    "card": card.measure,
}
QUICK = ("latency", "bursts", "peers")


async def run(parts: list[str], *, quick: bool) -> Results:
    """Run parts, one after the other, and print each table when it is there."""
    results = Results()
    for part in parts:
        with TemporaryDirectory() as folder:
            before = len(results.tables)
            await PARTS[part](Path(folder), results, quick=quick)
            for table in results.tables[before:]:
                print(plain(table), flush=True)
    return results


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{', '.join(QUICK)} with smaller numbers; writes nothing")
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)}; writes nothing")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = arguments.parts or [part for part in PARTS if part in QUICK or not arguments.quick]
    print(machine())
    results = asyncio.run(run(parts, quick=arguments.quick))
    print(plain(target_table(results.targets)))
    if not arguments.quick and not arguments.parts:
        print(f"\nWritten: {write(results)}")


if __name__ == "__main__":
    main()

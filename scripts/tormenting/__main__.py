"""Takes the command line apart; see `scripts/torture`."""

import argparse
import asyncio
from contextlib import nullcontext
from pathlib import Path
import secrets
import sys
from tempfile import TemporaryDirectory

from scripts.parts import write_part

from .report import page, stories, table
from .schedule import Extent
from .torture import SHORT_WAITS, WAITS, torture

SHORT = Extent(downloads=50, kills=3, life_seconds=6)
_CALM_SECONDS = 600
SHORT_CALM_SECONDS = 240


def main() -> int:
    """Torture, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/torture", description="Proves that nothing is lost or told twice.")
    parser.add_argument("--downloads", type=int, default=1000, help="how many downloads finish (1000)")
    parser.add_argument("--kills", type=int, default=50, help="how often each server is killed (50)")
    parser.add_argument("--seed", default=secrets.token_hex(4), help="decides on everything that is random")
    parser.add_argument("--short", action="store_true", help="a minute of it")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reliability.md")
    parser.add_argument("--keep", type=Path, help="an empty folder in which everything is left, the logs too")
    given = parser.parse_args()
    extent = SHORT if given.short else Extent(downloads=given.downloads, kills=given.kills)
    amount = "--short" if given.short else f"--downloads {given.downloads} --kills {given.kills}"
    command = f"scripts/torture {amount} --seed {given.seed}"
    print(command, flush=True)
    with nullcontext(given.keep) if given.keep else TemporaryDirectory(prefix="torture-") as folder:
        result = asyncio.run(
            torture(
                Path(folder),
                extent,
                given.seed,
                waits=SHORT_WAITS if given.short else WAITS,
                calm_seconds=SHORT_CALM_SECONDS if given.short else _CALM_SECONDS,
                say=lambda sentence: print(sentence, flush=True),
            )
        )
    print(f"\n{table(result)}")
    if given.write:
        print(f"Written into {write_part('reliability.md', 'torture', page(result, command))}")
    print(stories(result), end="", file=sys.stderr)
    return 0 if result.is_well else 1


if __name__ == "__main__":
    sys.exit(main())

"""Runs the fuzz tests round after round until the time is over; see `scripts/fuzz`."""

import argparse
import os
from pathlib import Path
import secrets
import subprocess
import sys
import time

_ROOT = Path(__file__).parents[1]
_EXAMPLES = 1000
"""Of each test in a round, which takes some minutes: the last one is let come to its end."""


def main() -> int:
    """Fuzz, say how much was tried, and return the exit status."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description="Looks for what breaks the integration.")
    parser.add_argument("--minutes", type=float, default=10, help="for how long rounds are begun (10)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32), help="that of the first round")
    parser.add_argument("--examples", type=int, default=_EXAMPLES, help=f"of each test in a round ({_EXAMPLES})")
    parser.add_argument("tests", nargs="*", help="what pytest is to run (tests/fuzz)")
    given = parser.parse_args()
    until = time.monotonic() + given.minutes * 60
    rounds = 0
    while not rounds or time.monotonic() < until:
        seed = given.seed + rounds
        began = time.monotonic()
        if status := _round(seed, given.examples, given.tests or ["tests/fuzz"]):
            print(f"It fails; again: scripts/fuzz --minutes 0 --examples {given.examples} --seed {seed}")
            return status
        rounds += 1
        print(
            f"Round {rounds}: seed {seed}, {given.examples} cases a test, {time.monotonic() - began:.0f} s", flush=True
        )
    return 0


def _round(seed: int, examples: int, tests: list[str]) -> int:
    """Run the tests once; return pytest's status."""
    quiet = ["-q", "--tb=short", "--show-capture=no", "--disable-warnings"]
    options = [*quiet, "-p", "no:cacheprovider", f"--hypothesis-seed={seed}"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=_ROOT,
        env={**os.environ, "PLEX_ARRIVALS_FUZZ_EXAMPLES": str(examples)},
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())

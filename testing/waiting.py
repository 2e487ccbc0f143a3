"""Waiting for something to become true."""

import asyncio
from collections.abc import Callable
import itertools

FIRST_PAUSE = 0.005
LONGEST_PAUSE = 1.0


async def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Return soon after the condition holds; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        for tries in itertools.count():
            if condition():
                return
            await asyncio.sleep(min(FIRST_PAUSE * 1.1 ** min(tries, 99), LONGEST_PAUSE))

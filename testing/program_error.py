"""How a program says that something went wrong."""

import asyncio
from collections.abc import Callable
import time

POLL_SECONDS = 0.02


class ProgramError(Exception):
    """What failed, in one sentence for a person."""


async def wait_for(condition: Callable[[], object], seconds: float, otherwise: str) -> float:
    """Wait for something that nothing tells us, and return when (in seconds since 1970) it became true.

    Raises ProgramError with the sentence where it does not in time.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise ProgramError(otherwise)
        await asyncio.sleep(POLL_SECONDS)
    return time.time()

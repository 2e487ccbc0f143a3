"""Errors of the programs in `scripts/`, and a wait that raises them."""

import asyncio
from collections.abc import Callable
import time

POLL_SECONDS = 0.02


class ProgramError(Exception):
    """An error with a message for the user."""


async def wait_for(condition: Callable[[], object], seconds: float, message: str) -> float:
    """Poll until the condition is true; return the time, in seconds since 1970.

    Raise ProgramError with the message on timeout.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise ProgramError(message)
        await asyncio.sleep(POLL_SECONDS)
    return time.time()

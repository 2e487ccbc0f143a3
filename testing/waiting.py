"""Waiting for conditions, and counting threads that wait for the event loop."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POLL_SECONDS = 0.005


class WaitingThreads:
    """Counts the threads that only wait for the event loop: virtual time does not stand still for them."""

    number = 0

    @classmethod
    @contextmanager
    def count(cls) -> Iterator[None]:
        """Count this thread as waiting in the block."""
        cls.number += 1
        try:
            yield
        finally:
            cls.number -= 1


async def until(condition: Callable[[], object], seconds: float = 10, *, pause: float = 60) -> None:
    """Return as soon as the condition is true; raise TimeoutError if that takes too long.

    Poll less often the longer it takes, but at least every `pause` seconds.
    """
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the condition may be about a server without events
            await asyncio.sleep(min(pause, max(POLL_SECONDS, (loop.time() - began) / 50)))

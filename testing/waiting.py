"""Waiting for something to become true."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Return soon after the condition holds, within a twentieth of the wait; fail when it does not in time."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in a server that sets no event of ours
            await asyncio.sleep(max(0.005, (loop.time() - began) / 20))

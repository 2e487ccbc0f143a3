"""Keeps many deliveries that change at the same moment from blocking Home Assistant's event loop."""

import asyncio
from collections import deque


class Pacer:
    """Lets a limited number of callers proceed per iteration of the event loop, in order of arrival."""

    def __init__(self, per_iteration: int = 10) -> None:
        """Initialize with the number of callers that may proceed per iteration; 10 deliveries take milliseconds."""
        self._per_iteration = per_iteration
        self._left = per_iteration
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def wait(self) -> None:
        """Wait until the caller may proceed; return immediately if few are waiting."""
        if not self._waiting and self._left > 0:
            self._admit()
            return
        admitted = asyncio.get_running_loop().create_future()
        self._waiting.append(admitted)
        await admitted

    def _admit(self) -> None:
        if self._left == self._per_iteration:
            asyncio.get_running_loop().call_soon(self._next_iteration)
        self._left -= 1

    def _next_iteration(self) -> None:
        self._left = self._per_iteration
        while self._waiting and self._left > 0:
            admitted = self._waiting.popleft()
            if not admitted.done():  # cancelled meanwhile
                self._admit()
                admitted.set_result(None)

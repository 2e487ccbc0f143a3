"""Keeps many deliveries that move at the same moment from holding up Home Assistant."""

import asyncio
from collections import deque


class Pacer:
    """Admits only so many in one round of the event loop, in the order in which they come."""

    def __init__(self, each_round: int) -> None:
        """Take how many may do their work before the loop looks at what else is new."""
        self._each_round = each_round
        self._left = each_round
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def wait(self) -> None:
        """Return when it is the caller's turn, which it is at once where not many are there."""
        if not self._waiting and self._left > 0:
            self._take()
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        await turn

    def _take(self) -> None:
        if self._left == self._each_round:
            asyncio.get_running_loop().call_soon(self._next_round)
        self._left -= 1

    def _next_round(self) -> None:
        self._left = self._each_round
        while self._waiting and self._left > 0:
            turn = self._waiting.popleft()
            if not turn.done():  # whoever was cancelled wants it no more
                self._take()
                turn.set_result(None)

"""Lets hours pass in the event loop within seconds."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
import math
from typing import Any
from unittest.mock import patch

PATIENCE = 30
"""So often each step looks whether threads are at work; on a loaded machine that takes as much longer as they do."""
LOOK_SECONDS = 0.005


class Clock:
    """The time that all timers and timeouts of the event loop go by: real time, and what was skipped."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._real_time = loop.time
        self._run_in_executor = loop.run_in_executor
        self._skipped = 0.0
        self._at_work: set[asyncio.Future[Any]] = set()

    def time(self) -> float:
        return self._real_time() + self._skipped

    def run_in_executor(self, executor: Any, job: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        future = self._run_in_executor(executor, job, *args)
        self._at_work.add(future)
        future.add_done_callback(self._at_work.discard)
        return future

    async def advance(self, seconds: float, *, step: float = 5) -> None:
        """Let time pass in steps; after each there is real time for what was due to talk to a server."""
        while seconds > 0:
            self._skipped += min(step, seconds)
            seconds -= step
            await asyncio.sleep(0.01)
            for _ in range(PATIENCE):
                if not self._at_work:
                    break
                await asyncio.sleep(LOOK_SECONDS)

    async def until(self, condition: Callable[[], object], within: float = 600) -> None:
        """Let time pass, a second at a time, until the condition holds; fail when it does not within so many."""
        end = self.time() + within
        while not condition():
            assert self.time() < end
            await self.advance(1)

    async def rest(self) -> None:
        """Return when all that began has been talked over with the servers."""
        looks_at_rest = 0
        while looks_at_rest < PATIENCE:
            await asyncio.sleep(LOOK_SECONDS)
            looks_at_rest = 0 if self._at_work else looks_at_rest + 1


@contextmanager
def clock_of(loop: asyncio.AbstractEventLoop) -> Iterator[Clock]:
    clock = Clock(loop)
    with (
        patch.object(loop, "time", clock.time),
        patch.object(loop, "run_in_executor", clock.run_in_executor),
        # or the loop would find that our own step took long
        patch.object(loop, "slow_callback_duration", math.inf),
    ):
        yield clock

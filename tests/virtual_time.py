"""Virtual time: it passes only when nothing else happens, so that no test waits.

The event loop's clock stands still while callbacks run. Once the loop is idle, no socket has anything to read and no
executor job runs, it jumps to the next timer, and the other clocks with it: `asyncio.sleep(3600)` takes a millisecond,
and a timeout cannot expire because the machine is busy. While an executor job runs, real time
passes, unless the job only waits for the event loop (`WaitingThreads`), for example for a response that the Plex
stand-in delays.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
import time
from typing import Any

import time_machine

from testing.waiting import WaitingThreads

_IDLE_SECONDS = 0.0005
"""How long the sockets, all of them on loopback, have to be quiet before time jumps."""

_LAST_JOBS_SECONDS = 10
"""How long a test's last jobs may take after its end."""

_BEYOND_SECONDS = 1e-6
"""Added to each jump, as rounding could otherwise make a timer fire slightly early."""


class VirtualTime:
    """The clock of one event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Replace the clock of a running event loop, and time.monotonic."""
        self._now = loop.time()
        self._jobs = 0
        self._skipped = 0.0
        self._real = False
        self._traveller: time_machine.Traveller | None = None
        self._travel: time_machine.travel | None = None
        self._wait = loop._selector.select  # type: ignore[attr-defined]
        self._run_in_executor = loop.run_in_executor
        loop.time = self._time  # type: ignore[method-assign]
        loop.run_in_executor = self._count_job  # type: ignore[method-assign, assignment]
        loop._selector.select = self._select  # type: ignore[attr-defined]
        loop.slow_callback_duration = float("inf")
        self._monotonic = time.monotonic
        time.monotonic = lambda: self._monotonic() + self._skipped

    async def end(self) -> None:
        """Restore the clocks when all executor jobs are done; Home Assistant would interrupt running ones."""
        self._real = True
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_JOBS_SECONDS):
                while self._jobs:  # noqa: ASYNC110 - threads cannot set an asyncio event
                    await asyncio.sleep(_IDLE_SECONDS)
        time.monotonic = self._monotonic
        if self._travel:
            self._travel.stop()

    def _time(self) -> float:
        return self._now

    def _count_job(self, executor: Any, job: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        self._jobs += 1
        future = self._run_in_executor(executor, job, *args)
        future.add_done_callback(self._job_done)
        return future

    def _job_done(self, _future: asyncio.Future[Any]) -> None:
        self._jobs -= 1

    def _select(self, timeout: float | None) -> list[Any]:
        if timeout is not None and timeout <= 0:
            return self._wait(0)  # type: ignore[no-any-return]
        began = time.perf_counter()
        if self._jobs > WaitingThreads.number or self._real or timeout is None:
            events: list[Any] = self._wait(timeout)
            self._now += time.perf_counter() - began
            return events
        events = self._wait(_IDLE_SECONDS)
        if not events:
            self._jump(timeout)
        return events

    def _jump(self, seconds: float) -> None:
        seconds += _BEYOND_SECONDS
        self._now += seconds
        self._skipped += seconds
        if self._traveller is None:
            self._travel = time_machine.travel(time.time(), tick=True)
            self._traveller = self._travel.start()
        self._traveller.shift(seconds)


def skipped_seconds() -> float:
    """Return how many seconds of virtual time were skipped."""
    return time.monotonic() - time.perf_counter()


async def pass_one_minute() -> None:
    """Advance one minute, so that pending work finishes and anything unwanted would have happened."""
    await asyncio.sleep(60)

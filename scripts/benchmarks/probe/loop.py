"""How long the event loop does not look at what is new: the length of its longest rounds, and what it did in them.

The time in which the kernel gives the processor to other programs is left out: it says nothing of this one.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
import heapq
import os
import sys
import threading
import time
from typing import Any

_LONG = 0.01
"""Seconds from which on a round is worth a look at what is done in it."""
_LOOK_EVERY = 0.002
_KEPT = 20


class LoopMeter:
    """Times each round of the loop from the end of one wait for news to the begin of the next."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Measure a loop from now on."""
        self._longest: list[tuple[float, float, str]] = []
        self._rounds = 0
        self._busy = 0.0
        self._begun: float | None = None
        self._cpu = 0.0
        self._waited = 0
        self._schedule = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
        self._stacks: Counter[str] = Counter()
        self._main = threading.get_ident()
        selector = loop._selector  # type: ignore[attr-defined]  # noqa: SLF001 - the place that every round passes
        self._select: Callable[..., Any] = selector.select
        selector.select = self._timed_select
        self._speed = 1.0
        self._shown_at, self._real_at = loop.time(), time.monotonic()
        loop.time = self._time  # type: ignore[method-assign]
        threading.Thread(target=self._look, name="probe", daemon=True).start()

    def hurry(self, speed: float) -> None:
        """Let the loop's clock, not the computer's, run so many times as fast from now on."""
        self._shown_at, self._real_at = self._time(), time.monotonic()
        self._speed = speed

    def _time(self) -> float:
        return self._shown_at + (time.monotonic() - self._real_at) * self._speed

    def read(self) -> dict[str, Any]:
        """Return the longest round (seconds, and seconds of the processor in it) and more, and begin anew."""
        longest = sorted(self._longest, reverse=True)
        reading = {
            "longest": longest[0][0] if longest else 0.0,
            "longest_cpu": max((cpu for _, cpu, _ in longest), default=0.0),
            "rounds": self._rounds,
            "busy": self._busy,
            "stalls": [{"seconds": wall, "cpu": cpu, "doing": doing} for wall, cpu, doing in longest],
        }
        self._longest, self._rounds, self._busy = [], 0, 0.0
        return reading

    def _timed_select(self, timeout: float | None = None) -> Any:
        now = time.perf_counter()
        if self._begun is not None:
            cpu = time.thread_time() - self._cpu
            # the kernel counts its delays a little too high
            self._note(max(now - self._begun - (self._delay() - self._waited) / 1e9, cpu), cpu)
        self._begun = None
        found = self._select(timeout if timeout is None else timeout / self._speed)
        self._cpu, self._waited = time.thread_time(), self._delay()
        self._begun = time.perf_counter()
        return found

    def _delay(self) -> int:
        """Return the nanoseconds in which the thread wanted a processor and another program had it."""
        return int(os.pread(self._schedule, 99, 0).split()[1])

    def _note(self, wall: float, cpu: float) -> None:
        self._rounds += 1
        self._busy += wall
        doing = ""
        if wall >= _LONG:
            stacks, self._stacks = self._stacks, Counter()
            doing = "; ".join(f"{count}× {stack}" for stack, count in stacks.most_common(3))
        entry = (wall, cpu, doing)
        if len(self._longest) < _KEPT:
            heapq.heappush(self._longest, entry)
        elif wall > self._longest[0][0]:
            heapq.heapreplace(self._longest, entry)

    def _look(self) -> None:
        """See what the loop's thread does in rounds that take long; runs in a thread of its own."""
        while True:
            time.sleep(_LOOK_EVERY)
            begun = self._begun
            if begun is None or time.perf_counter() - begun < _LONG / 2:
                continue
            frame = sys._current_frames().get(self._main)  # noqa: SLF001 - the only way to see another thread's
            names: list[str] = []
            while frame and len(names) < 12:
                code = frame.f_code
                names.append(f"{code.co_filename.rpartition('/')[2]}:{code.co_qualname}")
                frame = frame.f_back
            self._stacks[" < ".join(names)] += 1

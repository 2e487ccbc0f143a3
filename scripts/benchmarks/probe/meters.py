"""Measure the event loop, and what is written to files."""

import asyncio
from collections.abc import Callable
import os
from pathlib import Path
import sys
import threading
import time
from typing import Any


class StorageMeter:
    """Counts the bytes written to the files of a folder whose names begin with a prefix.

    It compares their sizes, so that it counts what is appended to a file as well as temporary files that replace one.
    Writing over a part of a file is not counted.
    """

    def __init__(self, folder: Path, prefix: str) -> None:
        """Start to count."""
        self._prefix = str(folder / prefix)
        self._written = 0
        self._sizes = {str(path): path.stat().st_size for path in folder.glob(f"{prefix}*")}
        sys.addaudithook(self._on_audit)

    def read(self) -> int:
        """Return the number of bytes since the last reading."""
        for path in [*self._sizes]:
            self._count_growth(path)
        written, self._written = self._written, 0
        return written

    def _on_audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count before a file is opened, renamed or removed."""
        if event not in ("open", "os.rename", "os.remove"):
            return
        path = str(arguments[0])
        if event == "os.rename":
            target = str(arguments[1])
            if target.startswith(self._prefix):
                self._count_growth(target)
                self._count_growth(path)
                self._sizes[target] = self._sizes.pop(path)
        elif path.startswith(self._prefix):
            self._count_growth(path)
            if event == "os.remove" or arguments[2] & os.O_TRUNC:
                self._sizes[path] = 0

    def _count_growth(self, path: str) -> None:
        try:
            size = Path(path).stat().st_size
        except FileNotFoundError:
            size = 0
        self._written += max(size - self._sizes.get(path, 0), 0)
        self._sizes[path] = size


class LoopMeter:
    """Measures the passes of the event loop, without the time in which it waits for something to do."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start to measure the running event loop."""
        self._longest = self._longest_cpu = 0.0
        self._pass_began: tuple[float, float, float] | None = None
        self._schedstat = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
        selector = loop._selector  # type: ignore[attr-defined]  # noqa: SLF001 - called once in each pass
        self._select: Callable[..., Any] = selector.select
        selector.select = self._timed_select
        self._speed = 1.0
        self._loop_time, self._real_time = loop.time(), time.monotonic()
        loop.time = self._time  # type: ignore[method-assign]

    def read(self, speed: float | None) -> dict[str, float]:
        """Return the longest pass since the last reading, and the most processor time that a pass took, in seconds.

        From now on the event loop's clock runs at `speed`.
        """
        if speed:
            self._loop_time, self._real_time = self._time(), time.monotonic()
            self._speed = speed
        reading = {"stall": self._longest, "stall_cpu": self._longest_cpu}
        self._longest = self._longest_cpu = 0.0
        return reading

    def _time(self) -> float:
        return self._loop_time + (time.monotonic() - self._real_time) * self._speed

    def _timed_select(self, timeout: float | None = None) -> Any:
        if self._pass_began is not None:
            wall, cpu, waited = (now - then for now, then in zip(self._now(), self._pass_began, strict=True))
            # the kernel's figure for the time in which it ran other threads is slightly too high
            self._longest = max(self._longest, wall - waited, cpu)
            self._longest_cpu = max(self._longest_cpu, cpu)
        self._pass_began = None
        events = self._select(timeout if timeout is None else timeout / self._speed)
        self._pass_began = self._now()
        return events

    def _now(self) -> tuple[float, float, float]:
        """Return the time, the thread's processor time, and how long it has waited for a processor, in seconds."""
        waited = int(os.pread(self._schedstat, 99, 0).split()[1]) / 1e9
        return time.perf_counter(), time.thread_time(), waited

"""A Home Assistant whose clock is not right and whose waits may be shorter: run in place of `-m homeassistant`.

Its config folder has `torture.json`: `clock_ahead` in seconds, read again at SIGUSR1, and `waits`, fields of our
`Timing`. Timers, the log's times and what signs tokens keep the real time.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from importlib import import_module
import json
import os
from pathlib import Path
import signal
import sys
from threading import Thread
import time
from typing import Any

SETTINGS = "torture.json"
_real_time = time.time


def _settings() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(SETTINGS).read_text())
    return read


class _Clock:
    """How far ours is ahead."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self.set()

    def set(self) -> None:
        self.ahead = float(_settings()["clock_ahead"])

    def time(self) -> float:
        return _real_time() + self.ahead

    def utcnow(self) -> datetime:
        return self.now(UTC)

    def now(self, time_zone: tzinfo | None = None) -> datetime:
        return datetime.now(time_zone or import_module("homeassistant.util.dt").get_default_time_zone()) + timedelta(
            seconds=self.ahead
        )


def main() -> int:
    """Turn the clock, shorten the waits and run Home Assistant."""
    os.environ["HA_DISABLE_LOG_FILE"] = "true"  # whoever reads the log hears it, also while the disk is full
    clock = _Clock()
    signal.signal(signal.SIGUSR1, lambda *_: Thread(target=clock.set).start())
    time.time = clock.time
    times = import_module("homeassistant.util.dt")
    times.utcnow, times.now = clock.utcnow, clock.now  # type: ignore[attr-defined]
    if waits := _settings()["waits"]:
        sys.path.insert(0, str(Path.cwd()))
        runtime = import_module("custom_components.plex_arrivals.runtime")
        shorter = {name: _frozen(value) for name, value in waits.items()}
        runtime.TIMING = replace(runtime.TIMING, **shorter)  # type: ignore[attr-defined]
    status: int = import_module("homeassistant.__main__").main()
    return status


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


if __name__ == "__main__":
    sys.exit(main())

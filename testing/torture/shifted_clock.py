"""Runs Home Assistant with a shifted clock and shorter waits, in place of `-m homeassistant`.

Its config folder has `stress_test.json`: `clock_ahead` in seconds, read again at SIGUSR1, and `waits`, fields of our
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

SETTINGS = "stress_test.json"
_real_time = time.time
_ahead = 0.0


def _read() -> dict[str, Any]:
    global _ahead  # noqa: PLW0603 - the clock of the process
    settings: dict[str, Any] = json.loads(Path(SETTINGS).read_text())
    _ahead = settings["clock_ahead"]
    return settings


def main() -> int:
    """Set the clock, shorten the waits and run Home Assistant."""
    os.environ["HA_DISABLE_LOG_FILE"] = "true"  # the log is read from the output, which works while the disk is full
    waits = _read()["waits"]
    signal.signal(signal.SIGUSR1, lambda *_: Thread(target=_read).start())
    dt: Any = import_module("homeassistant.util.dt")

    def now(time_zone: tzinfo | None = None) -> datetime:
        return datetime.now(time_zone or dt.get_default_time_zone()) + timedelta(seconds=_ahead)

    time.time = lambda: _real_time() + _ahead
    dt.now, dt.utcnow = now, lambda: now(UTC)
    sys.path.insert(0, str(Path.cwd()))
    data: Any = import_module("custom_components.plex_arrivals.data")
    shorter = {name: tuple(wait) if isinstance(wait, list) else wait for name, wait in waits.items()}
    data.TIMING = replace(data.TIMING, **shorter)
    status: int = import_module("homeassistant.__main__").main()
    return status


if __name__ == "__main__":
    sys.exit(main())

"""A disk that is full or slow when a test says so; otherwise it does not wait until everything is on it."""

from collections.abc import Callable, Iterator
import errno
from threading import Event
import time
from unittest.mock import patch

import pytest

_SECONDS = 20


class Disk:
    """What happens to what is written."""

    def __init__(self) -> None:
        self.is_full = False
        self.is_full_once = False
        self.seconds = 0.0
        """How long a write takes."""
        self.is_held: Callable[[], bool] = lambda: False
        """Whether a write waits for `go_on`; it sets `is_writing`."""
        self.is_writing = Event()
        self.go_on = Event()
        self.writes = 0

    def fsync(self, _descriptor: int) -> None:
        """Do what `os.fsync` would."""
        time.sleep(self.seconds)
        if self.is_full or self.is_full_once:
            self.is_full_once = False
            raise OSError(errno.ENOSPC, "No space left on device")
        if self.is_held():
            self.is_writing.set()
            assert self.go_on.wait(_SECONDS)
        self.writes += 1


@pytest.fixture(autouse=True)
def disk() -> Iterator[Disk]:
    """Return the disk."""
    disk = Disk()
    with patch("os.fsync", disk.fsync), patch("atomicwrites._proper_fsync", disk.fsync):
        yield disk

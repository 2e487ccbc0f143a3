"""One Home Assistant that lives again and again, and what is done to it."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
import json
from pathlib import Path
import resource
import signal
import time
from typing import Any

from testing.daemons.daemon import signal_group
from testing.failure import Failure
from testing.home_assistant.life import DOWNLOADS, Client, Place

from .journal import Journal
from .shaken_home import SETTINGS

_FULL_BYTES = 4096
"""What fits into a file while the disk is full: the first block, so that a write fails in its middle."""
_POLL_SECONDS = 0.0005
_HEARD_SECONDS = 180
"""A start that takes longer has failed; it takes a few seconds on an idle machine."""


class Lives:
    """Starts and kills a Home Assistant; its disk and its clock stay as they are over its deaths."""

    def __init__(self, place: Place, journal: Journal, waits: Mapping[str, object]) -> None:
        """Take the config folder, which is made ready to be shaken."""
        self.place = place
        place.program = ("-P", str(Path(__file__).with_name("shaken_home.py")))
        self.ended_by_itself: list[str] = []
        self.known: dict[str, dict[str, Any]] = {}
        """Every delivery that was ever on disk, as it was there last, by its id."""
        self.first_life: dict[str, int] = {}
        """The number of the life in which a delivery was first seen on disk to have ended."""
        self.unreadable: list[str] = []
        """Why the deliveries on disk could not be read."""
        self.killed_at: list[float] = []
        """When each life ended, as its own clock had it."""
        self.cut_writes = 0
        """How many kills cut off a write in its middle."""
        self.heard = asyncio.Event()
        """Set while Home Assistant can be heard."""
        self._journal = journal
        self._waits = waits
        self._ahead = 0.0
        self._is_full = False
        self._told: list[dict[str, Any]] = []
        self._home: Client | None = None
        self._life: asyncio.Task[None] | None = None
        self._set_clock(0)

    @property
    def told(self) -> list[dict[str, Any]]:
        """What the events said of deliveries over all lives."""
        return [*self._told, *(self._home.told if self._home else ())]

    async def begin(self) -> None:
        """Start Home Assistant; it is on its way when this returns."""
        self._journal.write("Home Assistant is started")
        before = self.place.process
        self._life = asyncio.create_task(self._live())
        while self.place.process is before and not self._life.done():  # noqa: ASYNC110 - of somebody else's making
            await asyncio.sleep(_POLL_SECONDS)
        self._limit_disk()

    async def _live(self) -> None:
        async with self.place.life() as home:
            self._home = home
            self.heard.set()
            self._journal.write("Home Assistant is heard")
            if process := self.place.process:
                await process.wait()

    async def until_heard(self) -> None:
        """Wait until Home Assistant can be heard; fails where that takes too long."""
        try:
            async with asyncio.timeout(_HEARD_SECONDS):
                await self.heard.wait()
        except TimeoutError:
            raise Failure(f"Home Assistant could not be heard, see {self.place.outputs[-1]}") from None

    async def kill(self, *, while_writing: bool = False, patience: float = 3) -> None:
        """Kill Home Assistant, at once or as soon as it writes a file; returns when it is dead."""
        process, life = self.place.process, self._life
        if process is None or life is None:
            raise Failure("There is no Home Assistant to kill.")
        if life.done():
            self.ended_by_itself.append(f"life {len(self.place.outputs)}: {life}")
        begun = self._half_written()
        if while_writing:
            await asyncio.to_thread(self._wait_for_write, begun, patience, process.pid)
        signal_group(process.pid, signal.SIGKILL)
        killed_at = time.time() + self._ahead
        self.heard.clear()
        await asyncio.gather(life, return_exceptions=True)  # it may be killed while it is being signed in to
        self._told, self._home = self.told, None
        cut = self._half_written() - begun
        self.cut_writes += bool(cut)
        self._journal.write(f"Home Assistant is killed{' in the middle of a write' if cut else ''}")
        self.look_at_disk()
        self.killed_at.append(killed_at)

    def _half_written(self) -> set[Path]:
        return {*(self.place.config / ".storage").glob("tmp*")}

    def _wait_for_write(self, begun: set[Path], patience: float, pid: int) -> None:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self._half_written() - begun:
                signal_group(pid, signal.SIGKILL)
                return
            time.sleep(_POLL_SECONDS)

    def look_at_disk(self) -> dict[str, dict[str, Any]]:
        """Return the deliveries on disk, and remember them; where there is no readable file, remember that."""
        try:
            stored = self.place.stored()
        except (FileNotFoundError, AssertionError, ValueError, KeyError) as err:
            if self.known or not isinstance(err, FileNotFoundError):  # else nothing was ever stored
                self.unreadable.append(f"life {len(self.place.outputs)}: {err!r}")
            return {}
        for delivery_id, delivery in stored.items():
            if delivery["state"] not in ("waiting", "scanning"):
                self.first_life.setdefault(delivery_id, len(self.killed_at))
        self.known |= stored
        return stored

    def arrived(self) -> set[str]:
        """Return the paths of the downloads, below their folder, whose deliveries have ended on disk."""
        self.look_at_disk()
        ended = [self.known[delivery_id]["download"]["path"] for delivery_id in self.first_life]
        return {path.removeprefix(f"{DOWNLOADS}/") for path in ended}

    # What is done to it

    def fill_disk(self) -> None:
        """Let every write fail in its middle, but for those to pipes and sockets."""
        self._is_full = True
        self._limit_disk()
        self._journal.write("the disk is full")

    def free_disk(self) -> None:
        """Let writes succeed again."""
        self._is_full = False
        self._limit_disk()
        self._journal.write("the disk has space again")

    def _limit_disk(self) -> None:
        if (process := self.place.process) and process.returncode is None:
            soft = _FULL_BYTES if self._is_full else resource.RLIM_INFINITY
            with suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    def turn_clock(self, seconds: float) -> None:
        """Turn Home Assistant's clock on (or back) by so many seconds; it must be heard, or it dies of the signal."""
        self._set_clock(self._ahead + seconds)
        self._journal.write(f"the clock jumps by {seconds:+.0f} s")
        if self.place.process:
            signal_group(self.place.process.pid, signal.SIGUSR1)

    def _set_clock(self, ahead: float) -> None:
        self._ahead = ahead
        about = {"clock_ahead": ahead, "waits": self._waits}
        (self.place.config / SETTINGS).write_text(json.dumps(about))

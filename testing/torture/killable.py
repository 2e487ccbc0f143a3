"""A Home Assistant that is killed and started again, whose disk is full and whose clock jumps."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
import json
from pathlib import Path
import resource
import signal
import time
from typing import Any

from testing.daemons.daemon import signal_group
from testing.home_assistant.instance import DOWNLOADS, HomeAssistantInstance
from testing.program_error import ProgramError

from .journal import Journal
from .shifted_clock import SETTINGS

ENDED = ("available", "unmatched", "missing")
_FULL_BYTES = 4096
"""The maximum size of a file while the disk is full: the first block, so that a write fails halfway."""
_WRITE_SECONDS = 3
_POLL_SECONDS = 0.0005
_HEARD_SECONDS = 180
"""A start that takes longer has failed; it takes a few seconds on an idle machine."""
_CUT_OFF_SECONDS = 5
"""Maximum seconds before a kill at which a stored end may not be announced."""


class KillableHomeAssistant:
    """Starts and kills Home Assistant; its disk and clock settings survive restarts."""

    def __init__(self, instance: HomeAssistantInstance, journal: Journal, waits: Mapping[str, object]) -> None:
        self.instance = instance
        instance.program = ("-P", str(Path(__file__).with_name("shifted_clock.py")))
        self.faults: list[str] = []
        """Unexpected exits, and reasons why the stored deliveries could not be read."""
        self.deliveries: dict[str, dict[str, Any]] = {}
        """The latest stored version of every delivery, by ID."""
        self.cut_off: set[str] = set()
        """The IDs of the deliveries that ended just before a kill."""
        self.cut_writes = 0
        """How often it was killed in the middle of a write."""
        self.answers = asyncio.Event()
        """Set while Home Assistant answers."""
        self.journal = journal
        self._waits = waits
        self._ahead = 0.0
        self._is_full = False
        self._life: asyncio.Task[None] | None = None
        self.set_clock(0)

    async def start(self) -> None:
        """Start Home Assistant; it does not answer yet when this returns."""
        self.journal.write("Home Assistant is started")
        before = self.instance.process
        self._life = asyncio.create_task(self._live())
        while self.instance.process is before and not self._life.done():  # noqa: ASYNC110 - set by the other task
            await asyncio.sleep(_POLL_SECONDS)
        self._limit_disk()

    async def _live(self) -> None:
        async with self.instance.run():
            self.answers.set()
            self.journal.write("Home Assistant answers")
            if process := self.instance.process:
                await process.wait()

    async def until_it_answers(self) -> None:
        """Wait until Home Assistant answers; raise ProgramError if that takes too long."""
        try:
            async with asyncio.timeout(_HEARD_SECONDS):
                await self.answers.wait()
        except TimeoutError:
            raise ProgramError(f"Home Assistant does not answer, see {self.instance.outputs[-1]}") from None

    async def kill(self, *, while_writing: bool = False) -> None:
        """Kill Home Assistant, at once or as soon as it writes a file; return when it is dead."""
        process, life = self.instance.process, self._life
        if process is None or life is None:
            raise ProgramError("There is no Home Assistant to kill.")
        if life.done():
            self.faults.append(f"Home Assistant ended by itself, see {self.instance.outputs[-1]}: {life}")
        before = self._half_written()
        if while_writing:
            await asyncio.to_thread(self._kill_while_writing, before, process.pid)
        signal_group(process.pid, signal.SIGKILL)
        killed_at = time.time() + self._ahead
        self.answers.clear()
        await asyncio.gather(life, return_exceptions=True)  # it may have been killed during the login
        cut = self._half_written() - before
        self.cut_writes += bool(cut)
        self.journal.write(f"Home Assistant is killed{' in the middle of a write' if cut else ''}")
        for delivery in self.stored().values():
            ended = delivery["state"] in ENDED
            if ended and killed_at - datetime.fromisoformat(delivery["updated_at"]).timestamp() < _CUT_OFF_SECONDS:
                self.cut_off.add(delivery["id"])

    def _half_written(self) -> set[Path]:
        return {*(self.instance.config / ".storage").glob("tmp*")}

    def _kill_while_writing(self, before: set[Path], pid: int) -> None:
        end = time.monotonic() + _WRITE_SECONDS
        while time.monotonic() < end:
            if self._half_written() - before:
                signal_group(pid, signal.SIGKILL)
                return
            time.sleep(_POLL_SECONDS)

    def stored(self) -> dict[str, dict[str, Any]]:
        """Return the deliveries on disk, and remember them; an unreadable file is noted as a fault."""
        try:
            stored = self.instance.stored()
        except (FileNotFoundError, AssertionError, ValueError, KeyError) as err:
            if self.deliveries or not isinstance(err, FileNotFoundError):  # else nothing was stored yet
                self.faults.append(f"the store could not be read: {err!r}")
            return {}
        self.deliveries |= stored
        return stored

    def ended(self) -> set[str]:
        """Return the paths, below the downloads' folder, of the deliveries on disk that have ended."""
        self.stored()
        ended = (delivery for delivery in self.deliveries.values() if delivery["state"] in ENDED)
        return {delivery["download"]["path"].removeprefix(f"{DOWNLOADS}/") for delivery in ended}

    def fill_disk(self, *, full: bool) -> None:
        """Let all writes, except to pipes and sockets, fail halfway, or succeed again."""
        self._is_full = full
        self._limit_disk()
        self.journal.write("the disk is full" if full else "the disk has space again")

    def _limit_disk(self) -> None:
        if (process := self.instance.process) and process.returncode is None:
            soft = _FULL_BYTES if self._is_full else resource.RLIM_INFINITY
            with suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    def set_clock(self, ahead: float) -> None:
        """Set Home Assistant's clock ahead by some seconds.

        A starting Home Assistant is not signaled: SIGUSR1 would end it.
        """
        self.journal.write(f"the clock is {ahead:.0f} s ahead")
        self._ahead = ahead
        (self.instance.config / SETTINGS).write_text(json.dumps({"clock_ahead": ahead, "waits": self._waits}))
        if self.answers.is_set() and self.instance.process:
            signal_group(self.instance.process.pid, signal.SIGUSR1)

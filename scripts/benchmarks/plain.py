"""The plain plexapi way, in a process of its own: `python -m scripts.benchmarks.plain URL TOKEN LIBRARY FOLDER POLLS`.

It does what scripts and custom sensors do: connects, finds the library by its name, has it scanned, and then asks each
minute for what was added. Prints what it measured as JSON; plexapi runs in threads, as it would in Home Assistant.
"""

import asyncio
from collections.abc import Callable
from functools import partial
import json
from pathlib import Path
import sys
import time
from typing import Any

from .probe.loop import LoopMeter

_PAGE = 4096
_SCANS = 20
_NEWEST = 10


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


async def _in_thread[T](job: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(None, job)


async def run(url: str, token: str, title: str, folder: str, polls: int) -> None:
    """Set up, ask for scans, and poll for an hour, of which the pauses are left out; a line when each is over."""
    meter = LoopMeter(asyncio.get_running_loop())
    memory, cpu, begun = _memory(), time.process_time(), time.monotonic()
    server = await _in_thread(lambda: _connect(url, token))
    libraries = await _in_thread(server.library.sections)
    setup = {"seconds": time.monotonic() - begun, "cpu": time.process_time() - cpu, "stall": meter.read()["longest"]}
    _tell(setup)
    library = await _in_thread(lambda: server.library.section(title))
    starts = []
    for number in range(_SCANS):
        starts.append(time.monotonic())
        await _in_thread(partial(library.update, path=f"{folder}/{number}"))
    _tell({"starts": starts})
    meter.read()
    cpu = time.process_time()
    for _ in range(polls):
        for one in libraries:
            newest = f"/library/sections/{one.key}/all?sort=addedAt:desc"
            await _in_thread(partial(one.fetchItems, newest, container_size=_NEWEST, maxresults=_NEWEST))
    _tell(
        {
            "cpu": time.process_time() - cpu,
            "stall": meter.read()["longest"],
            "memory": _memory() - memory,
        }
    )


def _connect(url: str, token: str) -> Any:
    """Import plexapi, as its first user does, and connect."""
    from plexapi.server import PlexServer  # noqa: PLC0415 - the import is a part of what is measured

    return PlexServer(url, token)  # type: ignore[no-untyped-call]


def _tell(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    _, url_, token_, title_, folder_, polls_ = sys.argv
    asyncio.run(run(url_, token_, title_, folder_, int(polls_)))

"""The cost of many downloads that finish at the same time."""

import asyncio
from pathlib import Path
import time

from .instance import MeasuredInstance, episodes
from .plex import MeasuredPlex
from .results import Figure, Results, count, growth_table, milliseconds, seconds, size

_WAIT_SECONDS = 180
_LATE_WRITE_SECONDS = 600
_FOLDERS = 300
_NOTE = (
    "All are reported at the same time from within Home Assistant, with no delay before scanning. Plex scans one folder"
    " after another; with many folders, this takes most of the time."
)
_WHY_STALL = (
    "Python's garbage collection and the reports that arrive in one pass of the event loop take longer; nothing else of"
    " the integration does"
)
_STALL, _WRITTEN = "longest stall", "bytes written"


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Finish downloads in one folder and in many."""
    plex = MeasuredPlex(folder / "disk")
    plex.fill(libraries=3, items=2000)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    numbers = (1, 100) if quick else (1, 10, 100, 1000)
    most = max(numbers)
    stalls = []
    for folders in (_FOLDERS,) if quick else (1, _FOLDERS):
        costs = {number: await _burst(instance, plex, folder / "disk", number, folders) for number in numbers}
        title = f"Finishes at once in {folders} folder{'s' if folders > 1 else ''}"
        results.tables.append(growth_table(title, "finishes", costs, _NOTE))
        stalls.append(costs[most][_STALL])
        if folders == _FOLDERS:
            name = f"{_WRITTEN}, {most:,} finishes at once in {folders} folders"
            results.target(name, size(15_000_000), costs[most][_WRITTEN])
    name = f"{_STALL} of the event loop, {most:,} finishes at once"
    results.target(name, milliseconds(0.01), max(stalls), why_missed=_WHY_STALL)
    await plex.stop()


async def _burst(
    instance: MeasuredInstance, plex: MeasuredPlex, disk: Path, number: int, folders: int
) -> dict[str, Figure]:
    """Finish downloads at once, with nothing stored before."""
    for path in instance.stored_files:
        path.unlink()
    downloads = list(episodes(disk, f"Burst {number} {folders}", number, folders))
    async with instance.run() as home:
        memory = (await home.read())["memory"]
        plex.take_traffic()
        begun = time.monotonic()
        reporting = asyncio.create_task(home.finish_all(downloads))
        await home.wait_ended(number, _WAIT_SECONDS)
        took = time.monotonic() - begun
        await reporting
        reading, traffic = await home.read(), plex.take_traffic()
        late = await home.idle(_LATE_WRITE_SECONDS)
    if (arrived := sum(event["state"] == "available" for event in reading["events"])) != number:
        raise RuntimeError(f"Only {arrived} of {number} downloads in {folders} folders arrived")
    return {
        "scans": count(len(traffic.scans)),
        "requests": count(len(traffic.requests)),
        "time until all arrived": seconds(took),
        _STALL: milliseconds(reading["stall"]),
        "most processor time in one pass": milliseconds(reading["stall_cpu"]),
        "processor time": seconds(reading["cpu"], 2),
        "growth of memory": size(max(reading["memory"] - memory, 0)),
        _WRITTEN: size(reading["written"] + late["written"]),
        "size of the stored files": size(sum(path.stat().st_size for path in instance.stored_files)),
    }

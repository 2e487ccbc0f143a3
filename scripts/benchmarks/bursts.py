"""Cost of many downloads that complete at once."""

import asyncio
from pathlib import Path
import time

from .measured import MeasuredInstance, episodes
from .plex import Plex
from .tables import Figure, Results, count, growth, milliseconds, seconds, size

_WAIT_SECONDS = 180
_HOW = (
    "All are reported in one moment from within Home Assistant, with no delay before scanning. Plex scans one"
    " folder after another: with many folders that is most of the time to drain."
)
_SCANS, _STALL = "scans asked", "longest stall"


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Finish downloads at once, into one folder and into many."""
    plex = Plex(folder / "disk")
    plex.fill(libraries=3, items=2000)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    stalls = []
    for folders in (300,) if quick else (1, 300):
        costs = {}
        for number in (1, 100) if quick else (1, 10, 100, 1000):
            costs[number] = await _burst(instance, plex, folder / "disk", number, folders)
        title = f"Bursts: finishes at once into {folders} folder{'s' if folders > 1 else ''}"
        results.tables.append(growth(title, costs, _HOW))
        stalls += [cost[_STALL] for cost in costs.values()]
        if folders > 1:
            most = max(costs)
            results.target(f"scans for a burst of {most:,} into {folders} folders", count(300), costs[most][_SCANS])
    results.target("longest stall of the event loop, bursts", milliseconds(0.02), max(stalls))
    await plex.stop()


async def _burst(instance: MeasuredInstance, plex: Plex, disk: Path, number: int, folders: int) -> dict[str, Figure]:
    """Begin with an empty store."""
    instance.store.unlink(missing_ok=True)
    downloads = list(episodes(disk, f"Burst {number} {folders}", number, folders))
    async with instance.run() as home:
        memory = (await home.read())["memory"]
        plex.read()
        begun = time.monotonic()
        reporting = asyncio.create_task(home.finish_all(downloads))
        await home.until_ended(number, _WAIT_SECONDS)
        drained = time.monotonic() - begun
        await reporting
        reading, asked = await home.read(), plex.read()
    if (arrived := sum(one["state"] == "available" for one in reading["events"])) != number:
        raise RuntimeError(f"of {number} downloads in {folders} folders {arrived} arrived")
    return {
        _SCANS: count(len(asked.scans)),
        "requests": count(len(asked.requests)),
        "seconds to drain": seconds(drained),
        _STALL: milliseconds(reading["stall"]),
        "of it processor": milliseconds(reading["stall_cpu"]),
        "processor in all": seconds(reading["cpu"], 2),
        "memory gained": size(max(reading["memory"] - memory, 0)),
        "store": size(instance.store.stat().st_size),
        "written": size(reading["written"][instance.store.name]),
    }

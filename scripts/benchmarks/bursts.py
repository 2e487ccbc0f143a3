"""What many finishes at the same moment cost."""

import asyncio
from dataclasses import dataclass, fields
from pathlib import Path
import time

from .downloads import episodes
from .figures import Results, Table, Target, exponent, milliseconds, size
from .place import BenchPlace
from .plex import Plex, running_plex

_WAIT_SECONDS = 180
_WHY = (
    "the tables tell how much of it was processor time; for the rest the loop's thread waited for another thread of its"
    " process, or for the machine"
)
_HOW = (
    "All are reported in one moment from within Home Assistant, with settle time 0. Plex scans one folder after"
    " another: with many folders that is most of the time to drain."
)
_WHOLE = (
    "What is written grows faster than the burst, as Home Assistant's store writes its file as a whole; a write is"
    " shared by all who come before it begins, and after 50 there are at most 10 a second."
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a burst cost."""

    scans: int
    requests: int
    seconds: float
    stall: float
    stall_cpu: float
    cpu: float
    memory: int
    store: int
    written: int


_HEAD = (
    "scans asked",
    "requests",
    "seconds to drain",
    "longest stall",
    "of it processor",
    "processor in all",
    "memory gained",
    "store",
    "written",
)


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Finish downloads at once, into one folder and into many."""
    counts = (1, 100) if quick else (1, 10, 100, 1000)
    async with running_plex() as plex:
        await plex.order("fill", libraries=3, items=2000, disk=str(folder / "disk"))
        place = BenchPlace(folder / "config", plex)
        await place.set_up()
        worst = 0.0
        for folders in (300,) if quick else (1, 300):
            costs: dict[int, Cost] = {}
            for count in counts:
                costs[count] = await _burst(place, plex, folder / "disk", count, folders)
            worst = max(worst, *(cost.stall for cost in costs.values()))
            results.tables.append(_table(folders, costs))
            if folders > 1:
                most = max(costs)
                results.targets.append(
                    Target(f"scans for a burst of {most:,} into {folders} folders", 300, "", costs[most].scans)
                )
    results.targets.append(Target("longest stall of the event loop, bursts", 20, "ms", worst * 1000, _WHY))


async def _burst(place: BenchPlace, plex: Plex, disk: Path, count: int, folders: int) -> Cost:
    """Begin with an empty store."""
    place.store().unlink(missing_ok=True)
    downloads = list(episodes(disk, f"Burst {count} {folders}", count, folders))
    async with place.life() as bench:
        memory = (await bench.read())["rss"]
        await plex.read()
        begun = time.monotonic()
        reporting = asyncio.create_task(bench.finish_all(downloads))
        await bench.ended(count, _WAIT_SECONDS)
        seconds = time.monotonic() - begun
        await reporting
        reading, asked = await bench.read(), await plex.read()
    ends = {one["delivery_id"]: one["state"] for one in reading["told"]}
    if list(ends.values()).count("available") != count:
        raise RuntimeError(f"of {count} downloads in {folders} folders not all arrived: {ends}")
    written = reading["written"][place.store().name]
    return Cost(
        scans=len(asked.scans),
        requests=len(asked.requests),
        seconds=seconds,
        stall=reading["loop"]["longest"],
        stall_cpu=reading["loop"]["longest_cpu"],
        cpu=reading["cpu"],
        memory=max(reading["rss"] - memory, 0),
        store=written["size"],
        written=written["bytes"],
    )


def _table(folders: int, costs: dict[int, Cost]) -> Table:
    rows = [
        (
            f"{count:,}",
            f"{cost.scans}",
            f"{cost.requests}",
            f"{cost.seconds:.1f} s",
            f"{milliseconds(cost.stall)} ms",
            f"{milliseconds(cost.stall_cpu)} ms",
            f"{cost.cpu:.2f} s",
            size(cost.memory),
            size(cost.store),
            size(cost.written),
        )
        for count, cost in costs.items()
    ]
    exponents = [exponent(costs, (getattr(cost, one.name) for cost in costs.values())) for one in fields(Cost)]
    where = "1 folder" if folders == 1 else f"{folders} folders"
    title = f"Bursts: finishes at once into {where}"
    return Table(title, ("finishes", *_HEAD), [*rows, ("exponent", *exponents)], [_HOW, _WHOLE])

"""From the finish to the scan request, and from the item to our event: one download after another."""

import asyncio
from pathlib import Path

from .downloads import movies
from .figures import Results, Table, Target, middle_and_tail, milliseconds, size
from .place import MEDIA, BenchPlace
from .plex import running_plex

_WAIT_SECONDS = 30
_ITEMS = 2000
_PAUSE_SECONDS = 1.0
"""In a home they do not come without a pause; without one, after a dozen, the writes to the disk are spaced."""


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Take downloads through, each when the last one has ended."""
    count = 20 if quick else 200
    async with running_plex() as plex:
        await plex.order("fill", libraries=3, items=_ITEMS, disk=str(folder / "disk"))
        place = BenchPlace(folder / "config", plex)
        await place.set_up()
        async with place.life() as bench:
            await plex.read()
            finished: dict[str, float] = {}
            for name, where in movies(folder / "disk", 0, count):
                finished[f"{MEDIA}/{where.rpartition('/')[0]}"] = asyncio.get_running_loop().time()
                await bench.finish(name, where)
                await bench.ended(len(finished), _WAIT_SECONDS)
                await asyncio.sleep(_PAUSE_SECONDS)
            asked, reading = await plex.read(), await bench.read()
    scanned = [at - finished[path] for at, path in asked.scans if path in finished]
    told = {key: one["at"] for one in reading["told"] if one["state"] == "available" for key in one["keys"]}
    heard = [told[key] - at for key, at in asked.created.items() if key in told]
    if len(told) != count:
        raise RuntimeError(f"only {len(told)} of {count} downloads arrived")
    longest = reading["loop"]["longest"]
    to_scan, to_event = middle_and_tail(scanned), middle_and_tail(heard)
    traffic = asked.to_plex + asked.from_plex
    results.tables.append(
        Table(
            f"One delivery ({count} one after another, settle time 0)",
            ("", "median", "99th percentile"),
            [
                ("finish reported to scan request in Plex", *(f"{milliseconds(one)} ms" for one in to_scan)),
                ("item made in Plex to our event", *(f"{milliseconds(one)} ms" for one in to_event)),
                ("longest stall of the event loop", f"{milliseconds(longest)} ms", ""),
                ("the most processor time of a round of it", f"{milliseconds(reading['loop']['longest_cpu'])} ms", ""),
                ("HTTP requests to Plex per delivery", f"{len(asked.requests) / count:.1f}", ""),
                ("bytes on the wire per delivery, websocket and headers included", size(traffic / count), ""),
                ("bytes written to the store per delivery", size(_written(reading) / count), ""),
                ("processor time of Home Assistant per delivery", f"{milliseconds(reading['cpu'] / count)} ms", ""),
            ],
            ["The finish is reported by an action over HTTP; Plex recognises an item as soon as it has made it."],
        )
    )
    results.targets += [
        Target("finish to scan request, median", 50, "ms", to_scan[0] * 1000),
        Target("item made to event, median", 250, "ms", to_event[0] * 1000),
        Target("longest stall of the event loop, deliveries one by one", 20, "ms", longest * 1000),
    ]


def _written(reading: dict[str, dict[str, dict[str, int]]]) -> int:
    return sum(one["bytes"] for name, one in reading["written"].items() if name.startswith("plex_arrivals"))

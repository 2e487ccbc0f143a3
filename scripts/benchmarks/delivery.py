"""From the finish to the scan request, and from the item to our event: one download after another."""

import asyncio
from pathlib import Path
import time

from .measured import MeasuredInstance, movies
from .plex import MEDIA, Plex
from .tables import Results, Table, count, middle_and_tail, milliseconds, size

_WAIT_SECONDS = 30
_PAUSE_SECONDS = 1.0
"""In a home they do not come without a pause; without one, after a dozen, the writes to the disk are spaced."""


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Take downloads through, each when the last one has ended."""
    number = 20 if quick else 200
    plex = Plex(folder / "disk")
    plex.fill(libraries=3, items=2000)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    async with instance.run() as home:
        plex.read()
        finished: dict[str | None, float] = {}
        for name, path in movies(folder / "disk", 0, number):
            finished[f"{MEDIA}/{path.rpartition('/')[0]}"] = time.monotonic()
            await home.finish(name, path)
            await home.until_ended(len(finished), _WAIT_SECONDS)
            await asyncio.sleep(_PAUSE_SECONDS)
        asked, reading = plex.read(), await home.read()
    await plex.stop()
    announced = {key: one["at"] for one in reading["events"] if one["state"] == "available" for key in one["keys"]}
    if len(announced) != number:
        raise RuntimeError(f"only {len(announced)} of {number} downloads arrived")
    to_scan = middle_and_tail([at - finished[path] for at, path in asked.scans if path in finished])
    to_event = middle_and_tail([announced[key] - at for key, at in asked.created.items() if key in announced])
    stall = milliseconds(reading["stall"])
    results.tables.append(
        Table(
            f"One delivery ({number} one after another, no delay before scanning)",
            ("", "median", "99th percentile"),
            [
                ("finish reported to scan request in Plex", *to_scan),
                ("item made in Plex to our event", *to_event),
                ("longest stall of the event loop", stall, ""),
                ("the most processor time of a round of it", milliseconds(reading["stall_cpu"]), ""),
                ("HTTP requests to Plex per delivery", count(len(asked.requests) / number, 1), ""),
                ("bytes on the wire per delivery, websocket and headers included", size(asked.bytes / number), ""),
                ("bytes written to the store per delivery", size(reading["written"][instance.store.name] / number), ""),
                ("processor time of Home Assistant per delivery", milliseconds(reading["cpu"] / number), ""),
            ],
            ["The finish is reported by an action; Plex recognises an item as soon as it has made it."],
        )
    )
    results.target("finish to scan request, median", milliseconds(0.05), to_scan[0])
    results.target("item made to event, median", milliseconds(0.25), to_event[0])
    results.target("longest stall of the event loop, deliveries one by one", milliseconds(0.02), stall)

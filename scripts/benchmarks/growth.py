"""How the cost of a start and of a delivery grows with the libraries, the items and the history."""

import asyncio
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.util.ulid import ulid_now

from .instance import Download, MeasuredHomeAssistant, MeasuredInstance, movies
from .plex import MEDIA, MeasuredPlex
from .results import Figure, Results, count, growth_table, milliseconds, size

_SETUP_SECONDS = 4
"""How long after the first request others count as those of the start: the lists of recently added items follow."""
_WAIT_SECONDS = 30
_REFRESH_SECONDS = 6
"""After an arrival, until the recently added items of its library have been fetched."""
_LATE_WRITE_SECONDS = 600
_WRITTEN = "bytes written per arrival"
_EXPONENT = "The exponent is the b of the best fit cost = a·n^b: 0 for a cost that does not grow, 1 for a linear one."
_HISTORY = "Not included: a day after its end, a delivery moves to the history, which writes many at once."


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure the growth with each of the three."""
    costs = {}
    for number in (1, 10) if quick else (1, 10, 50):
        disk = folder / f"disk-{number}"
        plex = MeasuredPlex(disk)
        plex.fill(libraries=number, items=2000)
        instance = await MeasuredInstance.prepare(folder / f"config-{number}", plex)
        costs[number] = await _start_and_deliver(instance, plex, disk, 0)
        await plex.stop()
    results.tables.append(growth_table("Growth with the libraries (2,000 items)", "libraries", costs, _EXPONENT))

    disk = folder / "disk"
    plex = MeasuredPlex(disk)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    costs = {}
    for step, number in enumerate((2000, 20_000) if quick else (2000, 20_000, 200_000)):
        plex.fill(libraries=3, items=number)
        _write_history(instance, 0)
        costs[number] = await _start_and_deliver(instance, plex, disk, 10 * step)
    results.tables.append(growth_table("Growth with the items (3 libraries)", "items", costs))

    costs = {}
    for step, number in enumerate((0, 1000) if quick else (0, 100, 1000, 10_000)):
        _write_history(instance, number)
        costs[number] = await _start_and_deliver(instance, plex, disk, 100 + 10 * step)
    await plex.stop()
    results.tables.append(growth_table("Growth with the history", "past deliveries", costs, _HISTORY))
    written = [cost[_WRITTEN] for cost in costs.values()]
    name = f"{_WRITTEN}, 0 to {max(costs):,} past deliveries"
    results.target(f"{name}, most", size(30_000), max(written))
    results.target(f"{name}, most / least", count(1.1, 2), count(max(written).value / min(written).value, 2))


async def _start_and_deliver(
    instance: MeasuredInstance, plex: MeasuredPlex, disk: Path, first: int
) -> dict[str, Figure]:
    """Start Home Assistant and let two downloads arrive; measure the start and the second."""
    plex.take_traffic()
    async with instance.run() as home:
        start = plex.take_traffic()
        warm_up, download = movies(disk, first, 2)
        await _deliver(home, warm_up)
        await home.idle(_LATE_WRITE_SECONDS)
        plex.take_traffic()
        await _deliver(home, download)
        traffic, reading = plex.take_traffic(), await home.read()
        late = await home.idle(_LATE_WRITE_SECONDS)
    if any("corrupt" in path.name for path in instance.stored_files):
        raise RuntimeError("The store could not be read")
    setup = [at for at, _, _ in start.requests if at < start.requests[0][0] + _SETUP_SECONDS]
    return {
        "requests at start": count(len(setup)),
        "requests per arrival": count(len(traffic.requests)),
        "bytes on the wire per arrival": size(traffic.bytes),
        "processor time per arrival": milliseconds(reading["cpu"]),
        "longest stall": milliseconds(reading["stall"]),
        "memory of Home Assistant": size(reading["memory"]),
        _WRITTEN: size(reading["written"] + late["written"]),
        "size of the stored files": size(sum(path.stat().st_size for path in instance.stored_files)),
    }


async def _deliver(home: MeasuredHomeAssistant, download: Download) -> None:
    """Let the first download of the current reading arrive, and wait for the requests that follow."""
    await home.finish(*download)
    await home.wait_ended(1, _WAIT_SECONDS)
    await asyncio.sleep(_REFRESH_SECONDS)


def _write_history(instance: MeasuredInstance, number: int) -> None:
    """Replace what is stored by a history in version 1 of the store; Home Assistant must not be running."""
    for path in instance.stored_files:
        path.unlink()
    now = datetime.now(UTC)
    deliveries = [_past_delivery(now - timedelta(minutes=30 * age), age) for age in range(number, 0, -1)]
    key = f"plex_arrivals.{instance.entry_id}"
    content = {"version": 1, "minor_version": 1, "key": key, "data": {"deliveries": deliveries}}
    (instance.config / ".storage" / key).write_text(json.dumps(content))


def _past_delivery(ended_at: datetime, number: int) -> dict[str, Any]:
    """Return a delivery as version 1 of the store has it."""
    at = ended_at.isoformat()
    name = f"Past {number:05} (2020)"
    folder, file = f"{MEDIA}/library-0/{name}", f"{name}.mkv"
    item = {"rating_key": str(number), "title": f"Past {number:05}", "type": "movie", "url": "", "library_id": "1"}
    return {
        "id": ulid_now(),
        "download": {"name": name, "path": f"/downloads/library-0/{name}/{file}", "source": "action"},
        "created_at": at,
        "updated_at": at,
        "state": "available",
        "kind": "added",
        "routes": [{"library_id": "1", "location": f"{MEDIA}/library-0", "path": f"{folder}/{file}", "folder": folder}],
        "library_id": "1",
        "library_title": "Library 0",
        "attempts": [{"step": 0, "library_id": "1", "folder": folder, "at": at}],
        "arrivals": [item | {"year": 2020, "file": {"path": f"{folder}/{file}", "size": 1_000_000}}],
        "item_count": 1,
    }

"""How cost grows with the libraries, the items and the history of a home."""

import asyncio
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path

from homeassistant.util.ulid import ulid_now

from .measured import Download, MeasuredHomeAssistant, MeasuredInstance, movies
from .plex import Plex
from .tables import Figure, Results, count, growth, milliseconds, size

_WAIT_SECONDS = 30
_SETUP_SECONDS = 4
"""Maximum seconds of the setup itself: the libraries' lists follow one by one, every 5 seconds."""
_AFTERWARDS_SECONDS = 6
"""How long after an arrival the list of its library has been fetched again."""
_GOES_ON = "Each start goes on with the deliveries of those above it: its store grows by them, and what is written."
_KEPT = "The store keeps the 500 deliveries that ended last: of more the start forgets the others."
_SETUP, _ARRIVAL = "requests at start", "requests per arrival"


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure everything that a home may have much of, one thing at a time."""
    costs = {}
    for number in (1, 10) if quick else (1, 3, 10, 50):
        plex = Plex(folder / f"disk-{number}")
        plex.fill(libraries=number, items=2000)
        instance = await MeasuredInstance.prepare(folder / f"config-{number}", plex)
        costs[number] = await _start_and_arrive(instance, plex, folder / f"disk-{number}", 0)
        await plex.stop()
    results.tables.append(growth("Growth: libraries, 2,000 items", costs))
    results.target("requests at set-up, at most", count(4), max(cost[_SETUP] for cost in costs.values()))

    disk = folder / "disk"
    plex = Plex(disk)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    costs = {}
    for step, number in enumerate((200, 20_000) if quick else (200, 2000, 20_000, 200_000)):
        plex.fill(libraries=3, items=number)
        costs[number] = await _start_and_arrive(instance, plex, disk, 10 * step)
    results.tables.append(growth("Growth: items in 3 libraries", costs, _GOES_ON))
    most = max(costs)
    results.target(f"requests per arrival at {most:,} items", count(5), costs[most][_ARRIVAL])

    costs = {}
    for step, number in enumerate((0, 500) if quick else (0, 50, 500, 5000)):
        _pretend(instance, number)
        costs[number] = await _start_and_arrive(instance, plex, disk, 100 + 10 * step)
    await plex.stop()
    results.tables.append(growth("Growth: deliveries in the history", costs, _KEPT))


async def _start_and_arrive(instance: MeasuredInstance, plex: Plex, disk: Path, first: int) -> dict[str, Figure]:
    """Start Home Assistant and let two downloads arrive; the first has what is only done once."""
    plex.read()
    async with instance.run() as home:
        start = plex.read()
        once, download = movies(disk, first, 2)
        await _arrive(home, once)
        plex.read()
        await home.read()
        await _arrive(home, download)
        asked, reading = plex.read(), await home.read()
    setup = [at for at, _, _ in start.requests if at < start.requests[0][0] + _SETUP_SECONDS]
    return {
        _SETUP: count(len(setup)),
        "bytes at start": size(start.bytes),
        _ARRIVAL: count(len(asked.requests), 1),
        "bytes per arrival": size(asked.bytes),
        "processor per arrival": milliseconds(reading["cpu"]),
        "longest stall": milliseconds(reading["stall"]),
        "memory": size(reading["memory"]),
        "written per arrival": size(reading["written"][instance.store.name]),
        "store": size(instance.store.stat().st_size),
    }


async def _arrive(home: MeasuredHomeAssistant, download: Download) -> None:
    before = await home.ended()
    await home.finish(*download)
    await home.until_ended(before + 1, _WAIT_SECONDS)
    await asyncio.sleep(_AFTERWARDS_SECONDS)


def _pretend(instance: MeasuredInstance, number: int) -> None:
    """Give the store, while nobody uses it, so many deliveries like the last one, an hour apart."""
    content = json.loads(instance.store.read_text())
    model = content["data"]["deliveries"][-1]
    history = []
    for hours in range(number, 0, -1):
        at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
        name = f"Long Ago {hours:05}"
        download = model["download"] | {"name": name, "path": f"/downloads/library-0/{name}"}
        history.append({**model, "created_at": at, "updated_at": at, "id": ulid_now(), "download": download})
    content["data"]["deliveries"] = history
    instance.store.write_text(json.dumps(content))

"""How cost grows with the libraries, the items and the history of a home."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.util.ulid import ulid_now

from .downloads import movies
from .figures import Results, Table, Target, exponent, milliseconds, size
from .place import Bench, BenchPlace, Download
from .plex import Plex, running_plex

_WAIT_SECONDS = 30
_AFTERWARDS_SECONDS = 6
"""So long after an arrival its library's list has been fetched anew."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a start and an arrival cost."""

    setup_requests: int
    setup_bytes: int
    requests: float
    wire: float
    cpu: float
    stall: float
    memory: int
    written: int
    store: int


_GOES_ON = "Each start goes on with the deliveries of those above it: its store grows by them, and what is written."
_KEPT = "The store keeps the 500 deliveries that ended last: of 5,000 the start forgets the others."
_WHOLE = (
    "What is written grows with the history, up to those 500, because Home Assistant's store writes its file as a"
    " whole, lest a power cut leave half of it."
)
_HEAD = (
    "requests at start",
    "bytes at start",
    "requests per arrival",
    "bytes per arrival",
    "processor per arrival",
    "longest stall",
    "memory",
    "written per arrival",
    "store",
)


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure everything that a home may have much of, one thing at a time."""
    await _libraries(folder, results, (1, 10) if quick else (1, 3, 10, 50))
    await _items_and_history(
        folder / "items", results, (200, 20_000) if quick else (200, 2000, 20_000, 200_000), quick=quick
    )


async def _libraries(folder: Path, results: Results, counts: Sequence[int]) -> None:
    costs = {}
    for count in counts:
        async with running_plex() as plex:
            disk = folder / f"disk-{count}"
            await plex.order("fill", libraries=count, items=2000, disk=str(disk))
            place = BenchPlace(folder / f"config-{count}", plex)
            await place.set_up()
            costs[count] = await _start_and_arrive(place, plex, disk, 0)
    results.tables.append(_table("libraries, 2,000 items", costs))
    results.targets.append(
        Target("requests at set-up, at most", 4, "", max(cost.setup_requests for cost in costs.values()))
    )


async def _items_and_history(folder: Path, results: Results, counts: Sequence[int], *, quick: bool) -> None:
    disk = folder / "disk"
    async with running_plex() as plex:
        await plex.order("fill", libraries=3, items=counts[0], disk=str(disk))
        place = BenchPlace(folder / "config", plex)
        await place.set_up()
        costs = {}
        for number, count in enumerate(counts):
            await plex.order("fill", libraries=3, items=count, disk=str(disk))
            costs[count] = await _start_and_arrive(place, plex, disk, 10 * number)
        results.tables.append(_table("items in 3 libraries", costs, _GOES_ON))
        results.targets.append(
            Target(f"requests per arrival at {counts[-1]:,} items", 5, "", costs[counts[-1]].requests)
        )
        histories = {}
        for number, count in enumerate((0, 500) if quick else (0, 50, 500, 5000)):
            _pretend(place, count)
            histories[count] = await _start_and_arrive(place, plex, disk, 100 + 10 * number)
    results.tables.append(_table("deliveries in the history", histories, _KEPT, _WHOLE))


async def _start_and_arrive(place: BenchPlace, plex: Plex, disk: Path, first: int) -> Cost:
    """Start Home Assistant and let two downloads arrive; the first has what is only done once."""
    await plex.read()
    async with place.life() as bench:
        start = await plex.read()
        downloads = list(movies(disk, first, 2))
        await _arrive(bench, downloads[0])
        await plex.read()
        await bench.read()
        for download in downloads[1:]:
            await _arrive(bench, download)
        asked, reading = await plex.read(), await bench.read()
    arrivals = len(downloads) - 1
    written = [one for name, one in reading["written"].items() if name == place.store().name]
    return Cost(
        setup_requests=_before_the_lists(start.requests),
        setup_bytes=start.to_plex + start.from_plex,
        requests=len(asked.requests) / arrivals,
        wire=(asked.to_plex + asked.from_plex) / arrivals,
        cpu=reading["cpu"] / arrivals,
        stall=reading["loop"]["longest"],
        memory=reading["rss"],
        written=sum(one["bytes"] for one in written) // arrivals,
        store=place.store().stat().st_size,
    )


async def _arrive(bench: Bench, download: Download) -> None:
    before = (await bench.told()).get("available", 0)
    await bench.finish(*download)
    await bench.ended(before + 1, _WAIT_SECONDS)
    await asyncio.sleep(_AFTERWARDS_SECONDS)


def _before_the_lists(requests: Sequence[tuple[float, str, str | None]]) -> int:
    """Count the requests of the set-up itself: the lists of further libraries follow one every 5 seconds."""
    if not requests:
        return 0
    begun = requests[0][0]
    return sum(1 for at, _path, _folder in requests if at < begun + 4)


def _pretend(place: BenchPlace, count: int) -> None:
    """Give the store, while nobody uses it, so many deliveries like the last one, an hour apart."""
    path = place.store()
    content = json.loads(path.read_text())
    model: dict[str, Any] = content["data"]["deliveries"][-1]
    now = datetime.now(UTC) - timedelta(hours=count + 1)
    content["data"]["deliveries"] = [_like(model, number, now + timedelta(hours=number)) for number in range(count)]
    path.write_text(json.dumps(content))


def _like(model: Mapping[str, Any], number: int, at: datetime) -> dict[str, Any]:
    name = f"Long Ago {number:05}"
    download = model["download"] | {"name": name, "path": f"/downloads/library-0/{name}"}
    times = {"created_at": at.isoformat(), "updated_at": at.isoformat()}
    return {**model, **times, "id": ulid_now(), "download": download}


def _table(what: str, costs: Mapping[int, Cost], *notes: str) -> Table:
    shown = {count: _cells(cost) for count, cost in costs.items()}
    rows = [(f"{count:,}", *cells) for count, cells in shown.items()]
    exponents = [exponent(costs, (getattr(cost, one.name) for cost in costs.values())) for one in fields(Cost)]
    return Table(f"Growth: {what}", (what.partition(",")[0], *_HEAD), [*rows, ("exponent", *exponents)], notes)


def _cells(cost: Cost) -> list[str]:
    return [
        f"{cost.setup_requests}",
        size(cost.setup_bytes),
        f"{cost.requests:.1f}",
        size(cost.wire),
        f"{milliseconds(cost.cpu)} ms",
        f"{milliseconds(cost.stall)} ms",
        size(cost.memory),
        size(cost.written),
        size(cost.store),
    ]

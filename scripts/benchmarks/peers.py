"""Ours beside Home Assistant's own Plex integration and plain plexapi: the same machine, server and work."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
import json
from pathlib import Path
from statistics import median
import sys
import time
from typing import Any

from .downloads import MOVIES
from .figures import Results, Table, Target, milliseconds, size
from .place import MEDIA, Bench, BenchPlace
from .plex import Asked, Plex, running_plex
from .plex_tv import PlexTv, running_plex_tv

_CHECKOUT = Path(__file__).parents[2]
_LIBRARIES, _ITEMS = 3, 2000
_SCANS = 20
_SETUP_SECONDS = 4
"""So long after it is loaded what is asked counts to the set-up."""
_POLLS = 60
_LOAD_SECONDS = 30
_LIBRARY = "Library 0"
_CORE_ENTRY = "01JCOREPLEX000000000000000"
_SERVER = ("Attic", "0123456789abcdef0123456789abcdef01234567")


@dataclass(kw_only=True, slots=True)
class Peer:
    """What one of them was measured to need."""

    name: str
    seconds: float = 0.0
    setup_stall: float = 0.0
    setup: Asked | None = None
    setup_plex_tv: int = 0
    to_scan: float = 0.0
    scan_requests: float = 0.0
    idle: Asked | None = None
    cpu: float = 0.0
    idle_stall: float = 0.0
    memory: int = 0


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure all of them at one Plex."""
    speed = 480 if quick else 120
    async with running_plex() as plex, running_plex_tv(plex.token) as plex_tv:
        await plex.order("fill", libraries=_LIBRARIES, items=_ITEMS, disk=str(folder / "disk"))
        place = BenchPlace(folder / "config", plex, plex_tv=plex_tv.url)
        await place.set_up(disabled=True)
        _add_core(place, plex)
        ours = await _integration(Peer(name="Plex Arrivals"), place, place.entry_id, plex, plex_tv, _scan_ours, speed)
        core = await _integration(
            Peer(name="`plex` of Home Assistant"), place, _CORE_ENTRY, plex, plex_tv, _scan_core, speed
        )
        plain = await _plain(plex)
    results.tables.append(_table([ours, core, plain], speed))
    results.tables.append(_waits(ours))
    if ours.idle:
        results.targets.append(Target("requests in an idle hour, websocket up", 30, "", len(ours.idle.requests)))


def _add_core(place: BenchPlace, plex: Plex) -> None:
    """Write an entry of Home Assistant's own integration, as its sign-in at plex.tv would; nobody runs meanwhile."""
    path = place.config / ".storage" / "core.config_entries"
    content = json.loads(path.read_text())
    model = next(one for one in content["data"]["entries"] if one["entry_id"] == place.entry_id)
    name, identifier = _SERVER
    server = {"url": plex.url, "token": plex.token, "verify_ssl": True, "client_id": "bench"}
    about = {
        "domain": "plex",
        "entry_id": _CORE_ENTRY,
        "title": name,
        "unique_id": identifier,
        "version": 1,
        "minor_version": 1,
        "options": {},
        "data": {"server": name, "server_id": identifier, "server_config": server},
        "disabled_by": "user",
    }
    content["data"]["entries"].append({**model, **about})
    path.write_text(json.dumps(content))


type Scan = Callable[[Bench, int], Coroutine[Any, Any, None]]


async def _scan_ours(bench: Bench, number: int) -> None:
    await bench.finish(f"Film {number}", f"{MOVIES}/Nothing {number}/Film {number}.mkv")


async def _scan_core(bench: Bench, _number: int) -> None:
    await bench.home.act("plex.refresh_library", library_name=_LIBRARY)


async def _integration(
    peer: Peer, place: BenchPlace, entry_id: str, plex: Plex, plex_tv: PlexTv, scan: Scan, speed: float
) -> Peer:
    """Set an integration up in a Home Assistant that runs, let it be idle for an hour, and ask it for scans."""
    async with place.life(listens=False) as bench:
        alone = await _idle(bench, speed)
        await plex.read()
        plex_tv.read()
        peer.seconds = await _enable(bench, entry_id)
        await asyncio.sleep(_SETUP_SECONDS)
        reading, peer.setup, peer.setup_plex_tv = await bench.read(), await plex.read(), plex_tv.read()
        peer.setup_stall = reading["loop"]["longest"]
        hour = await _idle(bench, speed)
        peer.idle = await plex.read()
        peer.cpu = max(hour["cpu"] - alone["cpu"], 0)
        peer.idle_stall, peer.memory = hour["loop"]["longest"], hour["rss"] - alone["rss"]
        starts = []
        for number in range(_SCANS):
            starts.append(time.monotonic())
            await scan(bench, number)
            await asyncio.sleep(0.2)
        _take_scans(peer, await plex.read(), starts)
        await bench.home.command("config_entries/disable", entry_id=entry_id, disabled_by="user")
    return peer


async def _enable(bench: Bench, entry_id: str) -> float:
    """Set an entry up; return after how long it was."""
    begun = time.monotonic()
    entry: dict[str, Any] = {"state": "", "reason": "too slow"}
    await bench.home.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
    while time.monotonic() < begun + _LOAD_SECONDS:
        entry = (await bench.home.command("config_entries/get_single", entry_id=entry_id))["config_entry"]
        if entry["state"] == "loaded":
            return time.monotonic() - begun
        await asyncio.sleep(0.005)
    raise RuntimeError(f"An integration could not be set up: {entry['state']} ({entry['reason']})")


async def _idle(bench: Bench, speed: float) -> dict[str, Any]:
    """Let an hour of the event loop's clock go by."""
    await bench.hurry(speed)
    await asyncio.sleep(3600 / speed)
    return await bench.hurry(1)


def _take_scans(peer: Peer, asked: Asked, starts: list[float]) -> None:
    """Take in after how long the first scan request followed each start."""
    found = [min((at for at, _ in asked.scans if at >= start), default=None) for start in starts]
    peer.to_scan = median(at - start for at, start in zip(found, starts, strict=True) if at)
    peer.scan_requests = len(asked.requests) / len(starts)


async def _plain(plex: Plex) -> Peer:
    peer = Peer(name="plexapi, polled each minute")
    await plex.read()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scripts.benchmarks.plain", plex.url, plex.token, _LIBRARY),
        *(f"{MEDIA}/{MOVIES}", str(_POLLS)),
        cwd=_CHECKOUT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if not process.stdin or not process.stdout:
        raise RuntimeError("no pipes")
    try:
        setup = json.loads(await process.stdout.readline())
        peer.setup = await plex.read()
        peer.seconds, peer.setup_stall = setup["seconds"], setup["stall"]
        process.stdin.write(b"\n")
        starts = json.loads(await process.stdout.readline())["starts"]
        _take_scans(peer, await plex.read(), starts)
        process.stdin.write(b"\n")
        hour = json.loads(await process.stdout.readline())
        peer.idle = await plex.read()
        peer.cpu, peer.idle_stall, peer.memory = hour["cpu"], hour["stall"], hour["memory"]
    finally:
        process.stdin.close()
        await process.wait()
    return peer


def _table(peers: list[Peer], speed: float) -> Table:
    def row(name: str, cell: Callable[[Peer], str]) -> list[str]:
        return [name, *map(cell, peers)]

    def wire(asked: Asked | None) -> str:
        return size(asked.to_plex + asked.from_plex) if asked else "-"

    def count(asked: Asked | None) -> str:
        return str(len(asked.requests)) if asked else "-"

    rows = [
        row("set-up", lambda peer: f"{milliseconds(peer.seconds)} ms"),
        row("requests to Plex at set-up", lambda peer: count(peer.setup)),
        row("requests to plex.tv at set-up", lambda peer: str(peer.setup_plex_tv)),
        row("bytes at set-up", lambda peer: wire(peer.setup)),
        row("longest stall at set-up", lambda peer: f"{milliseconds(peer.setup_stall)} ms"),
        row("requests to Plex in an idle hour", lambda peer: count(peer.idle)),
        row("bytes in an idle hour", lambda peer: wire(peer.idle)),
        row("processor in an idle hour", lambda peer: f"{peer.cpu:.2f} s"),
        row("longest stall in an idle hour", lambda peer: f"{milliseconds(peer.idle_stall)} ms"),
        row("memory after the idle hour", lambda peer: size(peer.memory)),
        row("told of a finish, or to scan, to the scan request", lambda peer: f"{milliseconds(peer.to_scan)} ms"),
        row("requests for a scan", lambda peer: f"{peer.scan_requests:.1f}"),
    ]
    hour = (
        f"{_LIBRARIES} libraries, {_ITEMS:,} items. In the idle hour the clock of Home Assistant's event loop ran"
        f" {speed:g} times as fast. Processor and memory are what came on top of the same Home Assistant without it."
    )
    core = (
        "What Home Assistant's own integration asks of plex.tv is answered by a stub on this machine. It scans the"
        " whole library, ours the folder."
    )
    plain = (
        "The plain way is a script that connects, lists the libraries, and asks each of them once a minute for the 10"
        " newest items, plexapi in threads, outside of Home Assistant; the pauses between are left out."
    )
    lists = (
        f"To the set-up counts what is asked until {_SETUP_SECONDS} seconds after it is loaded. Our lists of what was"
        " added to the libraries follow one by one, every 5 seconds, and count to the hour."
    )
    end = "Neither peer knows whether a download arrived: to scan is where their work ends."
    notes = [hour, lists, core, plain, end]
    return Table("Beside others", ("", *(peer.name for peer in peers)), rows, notes)


def _waits(ours: Peer) -> Table:
    return Table(
        "From a finish to the scan request, as installed",
        ("", "waits by default"),
        [
            ("autoscan", "600 s"),
            ("autopulse", "60 s"),
            ("Plex Arrivals, settle time as installed", "5 s"),
            ("Plex Arrivals, settle time 0, measured above", f"{ours.to_scan:.3f} s"),
        ],
        ["The waits of the others are their documented defaults, not measured here."],
    )

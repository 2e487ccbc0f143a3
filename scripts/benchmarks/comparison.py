"""Ours beside Home Assistant's own Plex integration: the same machine, server and work."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from statistics import median
import time
from typing import Any

from .measured import MeasuredHomeAssistant, MeasuredInstance
from .plex import Plex
from .tables import Figure, Results, Table, count, milliseconds, seconds, size

_SCANS = 20
_SETUP_SECONDS = 4
"""How long after loading requests count toward the setup."""
_LOAD_SECONDS = 30
_CORE_ENTRY = "01JCOREPLEX000000000000000"
_HOUR = "requests to Plex in an idle hour"
_HOUR_NOTE = (
    "3 libraries, 2,000 items. In the idle hour the clock of Home Assistant's event loop ran {:g} times as fast."
    " Processor and memory are what came on top of the same Home Assistant without it."
)
_SETUP_NOTE = (
    f"To the set-up counts what is asked until {_SETUP_SECONDS} seconds after it is loaded. Our lists of what was added"
    " to the libraries follow one by one, every 5 seconds, and count to the hour."
)
_CORE_NOTE = (
    "What Home Assistant's own integration asks of plex.tv is answered in its process. It scans the whole library, ours"
    " the folder; it does not know whether a download arrived: to scan is where its work ends."
)

type Scan = Callable[[MeasuredHomeAssistant, int], Coroutine[Any, Any, None]]


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure both at one Plex."""
    speed = 480 if quick else 120
    plex = Plex(folder / "disk")
    plex.fill(libraries=3, items=2000)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    _disable_and_add_core(instance, plex)
    ours = await _measure(instance, instance.entry_id, plex, _scan_ours, speed)
    core = await _measure(instance, _CORE_ENTRY, plex, _scan_core, speed)
    await plex.stop()
    rows = [(name, ours[name], core[name]) for name in ours]
    head = ("", "Plex Arrivals", "`plex` of Home Assistant")
    results.tables.append(
        Table(
            "Beside Home Assistant's own Plex integration",
            head,
            rows,
            [_HOUR_NOTE.format(speed), _SETUP_NOTE, _CORE_NOTE],
        )
    )
    results.target("requests in an idle hour, websocket up", count(30), ours[_HOUR])


def _disable_and_add_core(instance: MeasuredInstance, plex: Plex) -> None:
    """Disable our entry, and add one of Home Assistant's own integration, as its sign-in at plex.tv would."""
    *others, ours = instance.entries()
    ours["disabled_by"] = "user"
    name, identifier = plex.identity.name, plex.identity.machine_identifier
    server = {"url": plex.url, "token": plex.token, "verify_ssl": True, "client_id": "bench"}
    core = {
        **ours,
        "domain": "plex",
        "entry_id": _CORE_ENTRY,
        "title": name,
        "version": 1,
        "minor_version": 1,
        "options": {},
        "data": {"server": name, "server_id": identifier, "server_config": server},
    }
    instance.write_entries([*others, ours, core])


async def _scan_ours(home: MeasuredHomeAssistant, number: int) -> None:
    await home.finish(f"Film {number}", f"library-0/Nothing {number}/Film {number}.mkv")


async def _scan_core(home: MeasuredHomeAssistant, _number: int) -> None:
    await home.client.act("plex.refresh_library", library_name="Library 0")


async def _measure(
    instance: MeasuredInstance, entry_id: str, plex: Plex, scan: Scan, speed: float
) -> dict[str, Figure]:
    """Set an integration up in a Home Assistant that runs, let it be idle for an hour, and ask it for scans."""
    async with instance.run(listens=False) as home:
        alone = await _idle(home, speed)
        plex.read()
        setup_seconds = await _enable(home, entry_id)
        await asyncio.sleep(_SETUP_SECONDS)
        setup_reading, setup = await home.read(), plex.read()
        hour_reading, hour = await _idle(home, speed), plex.read()
        starts = []
        for number in range(_SCANS):
            starts.append(time.monotonic())
            await scan(home, number)
            await asyncio.sleep(0.2)
        scanned = plex.read()
        await home.client.command("config_entries/disable", entry_id=entry_id, disabled_by="user")
    to_scan = [min((at - start for at, _ in scanned.scans if at >= start), default=None) for start in starts]
    return {
        "set-up": milliseconds(setup_seconds),
        "requests to Plex at set-up": count(len(setup.requests)),
        "requests to plex.tv at set-up": count(setup_reading["plex_tv"]),
        "bytes at set-up": size(setup.bytes),
        "longest stall at set-up": milliseconds(setup_reading["stall"]),
        _HOUR: count(len(hour.requests)),
        "bytes in an idle hour": size(hour.bytes),
        "processor in an idle hour": seconds(max(hour_reading["cpu"] - alone["cpu"], 0), 2),
        "longest stall in an idle hour": milliseconds(hour_reading["stall"]),
        "memory after the idle hour": size(hour_reading["memory"] - alone["memory"]),
        "a finish, or an order to scan, to the scan request": milliseconds(median(filter(None, to_scan))),
        "requests for a scan": count(len(scanned.requests) / _SCANS, 1),
    }


async def _enable(home: MeasuredHomeAssistant, entry_id: str) -> float:
    """Set an entry up; return after how many seconds it was."""
    begun = time.monotonic()
    await home.client.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
    while time.monotonic() < begun + _LOAD_SECONDS:
        entry = (await home.client.command("config_entries/get_single", entry_id=entry_id))["config_entry"]
        if entry["state"] == "loaded":
            return time.monotonic() - begun
        await asyncio.sleep(0.005)
    raise RuntimeError("An integration could not be set up.")


async def _idle(home: MeasuredHomeAssistant, speed: float) -> dict[str, Any]:
    """Let an hour of the event loop's clock go by."""
    await home.read(speed=speed)
    await asyncio.sleep(3600 / speed)
    return await home.read(speed=1)

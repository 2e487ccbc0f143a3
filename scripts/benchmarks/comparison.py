"""Plex Arrivals and Home Assistant's own Plex integration on the same machine, with the same server."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from statistics import median
import time
from typing import Any

from .import_time import import_seconds
from .instance import MeasuredHomeAssistant, MeasuredInstance
from .plex import MeasuredPlex
from .results import Figure, Results, Table, count, milliseconds, seconds, size

_SCANS = 20
_SETUP_SECONDS = 4
"""How long after the setup requests count as part of it."""
_CORE_ENTRY = "01JCOREPLEX000000000000000"
_OUR_DOMAIN, _CORE_DOMAIN = "plex_arrivals", "plex"

_IMPORT = "import at Home Assistant's start"
_SETUP = "setup"
_SETUP_REQUESTS = "requests to Plex during setup"
_HOUR_REQUESTS = "requests to Plex in an idle hour"
_HOUR_BYTES = "bytes on the wire in an idle hour"
_HOUR_CPU = "processor time in an idle hour"
_MEMORY = "memory after the idle hours"
_NOTES = (
    "3 libraries, 2,000 items; Plex's websocket is connected.",
    "In idle hours the clock of Home Assistant's event loop runs 60 times as fast.",
    "Processor time and memory are the difference from the same Home Assistant without the integration.",
    "The import includes the platforms, but nothing that Home Assistant itself imports. The setup includes the import.",
    f"Requests within {_SETUP_SECONDS} seconds after the setup count as part of it, later ones as part of the hour.",
    "Home Assistant's own integration scans the whole library and does not check whether a download arrived.",
    "Its requests to plex.tv are answered on this machine.",
)
_WHY_IMPORT = (
    "beside 30 modules of plexapi, the integration has over 100 of its own; about 40 dataclasses take a third of the"
    " time, and what is only needed later is imported later"
)
_WHY_SETUP = "most of the difference is the import, the rest are more entities"
_WHY_HOUR = (
    "in the first hour the items of each library's list are requested once by themselves, because lists lack HDR and"
    " languages; each later hour takes 8 requests"
)
_WHY_HOUR_CPU = "it is the difference of two much larger figures, in which the timers of Home Assistant vary as much"
_WHY_MEMORY = "plexapi takes half of the limit, and the code of the integration the other half"

type _Scan = Callable[[MeasuredHomeAssistant, int], Coroutine[Any, Any, None]]


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure both, one after the other."""
    plex = MeasuredPlex(folder / "disk")
    plex.fill(libraries=3, items=2000)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    _disable_and_add_core(instance, plex)
    starts, hours = (1, 1) if quick else (3, 2)
    ours = await _measure(instance, instance.entry_id, plex, _scan_ours, starts, hours)
    core = await _measure(instance, _CORE_ENTRY, plex, _scan_core, starts, hours)
    await plex.stop()
    took = await import_seconds(folder / "config", (_OUR_DOMAIN, _CORE_DOMAIN))
    ours = {_IMPORT: milliseconds(took[_OUR_DOMAIN])} | ours
    core = {_IMPORT: milliseconds(took[_CORE_DOMAIN])} | core
    results.tables.append(
        Table(
            "Comparison with Home Assistant's own Plex integration",
            ("", "Plex Arrivals", "Home Assistant's `plex`"),
            [(name, ours[name], core[name]) for name in ours],
            _NOTES,
        )
    )
    name = f"{_SETUP} (limit: Home Assistant's `plex`)"
    results.target(name, core[_SETUP], ours[_SETUP], why_missed=_WHY_SETUP)
    results.target(_SETUP_REQUESTS, count(4), ours[_SETUP_REQUESTS])
    results.target(_HOUR_REQUESTS, count(8), ours[_HOUR_REQUESTS], why_missed=_WHY_HOUR)
    results.target(_HOUR_BYTES, size(17_000), ours[_HOUR_BYTES], why_missed=_WHY_HOUR)
    results.target(_HOUR_CPU, seconds(0.05, 2), ours[_HOUR_CPU], why_missed=_WHY_HOUR_CPU)
    results.target(_MEMORY, size(5_000_000), ours[_MEMORY], why_missed=_WHY_MEMORY)
    name = f"{_IMPORT} (limit: Home Assistant's `plex`)"
    results.target(name, core[_IMPORT], ours[_IMPORT], why_missed=_WHY_IMPORT)


def _disable_and_add_core(instance: MeasuredInstance, plex: MeasuredPlex) -> None:
    """Disable Plex Arrivals' entry, and add a disabled one of Home Assistant's own integration."""
    *others, ours = instance.read_entries()
    ours["disabled_by"] = "user"
    name, identifier = plex.identity.name, plex.identity.machine_identifier
    server = {"url": plex.url, "token": plex.token, "verify_ssl": True, "client_id": "bench"}
    core = {
        **ours,
        "domain": _CORE_DOMAIN,
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
    instance: MeasuredInstance, entry_id: str, plex: MeasuredPlex, scan: _Scan, starts: int, hours: int
) -> dict[str, Figure]:
    """Set up an integration in a running Home Assistant, leave it idle for hours, and let it scan."""
    setups = []
    for _ in range(starts - 1):
        async with instance.run(connects=False) as home:
            setups.append(await _enable(home, entry_id))
            await _disable(home, entry_id)
    async with instance.run(connects=False) as home:
        without = [await home.idle(3600) for _ in range(hours)]
        plex.take_traffic()
        await home.read()
        setups.append(await _enable(home, entry_id))
        await asyncio.sleep(_SETUP_SECONDS)
        setup_reading, setup = await home.read(), plex.take_traffic()
        idle = [await home.idle(3600)]
        hour = plex.take_traffic()
        idle += [await home.idle(3600) for _ in range(hours - 1)]
        plex.take_traffic()
        starts_of_scans = []
        for number in range(_SCANS):
            starts_of_scans.append(time.monotonic())
            await scan(home, number)
            await asyncio.sleep(0.2)
        scanned = plex.take_traffic()
        await _disable(home, entry_id)
    to_scan = [min((at - start for at, _ in scanned.scans if at >= start), default=None) for start in starts_of_scans]
    cpu = median(one["cpu"] for one in idle) - median(one["cpu"] for one in without)
    return {
        _SETUP: milliseconds(median(setups)),
        _SETUP_REQUESTS: count(len(setup.requests)),
        "requests to plex.tv during setup": count(setup_reading["plex_tv_requests"]),
        "bytes on the wire during setup": size(setup.bytes),
        "longest stall during setup": milliseconds(setup_reading["stall"]),
        _HOUR_REQUESTS: count(len(hour.requests)),
        _HOUR_BYTES: size(hour.bytes),
        _HOUR_CPU: seconds(max(cpu, 0), 2),
        _MEMORY: size(idle[-1]["memory"] - without[-1]["memory"]),
        "scan requested by an action to scan request": milliseconds(median(filter(None, to_scan))),
        "requests per scan": count(len(scanned.requests) / _SCANS, 1),
    }


async def _enable(home: MeasuredHomeAssistant, entry_id: str) -> float:
    """Enable an entry; return how many seconds its setup took."""
    begun = time.monotonic()
    await home.client.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
    took = time.monotonic() - begun
    entry = (await home.client.command("config_entries/get_single", entry_id=entry_id))["config_entry"]
    if entry["state"] != "loaded":
        raise RuntimeError(f"An entry could not be set up: {entry}")
    return took


async def _disable(home: MeasuredHomeAssistant, entry_id: str) -> None:
    await home.client.command("config_entries/disable", entry_id=entry_id, disabled_by="user")

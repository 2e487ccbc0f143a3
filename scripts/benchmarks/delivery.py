"""Single deliveries: from the finished download to the scan request, and from the new item to the event."""

import asyncio
from collections.abc import Callable
import os
from pathlib import Path
import ssl
import time

from plexapi.server import PlexServer

from testing.tls import SelfSignedCertificate

from .instance import MeasuredInstance, movies
from .plex import MEDIA, MeasuredPlex
from .results import Figure, Results, Table, count, median_and_tail, milliseconds, size

_WAIT_SECONDS = 30
_PAUSE_SECONDS = 1.0
"""Between two deliveries, as a home has them one at a time."""
_IDLE_SECONDS = 20
_LATE_WRITE_SECONDS = 600
_REFERENCE_SCANS = 100
_RECORD_BYTES = 1500

_SCAN = "finish reported to scan request"
_EVENT = "item added in Plex to event"
_CPU = "processor time of Home Assistant per delivery"
_NOTES = (
    "The processor time is what Home Assistant takes beyond that of the same time without deliveries.",
    "The finish is reported by an action over Home Assistant's websocket API, with no delay before scanning.",
    "Plex matches an item as soon as it has added it.",
    f"The durable write appends {_RECORD_BYTES:,} bytes to a file and calls fsync.",
)
_WHY_SCAN = (
    "before the scan, Plex is asked for its current libraries, so that a changed folder never leads to a wrong scan;"
    " through plexapi that takes about as long as the limit"
)
_WHY_CPU = (
    "a delivery takes three requests through plexapi and requests, and several durable writes, states and events of"
    " Home Assistant"
)

type _Row = tuple[Figure, Figure | str]
"""The median and the 99th percentile, or a single figure."""


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure deliveries over http and over https with a certificate that is verified."""
    http_deliveries, https_deliveries = (20, 10) if quick else (200, 100)
    http = await _measure(folder / "http", http_deliveries)
    certificate = SelfSignedCertificate()
    bundle = folder / "certificate.pem"
    bundle.write_text(certificate.pem)
    os.environ["REQUESTS_CA_BUNDLE"] = str(bundle)
    try:
        https = await _measure(folder / "https", https_deliveries, certificate.server_context())
    finally:
        del os.environ["REQUESTS_CA_BUNDLE"]
    results.tables.append(
        Table(
            f"One delivery at a time: {http_deliveries} over http, {https_deliveries} over https",
            ("", "http, median", "99th percentile", "https, median", "99th percentile"),
            [(name, *http[name], *https[name]) for name in http],
            _NOTES,
        )
    )
    for scheme, measured, limit in (("http", http, 0.005), ("https", https, 0.008)):
        results.target(f"{_SCAN}, {scheme}, median", milliseconds(limit), measured[_SCAN][0], why_missed=_WHY_SCAN)
    results.target(f"{_EVENT}, median", milliseconds(0.03), http[_EVENT][0])
    results.target(f"{_CPU}, mean", milliseconds(0.012), http[_CPU][0], why_missed=_WHY_CPU)


async def _measure(folder: Path, number: int, tls: ssl.SSLContext | None = None) -> dict[str, _Row]:
    """Let downloads arrive, each after the previous one has ended."""
    disk = folder / "disk"
    plex = MeasuredPlex(disk, tls)
    plex.fill(libraries=3, items=2000)
    instance = await MeasuredInstance.prepare(folder / "config", plex)
    async with instance.run() as home:
        await asyncio.sleep(_IDLE_SECONDS)
        idle_cpu = (await home.read())["cpu"] / _IDLE_SECONDS
        plex.take_traffic()
        begun = time.monotonic()
        finished: dict[str | None, float] = {}
        for name, path in movies(disk, 0, number):
            finished[f"{MEDIA}/{path.rpartition('/')[0]}"] = time.monotonic()
            await home.finish(name, path)
            await home.wait_ended(len(finished), _WAIT_SECONDS)
            await asyncio.sleep(_PAUSE_SECONDS)
        traffic, reading = plex.take_traffic(), await home.read()
        cpu = reading["cpu"] - idle_cpu * (time.monotonic() - begun)
        late = await home.idle(_LATE_WRITE_SECONDS)
    reference = await _measure_reference(plex, folder / "record")
    await plex.stop()
    events = {key: one["at"] for one in reading["events"] if one["state"] == "available" for key in one["rating_keys"]}
    if len(events) != number:
        raise RuntimeError(f"Only {len(events)} of {number} downloads arrived")
    written = reading["written"] + late["written"]
    return {
        _SCAN: median_and_tail([at - finished[path] for at, path in traffic.scans if path in finished]),
        **reference,
        _EVENT: median_and_tail([events[key] - at for key, at in traffic.created.items() if key in events]),
        _CPU: (milliseconds(cpu / number), ""),
        "longest stall of the event loop": (milliseconds(reading["stall"]), ""),
        "most processor time in one pass of the event loop": (milliseconds(reading["stall_cpu"]), ""),
        "HTTP requests to Plex per delivery": (count(len(traffic.requests) / number, 1), ""),
        "bytes on the wire per delivery, with headers and the websocket": (size(traffic.bytes / number), ""),
        "bytes written to disk per delivery": (size(written / number), ""),
    }


async def _measure_reference(plex: MeasuredPlex, record: Path) -> dict[str, _Row]:
    """Measure what a scan request takes at least, without and with a durable write before it."""
    server = await asyncio.to_thread(PlexServer, plex.url, plex.token)
    library = await asyncio.to_thread(lambda: server.library.section("Library 0"))
    with record.open("ab") as file:

        def scan() -> None:
            library.update(f"{MEDIA}/library-0/none")

        def write_and_scan() -> None:
            file.write(bytes(_RECORD_BYTES))
            file.flush()
            os.fsync(file.fileno())
            scan()

        return {
            "for reference: scan request by plexapi alone": median_and_tail(await _time_to_scan(plex, scan)),
            "for reference: durable write and scan request by plexapi": median_and_tail(
                await _time_to_scan(plex, write_and_scan)
            ),
        }


async def _time_to_scan(plex: MeasuredPlex, scan: Callable[[], None]) -> list[float]:
    took = []
    for _ in range(_REFERENCE_SCANS):
        plex.take_traffic()
        begun = time.monotonic()
        await asyncio.to_thread(scan)
        took.append(plex.take_traffic().scans[0][0] - begun)
    return took

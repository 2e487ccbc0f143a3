"""The dashboard card: the figures of `scripts/card-figures`, and its memory after an hour of updates."""

import asyncio
from contextlib import redirect_stdout
import io
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession

from scripts import card_figures
from testing.browser.chromium import chromium
from testing.browser.visitor import visitor
from testing.household import ADMINISTRATOR, CARD, Household, running_household

from .figures import Results, Table, size

_SCANS = 120
_UPDATES_OF_A_SCAN = 5
_SCAN_SECONDS = 0.3
_ARRIVALS = 10
_HOUR = f"An hour's worth of updates is {_SCANS * _UPDATES_OF_A_SCAN}, one every 6 seconds, made as fast as they come."


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Show the card in Chromium; `quick` leaves out all but the memory."""
    rows: list[tuple[str, str]] = []
    if not quick:
        said = io.StringIO()
        with redirect_stdout(said):
            await card_figures.measure()
        for line in said.getvalue().splitlines():
            what, _, figure = line.rpartition(": ")
            rows.append((what, figure))
    async with running_household(folder) as household:
        rows += await _memory(household)
    results.tables.append(
        Table(
            "The card",
            ("", "measured"),
            rows,
            [_HOUR],
        )
    )


async def _memory(household: Household) -> list[tuple[str, str]]:
    """Compare what the page holds before and after the updates, each time without what is garbage."""
    server = household.plex.server
    server.scan_seconds = server.match_seconds = 0
    for number in range(_ARRIVALS):
        await household.finishes("movies", f"Film {number} (2020)", f"Film {number} (2020).mkv")
    path = await household.show(CARD)
    async with chromium() as browser, visitor(browser, household.url, *ADMINISTRATOR) as person:
        await person.opens_dashboard(path)
        page = await person.context.new_cdp_session(person.page)
        await page.send("HeapProfiler.enable")
        server.scan_seconds = _SCAN_SECONDS
        await _scan(household, 5)
        before = await _held(page)
        await _scan(household, _SCANS)
        after = await _held(page)
    return [
        ("memory of the page before the updates", size(before["usedSize"])),
        (f"memory of the page after {_SCANS * _UPDATES_OF_A_SCAN} updates", size(after["usedSize"])),
        ("elements in the page before and after", f"{before['nodes']:,} → {after['nodes']:,}"),
    ]


async def _scan(household: Household, times: int) -> None:
    for _ in range(times):
        await household.home.act("plex_arrivals.refresh_library", library="Movies")
        await asyncio.sleep(_SCAN_SECONDS * 1.3)


async def _held(page: CDPSession) -> dict[str, Any]:
    await page.send("HeapProfiler.collectGarbage")
    return {**await page.send("Runtime.getHeapUsage"), **await page.send("Memory.getDOMCounters")}

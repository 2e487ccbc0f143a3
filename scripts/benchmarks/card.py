"""The dashboard card in Chromium, in front of a real Home Assistant: its size, delay, traffic, frames and memory."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import datetime
import gzip
from itertools import pairwise
from pathlib import Path
import re
from typing import Any

from playwright.async_api import Browser, CDPSession, expect

from testing.browser.chromium import chromium
from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment, run_card_environment
from testing.plex_server import Location

from .tables import Figure, Results, Table, middle_and_tail, size

_BUNDLE = Path(__file__).parents[2] / "custom_components" / "plex_arrivals" / "frontend" / "plex-arrivals-card.js"
_DELIVERIES = 50
_LIBRARIES = 4
_POSTERS = 50
"""In each library."""
_ARRIVALS = 30
_SECONDS_OF_FRAMES = 10
_FRAME_MS = 1000 / 60
_QUIET_SECONDS = 2
_WAIT_MS = 120_000
_SCANS = 120
_UPDATES = 5 * _SCANS
_SCAN_SECONDS = 0.3
_HOUR = f"An hour's worth of updates is {_UPDATES}, one every 6 seconds, made as fast as they come."

_OURS = re.compile(r'"kind":"(servers|snapshot|changes)"')
"""In what we send over the websocket."""

_WHEN_SHOWN = """(card, title) => {
  const shown = {};
  new MutationObserver(() => {
    const row = [...card.shadowRoot.querySelectorAll("li.row")].find((one) => one.textContent.includes(title));
    const word = row?.querySelector(".line span").textContent.trim();
    if (word && !(word in shown)) {
      shown[word] = null;
      requestAnimationFrame(() => setTimeout(() => (shown[word] = performance.timeOrigin + performance.now())));
    }
  }).observe(card.shadowRoot, { subtree: true, childList: true, characterData: true });
  return shown;
}"""
"""Writes down when (ms since 1970) the frame was drawn in which a row came to a state."""

_FRAMES = """(seconds) => new Promise((resolve) => {
  const times = [];
  const from = performance.now();
  const scroller = document.scrollingElement;
  const next = (now) => {
    times.push(now);
    scroller.scrollTop = (Math.sin((now - from) / 700) + 1) * (scroller.scrollHeight - innerHeight) / 2;
    if (now - from < seconds * 1000) requestAnimationFrame(next);
    else resolve(times);
  };
  requestAnimationFrame(next);
})"""
"""Scrolls up and down, and returns when each frame was drawn."""

type Rows = AsyncIterator[tuple[str, object]]


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure everything; `quick` leaves out all but the delay and the traffic."""
    expect.set_options(timeout=_WAIT_MS)
    rows: list[tuple[str, object]] = [
        ("size of its file, gzipped", f"{len(gzip.compress(_BUNDLE.read_bytes(), 9)):,} bytes")
    ]
    async with run_card_environment(folder) as environment, chromium() as browser:
        environment.plex.server.scan_seconds = environment.plex.server.match_seconds = 0
        median, longest = await _delay(browser, environment)
        rows.append(
            (f"change in Home Assistant to the drawn frame, {_ARRIVALS} arrivals", f"{median}, at most {longest}")
        )
        await _fill(environment)
        rows += [row async for row in _traffic(browser, environment)]
        if not quick:
            rows += [row async for row in _frames(browser, environment)]
            rows += await _memory(browser, environment)
    results.tables.append(Table("The card", ("", "measured"), rows, [_HOUR]))


async def _delay(browser: Browser, environment: CardEnvironment) -> tuple[Figure, Figure]:
    """Measure from the event in Home Assistant to the frame that shows it."""
    path = await environment.show(CARD | {"deliveries": _DELIVERIES})
    took: list[float] = []
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        for number in range(_ARRIVALS):
            title = f"Update {number:02}"
            shown = await session.card.evaluate_handle(_WHEN_SHOWN, title)
            delivery_id = await environment.finish_download("movies", f"{title} (2020)", f"{title} (2020).mkv")
            await expect(session.row(title).locator(".line")).to_contain_text("In Plex")
            await asyncio.sleep(0.1)  # the frame is drawn
            updated = (await environment.hass_client.deliveries())[delivery_id]["updated_at"]
            at: dict[str, float] = await shown.json_value()
            took.append(at["In Plex"] / 1000 - datetime.fromisoformat(updated).timestamp())
    return middle_and_tail(took)


async def _fill(environment: CardEnvironment) -> None:
    """Give Plex libraries with posters, and let downloads arrive until there are enough of both."""
    server = environment.plex.server
    for number in range(_LIBRARIES):
        location = Location(f"/media/shelf-{number}", environment.downloads / f"shelf-{number}")
        server.add_items(server.add_library(f"Shelf {number}", "movie", [location]), _POSTERS)
    for number in range(_DELIVERIES - _ARRIVALS):
        await environment.finish_download("movies", f"More {number:02} (2020)", f"More {number:02} (2020).mkv")
    async with asyncio.timeout(_WAIT_MS / 1000):
        while {one["state"] for one in (await environment.hass_client.deliveries()).values()} != {"available"}:  # noqa: ASYNC110
            await asyncio.sleep(0.5)


async def _traffic(browser: Browser, environment: CardEnvironment) -> Rows:
    """Count what it takes to show the card for the first time, and again."""
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, height=1200) as session:
        urls: dict[str, str] = {}
        fetched: dict[str, float] = {}
        network = await session.context.new_cdp_session(session.page)
        network.on("Network.responseReceived", lambda it: urls.update({it["requestId"]: it["response"]["url"]}))
        network.on("Network.loadingFinished", lambda it: fetched.update({it["requestId"]: it["encodedDataLength"]}))
        await network.send("Network.enable")
        for which in ("for the first time", "again"):
            for written in (urls, fetched, session.traffic.frames):
                written.clear()
            await session.open_dashboard(path)
            await _pictures_are_there(session)
            await asyncio.sleep(_QUIET_SECONDS)
            sizes = [length for key, length in fetched.items() if "plex_arrivals" in urls.get(key, "") and length]
            frames = [frame for frame in session.traffic.frames if _OURS.search(frame)]
            fetches = f"{len(sizes)} requests, {sum(sizes):,.0f} bytes"
            messages = f"{len(frames)} messages over the websocket, {sum(map(len, frames)):,} bytes"
            yield f"shown {which}, with {_DELIVERIES} deliveries", f"{fetches}; {messages}"


async def _pictures_are_there(session: BrowserSession) -> None:
    """Wait until no picture that is in sight is on its way."""
    await session.page.wait_for_load_state("networkidle")
    await expect(session.page.locator("plex-arrivals-card img.loaded").first).to_be_visible()


def _cards() -> Iterator[dict[str, Any]]:
    yield CARD | {"show": ["status", "deliveries"], "deliveries": _DELIVERIES}
    for number in range(_LIBRARIES):
        shelf = {"library": [f"Shelf {number}"], "recently_added": _POSTERS, "layout": "grid"}
        yield CARD | {"show": ["recently_added"]} | shelf


async def _frames(browser: Browser, environment: CardEnvironment) -> Rows:
    """Count the frames that are late while the page is scrolled and something changes all the time."""
    await environment.hass_client.set_options(environment.instance.entry_id, "display", {"recently_added": _POSTERS})
    await environment.hass_client.loaded(environment.instance.entry_id)
    path = await environment.show(*_cards(), view="masonry")
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        await expect(session.page.locator("plex-arrivals-card li.row")).to_have_count(_DELIVERIES)
        await expect(session.page.locator("plex-arrivals-card .poster")).to_have_count(_LIBRARIES * _POSTERS)
        await _pictures_are_there(session)
        for what, scans in (("nothing changes", 0), ("a scan tells of its progress", _SECONDS_OF_FRAMES)):
            scanning = asyncio.create_task(_scan(environment, scans, 2))
            times: list[float] = await session.page.evaluate(_FRAMES, _SECONDS_OF_FRAMES)
            scanning.cancel()
            with suppress(asyncio.CancelledError):
                await scanning
            gaps = [after - before for before, after in pairwise(times)]
            dropped = sum(max(round(gap / _FRAME_MS) - 1, 0) for gap in gaps)
            yield (
                f"{_LIBRARIES * _POSTERS} posters, {_DELIVERIES} deliveries, scrolled while {what}",
                f"{len(times)} frames in {_SECONDS_OF_FRAMES} s, {dropped} dropped, the longest {max(gaps):.0f} ms",
            )


async def _memory(browser: Browser, environment: CardEnvironment) -> list[tuple[str, object]]:
    """Compare what the page holds before and after the updates, each time without what is garbage."""
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        page = await session.context.new_cdp_session(session.page)
        await page.send("HeapProfiler.enable")
        await _scan(environment, 5, _SCAN_SECONDS)
        before = await _held(page)
        await _scan(environment, _SCANS, _SCAN_SECONDS)
        after = await _held(page)
    return [
        ("memory of the page before the updates", size(before["usedSize"])),
        (f"memory of the page after {_UPDATES} updates", size(after["usedSize"])),
        ("elements in the page before and after", f"{before['nodes']:,} → {after['nodes']:,}"),
    ]


async def _scan(environment: CardEnvironment, times: int, seconds: float) -> None:
    """Have Plex scan again and again, each time for so many seconds, in which it tells of its progress."""
    environment.plex.server.scan_seconds = seconds
    for _ in range(times):
        await environment.hass_client.act("plex_arrivals.refresh_library", library="Movies")
        await asyncio.sleep(seconds * 1.3)


async def _held(page: CDPSession) -> dict[str, Any]:
    await page.send("HeapProfiler.collectGarbage")
    return {**await page.send("Runtime.getHeapUsage"), **await page.send("Memory.getDOMCounters")}

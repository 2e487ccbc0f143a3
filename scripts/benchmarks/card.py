"""The dashboard card in Chromium with a real Home Assistant: its size, delay and traffic."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
import gzip
from pathlib import Path
import re
from typing import override

from playwright.async_api import Browser, expect

from testing.browser.chromium import chromium
from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment, run_card_environment
from testing.plex_server import Location

from .results import Figure, Results, Table, count, median_and_tail, size

_BUNDLE = Path(__file__).parents[2] / "custom_components" / "plex_arrivals" / "frontend" / "plex-arrivals-card.js"
_DELIVERIES = 50
_LIBRARIES = 4
_POSTERS = 50
"""In each library."""
_QUIET_SECONDS = 2
_WAIT_MS = 120_000

_OUR_MESSAGE = re.compile(r'"kind":"(servers|snapshot|changes)"')
"""In the messages that the integration sends over the websocket."""
_WHY_REQUESTS = (
    "right after arrivals, the list of recently added items is some seconds behind the deliveries, so that they share"
    " no posters; with a current list it is 7"
)

_RECORD_FRAMES = """(card, title) => {
  const drawn = {};
  new MutationObserver(() => {
    const row = [...card.shadowRoot.querySelectorAll("li.row")].find((one) => one.textContent.includes(title));
    const state = row?.querySelector(".line span").textContent.trim();
    if (state && !(state in drawn)) {
      drawn[state] = null;
      requestAnimationFrame(() => setTimeout(() => (drawn[state] = performance.timeOrigin + performance.now())));
    }
  }).observe(card.shadowRoot, { subtree: true, childList: true, characterData: true });
  return drawn;
}"""
"""Returns an object that gets the time (ms since 1970) of the first frame with each state of a row."""


@dataclass(frozen=True, slots=True)
class _View:
    """What showing the card takes; HTTP requests whose response comes from the browser's cache do not count."""

    requests: int
    bytes: float
    """Of the responses to these requests, with headers."""
    messages: list[str]
    """Over the websocket."""

    @override
    def __str__(self) -> str:
        messages = f"websocket messages: {len(self.messages)}, {size(sum(map(len, self.messages)))}"
        return f"HTTP requests: {self.requests}, {size(self.bytes)}; {messages}"


async def measure(folder: Path, results: Results, *, quick: bool) -> None:
    """Measure the card; `quick` with fewer arrivals."""
    expect.set_options(timeout=_WAIT_MS)
    arrivals = 5 if quick else 30
    async with run_card_environment(folder) as environment, chromium() as browser:
        environment.plex.server.scan_seconds = environment.plex.server.match_seconds = 0
        median, tail = await _measure_delay(browser, environment, arrivals)
        await _add_deliveries_and_posters(environment, _DELIVERIES - arrivals)
        cold, warm = await _measure_traffic(browser, environment)
    rows = [
        ("size of its file, gzipped", size(len(gzip.compress(_BUNDLE.read_bytes(), 9)))),
        (f"event in Home Assistant to frame, {arrivals} arrivals", f"median {median}, longest {tail}"),
        (f"first view, {_DELIVERIES} deliveries", cold),
        ("second view", warm),
    ]
    results.tables.append(Table("The card", ("", "measured"), rows))
    results.target("HTTP requests of the card's first view", count(10), count(cold.requests), why_missed=_WHY_REQUESTS)
    results.target("bytes of these responses", size(60_000), size(cold.bytes))


async def _measure_delay(browser: Browser, environment: CardEnvironment, arrivals: int) -> tuple[Figure, Figure]:
    """Measure from the event in Home Assistant to the frame that shows it."""
    path = await environment.show(CARD | {"deliveries": _DELIVERIES})
    took: list[float] = []
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        for number in range(arrivals):
            title = f"Update {number:02}"
            drawn = await session.card.evaluate_handle(_RECORD_FRAMES, title)
            delivery_id = await environment.finish_download("movies", f"{title} (2020)", f"{title} (2020).mkv")
            await expect(session.row(title).locator(".line")).to_contain_text("In Plex")
            await asyncio.sleep(0.1)  # until the frame is drawn
            updated = (await environment.hass_client.deliveries())[delivery_id]["updated_at"]
            times: dict[str, float] = await drawn.json_value()
            took.append(times["In Plex"] / 1000 - datetime.fromisoformat(updated).timestamp())
    return median_and_tail(took)


async def _add_deliveries_and_posters(environment: CardEnvironment, arrivals: int) -> None:
    """Add libraries with posters, and let downloads arrive."""
    server = environment.plex.server
    for number in range(_LIBRARIES):
        location = Location(f"/media/shelf-{number}", environment.downloads / f"shelf-{number}")
        server.add_items(server.add_library(f"Shelf {number}", "movie", [location]), _POSTERS)
    for number in range(arrivals):
        await environment.finish_download("movies", f"More {number:02} (2020)", f"More {number:02} (2020).mkv")
    async with asyncio.timeout(_WAIT_MS / 1000):
        while {one["state"] for one in (await environment.hass_client.deliveries()).values()} != {"available"}:  # noqa: ASYNC110
            await asyncio.sleep(0.5)


async def _measure_traffic(browser: Browser, environment: CardEnvironment) -> list[_View]:
    """Show the card twice with the same browser profile, at first a new one."""
    path = await environment.show(CARD)
    views = []
    async with browser_session(browser, environment.url, *ADMINISTRATOR, height=1200) as session:
        urls: dict[str, str] = {}
        fetched: dict[str, float] = {}
        network = await session.context.new_cdp_session(session.page)
        network.on("Network.responseReceived", lambda it: urls.update({it["requestId"]: it["response"]["url"]}))
        network.on("Network.loadingFinished", lambda it: fetched.update({it["requestId"]: it["encodedDataLength"]}))
        await network.send("Network.enable")
        for _ in range(2):
            for recorded in (urls, fetched, session.traffic.frames):
                recorded.clear()
            await session.open_dashboard(path)
            await _wait_for_pictures(session)
            sizes = [length for key, length in fetched.items() if "plex_arrivals" in urls.get(key, "") and length]
            messages = [frame for frame in session.traffic.frames if _OUR_MESSAGE.search(frame)]
            views.append(_View(len(sizes), sum(sizes), messages))
    return views


async def _wait_for_pictures(session: BrowserSession) -> None:
    """Wait until all visible pictures are loaded."""
    await session.page.wait_for_load_state("networkidle")
    await expect(session.page.locator("plex-arrivals-card img.loaded").first).to_be_visible()
    await asyncio.sleep(_QUIET_SECONDS)

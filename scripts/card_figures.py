"""Measures the dashboard card; see `scripts/card-figures`."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
import gzip
from itertools import pairwise
from pathlib import Path
import re
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Browser, expect

from testing.browser.chromium import chromium
from testing.browser.visitor import Visitor, visitor
from testing.household import ADMINISTRATOR, CARD, Household, running_household
from testing.plex_server import Location

_BUNDLE = Path(__file__).parents[1] / "custom_components" / "plex_arrivals" / "frontend" / "plex-arrivals-card.js"
_DELIVERIES = 50
_LIBRARIES = 4
_POSTERS_OF_EACH = 50
_UPDATES = 30
_SECONDS_OF_FRAMES = 10
_FRAME_MS = 1000 / 60
_QUIET_SECONDS = 2
_WAIT_MS = 120_000

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


async def measure() -> None:
    """Measure everything and print it."""
    expect.set_options(timeout=_WAIT_MS)
    print(f"Bundle: {len(gzip.compress(_BUNDLE.read_bytes(), 9)):,} bytes gzipped")
    with TemporaryDirectory() as name:
        async with running_household(Path(name)) as household, chromium() as browser:
            household.plex.server.scan_seconds = household.plex.server.match_seconds = 0
            await _latency(browser, household)
            await _fill(household)
            await _weight(browser, household)
            await _frames(browser, household)


async def _latency(browser: Browser, household: Household) -> None:
    """Measure from the event in Home Assistant to the frame that shows it."""
    path = await household.show(CARD | {"deliveries": 50})
    took: list[float] = []
    async with visitor(browser, household.url, *ADMINISTRATOR) as person:
        await person.opens_dashboard(path)
        for number in range(_UPDATES):
            name = f"Update {number:02} (2020)"
            shown = await person.card.evaluate_handle(_WHEN_SHOWN, name.partition(" (")[0])
            delivery_id = await household.finishes("movies", name, f"{name}.mkv")
            await expect(person.row(name.partition(" (")[0]).locator(".line")).to_contain_text("In Plex")
            await asyncio.sleep(0.1)  # the frame is drawn
            updated = (await household.home.deliveries())[delivery_id]["updated_at"]
            at: dict[str, float] = await shown.json_value()
            took.append(at["In Plex"] - datetime.fromisoformat(updated).timestamp() * 1000)
    print(f"Change in Home Assistant to the drawn frame ({_UPDATES} arrivals): {_spread(took)}")


async def _fill(household: Household) -> None:
    """Give Plex libraries with posters, and let downloads arrive until there are enough of both."""
    server = household.plex.server
    for number in range(_LIBRARIES):
        folder = household.downloads / f"shelf-{number}"
        library = server.add_library(f"Shelf {number}", "movie", [Location(f"/media/shelf-{number}", folder)])
        server.add_items(library, _POSTERS_OF_EACH)
    for number in range(_DELIVERIES - _UPDATES):
        await household.finishes("movies", f"More {number:02} (2020)", f"More {number:02} (2020).mkv")
    async with asyncio.timeout(_WAIT_MS / 1000):
        while any(  # noqa: ASYNC110 - another process
            one["state"] != "available" for one in (await household.home.deliveries()).values()
        ):
            await asyncio.sleep(0.5)


def _cards() -> Iterator[dict[str, Any]]:
    yield CARD | {"show": ["status", "deliveries"], "deliveries": _DELIVERIES}
    for number in range(_LIBRARIES):
        shelf = {"library": [f"Shelf {number}"], "recently_added": _POSTERS_OF_EACH, "layout": "grid"}
        yield CARD | {"show": ["recently_added"]} | shelf


async def _weight(browser: Browser, household: Household) -> None:
    """Count what it takes to show the card for the first time, and again."""
    path = await household.show(CARD)
    async with visitor(browser, household.url, *ADMINISTRATOR, height=1200) as person:
        urls: dict[str, str] = {}
        fetched: dict[str, float] = {}
        network = await person.context.new_cdp_session(person.page)
        network.on("Network.responseReceived", lambda it: urls.update({it["requestId"]: it["response"]["url"]}))
        network.on("Network.loadingFinished", lambda it: fetched.update({it["requestId"]: it["encodedDataLength"]}))
        await network.send("Network.enable")
        for which in ("cold", "warm"):
            urls.clear()
            fetched.clear()
            person.traffic.frames.clear()
            await person.opens_dashboard(path)
            await _pictures_are_there(person)
            await asyncio.sleep(_QUIET_SECONDS)
            sizes = [size for key, size in fetched.items() if "plex_arrivals" in urls.get(key, "") and size]
            frames = [frame for frame in person.traffic.frames if _OURS.search(frame)]
            print(
                f"Shown {which}: {len(sizes)} requests, {sum(sizes):,.0f} bytes;"
                f" {len(frames)} messages over the websocket, {sum(map(len, frames)):,} bytes"
            )


async def _pictures_are_there(person: Visitor) -> None:
    """Wait until no picture that is in sight is on its way."""
    await person.page.wait_for_load_state("networkidle")
    await expect(person.page.locator("plex-arrivals-card img.there").first).to_be_visible()


async def _frames(browser: Browser, household: Household) -> None:
    """Count the frames that are late while the page is scrolled and something changes all the time."""
    await household.home.set_options(household.place.entry_id, "display", {"recently_added": _POSTERS_OF_EACH})
    await household.home.loaded(household.place.entry_id)
    path = await household.show(*_cards(), view="masonry")
    async with visitor(browser, household.url, *ADMINISTRATOR) as person:
        await person.opens_dashboard(path)
        await expect(person.page.locator("plex-arrivals-card li.row")).to_have_count(_DELIVERIES)
        await expect(person.page.locator("plex-arrivals-card .poster")).to_have_count(_LIBRARIES * _POSTERS_OF_EACH)
        await _pictures_are_there(person)
        for what, changes in (("nothing changes", False), ("a scan tells of its progress", True)):
            changing = asyncio.create_task(_scan_all_the_time(household)) if changes else None
            times: list[float] = await person.page.evaluate(_FRAMES, _SECONDS_OF_FRAMES)
            if changing:
                changing.cancel()
            gaps = [after - before for before, after in pairwise(times)]
            dropped = sum(max(round(gap / _FRAME_MS) - 1, 0) for gap in gaps)
            print(
                f"{_LIBRARIES * _POSTERS_OF_EACH} posters, {_DELIVERIES} deliveries, scrolled while {what}:"
                f" {len(times)} frames in {_SECONDS_OF_FRAMES} s, {dropped} dropped, the longest {max(gaps):.0f} ms"
            )


async def _scan_all_the_time(household: Household) -> None:
    household.plex.server.scan_seconds = 2
    while True:
        await household.home.act("plex_arrivals.refresh_library", library="Movies")
        await asyncio.sleep(2)


def _spread(milliseconds: Sequence[float]) -> str:
    return f"median {median(milliseconds):.0f} ms, the longest {max(milliseconds):.0f} ms"


if __name__ == "__main__":
    asyncio.run(measure())

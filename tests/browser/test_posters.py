"""The posters of the card: they are requested when they come into view, and once for each picture."""

from playwright.async_api import Browser, Locator, expect

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

TALL_TILE = {"type": "tile", "entity": "binary_sensor.attic_online", "grid_options": {"rows": 12}}
"""Pushes the card out of view."""

_NEXT_INTERSECTIONS = "() => new Promise((resolve) => new IntersectionObserver(resolve).observe(document.body))"
"""Waits until all elements of the page have been checked for whether they are in view."""


async def open_below_view(session: BrowserSession, path: str) -> Locator:
    """Open a dashboard whose card is out of view; return the posters."""
    await session.open(path)
    posters = session.card.locator(".poster")
    await posters.first.wait_for(state="attached")
    await session.page.evaluate(_NEXT_INTERSECTIONS)
    return posters


def requested_posters(session: BrowserSession) -> set[str]:
    return {url for url in session.traffic.requested_urls if "/api/plex_arrivals/artwork/" in url}


async def test_posters_are_requested_when_scrolled_into_view(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(TALL_TILE, {**CARD, "show": ["recently_added"]})
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=320, height=400) as session:
        posters = await open_below_view(session, path)
        assert requested_posters(session) == set()

        await posters.first.scroll_into_view_if_needed()
        await expect(posters.first.locator("img")).to_have_class("loaded")
        assert 0 < len(requested_posters(session)) < await posters.count()
        await expect(posters.last.locator("img")).to_have_count(0)

        await posters.last.scroll_into_view_if_needed()
        await expect(posters.last.locator("img")).to_have_class("loaded")
        assert session.errors == []


async def test_posters_out_of_view_are_printed(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(TALL_TILE, {**CARD, "show": ["recently_added"]})
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=320, height=400) as session:
        posters = await open_below_view(session, path)
        await session.page.pdf()
        await expect(posters.locator("img.loaded")).to_have_count(await posters.count())


async def test_thumbnail_and_poster_share_a_picture(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, density=3) as session:
        await session.open_dashboard(path)
        await environment.finish_download("movies", "Pale.Lantern.2021.1080p", "Pale.Lantern.2021.1080p.mkv")
        poster = session.card.locator(".poster").filter(has_text="Pale Lantern").locator("img")
        await expect(poster).to_have_class("loaded")
        await expect(session.row("Pale Lantern").locator("img")).to_have_attribute(
            "src", await poster.get_attribute("src") or ""
        )

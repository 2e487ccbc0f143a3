"""The pictures of the card, its editor, and the details that it opens."""

import re

from playwright.async_api import Browser, expect

from testing.browser.session import Theme, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment

from .picture import take_element

_LONG_SCAN_SECONDS = 10
_CARD_LOOKS: list[tuple[str, int, Theme]] = [
    ("card-light", 1340, "light"),
    ("card-dark", 1340, "dark"),
    ("card-narrow", 360, "light"),
]
_DETAILS_LOOKS: list[tuple[str, int, Theme]] = [
    ("details-light", 640, "light"),
    ("details-dark", 640, "dark"),
    ("details-narrow", 320, "light"),
]


async def take(browser: Browser, environment: CardEnvironment) -> None:
    """Take all of them."""
    path = await environment.show(CARD)
    for name, width, theme in _CARD_LOOKS:
        async with browser_session(
            browser, environment.url, *ADMINISTRATOR, width=width, theme=theme, density=2
        ) as session:
            await session.open_dashboard(path)
            await expect(session.row("Last Tram").locator(".line")).to_contain_text(re.compile(r"Downloading\s· [^0]"))
            await expect(session.row("Night").locator(".line")).to_contain_text("5 of 8")
            await expect(session.row("Copper").get_by_role("link", name="View in Plex")).to_be_visible()
            for shown in ("Kites over", "Copper Sky", "5 episodes"):
                await expect(session.card.locator(".poster").filter(has_text=shown)).to_be_visible()
            await session.page.wait_for_load_state("networkidle")  # now, so that the scan is not over by then
            environment.plex.server.scan_seconds = _LONG_SCAN_SECONDS
            await environment.hass_client.act("plex_arrivals.refresh_library", library="Music")
            await expect(session.card.locator(".head .line")).to_contain_text(re.compile(r"scanning Music, [1-9]"))
            await take_element(session.card, name)
    for name, width, theme in _DETAILS_LOOKS:
        async with browser_session(
            browser, environment.url, *ADMINISTRATOR, width=width, theme=theme, density=2
        ) as session:
            await session.open_dashboard(path)
            await session.row("Copper").locator("[aria-haspopup=dialog]").first.click()
            details = session.page.locator("plex-arrivals-details dialog")
            await expect(details.locator(".art img.loaded")).to_be_visible()
            await expect(details.get_by_text("Play on")).to_be_visible()
            await take_element(details, name)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=1100, density=2) as session:
        editor = await session.edit_card(path)
        await expect(editor.locator("plex-arrivals-card .poster img.loaded").first).to_be_visible()
        await take_element(editor.locator("wa-dialog dialog, dialog").first, "editor")

"""The dialog with the details of a row or poster."""

from playwright.async_api import Locator, Page, expect

from testing.browser.session import BrowserSession
from testing.card_environment import CARD

LARGE_CARD = {**CARD, "deliveries": 10}
MOVIE = "Copper Sky"
PACK = "Night.Ferry.S02.1080p"
UNMATCHED = "Lighthouse.Papers"
_FOCUSED = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.ariaLabel || element?.innerText || null;
}"""


def dialog(session: BrowserSession) -> Locator:
    return session.page.locator("plex-arrivals-details dialog")


async def open_details(session: BrowserSession, title: str) -> Locator:
    """Open the details of a row."""
    await session.row(title).locator("[aria-haspopup=dialog]").first.click()
    await expect(dialog(session)).to_be_visible()
    return dialog(session)


async def focused(page: Page) -> str | None:
    """Return the label of the focused element."""
    label: str | None = await page.evaluate(_FOCUSED)
    return label

"""The pictures of set-up."""

from collections.abc import AsyncIterator

from playwright.async_api import expect

from testing.browser.session import BrowserSession
from testing.card_environment import TOKEN, CardEnvironment

from .picture import Pictures

_USUAL_URL = "http://192.168.1.5:32400"


async def take(pictures: Pictures, environment: CardEnvironment) -> None:
    """Remove the server, and add it again in the user interface."""

    async def set_up(session: BrowserSession) -> AsyncIterator[None]:
        await environment.hass_client.remove_entries("plex_arrivals")
        page = session.page
        await session.open("/config/integrations/dashboard/add?domain=plex_arrivals")
        await page.get_by_role("button", name="OK").click()
        await expect(page.get_by_text("Enter URL and token")).to_be_visible()
        yield None
        await page.get_by_text("Enter URL and token").click()
        await page.get_by_role("textbox", name="URL").fill(_USUAL_URL)
        await page.get_by_role("textbox", name="Token").fill(TOKEN)
        yield None
        await page.get_by_role("textbox", name="URL").fill(environment.plex.server.url)
        await page.get_by_role("button", name="Submit").click()
        await expect(page.get_by_text("Suggested path mappings")).to_be_visible()
        yield None
        await page.get_by_role("button", name="Submit").click()
        await expect(page.get_by_text("From now on")).to_be_visible()
        yield None

    names = ("set-up-menu", "set-up-token", "set-up-mappings", "set-up")
    await pictures.take(names, set_up, width=700, height=700, narrow_height=1000)

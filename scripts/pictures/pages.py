"""The pictures of whole pages: the dashboard of Plex Arrivals, Activity, and set-up."""

from playwright.async_api import Browser, expect

from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, DASHBOARD, TOKEN, CardEnvironment
from testing.dashboard import DASHBOARD_CONFIG

from .picture import THEMES, take_page

_WIDE = 1340
_DIALOG = 700


async def take_dashboards(browser: Browser, environment: CardEnvironment) -> None:
    """Take the dashboard and Activity."""
    await environment.hass_client.command("lovelace/config/save", url_path=DASHBOARD, config=DASHBOARD_CONFIG)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=_WIDE, density=2) as session:
        await session.open_dashboard(f"/{DASHBOARD}/0")
        await take_page(session.page, "dashboard")
    async with browser_session(
        browser, environment.url, *ADMINISTRATOR, width=_DIALOG, height=600, density=2
    ) as session:
        await session.open("/logbook?entity_id=binary_sensor.attic_online")
        await expect(session.page.get_by_text("Copper Sky arrived").first).to_be_visible()
        await take_page(session.page, "activity")


async def take_set_up(browser: Browser, environment: CardEnvironment) -> None:
    """Remove the server, and add it again in the user interface."""
    for theme in THEMES:
        await environment.hass_client.remove_entries("plex_arrivals")
        async with browser_session(
            browser, environment.url, *ADMINISTRATOR, width=_DIALOG, height=700, theme=theme, density=2
        ) as session:
            page = session.page
            await session.open("/config/integrations/dashboard/add?domain=plex_arrivals")
            await page.get_by_role("button", name="OK").click()
            await page.get_by_text("Enter URL and token").click()
            await page.get_by_role("textbox", name="URL").fill(environment.plex.server.url)
            await page.get_by_role("textbox", name="Token").fill(TOKEN)
            await page.get_by_role("button", name="Submit").click()
            await expect(page.get_by_text("Suggested path mappings")).to_be_visible()
            await page.get_by_role("button", name="Submit").click()
            await expect(page.get_by_text("qBittorrent").first).to_be_visible()
            await take_page(page, f"set-up-{theme}")

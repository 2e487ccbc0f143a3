"""The pictures of whole pages: the dashboard of Plex Arrivals, how it is added, and Activity."""

from collections.abc import AsyncIterator

from playwright.async_api import expect

from testing.browser.session import BrowserSession
from testing.card_environment import DASHBOARD, CardEnvironment
from testing.dashboard import DASHBOARD_CONFIG

from .picture import Pictures


async def take(pictures: Pictures, environment: CardEnvironment) -> None:
    """Take all of them."""
    await environment.hass_client.command("lovelace/config/save", url_path=DASHBOARD, config=DASHBOARD_CONFIG)

    async def dashboard(session: BrowserSession) -> AsyncIterator[None]:
        await session.open_dashboard(f"/{DASHBOARD}/0")
        await expect(session.page.get_by_role("button", name="Scan", exact=True)).to_have_count(3)
        yield None

    async def new_dashboard(session: BrowserSession) -> AsyncIterator[None]:
        await session.open("/config/lovelace/dashboards")
        await session.page.get_by_role("button", name="Add dashboard").click()
        await expect(session.page.get_by_text("Plex Arrivals")).to_be_visible()
        await session.page.get_by_text("Plex Arrivals").scroll_into_view_if_needed()
        yield None

    async def activity(session: BrowserSession) -> AsyncIterator[None]:
        await session.open("/logbook?entity_id=binary_sensor.attic_online")
        await expect(session.page.get_by_text("Copper Sky arrived").first).to_be_visible()
        yield None

    await pictures.take(("dashboard",), dashboard, width=1340, height=1100, narrow_height=2050)
    await pictures.take(("new-dashboard",), new_dashboard, width=1100)
    await pictures.take(("activity",), activity, width=700, height=600)

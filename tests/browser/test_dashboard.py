"""The dashboard that the browser makes from the entities, added in Home Assistant's dialog for new dashboards."""

from collections.abc import AsyncGenerator
import re
from typing import Any

from playwright.async_api import Browser, Locator, expect
import pytest_asyncio
import pytest_socket

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CardEnvironment
from testing.dashboard import DASHBOARD_CONFIG

from .measurements import accessibility_violations

DASHBOARD = "plex-arrivals"


@pytest_asyncio.fixture(loop_scope="session")
async def without_dashboard(environment: CardEnvironment) -> AsyncGenerator[CardEnvironment]:
    """Remove the dashboard after the test."""
    pytest_socket.enable_socket()
    yield environment
    for dashboard in await environment.hass_client.command("lovelace/dashboards/list"):
        if dashboard["url_path"] == DASHBOARD:
            await environment.hass_client.command("lovelace/dashboards/delete", dashboard_id=dashboard["id"])


async def entities(environment: CardEnvironment) -> dict[str, dict[str, Any]]:
    """Return the entities of the integration by their unique IDs, without that of the server."""
    listed = await environment.hass_client.command("config/entity_registry/list")
    return {entity["unique_id"].partition("_")[2]: entity for entity in listed if entity["platform"] == "plex_arrivals"}


async def show_dashboard(session: BrowserSession, environment: CardEnvironment) -> None:
    """Show the dashboard."""
    await environment.hass_client.command("lovelace/dashboards/create", url_path=DASHBOARD, title="Plex Arrivals")
    await environment.hass_client.command("lovelace/config/save", url_path=DASHBOARD, config=DASHBOARD_CONFIG)
    await session.open_dashboard(f"/{DASHBOARD}")


def headings(session: BrowserSession) -> Locator:
    """Return the headings of all cards."""
    return session.page.locator("plex-arrivals-card .heading")


async def test_dashboard_is_added_in_dialog(browser: Browser, without_dashboard: CardEnvironment) -> None:
    environment = without_dashboard
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=1400) as session:
        await session.open("/config/lovelace/dashboards")
        await session.page.get_by_role("button", name="Add dashboard").first.click()
        await session.page.locator("dashboard-card").filter(has_text="Plex Arrivals").click()
        details = session.page.locator("dialog-lovelace-dashboard-detail")
        await expect(details.locator("input").first).to_have_value("Plex Arrivals")
        await details.locator("ha-button").filter(has_text="Create").click()
        await expect(details.locator("ha-button")).to_have_count(0)
        config = await environment.hass_client.command("lovelace/config", url_path=DASHBOARD)
        assert config == DASHBOARD_CONFIG

        await session.open_dashboard(f"/{DASHBOARD}")
        await expect(session.card.locator(".head .name")).to_have_text("Attic")
        added = [f"Recently added in {library}" for library in ("Movies", "Shows", "Music")]
        await expect(headings(session)).to_have_text(["Downloads", *added])
        await expect(session.page.locator("hui-tile-card ha-tile-info")).to_have_text(
            [re.compile(library) for library in ("Movies", "Shows", "Music")]
        )
        await expect(session.page.locator("hui-warning, hui-error-card")).to_have_count(0)
        assert await accessibility_violations(session.page, session.page.locator("hui-view")) == []
        assert session.errors == []


async def test_dashboard_follows_renamed_and_hidden_entities(
    browser: Browser, without_dashboard: CardEnvironment
) -> None:
    environment = without_dashboard
    registered = await entities(environment)
    update = "config/entity_registry/update"
    scan, recent = registered["library_scan_1"], registered["library_recently_added_2"]["entity_id"]
    await environment.hass_client.command(
        update, entity_id=scan["entity_id"], new_entity_id="button.renamed", name="Look for films"
    )
    await environment.hass_client.command(update, entity_id=recent, hidden_by="user")
    try:
        async with browser_session(browser, environment.url, *ADMINISTRATOR, width=1400) as session:
            await show_dashboard(session, environment)
            await expect(headings(session)).to_have_text(
                ["Downloads", "Recently added in Movies", "Recently added in Music"]
            )
            tile = session.page.locator("hui-tile-card").filter(has_text="Movies")
            await tile.get_by_role("button", name="Scan").click()
            await expect(session.page.locator("hui-warning, hui-error-card")).to_have_count(0)
    finally:
        await environment.hass_client.command(
            update, entity_id="button.renamed", new_entity_id=scan["entity_id"], name=None
        )
        await environment.hass_client.command(update, entity_id=recent, hidden_by=None)

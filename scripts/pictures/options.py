"""The pictures of the options."""

from collections.abc import AsyncIterator

from playwright.async_api import expect

from testing.browser.session import BrowserSession
from testing.card_environment import CardEnvironment

from .picture import Pictures, Show


async def take(pictures: Pictures, environment: CardEnvironment) -> None:
    """Take all of them; without path mappings, so that some are suggested."""
    hass_client, entry_id = environment.hass_client, environment.instance.entry_id
    await hass_client.set_options(entry_id, "folders", {"path_mappings": []})
    await hass_client.loaded(entry_id)

    async def take_pages(names: tuple[str, ...], show: Show, height: int = 800) -> None:
        await pictures.take(names, show, width=1100, height=height, narrow_height=1200)

    await take_pages(("options", "folders", "preview"), _folders, 1000)
    await take_pages(("sources",), _sources, 1000)
    await take_pages(("importers",), _importers)
    await _connect_importers(environment)
    await take_pages(("webhook", "webhook-sonarr"), _webhook, 1200)
    await take_pages(("webhook-transmission",), _script)
    await take_pages(("display",), _display)


async def _folders(session: BrowserSession) -> AsyncIterator[None]:
    await _open(session)
    yield None
    await session.page.get_by_text("Map folders to libraries").click()
    await expect(session.page.get_by_text("Suggested path mappings")).to_be_visible()
    yield None
    await session.page.get_by_role("button", name="Next").click()
    await expect(session.page.get_by_text("With these settings")).to_be_visible()
    yield None


async def _sources(session: BrowserSession) -> AsyncIterator[None]:
    await _open(session)
    await session.page.get_by_text("Choose download clients and importers").click()
    await expect(session.page.get_by_text("Delay before scanning").first).to_be_visible()
    yield None


async def _importers(session: BrowserSession) -> AsyncIterator[None]:
    await _open(session)
    await session.page.get_by_text("Connect importers").click()
    await expect(session.page.get_by_text("report an import right away")).to_be_visible()
    await session.page.get_by_role("textbox").last.fill("http://homeassistant.local:8123")
    yield None


async def _webhook(session: BrowserSession) -> AsyncIterator[None]:
    await _open(session)
    await session.page.get_by_text("Set up webhook").click()
    await expect(session.page.get_by_text("Which program should report?")).to_be_visible()
    yield None
    await session.page.get_by_text("Sonarr", exact=True).click()
    await expect(session.page.get_by_text("Webhook for Sonarr")).to_be_visible()
    yield None


async def _script(session: BrowserSession) -> AsyncIterator[None]:
    await _open(session)
    await session.page.get_by_text("Set up webhook").click()
    await session.page.get_by_text("Transmission", exact=True).click()
    await expect(session.page.get_by_text("Webhook for Transmission")).to_be_visible()
    yield None


async def _display(session: BrowserSession) -> AsyncIterator[None]:
    await _open(session)
    await session.page.get_by_text("Configure entities and links").click()
    await expect(session.page.get_by_text("Open links in")).to_be_visible()
    yield None


async def _open(session: BrowserSession) -> None:
    page = session.page
    await session.open("/config/integrations/integration/plex_arrivals")
    await page.get_by_role("button", name="Configure").first.click()
    await expect(page.get_by_text("Set up webhook")).to_be_visible()


async def _connect_importers(environment: CardEnvironment) -> None:
    """Connect the importers, whose tests are reports to the webhook."""
    hass_client = environment.hass_client
    entries = [
        entry["entry_id"]
        for domain in ("radarr", "sonarr")
        for entry in await hass_client.command("config_entries/get", domain=domain)
    ]
    connected = {"importers": entries, "webhook_address": hass_client.url}
    await hass_client.set_options(environment.instance.entry_id, "importers", connected)
    await hass_client.loaded(environment.instance.entry_id)

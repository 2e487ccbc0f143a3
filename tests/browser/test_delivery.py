"""A download on the card: from the torrent client to the link to its item in Plex, without reloading the page."""

import asyncio
from pathlib import Path
import re

from playwright.async_api import Browser, expect

from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment
from testing.daemons import QBittorrent
from testing.titles import Title
from testing.torrents import downloads
from tests.daemon_setup import require_client

FILM = Title(
    what="A film",
    folder="movies",
    name="Copper.Sky.2024.1080p",
    files=("Copper.Sky.2024.1080p.mkv",),
)


async def test_card_follows_download_to_plex(browser: Browser, environment: CardEnvironment, tmp_path: Path) -> None:
    require_client(QBittorrent)
    path = await environment.show(CARD)
    entry_id = environment.instance.entry_id
    async with (
        browser_session(browser, environment.url, *ADMINISTRATOR) as session,
        downloads(QBittorrent, tmp_path, environment.downloads, environment.hass_client, entry_id) as client,
    ):
        await session.open_dashboard(path)
        page_loads = len(session.traffic.page_loads)
        row = session.row("Copper")
        states = await session.record_states("Copper")
        downloading = asyncio.create_task(client.finish(FILM))
        await expect(row.locator(".line")).to_contain_text(re.compile(r"Downloading\s· \d+%.* left\s· to Movies"))
        await downloading
        await expect(row.locator(".line")).to_contain_text("In Plex · Movies · now")
        # the files of a client are complete: the card shows "Waiting" only on slow machines
        assert [state for state in await states.json_value() if state != "Waiting"] == [
            "Downloading",
            "Scanning",
            "In Plex",
        ]
        await expect(row.locator(".name")).to_have_text("Copper Sky (2024)")

        plex = environment.plex.server
        link = row.get_by_role("link", name="View in Plex")
        await expect(link).to_have_attribute(
            "href",
            f"{plex.url}/web/index.html#!/server/{plex.identity.machine_identifier}/details"
            f"?key=%2Flibrary%2Fmetadata%2F{environment.item('Copper Sky').rating_key}",
        )
        await expect(link).to_have_attribute("target", "_blank")
        poster = session.card.locator(".poster").filter(has_text="Copper Sky")
        for image in (row.locator("img"), poster.locator("img")):
            await expect(image).to_have_js_property("complete", value=True)
            assert await image.evaluate("image => image.naturalWidth") in (160, 320)
        await expect(poster).to_have_attribute("aria-haspopup", "dialog")
        assert len(session.traffic.page_loads) == page_loads
        assert session.errors == []


async def test_reported_download_waits_for_its_files_to_settle(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        states = await session.record_states("Salt")
        await environment.finish_download("movies", "Salt.and.Thunder.2020.1080p", "Salt.and.Thunder.2020.1080p.mkv")
        await expect(session.row("Salt").locator(".line")).to_contain_text("In Plex")
        assert await states.json_value() == ["Waiting", "Scanning", "In Plex"]

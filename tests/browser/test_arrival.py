"""A download on the card: from the torrent client to the item that opens in Plex, without reloading the page."""

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
    async with (
        browser_session(browser, environment.url, *ADMINISTRATOR) as person,
        downloads(QBittorrent, tmp_path, environment.downloads, environment.hass_client) as client,
    ):
        await person.open_dashboard(path)
        loads = len(person.traffic.pages)
        row = person.row("Copper")
        said = await person.states_of("Copper")
        downloading = asyncio.create_task(client.finish(FILM))
        await expect(row.locator(".line")).to_contain_text(re.compile(r"Downloading · \d+%.* left · Movies"))
        await downloading
        await expect(row.locator(".line")).to_contain_text("In Plex · Movies · qBittorrent")
        # a client's files are in place at once: only a slow machine is seen to wait
        assert [one for one in await said.json_value() if one != "Waiting"] == ["Downloading", "Scanning", "In Plex"]
        await expect(row.locator(".name")).to_have_text("Copper Sky")

        plex = environment.plex.server
        link = row.get_by_role("link", name="View in Plex")
        await expect(link).to_have_attribute(
            "href",
            f"{plex.url}/web/index.html#!/server/{plex.identity.machine_identifier}/details"
            f"?key=%2Flibrary%2Fmetadata%2F{environment.item('Copper Sky').rating_key}",
        )
        await expect(link).to_have_attribute("target", "_blank")
        poster = person.card.locator(".poster").filter(has_text="Copper Sky")
        for picture in (row.locator("img"), poster.locator("img")):
            await expect(picture).to_have_js_property("complete", value=True)
            assert await picture.evaluate("image => image.naturalWidth") in (160, 320)
        await expect(poster).to_have_attribute("href", await link.get_attribute("href") or "")
        assert len(person.traffic.pages) == loads
        assert person.complaints == []


async def test_report_waits_for_its_files_to_settle(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as person:
        await person.open_dashboard(path)
        said = await person.states_of("Salt")
        await environment.finish_download("movies", "Salt.and.Thunder.2020.1080p", "Salt.and.Thunder.2020.1080p.mkv")
        await expect(person.row("Salt").locator(".line")).to_contain_text("In Plex")
        assert await said.json_value() == ["Waiting", "Scanning", "In Plex"]

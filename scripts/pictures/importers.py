"""The pictures of importers: the page of the options that connects them, and the repair of a blocked import."""

from pathlib import Path

from playwright.async_api import Browser, expect

from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CardEnvironment, run_card_environment
from testing.importers import Episodes, Radarr, Sonarr

from .picture import SHOWN_MS, THEMES, take_page

_HASH = "c3" * 20
_RELEASE = "Night.Ferry.S02E05.1080p.WEB-DL"
_WIDTH = 1100
_HEIGHT = 800


async def take(browser: Browser, folder: Path) -> None:
    """Take the pictures, of a Home Assistant of its own: a Sonarr with a blocked import, and a Radarr."""
    async with run_card_environment(folder) as environment:
        shows, movies = environment.downloads / "shows", environment.downloads / "movies"
        sonarr = Sonarr(shows, version="4.0.16.2946", mounts={"/media/shows": shows})
        radarr = Radarr(movies, version="5.27.5.10198", mounts={"/media/movies": movies})
        try:
            for importer, more in ((sonarr, {"more_options": {"verify_ssl": True}}), (radarr, {"verify_ssl": True})):
                await importer.start()
                about = {"url": importer.url, "api_key": importer.api_key, **more}
                await environment.hass_client.loaded(await environment.hass_client.set_up(importer.domain, about))
            await _block(environment, sonarr)
            for theme in THEMES:
                async with browser_session(
                    browser, environment.url, *ADMINISTRATOR, width=_WIDTH, theme=theme, density=2
                ) as session:
                    await _take_options(session, f"importers-{theme}")
                    await _take_repair(session, f"import-blocked-{theme}")
        finally:
            await sonarr.stop()
            await radarr.stop()


async def _block(environment: CardEnvironment, sonarr: Sonarr) -> None:
    """Let Sonarr wait for the user with a finished download."""
    release = environment.downloads / "complete" / _RELEASE
    release.mkdir(parents=True)
    (release / f"{_RELEASE}.rar").write_bytes(b"archive" * 1000)
    sonarr.grab(_HASH, _RELEASE, Episodes(title="Night Ferry", season=2, numbers=(5,)), release, quality="WEBDL-1080p")
    await sonarr.block(_HASH, "Found archive file, might need to be extracted")
    path = f"/downloads/complete/{_RELEASE}"
    await environment.hass_client.act("plex_arrivals.download_completed", name=_RELEASE, path=path, hash=_HASH)


async def _take_options(session: BrowserSession, name: str) -> None:
    page = session.page
    await page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
    await session.open("/config/integrations/integration/plex_arrivals")
    await page.get_by_role("button", name="Configure").first.click()
    await page.get_by_text("Connect importers").click()
    await expect(page.get_by_text("report an import right away")).to_be_visible()
    await page.get_by_role("textbox").last.fill("http://homeassistant.local:8123")
    await take_page(page, name)


async def _take_repair(session: BrowserSession, name: str) -> None:
    page = session.page
    await session.open("/config/repairs")
    await page.get_by_text("Sonarr needs your help").click(timeout=SHOWN_MS)
    await expect(page.get_by_role("link", name="queue of Sonarr")).to_be_visible()
    await take_page(page, name)

"""Importers for the pictures, and the picture of the repair of a blocked import."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import expect

from testing.browser.session import BrowserSession
from testing.card_environment import CardEnvironment
from testing.importers import Episodes, Radarr, Sonarr

from .picture import SHOWN_MS, Pictures

_HASH = "c3" * 20
_RELEASE = "Night.Ferry.S02E09.1080p.WEB-DL"


@asynccontextmanager
async def running_importers(environment: CardEnvironment) -> AsyncGenerator[None]:
    """Run a Sonarr with a blocked import, and a Radarr."""
    shows, movies = environment.downloads / "shows", environment.downloads / "movies"
    sonarr = Sonarr(shows, version="4.0.16.2946", mounts={"/media/shows": shows})
    radarr = Radarr(movies, version="5.27.5.10198", mounts={"/media/movies": movies})
    try:
        for importer, more in ((sonarr, {"more_options": {"verify_ssl": True}}), (radarr, {"verify_ssl": True})):
            await importer.start()
            about = {"url": importer.url, "api_key": importer.api_key, **more}
            await environment.hass_client.loaded(await environment.hass_client.set_up(importer.domain, about))
        await _block(environment, sonarr)
        yield
    finally:
        await sonarr.stop()
        await radarr.stop()


async def _block(environment: CardEnvironment, sonarr: Sonarr) -> None:
    """Let Sonarr wait for the user with a finished download."""
    release = environment.downloads / "complete" / _RELEASE
    release.mkdir(parents=True)
    (release / f"{_RELEASE}.rar").write_bytes(b"archive" * 1000)
    sonarr.grab(_HASH, _RELEASE, Episodes(title="Night Ferry", season=2, numbers=(9,)), release, quality="WEBDL-1080p")
    await sonarr.block(_HASH, "Found archive file, might need to be extracted")
    path = f"/downloads/complete/{_RELEASE}"
    await environment.hass_client.act("plex_arrivals.download_completed", name=_RELEASE, path=path, hash=_HASH)


async def take(pictures: Pictures) -> None:
    """Take the picture of the repair."""

    async def repair(session: BrowserSession) -> AsyncIterator[None]:
        await session.open("/config/repairs")
        await session.page.get_by_text("Sonarr needs your help").click(timeout=SHOWN_MS)
        await expect(session.page.get_by_role("link", name="queue of Sonarr")).to_be_visible()
        yield None

    await pictures.take(("import-blocked",), repair, width=1100, height=800)

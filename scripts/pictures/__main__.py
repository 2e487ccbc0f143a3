"""Make the pictures of the documentation; see `scripts/screenshots`."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import expect

from testing.browser.chromium import chromium
from testing.card_environment import CONFIGURATION, run_card_environment
from testing.daemons import QBittorrent
from testing.posters import paint

from . import card, importers, pages, phone
from .downloads import Downloads
from .picture import PICTURES, SHOWN_MS


async def make() -> None:
    """Bring downloads into many states, and take the pictures."""
    expect.set_options(timeout=SHOWN_MS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        async with (
            run_card_environment(
                folder / "home", f"{CONFIGURATION}history:\nlogbook:\n", plex_players=True
            ) as environment,
            QBittorrent(folder / "client", downloads=environment.downloads) as client,
            QBittorrent(folder / "seeder") as seeder,
            chromium() as browser,
        ):
            environment.plex.server.paint = paint
            downloads = Downloads(environment, client, seeder, folder / "offers")
            try:
                await downloads.bring_into_many_states()
                await phone.take(browser, environment)
                await card.take(browser, environment)
                await pages.take_dashboards(browser, environment)
            finally:
                downloads.stop()
            await pages.take_set_up(browser, environment)
        async with chromium() as browser:
            await importers.take(browser, folder / "importers")


if __name__ == "__main__":
    asyncio.run(make())

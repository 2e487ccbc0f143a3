"""Make the pictures of the documentation; see `scripts/screenshots`."""

import argparse
import asyncio
from collections.abc import Collection
from pathlib import Path
import shutil
from tempfile import gettempdir

from playwright.async_api import expect

from testing.browser.chromium import chromium
from testing.card_environment import CONFIGURATION, run_card_environment
from testing.daemons import QBittorrent
from testing.documentation import ROOT
from testing.posters import paint

from . import card, importers, options, pages, phone, set_up
from .descriptions import DESCRIPTIONS
from .downloads import Downloads
from .picture import SHOWN_MS, Pictures, shown_in_documentation

_CONFIGURATION = f"{CONFIGURATION}history:\nlogbook:\n"
_FOLDER = Path(gettempdir(), "nas")
"""Its path is in the pictures, so it is always the same; only one run at a time can use it."""


async def make(folder: Path, wanted: Collection[str] | None) -> None:
    """Bring downloads into many states, and take the pictures with these names (None: all)."""
    expect.set_options(timeout=SHOWN_MS)
    async with (
        run_card_environment(_FOLDER, _CONFIGURATION, plex_players=True) as environment,
        QBittorrent(_FOLDER / "client", downloads=environment.downloads) as client,
        QBittorrent(_FOLDER / "seeder") as seeder,
        QBittorrent(_FOLDER / "peer") as peer,
        chromium() as browser,
    ):
        plex = environment.plex.server
        plex.paint = paint
        for library in plex.catalog.libraries.values():
            library.about = DESCRIPTIONS
        pictures = Pictures(browser, environment.url, folder, wanted)
        downloads = Downloads(environment, client, seeder, peer, _FOLDER / "offers")
        await downloads.bring_into_many_states()
        await card.take(pictures, environment)
        await phone.take(browser, environment, pictures.path("phone"))
        await pages.take(pictures, environment)
        await downloads.begin_long_scan()
        await card.take_details(pictures, environment)
        async with importers.running_importers(environment):
            await importers.take(pictures)
            await options.take(pictures, environment)
            await set_up.take(pictures, environment)


def main() -> None:
    """Take what the documentation shows, or everything."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description="Take the pictures in docs/images.")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="take everything a person sees, into this folder")
    everything: Path | None = parser.parse_args().all
    folder = everything or ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    _FOLDER.mkdir()
    try:
        asyncio.run(make(folder, None if everything else shown_in_documentation()))
    finally:
        shutil.rmtree(_FOLDER)


if __name__ == "__main__":
    main()

"""Makes the pictures of the documentation; see `scripts/screenshots`."""

import asyncio
from collections.abc import Iterable
import os
from pathlib import Path
import re
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Locator, expect

from testing.browser.chromium import chromium
from testing.browser.visitor import Theme, Visitor, visitor
from testing.daemons import QBittorrent, TorrentFile, download, make_torrent
from testing.dashboard import dashboard
from testing.household import ADMINISTRATOR, CARD, CONFIGURATION, DASHBOARD, Household, running_household

_PICTURES = Path(__file__).parents[1] / "docs" / "images"
_MARGIN = 16
_WIDE = 1280
_NARROW = 360
_SMALL_FILE = 200_000
_LARGE_FILE = 20_000_000
_SLOWLY = 250_000
"""In bytes per second: the large file takes longer than the pictures."""
_SHOWN_MS = 90_000
"""Home Assistant looks at qBittorrent every half minute."""

_LONG_SCAN_SECONDS = 10

_FILM = "Copper.Sky.2024.1080p.WEB"
_PACK = "Night.Ferry.S02.1080p.WEB"
_EPISODES = [f"Night.Ferry.S02E0{number}.1080p.WEB.mkv" for number in range(1, 9)]
_NOT_YET_IN_PLEX = _EPISODES[5:]
_BOOK = "Ida Moen - Low Tide"
_RUNNING = "The.Last.Tram.2023.2160p.WEB"


async def make() -> None:
    """Bring downloads into many states, and take the pictures."""
    expect.set_options(timeout=_SHOWN_MS)
    _PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        async with (
            running_household(folder / "home", f"{CONFIGURATION}history:\nlogbook:\n") as household,
            QBittorrent(folder / "client", downloads=household.downloads) as client,
            QBittorrent(folder / "seeder") as seeder,
            chromium() as browser,
        ):
            for episode in _NOT_YET_IN_PLEX:
                household.plex.server.hide(f"/media/shows/{_PACK}/{episode}")
            login = {"username": client.username, "password": client.password}
            await household.home.set_up("qbittorrent", {"url": client.url, **login})
            await household.finishes("books", _BOOK)

            async def begin(library: str, torrent: TorrentFile, limit: int | None = None) -> asyncio.Task[None]:
                await seeder.seed(torrent)
                await client.add(torrent, save_path=household.downloads / library, limit=limit)
                return asyncio.create_task(download(torrent, seeder, client))

            offers = folder / "offers"
            await (await begin("shows", _make_torrent(offers / _PACK, _EPISODES, _SMALL_FILE)))
            await (await begin("movies", _make_torrent(offers / _FILM, [f"{_FILM}.mkv"], _SMALL_FILE)))
            running = _make_torrent(offers / _RUNNING, [f"{_RUNNING}.mkv"], _LARGE_FILE)
            downloading = await begin("movies", running, limit=_SLOWLY)
            await _take(browser, household)
            downloading.cancel()


def _make_torrent(folder: Path, files: Iterable[str], size: int) -> TorrentFile:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(os.urandom(size))
    return make_torrent(folder)


async def _take(browser: Browser, household: Household) -> None:
    path = await household.show(CARD)
    looks: list[tuple[str, int, Theme]] = [
        ("light", _WIDE, "light"),
        ("dark", _WIDE, "dark"),
        ("narrow", _NARROW, "light"),
    ]
    for name, width, theme in looks:
        async with visitor(browser, household.url, *ADMINISTRATOR, width=width, theme=theme, density=2) as person:
            await person.opens_dashboard(path)
            await expect(person.row("Last.Tram").locator(".line")).to_contain_text(re.compile(r"Downloading · [^0]"))
            await expect(person.row("Night").locator(".line")).to_contain_text("5 of 8")
            await expect(person.row("Copper").get_by_role("link", name="View in Plex")).to_be_visible()
            await expect(person.card.locator(".poster").filter(has_text="Copper Sky")).to_be_visible()
            await expect(person.card.locator(".poster").filter(has_text="S02 E05")).to_be_visible()
            household.plex.server.scan_seconds = _LONG_SCAN_SECONDS
            await household.home.act("plex_arrivals.refresh_library", library="Music")
            await expect(person.card.locator(".head .line")).to_contain_text(re.compile(r"scanning Music, [1-9]"))
            await _picture(person, person.card, f"card-{name}")
    async with visitor(browser, household.url, *ADMINISTRATOR, width=1100, density=2) as person:
        editor = await person.edits_card(path)
        await expect(editor.locator("plex-arrivals-card .poster img.there").first).to_be_visible()
        await _picture(person, editor.locator("wa-dialog dialog, dialog").first, "editor")
    config = await asyncio.to_thread(dashboard)
    await household.home.command("lovelace/config/save", url_path=DASHBOARD, config=config)
    async with visitor(browser, household.url, *ADMINISTRATOR, width=_WIDE, density=2) as person:
        await person.opens_dashboard(f"/{DASHBOARD}/0")
        await person.page.wait_for_load_state("networkidle")
        await person.page.screenshot(path=_PICTURES / "dashboard.png", animations="disabled")


async def _picture(person: Visitor, element: Locator, name: str) -> None:
    """Take a picture of an element with a little of what is around it."""
    await person.page.wait_for_load_state("networkidle")
    box = await element.bounding_box()
    if box is None:
        raise RuntimeError(f"{name} is not to be seen")
    await person.page.screenshot(
        path=_PICTURES / f"{name}.png",
        clip={
            "x": max(box["x"] - _MARGIN, 0),
            "y": max(box["y"] - _MARGIN, 0),
            "width": box["width"] + 2 * _MARGIN,
            "height": box["height"] + 2 * _MARGIN,
        },
        animations="disabled",
    )


if __name__ == "__main__":
    asyncio.run(make())

"""Makes the pictures of the documentation; see `scripts/screenshots`."""

import asyncio
from base64 import b64encode
from collections.abc import Iterable
from datetime import timedelta
import os
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import Any

from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
from jinja2 import Environment
from markupsafe import Markup
from playwright.async_api import Browser, Locator, expect

from scripts import importer_pictures
from testing.browser.chromium import chromium
from testing.browser.session import BrowserSession, Theme, browser_session
from testing.card_environment import (
    ADMINISTRATOR,
    CARD,
    CONFIGURATION,
    DASHBOARD,
    CardEnvironment,
    run_card_environment,
)
from testing.daemons import QBittorrent, TorrentFile, download, make_torrent
from testing.dashboard import DASHBOARD_CONFIG
from testing.documentation import ROOT
from testing.posters import paint

_PICTURES = ROOT / "docs" / "images"
_BLUEPRINT = ROOT / "blueprints" / "automation" / "plex_arrivals" / "notify_when_available.yaml"
_PHONE = Path(__file__).with_name("phone.html")
_POSTER = (400, 600)
_MARGIN = 16
_WIDE = 1340
_NARROW = 360
_DETAILS = 640
_SMALL_FILE = 200_000
_LARGE_FILE = 40_000_000
_SLOWLY = 250_000
"""In bytes per second: the large file takes longer than the pictures."""
_SHOWN_MS = 90_000
"""Home Assistant looks at qBittorrent every half minute."""

_LONG_SCAN_SECONDS = 10

_ALBUM = "Lanterns - Low Tide (2024)"
_ALBUM_TITLE = "Lanterns · Low Tide"
_TRACKS = ["01 - Opening.flac", "02 - Halfway.flac", "03 - Homeward.flac"]
_FILM = "Copper Sky (2024)"
_PACK = "Night Ferry S02"
_EPISODES = [f"Night Ferry S02E0{number}.mkv" for number in range(1, 9)]
_NOT_YET_IN_PLEX = _EPISODES[5:]
_BOOK = "Morning Pages"
_RUNNING = "The Last Tram (2023)"
_COPIED = ["A Map of Rivers (2022)", "Evening Post (2025)", "Kites over Calder (2021)"]
"""Came into the library by hand: they are in Plex, and no downloads."""


async def make() -> None:
    """Bring downloads into many states, and take the pictures."""
    expect.set_options(timeout=_SHOWN_MS)
    _PICTURES.mkdir(parents=True, exist_ok=True)
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
            for episode in _NOT_YET_IN_PLEX:
                environment.plex.server.hide(f"/media/shows/{_PACK}/{episode}")
            environment.plex.server.hide(f"/media/movies/{_RUNNING}")  # until it is downloaded
            await _forget_the_start(environment)
            login = {"username": client.username, "password": client.password}
            await environment.hass_client.set_up("qbittorrent", {"url": client.url, **login})
            await environment.finish_download("music", _ALBUM, *_TRACKS)
            await environment.finish_download("books", _BOOK)

            async def begin(library: str, torrent: TorrentFile, limit: int | None = None) -> asyncio.Task[None]:
                await seeder.seed(torrent)
                await client.add(torrent, save_path=environment.downloads / library, limit=limit)
                return asyncio.create_task(download(torrent, seeder, client))

            offers = folder / "offers"
            await (await begin("movies", _make_torrent(offers / _FILM, [f"{_FILM}.mkv"], _SMALL_FILE)))
            await _arrived(environment, "Copper Sky")
            running = _make_torrent(offers / _RUNNING, [f"{_RUNNING}.mkv"], _LARGE_FILE)
            downloading = await begin("movies", running, limit=_SLOWLY)
            await (await begin("shows", _make_torrent(offers / _PACK, _EPISODES, _SMALL_FILE)))
            await _scanned(environment, "Shows")
            for film in _COPIED:
                _write(environment.downloads / "movies" / film, [f"{film}.mkv"], _SMALL_FILE)
            await environment.hass_client.act("plex_arrivals.refresh_library", library="Movies")
            await _take(browser, environment)
            downloading.cancel()
        async with chromium() as browser:
            await importer_pictures.take(browser, folder / "importers", _PICTURES)


def _write(folder: Path, files: Iterable[str], size: int) -> None:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(os.urandom(size))


def _make_torrent(folder: Path, files: Iterable[str], size: int) -> TorrentFile:
    _write(folder, files, size)
    return make_torrent(folder)


async def _forget_the_start(environment: CardEnvironment) -> None:
    """Leave what was unavailable while Home Assistant started out of its Activity."""
    entities = ["sensor.attic_last_arrival", "binary_sensor.attic_online"]
    about = {"start_time": (dt_util.utcnow() - timedelta(hours=1)).isoformat(), "entity_ids": entities}
    await environment.hass_client.act("recorder.purge_entities", entity_id=entities, keep_days=0)
    async with asyncio.timeout(_SHOWN_MS / 1000):
        while await environment.hass_client.command("logbook/get_events", **about):  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)


async def _arrived(environment: CardEnvironment, title: str) -> dict[str, Any]:
    """Wait until a download is in Plex; return its delivery."""
    async with asyncio.timeout(_SHOWN_MS / 1000):
        while True:
            for one in (await environment.hass_client.deliveries()).values():
                if (one["title"], one["state"]) == (title, "available"):
                    return one
            await asyncio.sleep(0.5)


async def _scanned(environment: CardEnvironment, library: str) -> None:
    """Wait until Plex has scanned a library because of a download."""
    entity = f"binary_sensor.attic_{library.lower()}_scanning"
    async with asyncio.timeout(_SHOWN_MS / 1000):
        for state in ("on", "off"):
            while (await environment.hass_client.state(entity))["state"] != state:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.1)


async def _take_phone(browser: Browser, environment: CardEnvironment) -> None:
    """Show the messages that the blueprint sends of what arrived."""
    jinja = Environment(autoescape=True)
    blueprint = await asyncio.to_thread(load_yaml_dict, str(_BLUEPRINT))
    texts = {
        key: jinja.from_string(one["default"]) for key, one in blueprint["blueprint"]["input"]["texts"]["input"].items()
    }
    messages = []
    for title, when, poster in (("Copper Sky", "now", True), (_ALBUM_TITLE, "12 min ago", False)):
        delivery = await _arrived(environment, title)
        said = {key: Markup(text.render(delivery=delivery)) for key, text in texts.items()}  # noqa: S704 - escaped
        messages.append(
            {
                "when": when,
                "title": said["title"],
                "text": said["message"],
                "button": said["button"],
                "poster": b64encode(paint(title, *_POSTER)).decode() if poster else None,
            }
        )
    page = await browser.new_page(viewport={"width": 400, "height": 800}, device_scale_factor=2)
    await page.goto(f"{environment.url}/manifest.json")  # the page takes its fonts from there
    html = jinja.from_string(await asyncio.to_thread(_PHONE.read_text, encoding="utf-8"))
    await page.set_content(html.render(messages=messages), wait_until="networkidle")
    await page.evaluate("document.fonts.ready")
    await page.locator("body").screenshot(path=_PICTURES / "phone.png", omit_background=True)
    await page.close()


async def _take(browser: Browser, environment: CardEnvironment) -> None:
    await _take_phone(browser, environment)
    path = await environment.show(CARD)
    looks: list[tuple[str, int, Theme]] = [
        ("light", _WIDE, "light"),
        ("dark", _WIDE, "dark"),
        ("narrow", _NARROW, "light"),
    ]
    for name, width, theme in looks:
        async with browser_session(
            browser, environment.url, *ADMINISTRATOR, width=width, theme=theme, density=2
        ) as session:
            await session.open_dashboard(path)
            await expect(session.row("Last Tram").locator(".line")).to_contain_text(re.compile(r"Downloading · [^0]"))
            await expect(session.row("Night").locator(".line")).to_contain_text("5 of 8")
            await expect(session.row("Copper").get_by_role("link", name="View in Plex")).to_be_visible()
            for shown in ("Kites over", "Copper Sky", "5 episodes"):
                await expect(session.card.locator(".poster").filter(has_text=shown)).to_be_visible()
            await session.page.wait_for_load_state("networkidle")  # now, so that the scan is not over by then
            environment.plex.server.scan_seconds = _LONG_SCAN_SECONDS
            await environment.hass_client.act("plex_arrivals.refresh_library", library="Music")
            await expect(session.card.locator(".head .line")).to_contain_text(re.compile(r"scanning Music, [1-9]"))
            await _picture(session, session.card, f"card-{name}")
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=_DETAILS, density=2) as session:
        await session.open_dashboard(path)
        await session.row("Copper").locator("[aria-haspopup=dialog]").first.click()
        details = session.page.locator("plex-arrivals-details dialog")
        await expect(details.locator(".art img.loaded")).to_be_visible()
        await expect(details.get_by_text("Play on")).to_be_visible()
        await _picture(session, details, "details")
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=1100, density=2) as session:
        editor = await session.edit_card(path)
        await expect(editor.locator("plex-arrivals-card .poster img.loaded").first).to_be_visible()
        await _picture(session, editor.locator("wa-dialog dialog, dialog").first, "editor")
    await environment.hass_client.command("lovelace/config/save", url_path=DASHBOARD, config=DASHBOARD_CONFIG)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, width=_WIDE, density=2) as session:
        await session.open_dashboard(f"/{DASHBOARD}/0")
        await session.page.wait_for_load_state("networkidle")
        await session.page.screenshot(path=_PICTURES / "dashboard.png", animations="disabled")


async def _picture(session: BrowserSession, element: Locator, name: str) -> None:
    """Take a picture of an element with a little of what is around it."""
    await session.page.wait_for_load_state("networkidle")
    box = await element.bounding_box()
    if box is None:
        raise RuntimeError(f"{name} is not to be seen")
    await session.page.screenshot(
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

"""Downloads in many states, for the pictures."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
import os
from pathlib import Path
from typing import Any

from homeassistant.util import dt as dt_util

from testing.card_environment import CardEnvironment
from testing.daemons import QBittorrent, TorrentFile, download, make_torrent

from .picture import SHOWN_MS

FILM = "Copper Sky"
ALBUM = "Lanterns · Low Tide"

_SMALL_FILE = 200_000
_ALBUM_RELEASE = "Lanterns - Low Tide (2024)"
_TRACKS = ["01 - Opening.flac", "02 - Halfway.flac", "03 - Homeward.flac"]
_FILM_RELEASE = "Copper.Sky.2024.2160p.HDR.WEB-DL"
_FILM_DOWNLOADED = 8_000_000
_FILM_SIZE = 18_400_000_000
_FILM_RATIO = 0.6
_PACK = "Night.Ferry.S02.1080p.WEB-DL"
_TITLES = ["Ice", "The Parcel", "Two Bells", "Nobody's List", "Slack Water", "The Pilot", "Cold Harbour", "Landfall"]
_EPISODES = [
    f"Night.Ferry.S02E{number:02}.{title}.1080p.WEB-DL.mkv".replace(" ", ".") for number, title in enumerate(_TITLES, 1)
]
_NOT_YET_IN_PLEX = _EPISODES[5:]
_BOOK = "Morning Pages"
_RUNNING = "The.Last.Tram.2023.1080p.WEB-DL"
_RUNNING_SIZE = 300_000_000
_RUNNING_PROGRESS = 0.3
_FAST = 30_000_000
_SLOW = 150_000
"""In bytes per second: what is left of the running download takes longer than the pictures."""
_NOT_FOUND = "Glass.Meadow.2025.1080p.WEB-DL"
_COPIED = ["A Map of Rivers (2022)", "Evening Post (2025)", "Kites over Calder (2021)"]
"""Came into the library by hand: they are in Plex, and no downloads."""


class Downloads:
    """Downloads of a qBittorrent, which fetches them from another; a third one fetches from it."""

    def __init__(
        self,
        environment: CardEnvironment,
        client: QBittorrent,
        seeder: QBittorrent,
        peer: QBittorrent,
        offers: Path,
    ) -> None:
        self._environment = environment
        self._client = client
        self._seeder = seeder
        self._peer = peer
        self._offers = offers

    async def bring_into_many_states(self) -> None:
        """Let one run, others arrive, one arrive in part, and one fail."""
        environment = self._environment
        for episode in _NOT_YET_IN_PLEX:
            environment.plex.server.hide(f"/media/shows/{_PACK}/{episode}")
        for release in (_RUNNING, _NOT_FOUND):
            environment.plex.server.hide(f"/media/movies/{release}")
        await self._forget_the_start()
        login = {"username": self._client.username, "password": self._client.password}
        await environment.hass_client.set_up("qbittorrent", {"url": self._client.url, **login})
        await environment.finish_download("music", _ALBUM_RELEASE, *_TRACKS)
        await environment.finish_download("books", _BOOK)
        await self._download_film()
        await arrived(environment, FILM)
        await self._begin_running()
        await self._download("shows", _PACK, _EPISODES)
        await self._scanned("Shows")
        for film in _COPIED:
            _write(environment.downloads / "movies" / film, [f"{film}.mkv"], _SMALL_FILE)
        await environment.hass_client.act("plex_arrivals.refresh_library", library="Movies")

    async def begin_long_scan(self) -> None:
        """Download what Plex does not find, and looks for again for six minutes."""
        await self._download("movies", _NOT_FOUND, [f"{_NOT_FOUND}.mkv"])

    async def _download_film(self) -> None:
        """Download a file that soon looks as large as a film, and upload some of it."""
        torrent = await self._download("movies", _FILM_RELEASE, [f"{_FILM_RELEASE}.mkv"], _FILM_DOWNLOADED)
        await self._peer.add(torrent, limit=_FILM_DOWNLOADED // 10)
        await self._client.dial(torrent, self._peer)
        await _reached(self._peer, torrent, _FILM_RATIO)
        await self._peer.remove(torrent)
        os.truncate(self._environment.downloads / "movies" / _FILM_RELEASE / f"{_FILM_RELEASE}.mkv", _FILM_SIZE)

    async def _begin_running(self) -> None:
        """Download some of a file, and the rest slowly."""
        torrent = await self._add("movies", _RUNNING, [f"{_RUNNING}.mkv"], _RUNNING_SIZE, _FAST)
        await self._seeder.dial(torrent, self._client)
        await _reached(self._client, torrent, _RUNNING_PROGRESS)
        await self._client.call("torrents/setDownloadLimit", {"hashes": torrent.hash, "limit": str(_SLOW)})

    async def _download(self, library: str, name: str, files: Iterable[str], size: int = _SMALL_FILE) -> TorrentFile:
        torrent = await self._add(library, name, files, size)
        await download(torrent, self._seeder, self._client)
        return torrent

    async def _add(
        self, library: str, name: str, files: Iterable[str], size: int, limit: int | None = None
    ) -> TorrentFile:
        torrent = _make_torrent(self._offers / name, files, size)
        await self._seeder.seed(torrent)
        await self._client.add(torrent, save_path=self._environment.downloads / library, limit=limit)
        return torrent

    async def _forget_the_start(self) -> None:
        """Leave what was unavailable while Home Assistant started out of its Activity."""
        hass_client = self._environment.hass_client
        entities = ["sensor.attic_last_arrival", "binary_sensor.attic_online"]
        about = {"start_time": (dt_util.utcnow() - timedelta(hours=1)).isoformat(), "entity_ids": entities}
        await hass_client.act("recorder.purge_entities", entity_id=entities, keep_days=0)
        async with asyncio.timeout(SHOWN_MS / 1000):
            while await hass_client.command("logbook/get_events", **about):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.1)

    async def _scanned(self, library: str) -> None:
        """Wait until Plex has scanned a library because of a download."""
        entity = f"binary_sensor.attic_{library.lower()}_scanning"
        hass_client = self._environment.hass_client
        async with asyncio.timeout(SHOWN_MS / 1000):
            for state in ("on", "off"):
                while (await hass_client.state(entity))["state"] != state:  # noqa: ASYNC110 - another process
                    await asyncio.sleep(0.1)


async def arrived(environment: CardEnvironment, title: str) -> dict[str, Any]:
    """Wait until a download is in Plex; return its delivery."""
    async with asyncio.timeout(SHOWN_MS / 1000):
        while True:
            for one in (await environment.hass_client.deliveries()).values():
                if (one["title"], one["state"]) == (title, "available"):
                    return one
            await asyncio.sleep(0.5)


async def _reached(client: QBittorrent, torrent: TorrentFile, progress: float) -> None:
    async with asyncio.timeout(SHOWN_MS / 1000):
        while await client.progress(torrent.hash) < progress:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)


def _write(folder: Path, files: Iterable[str], size: int) -> None:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(os.urandom(size))


def _make_torrent(folder: Path, files: Iterable[str], size: int) -> TorrentFile:
    _write(folder, files, size)
    return make_torrent(folder)

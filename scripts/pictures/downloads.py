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
_LARGE_FILE = 40_000_000
_SLOWLY = 250_000
"""In bytes per second: the large file takes longer than the pictures."""
_ALBUM_RELEASE = "Lanterns - Low Tide (2024)"
_TRACKS = ["01 - Opening.flac", "02 - Halfway.flac", "03 - Homeward.flac"]
_FILM_RELEASE = f"{FILM} (2024)"
_PACK = "Night Ferry S02"
_EPISODES = [f"Night Ferry S02E0{number}.mkv" for number in range(1, 9)]
_NOT_YET_IN_PLEX = _EPISODES[5:]
_BOOK = "Morning Pages"
_RUNNING = "The Last Tram (2023)"
_COPIED = ["A Map of Rivers (2022)", "Evening Post (2025)", "Kites over Calder (2021)"]
"""Came into the library by hand: they are in Plex, and no downloads."""


class Downloads:
    """Downloads of a qBittorrent, which fetches them from another."""

    def __init__(self, environment: CardEnvironment, client: QBittorrent, seeder: QBittorrent, offers: Path) -> None:
        self._environment = environment
        self._client = client
        self._seeder = seeder
        self._offers = offers
        self._running: asyncio.Task[None] | None = None

    async def bring_into_many_states(self) -> None:
        """Let one run, others arrive, one arrive in part, and one fail."""
        environment = self._environment
        for episode in _NOT_YET_IN_PLEX:
            environment.plex.server.hide(f"/media/shows/{_PACK}/{episode}")
        environment.plex.server.hide(f"/media/movies/{_RUNNING}")  # until it is downloaded
        await self._forget_the_start()
        login = {"username": self._client.username, "password": self._client.password}
        await environment.hass_client.set_up("qbittorrent", {"url": self._client.url, **login})
        await environment.finish_download("music", _ALBUM_RELEASE, *_TRACKS)
        await environment.finish_download("books", _BOOK)
        await (await self._begin("movies", _FILM_RELEASE, [f"{_FILM_RELEASE}.mkv"]))
        await arrived(environment, FILM)
        self._running = await self._begin(
            "movies", _RUNNING, [f"{_RUNNING}.mkv"], size=_LARGE_FILE, bytes_per_second=_SLOWLY
        )
        await (await self._begin("shows", _PACK, _EPISODES))
        await self._scanned("Shows")
        for film in _COPIED:
            _write(environment.downloads / "movies" / film, [f"{film}.mkv"], _SMALL_FILE)
        await environment.hass_client.act("plex_arrivals.refresh_library", library="Movies")

    def stop(self) -> None:
        """Stop the running download."""
        if self._running:
            self._running.cancel()

    async def _begin(
        self,
        library: str,
        name: str,
        files: Iterable[str],
        *,
        size: int = _SMALL_FILE,
        bytes_per_second: int | None = None,
    ) -> asyncio.Task[None]:
        torrent = _make_torrent(self._offers / name, files, size)
        await self._seeder.seed(torrent)
        await self._client.add(torrent, save_path=self._environment.downloads / library, limit=bytes_per_second)
        return asyncio.create_task(download(torrent, self._seeder, self._client))

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


def _write(folder: Path, files: Iterable[str], size: int) -> None:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(os.urandom(size))


def _make_torrent(folder: Path, files: Iterable[str], size: int) -> TorrentFile:
    _write(folder, files, size)
    return make_torrent(folder)

"""Sources of the demo's downloads: a real torrent client, or the action if none is installed."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
import hashlib
import os
from pathlib import Path
import time
from zlib import crc32

from aiohttp import ClientError, web

from testing.daemons import QBittorrent, Transmission, download, free_port, make_torrent, with_web_seed
from testing.home_assistant.client import HomeAssistant
from testing.program_error import ProgramError
from testing.titles import Title

_TITLE_BYTES = 2_500_000
_MORE_BYTES = 10_000
_BYTES_PER_SECOND = 250_000
_DOWNLOAD_SECONDS = 60
_STEADY = 3
"""Consecutive one-second estimates needed before the time left is reliable."""
_LOOKS_APART = 11
"""Seconds between two refreshes; Home Assistant delays a refresh that follows another within 10 s."""


type TorrentClient = QBittorrent | Transmission
type OnAdded = Callable[[str, Path], None]
"""Takes the info hash of a download that begins, and the path that it will have."""


class DownloadProvider(ABC):
    """The source of finished downloads."""

    who: str
    """A description of the client for the user."""

    @abstractmethod
    async def finish(self, title: Title, on_added: OnAdded | None = None) -> float:
        """Download a title and return when (in seconds since 1970) it was finished; raise ProgramError if it fails."""


class ReportedDownloads(DownloadProvider):
    """Files that are created, and reported by the action `plex_arrivals.download_completed`."""

    who = "none here: downloads are reported by the action plex_arrivals.download_completed"

    def __init__(self, folder: Path, hass_client: HomeAssistant, entry_id: str) -> None:
        """Initialize with the download folder, and the config entry of the server that they are reported to."""
        self._folder = folder
        self._hass_client = hass_client
        self._entry_id = entry_id

    async def finish(self, title: Title, on_added: OnAdded | None = None) -> float:
        """Create the files and report them."""
        folder = await asyncio.to_thread(_make_files, self._folder / title.saved_in, title)
        info_hash = hashlib.sha1(title.name.encode(), usedforsecurity=False).hexdigest()
        if on_added:
            on_added(info_hash, folder)
        finished = time.time()
        about = {"name": title.name, "path": str(folder), "files": list(title.files), "hash": info_hash}
        await self._hass_client.act("plex_arrivals.download_completed", config_entry_id=self._entry_id, **about)
        return finished


class TorrentDownloads(DownloadProvider):
    """Torrents that a real client downloads, from a second client or, if there is none, from a web server."""

    def __init__(
        self, client: TorrentClient, offers: Path, seed: QBittorrent | str, hass_client: HomeAssistant
    ) -> None:
        """Initialize with a client, the folder with its content, and a seeding client or web seed URL."""
        self._client = client
        self._offers = offers
        self._seed = seed
        self._hass_client = hass_client
        self.who = f"a real {type(client).__name__}, set up in Home Assistant"

    async def finish(self, title: Title, on_added: OnAdded | None = None) -> float:
        """Let the client download a torrent of the title."""
        await asyncio.to_thread(_make_files, self._offers, title)
        torrent = await asyncio.to_thread(make_torrent, self._offers / title.name)
        if isinstance(self._seed, str):
            torrent = with_web_seed(torrent, self._seed)
        else:
            await self._seed.seed(torrent)
        save_path = self._client.downloads / title.saved_in
        await self._client.add(torrent, save_path=save_path, labels=["demo"], limit=_BYTES_PER_SECOND)
        if on_added:
            on_added(torrent.hash, save_path / title.name)
        try:
            async with asyncio.timeout(_DOWNLOAD_SECONDS), asyncio.TaskGroup() as tasks:
                looking = tasks.create_task(self._look(torrent.hash))
                if isinstance(self._seed, str):
                    await self._client.wait_finished(torrent.hash)
                else:
                    await download(torrent, self._seed, self._client)
                finished = time.time()
                looking.cancel()
        except TimeoutError:
            raise ProgramError(f"The torrent client did not finish {title.name} in {_DOWNLOAD_SECONDS} s.") from None
        return finished

    async def _look(self, torrent_hash: str) -> None:
        """Refresh the client's integration once its estimate is reliable.

        The integration polls every half or two minutes, and real downloads take longer; those here take seconds.
        """
        estimates = 0
        while not await self._client.is_finished(torrent_hash):
            torrent = await self._client.get(torrent_hash) or {}
            estimates = estimates + 1 if 0 < torrent.get("eta", 0) < _DOWNLOAD_SECONDS else 0
            if estimates == _STEADY:
                with suppress(ProgramError, ClientError, OSError, TimeoutError):  # Home Assistant may be restarting
                    await self._hass_client.act("homeassistant.update_entity", entity_id=_SENSOR[type(self._client)])
                await asyncio.sleep(_LOOKS_APART)
                estimates = 0
            await asyncio.sleep(1)


_SENSOR = {QBittorrent: "sensor.qbittorrent_all_torrents", Transmission: "sensor.transmission_total_torrents"}
"""A sensor of each client's integration; updating it updates all its sensors."""


def installed_client() -> type[TorrentClient] | None:
    """Return a torrent client that is installed, None if there is none; blocking."""
    return next((client for client in (QBittorrent, Transmission) if client.missing() is None), None)


@asynccontextmanager
async def downloads(
    client_type: type[TorrentClient] | None, folder: Path, save_in: Path, hass_client: HomeAssistant, entry_id: str
) -> AsyncGenerator[DownloadProvider]:
    """Run the torrent client and set up its integration; without a client, downloads are reported by the action.

    `entry_id` is the config entry of the Plex server that they are for.
    """
    if client_type is None:
        yield ReportedDownloads(save_in, hass_client, entry_id)
        return
    offers = folder / "offers"
    offers.mkdir()
    async with AsyncExitStack() as stack:
        client: TorrentClient = client_type(folder / "client", downloads=save_in)
        await stack.enter_async_context(client)
        login = {"username": client.username, "password": client.password}
        seed: QBittorrent | str
        if isinstance(client, QBittorrent):
            seed = await stack.enter_async_context(QBittorrent(folder / "seeder"))
            await hass_client.set_up("qbittorrent", {"url": client.url, **login})
        else:
            seed = await stack.enter_async_context(_served(offers))
            await hass_client.set_up("transmission", {"host": "127.0.0.1", "port": client.port, **login})
        yield TorrentDownloads(client, offers, seed, hass_client)


@asynccontextmanager
async def _served(folder: Path) -> AsyncGenerator[str]:
    """Serve a folder on loopback; yield its URL."""
    app = web.Application()
    app.router.add_static("/", folder)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        await runner.cleanup()


def file_size(title: Title, file: str) -> int:
    """Return the size of a file of a title; files of the same name differ in it, as real ones do."""
    return _TITLE_BYTES // len(title.files) + crc32(f"{title.name}/{file}".encode()) % _MORE_BYTES


def _make_files(folder: Path, title: Title) -> Path:
    """Create a folder named like the title, with its files of random content and a text file; return the folder."""
    made = folder / title.name
    made.mkdir(parents=True)
    for file in title.files:
        (made / file).write_bytes(os.urandom(file_size(title, file)))
    (made / f"{title.name}.nfo").write_text(title.what)
    return made

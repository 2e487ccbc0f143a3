"""Real torrent clients on loopback, for end-to-end tests and the demo.

torrent = make_torrent(folder)
async with QBittorrent(tmp / "seeder") as seeder, Transmission(tmp / "client") as client:
    await seeder.seed(torrent)
    await client.add(torrent, labels=["tv"])
    await download(torrent, seeder, client)
"""

import asyncio

from .daemon import Daemon, free_port
from .deluge import Deluge
from .news import NewsServer
from .nzbget import NZBGet
from .qbittorrent import QBittorrent
from .rtorrent import RTorrent
from .torrent import TorrentFile, make_torrent, with_web_seed
from .transmission import Transmission

__all__ = [
    "Daemon",
    "Deluge",
    "NZBGet",
    "NewsServer",
    "QBittorrent",
    "RTorrent",
    "TorrentFile",
    "Transmission",
    "download",
    "free_port",
    "make_torrent",
    "with_web_seed",
]

PATIENCE_SECONDS = 12
"""How long a download may make no progress: Transmission takes its time to ask a new peer for anything."""


async def download(torrent: TorrentFile, seeder: QBittorrent, client: Daemon, seconds: float = 60) -> None:
    """Let a client download a torrent that was added to it from the seeder; return when it is finished."""
    async with asyncio.timeout(seconds):
        progress = await client.progress(torrent.hash)
        await seeder.dial(torrent, client)
        while True:
            try:
                await client.wait_finished(torrent.hash, PATIENCE_SECONDS)
            except TimeoutError:
                before, progress = progress, await client.progress(torrent.hash)
                if before == progress:
                    # libtorrent dials a peer that it lost, or that was not ready, again after a minute only
                    await seeder.remove(torrent)
                    await seeder.seed(torrent)
                    await seeder.dial(torrent, client)
            else:
                return

"""A real `qbittorrent-nox`."""

import asyncio
import base64
from collections.abc import Iterable, Sequence
import hashlib
import os
from pathlib import Path
import shutil
from typing import Any

import aiohttp

from .daemon import Daemon
from .torrent import TorrentFile

READY = {"uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"}


class QBittorrent(Daemon):
    """qBittorrent 4.5 or newer, without its desktop. Also the seeder for other clients: it can dial them."""

    @classmethod
    def missing(cls) -> str | None:
        """Return why it can't be run here, None if it can."""
        return None if shutil.which("qbittorrent-nox") else "qbittorrent-nox is not installed"

    async def add(
        self,
        torrent: TorrentFile,
        *,
        save_path: Path | None = None,
        category: str | None = None,
        labels: Iterable[str] = (),
        limit: int | None = None,
        options: dict[str, str] | None = None,
    ) -> None:
        """Add a torrent. `limit` is in bytes per second; `options` are more fields of the API's `torrents/add`."""
        form = aiohttp.FormData({"tags": ",".join(labels), **(options or {})})
        if save_path:
            form.add_field("savepath", str(save_path))
            form.add_field("autoTMM", "false")
        if category:
            form.add_field("category", category)
        if limit:
            form.add_field("dlLimit", str(limit))
        form.add_field("torrents", torrent.data, filename=f"{torrent.hash}.torrent")
        await self.call("torrents/add", form)
        async with asyncio.timeout(10):
            while await self.get(torrent.hash) is None:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)

    async def seed(self, torrent: TorrentFile) -> None:
        """Seed a torrent from the folder of its content."""
        await self.add(torrent, save_path=torrent.content.parent, options={"skip_checking": "true"})
        await self.wait_finished(torrent.hash)

    async def remove(self, torrent: TorrentFile) -> None:
        """Remove a torrent; its content stays on disk."""
        await self.call("torrents/delete", {"hashes": torrent.hash, "deleteFiles": "false"})
        async with asyncio.timeout(10):
            while await self.get(torrent.hash) is not None:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)

    async def dial(self, torrent: TorrentFile, client: Daemon) -> None:
        """Connect to a client that downloads a torrent which this client seeds."""
        await self.call("torrents/addPeers", {"hashes": torrent.hash, "peers": f"127.0.0.1:{client.peer_port}"})

    async def get(self, torrent_hash: str) -> dict[str, Any] | None:
        """Return the fields of a torrent: `state`, `progress`, `completion_on`, `content_path` …"""
        torrents = await self.call("torrents/info", {"hashes": torrent_hash})
        return torrents[0] if torrents else None

    async def is_finished(self, torrent_hash: str) -> bool:
        """Return whether a torrent is complete, in its final folder."""
        torrent = await self.get(torrent_hash)
        return torrent is not None and torrent["progress"] == 1 and torrent["state"] in READY

    async def progress(self, torrent_hash: str) -> float:
        """Return the progress of a torrent, from 0 to 1."""
        torrent = await self.get(torrent_hash)
        return float(torrent["progress"]) if torrent else 0.0

    async def call(self, method: str, fields: aiohttp.FormData | dict[str, str] | None = None) -> Any:
        """Call its API, e.g. `torrents/recheck` with `hashes`; return the parsed response, or text if it isn't JSON."""
        async with self.session.post(f"{self.url}/api/v2/{method}", data=fields or {}) as answer:
            answer.raise_for_status()
            if answer.content_type == "application/json":
                return await answer.json()
            return await answer.text()

    def _configure(self) -> None:
        settings = self.folder / "qBittorrent" / "config" / "qBittorrent.conf"
        if settings.exists():
            return
        settings.parent.mkdir(parents=True)
        salt = os.urandom(16)
        key = hashlib.pbkdf2_hmac("sha512", self.password.encode(), salt, 100_000)
        secret = f"{base64.b64encode(salt).decode()}:{base64.b64encode(key).decode()}"
        incomplete = f"Session\\TempPath={self.incomplete}\nSession\\TempPathEnabled=true\n" if self.incomplete else ""
        settings.write_text(
            "[LegalNotice]\nAccepted=true\n\n"
            "[Preferences]\n"
            f"WebUI\\Address=127.0.0.1\nWebUI\\Port={self.port}\nWebUI\\LocalHostAuth=true\n"
            f'WebUI\\Username={self.username}\nWebUI\\Password_PBKDF2="@ByteArray({secret})"\n\n'
            "[BitTorrent]\n"
            f"Session\\Port={self.peer_port}\nSession\\DefaultSavePath={self.downloads}\n{incomplete}"
            "Session\\InterfaceAddress=127.0.0.1\nSession\\MultiConnectionsPerIp=true\nSession\\BTProtocol=TCP\n"
            "Session\\DHTEnabled=false\nSession\\LSDEnabled=false\nSession\\PeXEnabled=false\n"
            "Session\\QueueingSystemEnabled=false\n\n"
            "[Network]\nPortForwardingEnabled=false\n"
        )

    def _command(self) -> Sequence[str]:
        return ["qbittorrent-nox", f"--profile={self.folder}"]

    async def _answers(self) -> bool:
        try:
            answer = await self.call("auth/login", {"username": self.username, "password": self.password})
        except aiohttp.ClientConnectionError:
            return False
        return bool(answer == "Ok.")

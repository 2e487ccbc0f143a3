"""A real `deluged`."""

import asyncio
import base64
from collections.abc import Sequence
import json
import shutil
from typing import Any

from deluge_client import DelugeRPCClient

from .daemon import Daemon
from .torrent import TorrentFile

READY = {"Seeding", "Paused", "Queued"}


class Deluge(Daemon):
    """Deluge 2. It keeps torrents in `incomplete`, if given, until they are finished."""

    @classmethod
    def missing(cls) -> str | None:
        """Return why it can't be run here, None if it can."""
        return None if shutil.which("deluged") else "deluged is not installed"

    async def add(
        self, torrent: TorrentFile, *, limit: int | None = None, options: dict[str, Any] | None = None
    ) -> None:
        """Add a torrent. `limit` is in bytes per second; `options` are more of `core.add_torrent_file`."""
        all_options = {"max_download_speed": limit / 1024 if limit else -1, **(options or {})}
        data = base64.b64encode(torrent.data)
        await self.call("core.add_torrent_file", f"{torrent.hash}.torrent", data, all_options)

    async def add_label(self, torrent: TorrentFile, label: str) -> None:
        """Enable the plugin for labels, and set the label of a torrent."""
        await self.call("core.enable_plugin", "Label")
        await self.call("label.add", label)
        await self.call("label.set_torrent", torrent.hash, label)

    async def get(self, torrent_hash: str) -> dict[str, Any] | None:
        """Return all fields of a torrent."""
        torrents: dict[str, Any] = await self.call("core.get_torrents_status", {"id": [torrent_hash]}, [])
        return torrents.get(torrent_hash)

    async def is_finished(self, torrent_hash: str) -> bool:
        """Return whether a torrent is complete, in its final folder."""
        torrent = await self.get(torrent_hash)
        return torrent is not None and bool(torrent["is_finished"]) and torrent["state"] in READY

    async def progress(self, torrent_hash: str) -> float:
        """Return the progress of a torrent, from 0 to 1."""
        torrent = await self.get(torrent_hash)
        return float(torrent["progress"]) / 100 if torrent else 0.0

    async def call(self, method: str, *arguments: Any) -> Any:
        """Call its RPC, e.g. `core.force_recheck` with a list of hashes."""
        return await asyncio.to_thread(self._call, method, *arguments)

    def _call(self, method: str, *arguments: Any) -> Any:
        with DelugeRPCClient("127.0.0.1", self.port, self.username, self.password, decode_utf8=True) as client:
            return client.call(method, *arguments)

    def _configure(self) -> None:
        settings = self.folder / "core.conf"
        if settings.exists():
            return
        (self.folder / "auth").write_text(f"{self.username}:{self.password}:10\n")
        core = {
            "daemon_port": self.port,
            "allow_remote": False,
            "download_location": str(self.incomplete or self.downloads),
            "move_completed": self.incomplete is not None,
            "move_completed_path": str(self.downloads),
            "listen_interface": "127.0.0.1",
            "listen_ports": [self.peer_port, self.peer_port],
            "random_port": False,
            "outgoing_interface": "127.0.0.1",
            "dht": False,
            "lsd": False,
            "upnp": False,
            "natpmp": False,
            "utpex": False,
            "new_release_check": False,
            "send_info": False,
        }
        settings.write_text('{"file": 1, "format": 1}' + json.dumps(core))

    def _command(self) -> Sequence[str]:
        return ["deluged", "--do-not-daemonize", "--config", str(self.folder), "--ui-interface", "127.0.0.1"]

    async def _answers(self) -> bool:
        try:
            await self.call("daemon.info")
        except OSError:
            return False
        return True

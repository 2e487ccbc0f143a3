"""A real `rtorrent`, for which Home Assistant has no integration: it calls the webhook."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
import shutil
from typing import Any
import xmlrpc.client

from .daemon import Daemon
from .torrent import TorrentFile, bencode


class RTorrent(Daemon):
    """rTorrent 0.9, which runs a script when a torrent is finished: `hook` is the line for it in its settings."""

    hook = ""

    @classmethod
    def missing(cls) -> str | None:
        """Return why it can't be run here, None if it can."""
        return None if shutil.which("rtorrent") else "rtorrent is not installed"

    async def add(self, torrent: TorrentFile, *, label: str = "") -> None:
        """Add a torrent, with a tracker that does not answer: rtorrent refuses torrents without a tracker."""
        tracker = bencode("announce") + bencode("http://127.0.0.1:1/announce")
        data = xmlrpc.client.Binary(b"d" + tracker + torrent.data.removeprefix(b"d"))
        await self.call("load.raw_start", "", data, f"d.custom1.set={label}")
        async with asyncio.timeout(10):
            while await self.get(torrent.hash) is None:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)

    async def get(self, torrent_hash: str) -> dict[str, Any] | None:
        """Return the fields `complete`, `bytes_done` and `size_bytes` of a torrent."""
        fields = ("hash", "complete", "bytes_done", "size_bytes")
        for found in await self.call("d.multicall2", "", "main", *(f"d.{field}=" for field in fields)):
            torrent = dict(zip(fields, found, strict=True))
            if torrent["hash"].lower() == torrent_hash:
                return torrent
        return None

    async def is_finished(self, torrent_hash: str) -> bool:
        """Return whether a torrent is complete."""
        torrent = await self.get(torrent_hash)
        return torrent is not None and bool(torrent["complete"])

    async def progress(self, torrent_hash: str) -> float:
        """Return the progress of a torrent, from 0 to 1."""
        torrent = await self.get(torrent_hash)
        return float(torrent["bytes_done"] / torrent["size_bytes"]) if torrent else 0.0

    async def call(self, method: str, *arguments: Any) -> Any:
        """Call its XML-RPC, over SCGI."""
        body = xmlrpc.client.dumps(arguments, method).encode()
        headers = b"CONTENT_LENGTH\0%d\0SCGI\0001\0" % len(body)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"%d:%s,%s" % (len(headers), headers, body))
        answer = await reader.read()
        writer.close()
        return xmlrpc.client.loads(answer.partition(b"\r\n\r\n")[2])[0][0]

    def _configure(self) -> None:
        (self.folder / "session").mkdir(exist_ok=True)
        self._settings.write_text(
            f"directory.default.set = {self.downloads}\n"
            f"session.path.set = {self.folder / 'session'}\n"
            f"network.scgi.open_port = 127.0.0.1:{self.port}\n"
            f"network.port_range.set = {self.peer_port}-{self.peer_port}\n"
            "network.bind_address.set = 127.0.0.1\n"
            "dht.mode.set = disable\nprotocol.pex.set = no\ntrackers.use_udp.set = no\n"
            "system.daemon.set = true\n"
            f"{self.hook}\n"
        )

    @property
    def _settings(self) -> Path:
        return self.folder / "rtorrent.rc"

    def _command(self) -> Sequence[str]:
        return ["rtorrent", "-n", "-o", f"import={self._settings}"]

    async def _answers(self) -> bool:
        try:
            await self.call("system.pid")
        except OSError:
            return False
        return True

"""A real `transmission-daemon`."""

import base64
from collections.abc import Iterable, Sequence
import json
from pathlib import Path
import subprocess
from typing import Any

import aiohttp

from .daemon import Daemon
from .torrent import TorrentFile

SCRIPT = Path(__file__).parents[2] / ".ci" / "debian" / "transmission"
FIELDS = ["hashString", "name", "status", "percentDone", "doneDate", "downloadDir", "labels", "eta", "leftUntilDone"]


class Transmission(Daemon):
    """Transmission 4 or newer, found by `.ci/debian/transmission`. It can't be made to connect to another client."""

    _runner: str | None = None
    _session_id = ""

    @classmethod
    def missing(cls) -> str | None:
        """Return why it can't be run here, None if it can. Blocking: the first time it may fetch packages."""
        if cls._runner is None:
            found = subprocess.run([SCRIPT], capture_output=True, text=True, timeout=300, check=False)
            if found.returncode:
                reason = found.stderr.strip().rpartition("\n")[2]
                return f"transmission-daemon 4 is not there, and .ci/debian/transmission failed: {reason}"
            Transmission._runner = found.stdout.strip()
        return None

    async def add(
        self,
        torrent: TorrentFile,
        *,
        save_path: Path | None = None,
        labels: Iterable[str] = (),
        limit: int | None = None,
        options: dict[str, Any] | None = None,
    ) -> None:
        """Add a torrent. `limit` is in bytes per second (whole kB); `options` are more arguments of `torrent-set`."""
        arguments: dict[str, Any] = {
            "metainfo": base64.b64encode(torrent.data).decode(),
            "download-dir": str(save_path or self.downloads),
            "labels": list(labels),
        }
        await self.call("torrent-add", arguments)
        if limit:
            options = {"downloadLimit": limit // 1000, "downloadLimited": True, **(options or {})}
        if options:
            await self.call("torrent-set", {"ids": [torrent.hash], **options})

    async def get(self, torrent_hash: str) -> dict[str, Any] | None:
        """Return the fields of a torrent that are named in FIELDS."""
        answer = await self.call("torrent-get", {"ids": [torrent_hash], "fields": FIELDS})
        torrents: list[dict[str, Any]] = answer["torrents"]
        return torrents[0] if torrents else None

    async def is_finished(self, torrent_hash: str) -> bool:
        """Return whether a torrent is complete, in its final folder."""
        torrent = await self.get(torrent_hash)
        return torrent is not None and torrent["percentDone"] == 1 and torrent["doneDate"] > 0

    async def progress(self, torrent_hash: str) -> float:
        """Return the progress of a torrent, from 0 to 1."""
        torrent = await self.get(torrent_hash)
        return float(torrent["percentDone"]) if torrent else 0.0

    async def call(self, method: str, arguments: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call its RPC, e.g. `torrent-verify` with `ids`; returns the answer's arguments."""
        for _ in range(2):
            async with self.session.post(
                f"{self.url}/transmission/rpc",
                json={"method": method, "arguments": arguments or {}},
                auth=aiohttp.BasicAuth(self.username, self.password),
                headers={"X-Transmission-Session-Id": self._session_id},
            ) as answer:
                if answer.status == 409:
                    self._session_id = answer.headers["X-Transmission-Session-Id"]
                    continue
                answer.raise_for_status()
                result = await answer.json(content_type=None)
            if result["result"] != "success":
                raise RuntimeError(f"{method}: {result['result']}")
            found: dict[str, Any] = result["arguments"]
            return found
        raise RuntimeError(f"{method}: the session id was refused twice")

    def _configure(self) -> None:
        settings = self.folder / "settings.json"
        if settings.exists():
            return
        settings.write_text(
            json.dumps(
                {
                    "bind-address-ipv4": "127.0.0.1",
                    "dht-enabled": False,
                    "download-dir": str(self.downloads),
                    "incomplete-dir": str(self.incomplete or self.downloads),
                    "incomplete-dir-enabled": self.incomplete is not None,
                    "lpd-enabled": False,
                    "peer-port": self.peer_port,
                    "pex-enabled": False,
                    "port-forwarding-enabled": False,
                    "rpc-authentication-required": True,
                    "rpc-bind-address": "127.0.0.1",
                    "rpc-password": self.password,
                    "rpc-port": self.port,
                    "rpc-username": self.username,
                    "utp-enabled": False,
                }
            )
        )

    def _command(self) -> Sequence[str]:
        if reason := self.missing():
            raise RuntimeError(reason)
        return [str(self._runner), "--foreground", "--config-dir", str(self.folder)]

    async def _answers(self) -> bool:
        try:
            await self.call("session-get")
        except aiohttp.ClientConnectionError:
            return False
        return True

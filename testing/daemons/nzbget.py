"""A real `nzbget`."""

import base64
from collections.abc import Sequence
import json
from pathlib import Path
import shutil
from typing import Any

import aiohttp

from .daemon import Daemon
from .news import NewsServer


class NZBGet(Daemon):
    """NZBGet with a single news server. It keeps unfinished downloads in a separate folder."""

    news: NewsServer
    script: Path | None = None
    """A script that it runs after each download."""

    @classmethod
    def missing(cls) -> str | None:
        """Return why it can't be run here, None if it can."""
        return None if shutil.which("nzbget") else "nzbget is not installed"

    async def add(
        self, name: str, nzb: bytes, *, category: str = "", paused: bool = False, importers_id: str | None = None
    ) -> str:
        """Add a download, as an importer does if it has an ID of its own; returns NZBGet's ID."""
        content = base64.b64encode(nzb).decode()
        parameters = ["drone", importers_id] if importers_id else []
        nzb_id = await self.call(
            "append", f"{name}.nzb", content, category, 0, False, paused, "", 0, "FORCE", parameters
        )
        assert nzb_id > 0
        return str(nzb_id)

    async def get(self, torrent_hash: str) -> dict[str, Any] | None:
        """Return a download by its ID: its entry in the history, else in the queue."""
        entries = [*await self.call("history", False), *await self.call("listgroups", 0)]
        found = [entry for entry in entries if str(entry["NZBID"]) == torrent_hash]
        return found[0] if found else None

    async def is_finished(self, torrent_hash: str) -> bool:
        """Return whether a download has finished, successfully or not."""
        entry = await self.get(torrent_hash)
        return entry is not None and "HistoryTime" in entry

    async def progress(self, torrent_hash: str) -> float:
        """Return the progress of a download, from 0 to 1."""
        entry = await self.get(torrent_hash)
        if entry is None:
            return 0.0
        return 1 - float(entry["RemainingSizeLo"] / entry["FileSizeLo"])

    async def call(self, method: str, *arguments: Any) -> Any:
        """Call its API, e.g. `editqueue`."""
        async with self.session.post(
            f"{self.url}/jsonrpc",
            # NZBGet reads "\u00c9" as a single byte
            data=json.dumps({"method": method, "params": arguments}, ensure_ascii=False).encode(),
            headers={"Authorization": aiohttp.encode_basic_auth(self.username, self.password)},
        ) as answer:
            answer.raise_for_status()
            return (await answer.json(content_type=None))["result"]

    def _configure(self) -> None:
        scripts = self.folder / "scripts"
        scripts.mkdir(exist_ok=True)
        if self.script:
            after = scripts / "After.sh"
            shutil.copy(self.script, after)
            after.chmod(0o755)
        options = {
            "MainDir": self.folder,
            "DestDir": self.downloads,
            "InterDir": self.incomplete or self.folder / "intermediate",
            "NzbDir": self.folder / "nzb",
            "QueueDir": self.folder / "queue",
            "TempDir": self.folder / "tmp",
            "ScriptDir": scripts,
            "LockFile": self.folder / "nzbget.lock",
            "LogFile": self.folder / "nzbget.log",
            "WebDir": "",
            "OutputMode": "log",
            "ControlIP": "127.0.0.1",
            "ControlPort": self.port,
            "ControlUsername": self.username,
            "ControlPassword": self.password,
            "Server1.Active": "yes",
            "Server1.Host": "127.0.0.1",
            "Server1.Port": self.news.port,
            "Server1.Connections": 1,
            "ArticleRetries": 0,
            "HealthCheck": "park",
            "Category1.Name": "tv",
            "AppendCategoryDir": "yes",
            "Extensions": "After.sh" if self.script else "",
        }
        lines = "".join(f"{name}={value}\n" for name, value in options.items())
        (self.folder / "nzbget.conf").write_text(lines)

    def _command(self) -> Sequence[str]:
        return ["nzbget", "--configfile", str(self.folder / "nzbget.conf"), "--server"]

    async def _answers(self) -> bool:
        try:
            await self.call("version")
        except aiohttp.ClientConnectionError:
            return False
        return True

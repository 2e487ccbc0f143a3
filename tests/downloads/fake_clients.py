"""Small servers that answer Home Assistant's own integrations like download clients.

They show states that a real daemon has only for a moment or not at all. Their answers have the shape of real ones,
which `test_daemons.py` checks with real daemons.
"""

from collections.abc import Mapping
import time
from typing import Any, Protocol

from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

HASH = "73561b6671e51d43a69d5a41e364dacfcffb385b"
OTHER_HASH = "a" * 40
NOW = int(time.time())
"""The time of the tests, in seconds since 1970."""


class Client(Protocol):
    """A client as the tests use it."""

    domain: str
    torrents: dict[str, dict[str, Any]]
    requests: int
    broken: bool

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def entry_data(self) -> dict[str, Any]: ...
    def run(self, torrent_hash: str = HASH, *, eta: int | None = None, name: str = "Show.S01") -> None:
        """Add a running torrent."""

    def finish(self, torrent_hash: str = HASH, *, at: int = NOW, name: str = "Show.S01") -> None:
        """Finish a torrent."""

    def set_files(self, torrent_hash: str, *files: str) -> None:
        """Set the files of a torrent, each of 1000 bytes."""

    def tags(self, torrent_hash: str = HASH) -> list[str]:
        """Return the tags or labels of a torrent."""

    def set_tags(self, torrent_hash: str, *tags: str) -> None:
        """Set the tags or labels of a torrent, as the user does."""

    @property
    def changes(self) -> int:
        """How many changes of tags were requested."""


class _Server:
    def __init__(self) -> None:
        self.torrents: dict[str, dict[str, Any]] = {}
        self.requests = 0
        """The number of requests for the torrents."""
        self.broken = False
        """Whether it answers 500 to everything."""
        self.changes = 0
        """The number of requests that change tags."""
        self.changes_broken = False
        """Whether it answers 500 to these."""
        self._server: TestServer | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._server = TestServer(app, host="127.0.0.1")
        await self._server.start_server()

    async def stop(self) -> None:
        if self._server:
            await self._server.close()

    @property
    def url(self) -> URL:
        assert self._server
        return self._server.make_url("/")

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if self.broken:
            return web.Response(status=500)
        return await self.answer(request)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        raise NotImplementedError


class TransmissionServer(_Server):
    """Transmission 4's RPC, with its handshake."""

    domain = "transmission"
    session_broken = False
    """Whether the request after the list of torrents fails."""

    def entry_data(self) -> dict[str, Any]:
        return {
            "host": "127.0.0.1",
            "port": self.url.port,
            "path": "/transmission/rpc",
            "ssl": False,
            "username": "admin",
            "password": "secret",
        }

    def run(self, torrent_hash: str = HASH, *, eta: int | None = None, name: str = "Show.S01") -> None:
        self._set(torrent_hash, name, status=4, percentDone=0.5, doneDate=0, eta=-1 if eta is None else eta)

    def finish(self, torrent_hash: str = HASH, *, at: int = NOW, name: str = "Show.S01") -> None:
        self._set(torrent_hash, name, status=6, percentDone=1.0, doneDate=at, eta=-1)

    def _set(self, torrent_hash: str, name: str, **fields: Any) -> None:
        present = self.torrents.get(torrent_hash, {})
        new = {
            "id": len(self.torrents) + 1,
            "hashString": torrent_hash,
            "name": name,
            "downloadDir": "/downloads",
            "labels": ["tv", "4k"],
            "addedDate": NOW - 1000,
            "leftUntilDone": 0,
            "uploadRatio": 0.0,
            "files": [
                {"name": f"{name}/01.mkv", "length": 1000, "bytesCompleted": 1000},
                {"name": f"{name}/sample.mkv", "length": 10, "bytesCompleted": 0},
            ],
            "priorities": [0, 0],
            "wanted": [1, 0],
        }
        self.torrents[torrent_hash] = {**new, **present, **fields}

    def set_files(self, torrent_hash: str, *files: str) -> None:
        listed = [{"name": file, "length": 1000, "bytesCompleted": 1000} for file in files]
        self.torrents[torrent_hash] |= {"files": listed, "wanted": [1] * len(files), "priorities": [0] * len(files)}

    def tags(self, torrent_hash: str = HASH) -> list[str]:
        return list(self.torrents[torrent_hash]["labels"])

    def set_tags(self, torrent_hash: str, *tags: str) -> None:
        self.torrents[torrent_hash]["labels"] = list(tags)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("X-Transmission-Session-Id") != "session":
            return web.Response(status=409, headers={"X-Transmission-Session-Id": "session"})
        body = await request.json()
        match body["method"]:
            case "session-get" if self.session_broken:
                return web.Response(status=500)
            case "torrent-get":
                self.requests += 1
                ids = body["arguments"].get("ids") or list(self.torrents)
                arguments: Mapping[str, Any] = {"torrents": [self.torrents[one] for one in ids if one in self.torrents]}
            case "torrent-set":
                self.changes += 1
                if self.changes_broken:
                    return web.Response(status=500)
                for torrent_hash in body["arguments"]["ids"]:
                    self.torrents[torrent_hash]["labels"] = body["arguments"]["labels"]
                arguments = {}
            case "session-get":
                arguments = {
                    "rpc-version": 18,
                    "version": "4.1.3 (838877323f)",
                    "download-dir": "/downloads",
                    "alt-speed-enabled": False,
                }
            case "session-stats":
                counts = ("downloadSpeed", "uploadSpeed", "activeTorrentCount", "pausedTorrentCount", "torrentCount")
                stats = {"uploadedBytes": 0, "downloadedBytes": 0}
                arguments = {**dict.fromkeys(counts, 0), "cumulative-stats": stats, "current-stats": stats}
            case _:
                arguments = {"size-bytes": 1}
        return web.json_response({"result": "success", "arguments": arguments, "tag": body.get("tag")})


class QBittorrentServer(_Server):
    """qBittorrent's Web API, version 2."""

    domain = "qbittorrent"

    def __init__(self) -> None:
        super().__init__()
        self.files_asked = 0
        self.files_broken = False
        self.known_tags: list[str] = ["4k", "new"]
        self.start_page: str | None = "<title>qBittorrent WebUI</title>"
        """The page of the web UI; None: it is not found."""
        self.start_pages_asked = 0
        self.files: list[dict[str, Any]] = [
            {"name": "Show.S01/01.mkv", "size": 1000, "priority": 1},
            {"name": "Show.S01/sample.mkv", "size": 10, "priority": 0},
        ]

    def entry_data(self) -> dict[str, Any]:
        return {"url": str(self.url), "username": "admin", "password": "secret", "verify_ssl": False}

    def run(self, torrent_hash: str = HASH, *, eta: int | None = None, name: str = "Show.S01") -> None:
        left = 8_640_000 if eta is None else eta
        self._set(torrent_hash, name, state="downloading", progress=0.5, completion_on=-1, eta=left)

    def finish(self, torrent_hash: str = HASH, *, at: int = NOW, name: str = "Show.S01") -> None:
        self._set(torrent_hash, name, state="stalledUP", progress=1, completion_on=at, eta=8_640_000)

    def _set(self, torrent_hash: str, name: str, **fields: Any) -> None:
        present = self.torrents.get(torrent_hash, {})
        new = {
            "name": name,
            "content_path": f"/downloads/{name}",
            "save_path": "/downloads",
            "category": "tv",
            "tags": "4k, new",
            "infohash_v1": torrent_hash,
            "infohash_v2": "",
        }
        self.torrents[torrent_hash] = {**new, **present, **fields}

    def set_files(self, torrent_hash: str, *files: str) -> None:
        self.files = [{"name": file, "size": 1000, "priority": 1} for file in files]
        self.torrents[torrent_hash]["content_path"] = f"/downloads/{files[0].partition('/')[0]}"

    def tags(self, torrent_hash: str = HASH) -> list[str]:
        return [tag for tag in str(self.torrents[torrent_hash]["tags"]).split(", ") if tag]

    def set_tags(self, torrent_hash: str, *tags: str) -> None:
        self.torrents[torrent_hash]["tags"] = ", ".join(tags)
        self.known_tags = sorted({*self.known_tags, *tags})

    async def _change_tags(self, request: web.Request) -> web.StreamResponse:
        self.changes += 1
        form = await request.post()
        tag, hashes = str(form["tags"]), str(form.get("hashes", "|".join(self.torrents))).split("|")
        for torrent_hash in (one for one in hashes if one in self.torrents and not self.changes_broken):
            others = {one for one in self.tags(torrent_hash) if one != tag}
            self.set_tags(torrent_hash, *sorted({*others, tag} if request.path.endswith("addTags") else others))
        if request.path.endswith("deleteTags"):
            self.known_tags.remove(tag)
        return web.Response(status=500 if self.changes_broken else 200)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        match request.path.removeprefix("/proxy/secret").removeprefix("/api/v2/"):
            case "/":
                self.start_pages_asked += request.method == "GET"  # the library of Home Assistant sends HEAD
                answer = web.Response(text=self.start_page, content_type="text/html")
                answer.set_status(200 if self.start_page is not None else 404)
                return answer
            case "auth/login":
                answer = web.Response(text="Ok.")
                answer.set_cookie("SID", "session")
                return answer
            case "sync/maindata":
                self.requests += 1
                return web.json_response(
                    {"rid": 1, "server_state": {}, "torrents": self.torrents, "tags": self.known_tags}
                )
            case "torrents/addTags" | "torrents/removeTags" | "torrents/deleteTags":
                return await self._change_tags(request)
            case "torrents/files":
                self.files_asked += 1
                return web.Response(status=500) if self.files_broken else web.json_response(self.files)
            case path:
                return web.Response(text={"app/version": "v5.3.0", "app/webapiVersion": "2.11.4"}.get(path, "0"))

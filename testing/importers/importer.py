"""An importer for tests and the demonstration, on loopback: its API."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import override

from aiohttp import web

from testing.api_server import ApiServer, Route, reply
from testing.plex_server.picture import draw

from .downloads import Downloads
from .kind import Resource
from .paging import flag, page_of

COMMANDS = ("ProcessMonitoredDownloads", "RefreshMonitoredDownloads")
"""Those that do something here."""

GIGABYTE = 1024**3


class Importer(Downloads, ApiServer):
    """What Sonarr, Radarr and Lidarr have in common."""

    open_paths = ("/ping", "/posters/")

    def __init__(
        self, root: Path, *, version: str, mounts: Mapping[str, Path] | None = None, url_base: str = ""
    ) -> None:
        """Create an importer that imports into the folder `root`.

        `mounts` are the folders on disk by what the importer calls them, such as `/media/shows`.
        """
        Downloads.__init__(self, root, version=version, mounts=mounts or {})
        ApiServer.__init__(self, url_base=url_base)
        self.health: list[Resource] = []
        self.commands: list[Resource] = []
        self._running: set[asyncio.Task[None]] = set()

    @override
    async def stop(self) -> None:
        for task in self._running:
            task.cancel()
        await super().stop()

    async def restart(self) -> None:
        """Stop, start, and look at all downloads anew."""
        await self.stop()
        await self.start()
        for tracked in self.queue:
            self.track(tracked)

    @override
    def routes(self) -> Iterable[Route]:
        api = f"/api/{self.api}"
        number = "{number:\\d+}"
        for path, run in self.lists().items():
            yield "GET", f"{api}/{path}", reply(run)
        yield "GET", "/ping", reply(lambda _: {"status": "OK"})
        yield "GET", "/posters/{number}.png", self._poster
        yield "GET", f"{api}/system/status", reply(lambda _: self._status())
        yield "GET", f"{api}/queue", reply(self._queue)
        yield "DELETE", f"{api}/queue/{number}", self._remove
        yield "GET", f"{api}/history", self._history
        yield "GET", f"{api}/wanted/missing", reply(self._missing)
        yield "GET", f"{api}/command", reply(lambda _: self.commands)
        yield "POST", f"{api}/command", self._command
        yield "GET", f"{api}/notification", reply(lambda _: self.connections.listing())
        yield "POST", f"{api}/notification", self._add
        yield "GET", f"{api}/notification/schema", reply(lambda _: self.connections.schema())
        yield "POST", f"{api}/notification/test", self._test
        yield "GET", f"{api}/notification/{number}", self._connection
        yield "PUT", f"{api}/notification/{number}", self._change
        yield "DELETE", f"{api}/notification/{number}", self._delete

    def lists(self) -> Mapping[str, Callable[[web.Request], Sequence[Resource]]]:
        """Return what answers the paths that give a whole list."""
        root = {"path": self.name_of(self.root), "freeSpace": 400 * GIGABYTE}
        return {
            "diskspace": lambda _: [{**root, "label": "", "totalSpace": 1000 * GIGABYTE}],
            "rootfolder": lambda _: [{**root, "id": 1, "accessible": True}],
            "health": lambda _: self.health,
        }

    @override
    def images(self, number: int, kind: str = "poster") -> list[dict[str, str]]:
        local = f"{self.url_base}/MediaCover/{number}/{kind}.jpg"
        return [{"coverType": kind, "url": local, "remoteUrl": f"{self.url}/posters/{number}.png"}]

    @override
    def refused(self) -> web.Response:
        if self.has("asp.net"):
            return web.Response(status=401)
        return web.json_response({"error": "Unauthorized"}, status=401)

    async def _poster(self, request: web.Request) -> web.Response:
        return web.Response(body=draw(int(request.match_info["number"]), 120, 180), content_type="image/png")

    def _status(self) -> Resource:
        return {
            "appName": self.domain.title(),
            "instanceName": self.instance_name,
            "version": self.version,
            "buildTime": "2026-01-02T03:04:05Z",
            "isDebug": False,
            "isProduction": True,
            "isAdmin": False,
            "isUserInteractive": False,
            "startupPath": f"/app/{self.domain}/bin",
            "appData": "/config",
            "osName": "alpine",
            "osVersion": "3.20.3",
            "isLinux": True,
            "isOsx": False,
            "isWindows": False,
            "isDocker": True,
            "mode": "console",
            "branch": "main",
            "authentication": "forms",
            "migrationVersion": 217,
            "urlBase": self.url_base,
            "startTime": "2026-01-03T03:04:05Z",
        }

    def _queue(self, request: web.Request) -> Resource:
        unknown = flag(request, f"includeUnknown{self.owner.title()}Items")
        rows = [
            record | {name: shown for name, shown in resources.items() if flag(request, f"include{name.title()}")}
            for record, resources in self.records()
            if resources or unknown
        ]
        rows.sort(key=lambda row: row["timeleft"])
        return page_of(request, rows, sort_key="timeleft", direction="ascending")

    async def _remove(self, request: web.Request) -> web.Response:
        for record, _ in self.records():
            if record["id"] == _number(request) and "downloadId" in record:
                self.remove(record["downloadId"])
                return web.json_response({})
        return web.json_response({"message": "NotFound"}, status=404)

    async def _history(self, request: web.Request) -> web.Response:
        return self.history.answer(request)

    def _missing(self, request: web.Request) -> Resource:
        return page_of(request, self.missing(), sort_key="id", direction="ascending")

    async def _command(self, request: web.Request) -> web.Response:
        asked = str((await request.json()).get("name"))
        name = next((name for name in COMMANDS if name.lower() == asked.lower()), None)
        if name is None:
            return web.json_response({"message": "Sequence contains no matching element"}, status=400)
        command = {
            "id": len(self.commands) + 1,
            "name": name,
            "commandName": "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip(),
            "body": {"name": name, "trigger": "manual", "sendUpdatesToClient": True},
            "priority": "normal",
            "status": "queued",
            "queued": self.now(),
            "trigger": "manual",
            "sendUpdatesToClient": True,
            "updateScheduledTask": True,
        }
        self.commands.append(command)
        self._running.add(task := asyncio.create_task(self._run(command)))
        task.add_done_callback(self._running.discard)
        return web.json_response(command, status=201)

    async def _run(self, command: Resource) -> None:
        """Run a command, which real importers do after they have answered the request for it."""
        await asyncio.sleep(0.1)
        command |= {"status": "started", "started": self.now()}
        await self.process(refresh=command["name"] == "RefreshMonitoredDownloads")
        command |= {"status": "completed", "ended": self.now()}

    async def _add(self, request: web.Request) -> web.Response:
        return await self.connections.add(await request.json())

    async def _test(self, request: web.Request) -> web.Response:
        return await self.connections.test(await request.json())

    async def _connection(self, request: web.Request) -> web.Response:
        return self.connections.find(_number(request))

    async def _change(self, request: web.Request) -> web.Response:
        return await self.connections.change(_number(request), await request.json())

    async def _delete(self, request: web.Request) -> web.Response:
        return self.connections.remove(_number(request))


def _number(request: web.Request) -> int:
    return int(request.match_info["number"])

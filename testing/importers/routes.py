"""What an importer answers, by path."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

from testing.plex_server.picture import draw

from .importer import Importer
from .paging import flag, page_of
from .server import Handler

COMMANDS = frozenset(("ProcessMonitoredDownloads", "RefreshMonitoredDownloads"))
"""Those that do something here."""


class ServedImporter(Importer):
    """An importer with the API that all kinds have."""

    api: str
    """The API's version, which stands in the paths."""

    def routes(self) -> list[tuple[str, str, Handler]]:
        api = f"/api/{self.api}"
        lists = [("GET", f"{api}/{path}", _listing(rows)) for path, rows in self.lists().items()]
        return [
            *lists,
            ("GET", "/ping", self._ping),
            ("GET", "/posters/{number}.png", self._poster),
            ("GET", f"{api}/system/status", self._status),
            ("GET", f"{api}/queue", self._queue),
            ("DELETE", f"{api}/queue/{{number:\\d+}}", self._remove),
            ("GET", f"{api}/history", self._history),
            ("GET", f"{api}/command", self._commands),
            ("POST", f"{api}/command", self._command),
            ("GET", f"{api}/wanted/missing", self._missing),
            ("GET", f"{api}/notification", self._connections),
            ("POST", f"{api}/notification", self._add),
            ("GET", f"{api}/notification/schema", self._schema),
            ("POST", f"{api}/notification/test", self._test),
            ("GET", f"{api}/notification/{{number:\\d+}}", self._connection),
            ("PUT", f"{api}/notification/{{number:\\d+}}", self._change),
            ("DELETE", f"{api}/notification/{{number:\\d+}}", self._delete),
        ]

    def lists(self) -> Mapping[str, Callable[[web.Request], Sequence[dict[str, Any]]]]:
        """Return what answers the paths that give a whole list."""
        return {
            "diskspace": lambda _: [
                {"path": self.name_of(self.root), "label": "", "freeSpace": 400 * 1024**3, "totalSpace": 1024**4}
            ],
            "rootfolder": lambda _: [
                {"id": 1, "path": self.name_of(self.root), "accessible": True, "freeSpace": 400 * 1024**3}
            ],
            "health": lambda _: self.health,
        }

    def missing(self) -> list[dict[str, Any]]:
        """Return what the importer wants and has no file of."""
        return []

    def images(self, number: int, kind: str = "poster") -> list[dict[str, str]]:
        """Return the pictures of a thing; the public address is on this server as well."""
        return [
            {
                "coverType": kind,
                "url": f"{self.url_base}/MediaCover/{number}/{kind}.jpg",
                "remoteUrl": f"{self.url}/posters/{number}.png",
            }
        ]

    # Answers

    async def _ping(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "OK"})

    async def _poster(self, request: web.Request) -> web.Response:
        return web.Response(body=draw(int(request.match_info["number"]), 120, 180), content_type="image/png")

    async def _status(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
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
                "startTime": self.started,
            }
        )

    async def _queue(self, request: web.Request) -> web.Response:
        unknown = flag(request, f"includeUnknown{self.owner.title()}Items")
        rows = [
            record | {name: details[name] for name in details if flag(request, f"include{name.title()}")}
            for record, details in self.records()
            if details or unknown
        ]
        rows.sort(key=lambda row: row["timeleft"])
        return web.json_response(page_of(request, rows, sort_key="timeleft", direction="ascending"))

    async def _remove(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        for record, _ in self.records():
            if record["id"] == number:
                self.remove(record["downloadId"])
                return web.json_response({})
        return web.json_response({"message": "NotFound"}, status=404)

    async def _history(self, request: web.Request) -> web.Response:
        return self.history.answer(request)

    async def _missing(self, request: web.Request) -> web.Response:
        return web.json_response(page_of(request, self.missing(), sort_key="airDateUtc", direction="descending"))

    async def _commands(self, request: web.Request) -> web.Response:
        return web.json_response(self.commands)

    async def _command(self, request: web.Request) -> web.Response:
        body = await request.json()
        name = next((name for name in COMMANDS if name.lower() == str(body.get("name")).lower()), None)
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
            "started": self.now(),
            "trigger": "manual",
            "sendUpdatesToClient": True,
            "updateScheduledTask": True,
        }
        self.commands.append(command)
        answer = web.json_response(command, status=201)
        await self.process(refresh=name == "RefreshMonitoredDownloads")
        command |= {"status": "completed", "ended": self.now()}
        return answer

    async def _connections(self, request: web.Request) -> web.Response:
        return web.json_response(self.connections.listing())

    async def _schema(self, request: web.Request) -> web.Response:
        return web.json_response(self.connections.schema())

    async def _connection(self, request: web.Request) -> web.Response:
        return self.connections.find(int(request.match_info["number"]))

    async def _add(self, request: web.Request) -> web.Response:
        return await self.connections.add(await request.json())

    async def _test(self, request: web.Request) -> web.Response:
        return await self.connections.test(await request.json())

    async def _change(self, request: web.Request) -> web.Response:
        return await self.connections.change(int(request.match_info["number"]), await request.json())

    async def _delete(self, request: web.Request) -> web.Response:
        return self.connections.remove(int(request.match_info["number"]))


def _listing(rows: Callable[[web.Request], Sequence[dict[str, Any]]]) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response(rows(request))

    return answer

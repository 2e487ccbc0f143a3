"""The part of plex.tv that the integration uses, on loopback: signing in with a code, and an account's servers."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.plex_arrivals.plex import account
from testing.plex_server import PlexServer, Request

CODES = ("7RQZ", "K2M9", "B4XH")


class PlexTv:
    """A plex.tv with one account."""

    def __init__(self) -> None:
        self.account_token = "aCc0uNt-t0kEn"
        self.devices: list[Any] = []
        self.expires_in = 900
        self.requests: list[Request] = []
        self.statuses: dict[str, list[int]] = {}
        """The statuses of the first responses, by method and first part of the path."""
        self._given: dict[int, str] = {}
        self._entered: set[int] = set()
        self._gone: set[int] = set()
        app = web.Application(middlewares=[self._receive])
        app.router.add_post("/api/v2/pins", self._give_code)
        app.router.add_get("/api/v2/pins/{id}", self._get_code)
        app.router.add_get("/api/v2/resources", self._get_devices)
        self._server = TestServer(app, host="127.0.0.1")

    async def start(self) -> None:
        await self._server.start_server()

    async def stop(self) -> None:
        await self._server.close()

    def url(self, path: str) -> str:
        return str(self._server.make_url(path))

    def enter(self, code: str) -> None:
        """Enter the code, as a user who signs in."""
        self._entered |= {number for number, given in self._given.items() if given == code}

    def forget(self, code: str) -> None:
        """Let the code expire."""
        self._gone |= {number for number, given in self._given.items() if given == code}

    def add_server(self, server: PlexServer, *urls: str, **changes: Any) -> None:
        """Add a server to the account, with local connections at the URLs (by default its own) and changed fields."""
        connections = [connection(url) for url in urls or (server.url,)]
        self.devices.append(
            {
                "name": server.identity.name,
                "product": "Plex Media Server",
                "clientIdentifier": server.identity.machine_identifier,
                "provides": "server",
                "owned": True,
                "accessToken": server.token,
                "httpsRequired": False,
                "publicAddressMatches": True,
                "connections": connections,
            }
            | changes
        )

    @web.middleware
    async def _receive(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append(Request(request.method, request.path, dict(request.query), request.headers.copy()))
        statuses = self.statuses.get(f"{request.method} {request.path.split('/')[3]}")
        if statuses:
            return web.json_response({"errors": [{"code": 1000, "message": "No"}]}, status=statuses.pop(0))
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _give_code(self, request: web.Request) -> web.Response:
        number = 1272322473 + len(self._given)
        # Strong codes are long: plex.tv/link does not accept them.
        code = CODES[len(self._given)] if request.query.get("strong") == "false" else "3patfx1a78ukcbr7x0n9bl26t"
        self._given[number] = code
        return web.json_response(self._about(number), status=201)

    async def _get_code(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"])
        if number not in self._given or number in self._gone:
            error = {"code": 1020, "message": "Code not found or expired", "status": 404}
            return web.json_response({"errors": [error]}, status=404)
        return web.json_response(self._about(number))

    async def _get_devices(self, request: web.Request) -> web.Response:
        if request.headers.get("X-Plex-Token") != self.account_token:
            return web.json_response(
                {"errors": [{"code": 1001, "message": "User could not be authenticated"}]}, status=401
            )
        return web.json_response(self.devices)

    def _about(self, number: int) -> dict[str, Any]:
        return {
            "id": number,
            "code": self._given[number],
            "product": "Plex Arrivals",
            "trusted": False,
            "expiresIn": self.expires_in,
            "authToken": self.account_token if number in self._entered else None,
            "newRegistration": None,
        }


def connection(url: str, **changes: Any) -> dict[str, Any]:
    scheme, _, place = url.partition("://")
    address, _, port = place.rpartition(":")
    about = {"protocol": scheme, "address": address, "port": int(port), "uri": url, "local": True, "relay": False}
    return about | changes


@asynccontextmanager
async def running_plex_tv(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[PlexTv]:
    """Run a plex.tv in place of the real one, polled more often."""
    plex_tv = PlexTv()
    await plex_tv.start()
    monkeypatch.setattr(account, "PINS_URL", plex_tv.url("/api/v2/pins"))
    monkeypatch.setattr(account, "RESOURCES_URL", plex_tv.url("/api/v2/resources"))
    monkeypatch.setattr(account, "POLL_SECONDS", 0.01)
    yield plex_tv
    await plex_tv.stop()

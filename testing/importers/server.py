"""The HTTP server of an importer: its address, its key and its log of requests."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
import json
import secrets
from typing import Any

from aiohttp import web

HOST = "127.0.0.1"
OPEN_PATHS = ("/ping", "/posters/")
"""Paths that need no key; the posters stand for the addresses on the internet where importers find them."""

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a server received; the path is without the URL base."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any


class ImporterServer:
    """A server that can be stopped and started again at the same address."""

    def __init__(self, *, url_base: str) -> None:
        self.url_base = url_base.rstrip("/")
        self.api_key = secrets.token_hex(16)
        self.requests: list[Request] = []
        self.started = ""
        """When it was last started."""
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}{self.url_base}"

    def count(self, path: str, method: str = "GET") -> int:
        """Return how many requests there were to a path, such as `queue`."""
        return sum(row.method == method and row.path.endswith(f"/{path}") for row in self.requests)

    def refuse_key(self) -> None:
        """Refuse the key from now on, as after a new one was made."""
        self.api_key = secrets.token_hex(16)

    async def start(self) -> None:
        app = web.Application(middlewares=[self._receive])
        app.add_routes([web.route(method, f"{self.url_base}{path}", run) for method, path, run in self.routes()])
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]
        self.started = self.now()

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def routes(self) -> list[tuple[str, str, Handler]]:
        """Return method, path and handler of each route."""
        raise NotImplementedError

    def refused(self) -> web.Response:
        """Return the answer to a request without the key."""
        return web.Response(status=401)

    def now(self) -> str:
        """Return the time as the API writes it."""
        raise NotImplementedError

    @web.middleware
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        text = await request.text()
        path = request.path.removeprefix(self.url_base)
        self.requests.append(Request(request.method, path, dict(request.query), json.loads(text) if text else None))
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        keys = (request.headers.get("X-Api-Key"), request.query.get("apikey"), bearer)
        if not path.startswith(OPEN_PATHS) and self.api_key not in keys:
            return self.refused()
        return await handler(request)

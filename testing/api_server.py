"""A server with an API key, on loopback, that can be stopped and started again at the same address."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
import json
import secrets
from typing import Any, ClassVar

from aiohttp import web

HOST = "127.0.0.1"

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
type Route = tuple[str, str, Handler]
"""Method, path and handler."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a server received; the path is without the URL base."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any


class ApiServer:
    """The address, the key and the log of requests of a server."""

    open_paths: ClassVar[tuple[str, ...]] = ()
    """Beginnings of paths that need no key."""

    def __init__(self, *, url_base: str = "") -> None:
        self.url_base = url_base.rstrip("/")
        self.api_key = secrets.token_hex(16)
        self.requests: list[Request] = []
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}{self.url_base}"

    @property
    def port(self) -> int:
        return self._port

    def count(self, path: str = "", method: str = "GET") -> int:
        """Return how many requests there were to paths with this end, such as `queue`."""
        return sum(row.method == method and row.path.endswith(path) for row in self.requests)

    def refuse_key(self) -> None:
        """Refuse the key from now on, as after a new one was made."""
        self.api_key = secrets.token_hex(16)

    async def start(self) -> None:
        app = web.Application(middlewares=[self._receive])
        app.add_routes([web.route(method, f"{self.url_base}{path}", run) for method, path, run in self.routes()])
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def routes(self) -> Iterable[Route]:
        raise NotImplementedError

    def refused(self) -> web.Response:
        """Return the answer to a request without the key."""
        raise NotImplementedError

    @web.middleware
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        text = await request.text()
        path = request.path.removeprefix(self.url_base)
        self.requests.append(Request(request.method, path, dict(request.query), json.loads(text) if text else None))
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        keys = (request.headers.get("X-Api-Key"), request.query.get("apikey"), bearer)
        if not path.startswith(self.open_paths) and self.api_key not in keys:
            return self.refused()
        return await handler(request)


def reply(run: Callable[[web.Request], Any]) -> Handler:
    """Return a handler that answers with JSON."""

    async def answer(request: web.Request) -> web.Response:
        return web.json_response(run(request))

    return answer

"""A Plex Media Server for tests and the demonstration, on loopback."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
import socket
import ssl
import time
from typing import Any

from aiohttp import web

from .answers import TITLES, failure
from .behavior import Behavior
from .bulk import bulk_levels
from .faults import Fault, Faults, Handler, Rule
from .hiding import Hidden, Hiding
from .identity import Identity
from .item_routes import ItemRoutes
from .library import AGENTS, LEAF_TYPES, Catalog, Item, Library, Location
from .library_routes import LibraryRoutes
from .scanner import scan_folders, update_library
from .scans import Scans
from .server_routes import ServerRoutes
from .websocket import Listener, Websockets

HOST = "127.0.0.1"
OPEN_PATHS = ("/identity", "/web/")
"""Paths that need no token."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request that the server received."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


class PlexServer(Behavior):
    """The server; see `Behavior` for the settings that tests can change while it runs."""

    def __init__(
        self,
        *,
        machine_identifier: str = "0123456789abcdef0123456789abcdef01234567",
        name: str = "Attic",
        token: str = "secret-token",  # noqa: S107 - not a real server's
        version: str = "1.43.1.10611-1e34174b1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__()
        self.identity = Identity(machine_identifier, name, version, int(time.time()))
        self.token = token
        self.requests: list[Request] = []
        self.connections = 0
        """The number of accepted connections; over TLS, of handshakes."""
        self.scans: list[tuple[str, str | None]] = []
        self.catalog = Catalog()
        self.faults = Faults(lambda: self.redirects_to or self.other_url)
        self._hiding = Hiding()
        self._websockets = Websockets(self)
        self._scans = Scans(self.catalog, self._websockets, self, self._hiding)
        self._tls = tls
        self._ports = [0, 0]
        self._runner: web.AppRunner | None = None
        self._listening: list[socket.socket] = []
        self._serving: list[asyncio.Task[asyncio.Server]] = []

    # Start and stop

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{HOST}:{self._ports[0]}"

    @property
    def other_url(self) -> str:
        """The URL of the same server on another port: another origin, to which `Fault.REDIRECT` redirects."""
        return f"http://{HOST}:{self._ports[1]}"

    async def start(self, port: int = 0) -> None:
        """Listen on a port; by default on that of the last start, or on any at the first."""
        if port:
            self._ports[0] = port
        app = web.Application(middlewares=[self._receive])
        for routes in (
            ServerRoutes(self.identity, self._scans),
            LibraryRoutes(self.catalog, self._scans, self, self.scans),
            ItemRoutes(self.catalog, self),
        ):
            routes.add_to(app.router)
        app.router.add_get("/:/websockets/notifications", self._websockets.handle)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        self._runner = runner
        self._scans.resume()
        if not any(rule.fault is Fault.REFUSE for rule in self.faults):
            self._open()

    async def stop(self) -> None:
        """Stop without waiting for open requests; libraries and items stay for the next start."""
        runner, self._runner = self._runner, None
        if runner is None:
            return
        self._close(runner)
        await self._scans.stop()
        await runner.cleanup()

    @property
    def open_connections(self) -> int:
        return len(self._runner.server.connections) if self._runner and self._runner.server else 0

    def _open(self) -> None:
        """Listen; connections wait in the sockets until the loop serves them."""
        if self._runner is None or self._runner.server is None or self._listening:
            return
        loop = asyncio.get_running_loop()
        for index, port in enumerate(self._ports):
            listening = socket.create_server((HOST, port))
            self._ports[index] = listening.getsockname()[1]
            self._listening.append(listening)
            server = loop.create_server(
                partial(self._count_connection, self._runner.server), sock=listening, ssl=self._tls
            )
            self._serving.append(loop.create_task(server))

    def _count_connection(self, protocol: Callable[[], asyncio.BaseProtocol]) -> asyncio.BaseProtocol:
        self.connections += 1
        return protocol()

    def _close(self, runner: web.AppRunner) -> None:
        """Stop listening and break all connections."""
        for task in self._serving:
            if task.done():
                task.result().close()
            else:
                task.cancel()
        for listening in self._listening:
            # a task that was cancelled while starting the server may have left it in the loop
            if listening.fileno() >= 0:
                asyncio.get_running_loop().remove_reader(listening)
            listening.close()
        self._serving.clear()
        self._listening.clear()
        for connection in runner.server.connections if runner.server else ():
            if connection.transport is not None:
                connection.transport.abort()

    # Libraries and items

    def add_library(
        self, title: str, library_type: str, locations: list[Location], agent: str | None = None
    ) -> Library:
        """Add a library of type movie, show, artist or photo, by default with Plex's agent for that type."""
        agent = agent or AGENTS[library_type]
        return self.catalog.add_library(title, library_type, list(locations), agent, int(time.time()))

    def remove_library(self, library: Library) -> None:
        self.catalog.remove_library(library)

    def scan_by_itself(self, library: Library, path: str | None = None) -> None:
        """Scan a library, or a folder in it, as the server does on a schedule or when somebody clicks in Plex."""
        self._scans.request(library, path)

    def scan_now(self, library: Library) -> None:
        """Scan a library immediately without notifications.

        Items are added with the modification time of their files.
        """
        found = scan_folders(library, None, self._hiding)
        for item in update_library(self.catalog, library, found, None, empties_trash=self.empties_trash).created:
            item.finish(item.added_at, matched=not self.never_match and library.has_agent)

    def add_items(self, library: Library, count: int) -> list[Item]:
        """Add movies, episodes, tracks or photos without files on disk, a minute apart, the last being the newest."""
        location = library.locations[0]
        start = int(time.time()) - 60 * count
        added = []
        for number in range(count):
            levels, parts = bulk_levels(library.type, number)
            item, created = self.catalog.ensure(library, levels, start + 60 * number)
            for new in created:
                new.finish(new.added_at, matched=library.has_agent)
            self.catalog.add_part(item, parts[-1], location.path_of(parts), 1_000_000 + number)
            added.append(item)
        return added

    def optimize(self, item: Item) -> None:
        """Add a version that the server has made of an item, without a file on disk."""
        self.catalog.add_optimized(item, "Optimized for Mobile")

    def items(self, library: Library) -> list[Item]:
        """Return a library's movies, episodes, tracks or photos."""
        return list(library.of_type(LEAF_TYPES[library.type]))

    def hide(self, path: str, *, seconds: float | None = None, scans: int | None = None) -> Hidden:
        """Hide a folder or file (its path as Plex sees it) for some seconds, for some scans, or until it is shown."""
        return self._hiding.hide(path, seconds, scans)

    # Faults

    def fail(self, fault: Fault, path: str = "*", times: int | None = None, *, field: str | None = None) -> Rule:
        """Make requests whose path matches the pattern fail, a number of times (None: until lifted).

        With a field: only requests with that query parameter.
        """
        rule = Rule(fault, path, times, self._lift, field=field)
        self.faults.rules.append(rule)
        if fault is Fault.REFUSE and self._runner is not None:
            self._close(self._runner)
        return rule

    def _lift(self, rule: Rule) -> None:
        if rule in self.faults.rules:
            self.faults.rules.remove(rule)
        if rule.fault is Fault.REFUSE and not any(other.fault is Fault.REFUSE for other in self.faults):
            self._open()

    @property
    def websockets(self) -> list[Listener]:
        return self._websockets.listeners

    def drop_websockets(self) -> None:
        self._websockets.drop()

    def push(self, frame: Mapping[str, Any] | str | bytes) -> None:
        """Send a frame to every open websocket."""
        self._websockets.push(frame)

    # Requests

    @web.middleware
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.requests.append(Request(request.method, request.path, dict(request.query), request.headers.copy()))
        return await self.faults.apply(request, lambda request: self._answer(request, handler))

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        token = request.headers.get("X-Plex-Token", request.query.get("X-Plex-Token"))
        if token != self.token and not request.path.startswith(OPEN_PATHS):
            return failure(401)
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status in TITLES:
                return failure(error.status)
            raise

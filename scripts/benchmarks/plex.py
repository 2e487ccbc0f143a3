"""The stand-in for Plex, which writes down what it is asked, and counts the bytes of that."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
import gc
from pathlib import Path
import time
from typing import Any, override

from aiohttp import web

from testing.daemons import free_port
from testing.plex_server import Location, PlexServer
from testing.plex_server.answers import document
from testing.plex_server.faults import Handler
from testing.plex_server.nodes import Node, container
from testing.plex_server.scans import Scans
from testing.plex_server.server import HOST
from testing.plex_server.websocket import Websockets

MEDIA = "/media"
_WEBSOCKET = "/:/websockets/notifications"
_TYPES = ("movie", "show", "artist")
_QUIET = {
    "/accounts": [Node("Account", {"id": 1, "key": "/accounts/1", "name": "somebody"})],
    "/clients": [],
    "/status/sessions": [],
    "/updater/check": [],
    "/updater/status": [],
}
"""What we never ask, and Home Assistant's own integration does: nobody plays anything, and there is no update."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of Plex; times are of the monotonic clock, which all processes share."""

    requests: list[tuple[float, str, str | None]]
    """When, the path, and the folder that a scan is to look at; the websocket is not among them."""
    created: Mapping[str, float]
    """When each item was made, by its id."""
    bytes: int
    """On the wire in both directions, with all headers, and with what the websocket said."""

    @property
    def scans(self) -> list[tuple[float, str | None]]:
        """When which folders were to be scanned."""
        return [(at, folder) for at, path, folder in self.requests if path.endswith("/refresh")]


class _Websockets(Websockets):
    """Writes down when each item was made."""

    created: dict[str, float]

    @override
    def notify(self, notification_type: str, list_name: str, *entries: Mapping[str, Any]) -> None:
        for entry in entries:
            if entry.get("metadataState") == "created":
                self.created[entry["itemID"]] = time.monotonic()
        super().notify(notification_type, list_name, *entries)


class Plex(PlexServer):
    """Is reached at a port that passes everything on to the server's own."""

    def __init__(self, disk: Path) -> None:
        """Take the folder for the libraries' folders."""
        super().__init__()
        self._disk = disk
        self._relay_port = free_port()
        self._relay: asyncio.Server | None = None
        self._asked: list[tuple[float, str, str | None]] = []
        self._bytes = 0
        self._websockets = self._timed = _Websockets(self)
        self._timed.created = {}
        self._scans = Scans(self.catalog, self._timed, self, self._hiding)

    @property
    @override
    def url(self) -> str:
        return f"http://{HOST}:{self._relay_port}"

    @override
    async def start(self, port: int = 0) -> None:
        await super().start(port)
        self._relay = await asyncio.start_server(self._connected, HOST, self._relay_port)

    @override
    async def stop(self) -> None:
        if self._relay:
            self._relay.close()
        await super().stop()

    def fill(self, libraries: int, items: int) -> None:
        """Have so many libraries with so many items in all; the first three have their types in turn."""
        for number in range(len(self.catalog.libraries), libraries):
            folder = self._disk / f"library-{number}"
            folder.mkdir(parents=True, exist_ok=True)
            location = Location(f"{MEDIA}/{folder.name}", folder)
            self.add_library(f"Library {number}", _TYPES[number % len(_TYPES)], [location])
        for library in self.catalog.libraries.values():
            self.add_items(library, max(items // libraries - len(self.items(library)), 0))
        gc.freeze()  # as many items as there are would else be looked through again and again

    def read(self) -> Asked:
        """Return what was asked since the last time."""
        asked = Asked(self._asked, self._timed.created, self._bytes)
        self._asked, self._timed.created, self._bytes = [], {}, 0
        self.requests.clear()
        self.scans.clear()
        return asked

    @web.middleware
    @override
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path != _WEBSOCKET:
            self._asked.append((time.monotonic(), request.path, request.query.get("path")))
        if (nodes := _QUIET.get(request.path)) is not None:
            return document(request, container(nodes))
        return await super()._receive(request, handler)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there, onward = await asyncio.open_connection(HOST, self._ports[0])
            await asyncio.gather(self._pass_on(reader, onward), self._pass_on(there, writer))

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                self._bytes += len(data)
                writer.write(data)
                await writer.drain()
        writer.close()

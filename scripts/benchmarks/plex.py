"""A stand-in for Plex that records its requests and counts the bytes on the wire."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
import gc
from pathlib import Path
import ssl
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
_CORE_DOCUMENTS = {
    "/accounts": [Node("Account", {"id": 1, "key": "/accounts/1", "name": "somebody"})],
    "/clients": [],
    "/status/sessions": [],
    "/updater/check": [],
    "/updater/status": [],
}
"""What only Home Assistant's own integration requests: nothing is playing, and there is no update."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What passed between Home Assistant and Plex; times are of the monotonic clock, which processes share."""

    requests: list[tuple[float, str, str | None]]
    """Time, path, and the folder of a scan; without the websocket's request."""
    created: Mapping[str, float]
    """The time at which each item was added, by its rating key."""
    bytes: int
    """In both directions, with headers and the websocket's messages."""

    @property
    def scans(self) -> list[tuple[float, str | None]]:
        """The time and folder of each scan request."""
        return [(at, folder) for at, path, folder in self.requests if path.endswith("/refresh")]


class _Websockets(Websockets):
    """Records when items are added."""

    created: dict[str, float]

    @override
    def notify(self, notification_type: str, list_name: str, *entries: Mapping[str, Any]) -> None:
        for entry in entries:
            if entry.get("metadataState") == "created":
                self.created[entry["itemID"]] = time.monotonic()
        super().notify(notification_type, list_name, *entries)


class MeasuredPlex(PlexServer):
    """A Plex server behind a port that forwards and counts all bytes."""

    def __init__(self, disk: Path, tls: ssl.SSLContext | None = None) -> None:
        """Initialize with the folder in which the libraries have theirs."""
        super().__init__(tls=tls)
        self._disk = disk
        self._counting_port = free_port()
        self._counting_server: asyncio.Server | None = None
        self._recorded: list[tuple[float, str, str | None]] = []
        self._bytes = 0
        self._websockets = self._recording_websockets = _Websockets(self)
        self._recording_websockets.created = {}
        self._scans = Scans(self.catalog, self._websockets, self, self._hiding)

    @property
    @override
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{HOST}:{self._counting_port}"

    @override
    async def start(self, port: int = 0) -> None:
        await super().start(port)
        self._counting_server = await asyncio.start_server(self._on_connection, HOST, self._counting_port)

    @override
    async def stop(self) -> None:
        if self._counting_server:
            self._counting_server.close()
        await super().stop()

    def fill(self, libraries: int, items: int) -> None:
        """Add libraries (movies, shows, music, movies …) and items until there are this many in total."""
        for number in range(len(self.catalog.libraries), libraries):
            folder = self._disk / f"library-{number}"
            folder.mkdir(parents=True, exist_ok=True)
            location = Location(f"{MEDIA}/{folder.name}", folder)
            self.add_library(f"Library {number}", _TYPES[number % len(_TYPES)], [location])
        for library in self.catalog.libraries.values():
            self.add_items(library, max(items // libraries - len(self.items(library)), 0))
        gc.freeze()  # or each garbage collection would go through all items

    def take_traffic(self) -> Traffic:
        """Return the traffic since the last call."""
        traffic = Traffic(self._recorded, self._recording_websockets.created, self._bytes)
        self._recorded, self._recording_websockets.created, self._bytes = [], {}, 0
        self.requests.clear()
        self.scans.clear()
        return traffic

    @web.middleware
    @override
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path != _WEBSOCKET:
            self._recorded.append((time.monotonic(), request.path, request.query.get("path")))
        if (nodes := _CORE_DOCUMENTS.get(request.path)) is not None:
            return document(request, container(nodes))
        return await super()._receive(request, handler)

    async def _on_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            server_reader, server_writer = await asyncio.open_connection(HOST, self._ports[0])
            await asyncio.gather(self._forward(reader, server_writer), self._forward(server_reader, writer))

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                self._bytes += len(data)
                writer.write(data)
                await writer.drain()
        writer.close()

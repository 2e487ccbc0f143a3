"""The test Plex in a process of its own: `python -m scripts.benchmarks.timed_plex`.

It is told what to do in lines of JSON at its standard input and answers each with one; it ends with its input. Times
are seconds of the computer's monotonic clock, which all processes share.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
import gc
import json
from pathlib import Path
import sys
import time
from typing import Any, override

from aiohttp import web

from testing.plex_server import Location, PlexServer
from testing.plex_server.answers import document
from testing.plex_server.faults import Handler
from testing.plex_server.nodes import Node, container
from testing.plex_server.scans import Scans
from testing.plex_server.websocket import Websockets

from .relay import HOST, Relay, Traffic

TYPES = ("movie", "show", "artist")
QUIET = {
    "/accounts": [Node("Account", {"id": 1, "key": "/accounts/1", "name": "somebody"})],
    "/clients": [],
    "/status/sessions": [],
    "/updater/check": [],
    "/updater/status": [],
}
"""What the test Plex does not answer because we never ask it: nobody plays anything, and there is no update."""


class TimedWebsockets(Websockets):
    """Writes down when each item was made."""

    created: dict[str, float]

    @override
    def notify(self, notification_type: str, list_name: str, *entries: Mapping[str, Any]) -> None:
        for entry in entries:
            if entry.get("metadataState") == "created":
                self.created[entry["itemID"]] = time.monotonic()
        super().notify(notification_type, list_name, *entries)


class TimedPlex(PlexServer):
    """Writes down when it was asked what, and when each item was made."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[float, str, str | None]] = []
        self._timed = TimedWebsockets(self)
        self._timed.created = {}
        self._websockets = self._timed
        self._scans = Scans(self.catalogue, self._timed, self, self._hiding)

    @property
    def created(self) -> dict[str, float]:
        """When each item was made, by its id."""
        return self._timed.created

    @web.middleware
    @override
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.asked.append((time.monotonic(), request.path, request.query.get("path")))
        if (nodes := QUIET.get(request.path)) is not None:
            return document(request, container(nodes))
        return await super()._receive(request, handler)


class Child:
    """Does what it is told."""

    def __init__(self) -> None:
        self._plex = TimedPlex()
        self._relay: Relay | None = None

    async def run(self) -> None:
        """Serve until the input ends."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=2**24)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        await self._plex.start()
        self._relay = Relay(int(self._plex.url.rpartition(":")[2]))
        port = await self._relay.start()
        self._answer({"url": f"http://{HOST}:{port}", "token": self._plex.token})
        while line := await reader.readline():
            order = json.loads(line)
            self._answer(getattr(self, f"do_{order.pop('do')}")(**order))
            gc.collect()
            gc.freeze()  # as many items as there are would else be looked through again and again
        await self._relay.stop()
        await self._plex.stop()

    def do_fill(self, libraries: int, items: int, disk: str) -> dict[str, Any]:
        """Have so many libraries with so many items in all; the first three have their types in turn."""
        catalogue = self._plex.catalogue
        for number in range(len(catalogue.libraries), libraries):
            kind = TYPES[number % len(TYPES)]
            folder = Path(disk, f"library-{number}")
            folder.mkdir(parents=True, exist_ok=True)
            location = Location(f"/media/{folder.name}", folder)
            self._plex.add_library(f"Library {number}", kind, [location])
        each = items // libraries
        for library in catalogue.libraries.values():
            if (more := each - len(self._plex.items(library))) > 0:
                self._plex.add_items(library, more)
        return {"libraries": {library.id: library.title for library in catalogue.libraries.values()}}

    def do_behave(self, **changes: float) -> dict[str, Any]:
        """Change the server's behaviour."""
        for name, value in changes.items():
            setattr(self._plex, name, value)
        return {}

    def do_read(self) -> dict[str, Any]:
        """Tell what was asked since the last time, and what was made."""
        if self._relay is None:
            raise RuntimeError("not running")
        asked, self._plex.asked = self._plex.asked, []
        created = dict(self._plex.created)
        self._plex.created.clear()
        self._plex.requests.clear()
        self._plex.scans.clear()
        traffic, self._relay.traffic = self._relay.traffic, Traffic()
        return {
            "asked": asked,
            "created": created,
            "traffic": asdict(traffic),
            "listening": len(self._plex.websockets),
        }

    def do_look(self) -> dict[str, Any]:
        """Tell how many listen to notifications."""
        return {"listening": len(self._plex.websockets)}

    @staticmethod
    def _answer(content: dict[str, Any]) -> None:
        print(json.dumps(content), flush=True)


if __name__ == "__main__":
    asyncio.run(Child().run())

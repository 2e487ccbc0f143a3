"""A malicious Plex server on loopback, whose responses contain whatever a test puts in."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from aiohttp import web

type Attributes = Mapping[str, str]
type Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

MACHINE = "feedfacefeedfacefeedfacefeedfacefeedface"
SERVER = {"machineIdentifier": MACHINE, "friendlyName": "Attic", "version": "1.43.1.10611-1e34174b1"}
LIBRARY = {"key": "1", "type": "movie", "title": "Movies", "agent": "tv.plex.agents.movie"}
FILM = {
    "ratingKey": "100",
    "type": "movie",
    "title": "Sable Coast",
    "guid": "plex://movie/5d77",
    "addedAt": "1700000000",
    "thumb": "/library/metadata/100/thumb/1700000000",
}
FOLDER = "/media/movies"
FILE = f"{FOLDER}/Sable Coast (2010)/Sable Coast (2010).mkv"


@dataclass
class Malicious:
    """The content of the server's responses; tests can change it at any time."""

    server: Attributes = field(default_factory=lambda: dict(SERVER))
    libraries: list[Attributes] = field(default_factory=lambda: [LIBRARY])
    items: list[Attributes] = field(default_factory=lambda: [FILM])
    instead: dict[str, Answer] = field(default_factory=dict)
    """Handlers that replace the server's own, by path."""
    requests: list[web.Request] = field(default_factory=list)
    frames: list[str | bytes] = field(default_factory=list)
    """The notifications that every websocket client gets."""
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer any request."""
        self.requests.append(request)
        path = request.path
        if instead := self.instead.get(path):
            return await instead(request)
        if path.startswith("/:/websockets"):
            return await self._tell(request)
        if path == "/":
            return xml(_document(self.server, []))
        if path == "/identity":
            return web.json_response({"MediaContainer": dict(self.server)})
        if path == "/library/sections":
            return xml(_document({}, [_element("Directory", one, _location()) for one in self.libraries]))
        return xml(_document({"librarySectionID": "1"}, [_element("Video", one, _media()) for one in self.items]))

    async def _tell(self, request: web.Request) -> web.StreamResponse:
        websocket = web.WebSocketResponse()
        await websocket.prepare(request)
        for frame in self.frames:
            await (websocket.send_str(frame) if isinstance(frame, str) else websocket.send_bytes(frame))
        async for _ in websocket:
            pass
        return websocket


@asynccontextmanager
async def running(malicious: Malicious) -> AsyncGenerator[Malicious]:
    """Run the server on loopback during the block."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", malicious.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    malicious.url = site.name
    yield malicious
    await runner.cleanup()


def xml(body: str | bytes) -> web.Response:
    """Return a response like Plex's."""
    return web.Response(body=body if isinstance(body, bytes) else body.encode(), content_type="text/xml")


def _document(attributes: Attributes, elements: list[str]) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{_element("MediaContainer", attributes, "".join(elements))}'


def _element(tag: str, attributes: Attributes, content: str) -> str:
    text = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag} {text}>{content}</{tag}>"


def _location() -> str:
    return f'<Location path="{FOLDER}"/>'


def _media() -> str:
    return f'<Media><Part file="{FILE}" size="10"/></Media>'

"""Responses of a malicious Plex take little memory and time, and hold a bounded number of threads."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
import gzip
import socket
import threading
import tracemalloc
from typing import Any, ClassVar
from xml.etree.ElementTree import XMLParser

from aiohttp import web
import pytest

from custom_components.plex_arrivals.plex import documents
from custom_components.plex_arrivals.plex.errors import PlexBadResponse, PlexError, PlexUnavailable
from custom_components.plex_arrivals.plex.service import PlexService
from custom_components.plex_arrivals.plex.session import MAX_AT_ONCE

from .malicious import Malicious, running, xml

MEGABYTE = 1_000_000
MOST_BYTES = 120 * MEGABYTE
"""The memory that a response may take for a moment: it may be 32 MiB long, and is copied a few times."""
MOST_AT_ONCE = 64 * 1024
"""The number of bytes that are parsed at once, before other threads may run."""
OPENING, CLOSING = b"<MediaContainer>", b"</MediaContainer>"


def laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f'<!DOCTYPE d [<!ENTITY a "{"ha" * 500}">{entities}]><MediaContainer title="&i;"/>'.encode()


def entities_behind_padding() -> bytes:
    """Return a document that stays below expat's own limit, a hundred times its size."""
    padding = b'<b t="' + b" " * 100 + b'"/>'
    inner = padding * 20_000 + b'<a t="&a;"/>' * 1500
    return b'<!DOCTYPE d [<!ENTITY a "' + b"x" * 100_000 + b'">]>' + OPENING + inner + CLOSING


def zipped(content: bytes, times: int = 1) -> web.Response:
    for _ in range(times):
        content = gzip.compress(content, 1)
    return web.Response(
        body=content, content_type="text/xml", headers={"Content-Encoding": ", ".join(["gzip"] * times)}
    )


BOMBS: dict[str, Callable[[], web.Response]] = {
    "laughs": lambda: xml(laughs()),
    "entities behind padding": lambda: xml(entities_behind_padding()),
    "an external entity": lambda: xml(
        b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><MediaContainer t="&a;"/>'
    ),
    "zipped": lambda: zipped(OPENING + b" " * 150 * MEGABYTE + CLOSING),
    "zipped twice": lambda: zipped(b" " * 150 * MEGABYTE, 2),
    "elements": lambda: xml(OPENING + b"<a/>" * 2 * MEGABYTE + CLOSING),
    "levels": lambda: xml(OPENING + b"<a>" * MEGABYTE + b"</a>" * MEGABYTE + CLOSING),
    "attributes": lambda: xml(b"<MediaContainer " + b" ".join(b'a%d=""' % n for n in range(MEGABYTE)) + b"/>"),
    "one attribute": lambda: xml(b'<MediaContainer title="' + b"x" * 20 * MEGABYTE + b'"/>'),
    "one attribute of a later element": lambda: xml(
        OPENING + b'<Directory key="1" type="movie" title="' + b"x" * 20 * MEGABYTE + b'"/>' + CLOSING
    ),
}


class Pieces(XMLParser):
    """Records the sizes of the pieces, and the threads that parse them."""

    sizes: ClassVar[list[int]] = []
    threads: ClassVar[set[int]] = set()

    def feed(self, data: Any, /) -> None:
        self.sizes.append(len(data))
        self.threads.add(threading.get_ident())
        super().feed(data)


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Do not start Home Assistant."""


@pytest.fixture
async def plex(socket_enabled: None) -> AsyncGenerator[Malicious]:
    async with running(Malicious()) as plex:
        yield plex


@pytest.fixture
async def service(plex: Malicious) -> AsyncGenerator[PlexService]:
    service = PlexService(plex.url, "token", client_identifier="x", time_limit=20)
    yield service
    await service.close()


@pytest.mark.parametrize("bomb", BOMBS)
async def test_bomb_is_refused_with_little_memory(
    plex: Malicious, service: PlexService, monkeypatch: pytest.MonkeyPatch, bomb: str
) -> None:
    """The event loop is not blocked: documents are parsed in another thread, piece by piece."""
    monkeypatch.setattr(documents, "MAX_ELEMENTS", 50_000)  # counting memory is slow
    monkeypatch.setattr(documents, "XMLParser", Pieces)
    ready = BOMBS[bomb]()

    async def answer(_request: web.Request) -> web.Response:
        return ready

    await service.get_server_info()
    plex.instead["/library/sections"] = answer
    Pieces.sizes.clear()
    Pieces.threads.clear()
    tracemalloc.start()
    try:
        with pytest.raises(PlexBadResponse):
            await service.get_libraries()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_BYTES
    assert max(Pieces.sizes, default=0) <= MOST_AT_ONCE
    assert threading.get_ident() not in Pieces.threads


async def endless(request: web.Request) -> web.StreamResponse:
    """Answer with an endless list of items."""
    response = web.StreamResponse(headers={"Content-Type": "text/xml"})
    await response.prepare(request)
    await response.write(OPENING)
    while True:
        await response.write(b'<Directory key="1"/>')
        await asyncio.sleep(0.01)


async def test_endless_response_times_out(plex: Malicious) -> None:
    service = PlexService(plex.url, "token", client_identifier="x", time_limit=0.5)
    await service.get_server_info()
    plex.instead["/library/sections"] = endless
    with pytest.raises(PlexUnavailable):
        await service.get_libraries()
    await service.close()


class Dripping(threading.Thread):
    """A server whose headers never end; each byte arrives in time."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.connections: list[socket.socket] = []
        self.let_go = threading.Event()

    def run(self) -> None:
        self.listening.settimeout(0.02)
        while not self.let_go.is_set():
            try:
                connection, _ = self.listening.accept()
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                self.connections.append(connection)
            except TimeoutError:
                for connection in self.connections:
                    connection.send(b"X")
        for connection in (*self.connections, self.listening):
            connection.close()


@pytest.fixture
def dripping(socket_enabled: None) -> Generator[Dripping]:
    server = Dripping()
    server.start()
    yield server
    server.let_go.set()
    server.join()


async def test_endless_headers_hold_few_threads(dripping: Dripping) -> None:
    """Home Assistant's threads are shared; the server is asked again once its connections are closed."""
    address = f"http://127.0.0.1:{dripping.listening.getsockname()[1]}"
    service = PlexService(address, "token", client_identifier="x", time_limit=0.4)

    async def error() -> str:
        with pytest.raises(PlexUnavailable) as caught:
            await service.get_server_info()
        return str(caught.value)

    while len(dripping.connections) < MAX_AT_ONCE:
        assert "in time" in await error()
    for _ in range(5):
        assert "in time" in await error()
    assert len(dripping.connections) == MAX_AT_ONCE
    dripping.let_go.set()
    async with asyncio.timeout(30):
        while "in time" in await error():
            pass
    await service.close()


ELSEWHERE = ["http://127.0.0.1:{port}{path}", "//127.0.0.1:{port}{path}", "http://user@127.0.0.1:{port}/", "/elsewhere"]
ASKS: dict[str, Callable[[PlexService], Awaitable[object]]] = {
    "server": lambda service: service.get_server_info(),
    "libraries": lambda service: service.get_libraries(),
    "items": lambda service: service.get_items(["1"]),
    "picture": lambda service: service.fetch_poster("1", 100, 100),
}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_token_is_not_sent_to_redirect(plex: Malicious, service: PlexService, status: int) -> None:
    async with running(Malicious()) as other:
        port = other.url.rpartition(":")[2]
        await service.get_server_info()
        for location in ELSEWHERE:

            async def redirect(request: web.Request, location: str = location) -> web.Response:
                target = location.format(port=port, path=request.path_qs)
                return web.Response(status=status, headers={"Location": target, "Refresh": f"0; url={target}"})

            for path in (
                "/",
                "/library/sections",
                "/library/metadata/1",
                "/photo/:/transcode",
                "/library/metadata/1/thumb",
            ):
                plex.instead[path] = redirect
            for ask in ASKS.values():
                with pytest.raises(PlexError):
                    await ask(service)
        assert not other.requests
    assert "/elsewhere" not in {request.path for request in plex.requests}

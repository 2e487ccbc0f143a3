"""Posters at the addresses that importers give."""

from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest
from yarl import URL

from custom_components.plex_arrivals.plex.errors import PlexBadResponse, PlexError, PlexNotFound, PlexUnavailable
from custom_components.plex_arrivals.posters.remote import (
    MAX_BYTES,
    MAX_URL_LENGTH,
    _scaled,
    fetch_remote_poster,
    is_remote_poster,
)

JPEG = b"\xff\xd8\xff\xe0 jpeg"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

type Fetch = Callable[[str], Awaitable[bytes]]


@pytest.fixture
async def fetch(socket_enabled: None) -> AsyncIterator[Fetch]:
    """Return a function that fetches a path of a server as a poster."""

    async def respond(request: web.Request) -> web.StreamResponse:
        match request.path:
            case "/poster.jpg":
                return web.Response(body=JPEG)
            case "/script.svg":
                return web.Response(body=SVG, content_type="image/jpeg")
            case "/moved.jpg":
                raise web.HTTPFound("/poster.jpg")
            case "/loop.jpg":
                raise web.HTTPFound("/loop.jpg")
            case "/file.jpg":
                raise web.HTTPFound("file:///etc/hostname")
            case "/endless.jpg":
                response = web.StreamResponse()
                await response.prepare(request)
                await response.write(JPEG)
                while True:
                    await response.write(b"x" * MAX_BYTES)
            case _:
                raise web.HTTPNotFound

    app = web.Application()
    app.router.add_get("/{path:.*}", respond)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:

        async def fetch(path: str) -> bytes:
            return (await fetch_remote_poster(session, str(server.make_url(path)), 160)).content

        yield fetch


async def test_poster(fetch: Fetch) -> None:
    assert await fetch("/poster.jpg") == JPEG
    assert await fetch("/moved.jpg") == JPEG


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/gone.jpg", PlexNotFound),
        ("/script.svg", PlexBadResponse),
        ("/endless.jpg", PlexBadResponse),
        ("/loop.jpg", PlexUnavailable),
        ("/file.jpg", PlexUnavailable),
    ],
)
async def test_what_is_no_poster(fetch: Fetch, path: str, error: type[PlexError]) -> None:
    with pytest.raises(error):
        await fetch(path)


async def test_nobody_responds(socket_enabled: None, unused_tcp_port: int) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(PlexUnavailable):
            await fetch_remote_poster(session, f"http://127.0.0.1:{unused_tcp_port}/poster.jpg", 160)


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("https://artworks.example.com/poster.jpg", True),
        ("http://artworks.example.com/poster.jpg?a=b", True),
        ("file:///config/secrets.yaml", False),
        ("/MediaCover/1/poster.jpg", False),
        ("https://", False),
        ("https://[", False),
        (f"https://example.com/{'x' * MAX_URL_LENGTH}", False),
        ("", False),
        (None, False),
    ],
)
def test_accepted_addresses(url: str | None, accepted: bool) -> None:
    assert is_remote_poster(url) is accepted


@pytest.mark.parametrize(
    ("width", "path"),
    [(160, "/t/p/w185/a.jpg"), (320, "/t/p/w342/a.jpg"), (640, "/t/p/w780/a.jpg"), (9999, "/t/p/w780/a.jpg")],
)
def test_originals_of_tmdb_are_scaled(width: int, path: str) -> None:
    assert _scaled(URL("https://image.tmdb.org/t/p/original/a.jpg"), width) == URL(f"https://image.tmdb.org{path}")
    for other in ("https://image.tmdb.org/t/p/w500/a.jpg", "https://example.com/t/p/original/a.jpg"):
        assert _scaled(URL(other), width) == URL(other)

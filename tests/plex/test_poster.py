"""Fetching posters."""

import asyncio

import pytest

from custom_components.plex_arrivals.plex.errors import (
    PlexBadResponse,
    PlexError,
    PlexNotFound,
    PlexNotReady,
    PlexUnauthorized,
    PlexUnavailable,
)
from custom_components.plex_arrivals.plex.poster import Poster
from custom_components.plex_arrivals.plex.service import PlexService
from custom_components.plex_arrivals.plex.session import MAX_POSTER_BYTES
from testing.plex_server import Fault, Item, Library, PlexServer

from .conftest import TOKEN, MakeService

JPEG = b"\xff\xd8\xff\xe0 jpeg"
PNG = b"\x89PNG\r\n\x1a\n png"
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 "
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TRANSCODER = "/photo/:/transcode"


@pytest.fixture
def heat(server: PlexServer, movies: Library) -> Item:
    return server.items(movies)[0]


@pytest.fixture
async def connected(service: PlexService, server: PlexServer, heat: Item) -> PlexService:
    """Return the service after its first request."""
    await service.get_server_info()
    server.requests.clear()
    return service


def size_of(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


async def test_poster_has_the_requested_size_and_the_token_is_in_a_header(
    connected: PlexService, server: PlexServer, heat: Item
) -> None:
    picture = await connected.fetch_poster(heat.rating_key, 160, 240, str(heat.thumb_version))
    assert picture.content_type == "image/png"
    assert size_of(picture.content) == (160, 240)
    (request,) = server.requests
    assert request.path == TRANSCODER
    assert request.query == {
        "url": f"/library/metadata/{heat.rating_key}/thumb/{heat.thumb_version}",
        "width": "160",
        "height": "240",
        "minSize": "1",
        "upscale": "0",
    }
    assert request.headers["X-Plex-Token"] == TOKEN


@pytest.mark.parametrize("version", [None, "", "poster.jpg", "..", "../../1"])
async def test_invalid_version_is_left_out(
    connected: PlexService, server: PlexServer, heat: Item, version: str | None
) -> None:
    await connected.fetch_poster(heat.rating_key, 160, 240, version)
    assert [request.query["url"] for request in server.requests] == [f"/library/metadata/{heat.rating_key}/thumb"]


async def test_original_is_fetched_if_the_transcoder_has_none(
    connected: PlexService, server: PlexServer, heat: Item
) -> None:
    server.transcodes_pictures = False
    picture = await connected.fetch_poster(heat.rating_key, 160, 240, "17")
    assert size_of(picture.content) == (300, 450)
    assert [request.path for request in server.requests] == [
        TRANSCODER,
        f"/library/metadata/{heat.rating_key}/thumb/17",
    ]


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.EMPTY, Fault.REDIRECT, Fault.OVERSIZED, Fault.STATUS(500)])
async def test_original_is_fetched_if_the_transcoder_fails(
    connected: PlexService, server: PlexServer, heat: Item, fault: Fault
) -> None:
    with server.fail(fault, TRANSCODER):
        picture = await connected.fetch_poster(heat.rating_key, 160, 240)
    assert size_of(picture.content) == (300, 450)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.HTML, PlexBadResponse),
        (Fault.EMPTY, PlexBadResponse),
        (Fault.REDIRECT, PlexBadResponse),
        (Fault.TRUNCATED, PlexBadResponse),
        (Fault.STATUS(404), PlexNotFound),
        (Fault.STATUS(401), PlexUnauthorized),
        (Fault.MAINTENANCE, PlexNotReady),
        (Fault.RESET, PlexUnavailable),
        (Fault.REFUSE, PlexUnavailable),
    ],
)
async def test_faults_raise(
    connected: PlexService, server: PlexServer, heat: Item, fault: Fault, error: type[PlexError]
) -> None:
    with server.fail(fault), pytest.raises(error) as raised:
        await connected.fetch_poster(heat.rating_key, 160, 240)
    assert TOKEN not in str(raised.value)
    assert "transcode" not in str(raised.value)


async def test_redirect_is_not_followed(connected: PlexService, server: PlexServer, heat: Item) -> None:
    with server.fail(Fault.REDIRECT), pytest.raises(PlexBadResponse):
        await connected.fetch_poster(heat.rating_key, 160, 240)
    assert len(server.requests) == 2


async def test_slow_poster_ends_at_the_time_limit(make_service: MakeService, server: PlexServer, heat: Item) -> None:
    service = make_service(time_limit=20)
    await service.get_server_info()
    began = asyncio.get_running_loop().time()
    with server.fail(Fault.SLOW_DRIP), pytest.raises(PlexUnavailable):
        await service.fetch_poster(heat.rating_key, 160, 240)
    assert asyncio.get_running_loop().time() - began < 25


async def test_item_without_poster_raises(connected: PlexService, heat: Item) -> None:
    heat.thumb_version = None
    with pytest.raises(PlexNotFound):
        await connected.fetch_poster(heat.rating_key, 160, 240, "17")


@pytest.mark.parametrize("rating_key", ["", "x", "-1", "1/../2", "../sections", "1%2F2", "1?x=1", "٣", "1" * 20, "1\n"])
async def test_invalid_id_makes_no_request(connected: PlexService, server: PlexServer, rating_key: str) -> None:
    with pytest.raises(PlexNotFound):
        await connected.fetch_poster(rating_key, 160, 240)
    assert not server.requests


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("image/svg+xml", SVG),
        ("image/jpeg", SVG),
        ("image/jpeg", b"<html>"),
        ("image/gif", b"GIF89a"),
        ("image/jpeg", b""),
        ("text/html", JPEG),
        ("application/octet-stream", JPEG),
        ("image/jpeg", JPEG + b"\0" * MAX_POSTER_BYTES),
    ],
    ids=range(8),
)
async def test_what_is_not_a_picture_or_too_big_raises(
    connected: PlexService, server: PlexServer, heat: Item, content_type: str, content: bytes
) -> None:
    server.picture = content_type, content
    with pytest.raises(PlexBadResponse):
        await connected.fetch_poster(heat.rating_key, 160, 240)


@pytest.mark.parametrize(("content", "kind"), [(JPEG, "jpeg"), (PNG, "png"), (WEBP, "webp")])
async def test_type_is_that_of_the_first_bytes(
    connected: PlexService, server: PlexServer, heat: Item, content: bytes, kind: str
) -> None:
    server.picture = "image/x-whatever", content
    assert await connected.fetch_poster(heat.rating_key, 160, 240) == Poster(content, f"image/{kind}")

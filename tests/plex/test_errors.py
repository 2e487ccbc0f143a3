"""Every fault raises a PlexError, within the time limit, and its text contains nothing private."""

import asyncio
from collections.abc import Awaitable, Callable
import logging

from aiohttp import web
import pytest
from pytest_aiohttp.plugin import AiohttpServer

from custom_components.plex_arrivals.plex.error_mapping import error_for_status, origin
from custom_components.plex_arrivals.plex.errors import (
    PlexBadResponse,
    PlexError,
    PlexForbidden,
    PlexNotFound,
    PlexNotReady,
    PlexRedirect,
    PlexUnauthorized,
    PlexUnavailable,
)
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary
from custom_components.plex_arrivals.plex.service import PlexService
from custom_components.plex_arrivals.plex.session import PlexSession
from testing.plex_server import Fault, Library, PlexServer

from .conftest import CLIENT, TIME_LIMIT, TOKEN, MakeService

MOVIES = PlexLibrary(id="1", title="Movies", type=LibraryType.MOVIE, locations=("/media/Movies",))
FILE = "Private (1995).mkv"

Call = Callable[[PlexService], Awaitable[object]]
CALLS: dict[str, Call] = {
    "info": lambda service: service.get_server_info(),
    "libraries": lambda service: service.get_libraries(),
    "recent": lambda service: service.get_recently_added(5, MOVIES),
    "find": lambda service: service.find_by_file(MOVIES, f"/media/Movies/{FILE}"),
    "items": lambda service: service.get_items(["1", "2"]),
    "children": lambda service: service.get_children("1"),
    "search": lambda service: service.search("x"),
    "refresh": lambda service: service.refresh_library(MOVIES, f"/media/Movies/{FILE}"),
}
FAULTS = [
    (Fault.REFUSE, PlexUnavailable),
    (Fault.RESET, PlexUnavailable),
    (Fault.HANG, PlexUnavailable),
    (Fault.SLOW_DRIP, PlexUnavailable),
    (Fault.MAINTENANCE, PlexNotReady),
    (Fault.HTML, PlexBadResponse),
    (Fault.TRUNCATED, PlexBadResponse),
    (Fault.MALFORMED, PlexBadResponse),
    (Fault.EMPTY, PlexBadResponse),
    (Fault.WRONG_ENCODING, PlexBadResponse),
    (Fault.OVERSIZED, PlexBadResponse),
    (Fault.REDIRECT, PlexRedirect),
    (Fault.STATUS(400), PlexBadResponse),
    (Fault.STATUS(401), PlexUnauthorized),
    (Fault.STATUS(403), PlexForbidden),
    (Fault.STATUS(498), PlexUnauthorized),
    (Fault.STATUS(429), PlexNotReady),
    (Fault.STATUS(500), PlexBadResponse),
    (Fault.STATUS(502), PlexNotReady),
    (Fault.STATUS(503), PlexNotReady),
    (Fault.STATUS(520), PlexNotReady),
]
UNREAD = {Fault.HTML, Fault.MALFORMED, Fault.EMPTY, Fault.WRONG_ENCODING, Fault.TRUNCATED, Fault.SLOW_DRIP}
"""Faults that do not concern a refresh, whose answer is an empty page."""
CASES = [
    pytest.param(
        call, fault, expected, connected, id=f"{fault.name} {fault.status} {call} {'later' if connected else 'first'}"
    )
    for fault, expected in FAULTS
    for call in CALLS
    for connected in (False, True)
    if not (connected and call == "refresh" and fault in UNREAD)
]


@pytest.mark.parametrize(("call", "fault", "expected", "connected"), CASES)
async def test_fault_raises(
    make_service: MakeService,
    server: PlexServer,
    movies: Library,
    caplog: pytest.LogCaptureFixture,
    call: str,
    fault: Fault,
    expected: type[PlexError],
    *,
    connected: bool,
) -> None:
    service = make_service(time_limit=TIME_LIMIT)
    if connected:
        await service.get_server_info()
    caplog.set_level(logging.DEBUG)
    server.fail(fault)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(PlexError) as caught:
        await CALLS[call](service)
    assert loop.time() - began < TIME_LIMIT + 5
    assert type(caught.value) is expected
    assert_discreet(caught.value, caplog)


def assert_discreet(error: PlexError, caplog: pytest.LogCaptureFixture) -> None:
    """Assert that nothing private is in the error, in what is printed of its causes, or in the log."""
    text = str(error)
    assert text
    assert TOKEN not in text
    assert "?" not in text
    assert "Private" not in text
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None or isinstance(error.__context__, PlexError)
    for record in caplog.records:
        line = record.getMessage()
        assert TOKEN not in line
        # urllib3 itself logs each request at debug level.
        assert record.name.startswith(("urllib3", "asyncio", "aiohttp")) or "Private" not in line


async def test_answer_to_a_refresh_is_not_read(service: PlexService, server: PlexServer, movies: Library) -> None:
    await service.get_server_info()
    for fault in (Fault.HTML, Fault.EMPTY):
        with server.fail(fault):
            await service.refresh_library(MOVIES)


async def test_maintenance_with_status_200_is_not_ready(socket_enabled: None, aiohttp_server: AiohttpServer) -> None:
    async def answer(_request: web.Request) -> web.Response:
        document = (
            '<Response code="503" title="Maintenance" status="Plex Media Server is currently running maintenance"/>'
        )
        return web.Response(text=document, content_type="text/xml")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    other = await aiohttp_server(app)
    other_service = PlexService(str(other.make_url("")), TOKEN, client_identifier="x", time_limit=TIME_LIMIT)
    with pytest.raises(PlexNotReady):
        await other_service.get_server_info()


async def test_requests_work_after_a_fault(make_service: MakeService, server: PlexServer, movies: Library) -> None:
    service = make_service(time_limit=TIME_LIMIT)
    for fault, _ in FAULTS:
        with server.fail(fault), pytest.raises(PlexError):
            await service.get_libraries()
    assert await service.get_libraries()


async def test_slow_answer_releases_its_thread(server: PlexServer) -> None:
    """Each byte arrives within the timeout of the socket, but the whole answer does not."""
    session = PlexSession(CLIENT, verify_ssl=True, time_limit=TIME_LIMIT)
    server.fail(Fault.SLOW_DRIP)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(PlexUnavailable, match="in time"):
        await asyncio.to_thread(session.get, f"{server.url}/identity")
    assert loop.time() - began < TIME_LIMIT + 5


async def test_redirect_is_reported_but_not_followed(service: PlexService, server: PlexServer) -> None:
    server.fail(Fault.REDIRECT)
    with pytest.raises(PlexBadResponse, match=server.other_url):
        await service.get_libraries()
    assert len(server.requests) == 1


async def test_other_server_at_the_address_raises(make_service: MakeService, server: PlexServer) -> None:
    with pytest.raises(PlexBadResponse):
        await make_service(url=f"{server.url}/somewhere/else").get_server_info()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1",
        "nonsense",
        "ftp://plex",
        "http://[",
        "",
        "http://a" + "b" * 80,
    ],
)
async def test_address_without_server_is_unavailable(make_service: MakeService, url: str) -> None:
    with pytest.raises(PlexUnavailable):
        await make_service(url=url).get_server_info()


@pytest.mark.parametrize("token", ["", " ", "line\nbreak", "t ken", "tökén", "\U0001f511"])
async def test_invalid_token_makes_no_request(make_service: MakeService, server: PlexServer, token: str) -> None:
    with pytest.raises(PlexUnauthorized):
        await make_service(token=token).get_libraries()
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, None), (201, None), (204, None)]
    + [(status, PlexUnauthorized) for status in (401, 498)]
    + [(status, PlexNotReady) for status in (429, 502, 503, 504, 520, 522, 530)]
    + [(status, PlexRedirect) for status in (301, 302, 307, 308)]
    + [(status, PlexBadResponse) for status in (206, 400, 418, 500, 501, 599)]
    + [(403, PlexForbidden), (404, PlexNotFound)],
)
def test_error_for_status(status: int, expected: type[PlexError] | None) -> None:
    error = error_for_status(status, None, "http://plex:32400")
    assert type(error) is (expected or type(None))
    assert error is None or "http://plex:32400" in str(error)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://plex:32400/library?X-Plex-Token=x", "http://plex:32400"),
        ("https://user:secret@plex/web", "https://plex"),
        ("http://[", "another address"),
    ],
)
def test_origin(url: str, expected: str) -> None:
    assert origin(url) == expected


def test_each_error_has_its_own_text() -> None:
    kinds = [PlexUnavailable, PlexNotReady, PlexUnauthorized, PlexForbidden, PlexNotFound, PlexBadResponse]
    assert len({kind.key for kind in kinds}) == len(kinds)

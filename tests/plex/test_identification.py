"""Identifying the server at an address, without a token."""

from collections.abc import AsyncGenerator

import aiohttp
import pytest

from custom_components.plex_arrivals.plex import fetching
from custom_components.plex_arrivals.plex.errors import (
    PlexBadResponse,
    PlexCertificateError,
    PlexError,
    PlexNotReady,
    PlexRedirect,
    PlexUnavailable,
)
from custom_components.plex_arrivals.plex.identification import identify, is_at
from testing.plex_server import Fault, PlexServer
from testing.tls import TlsFront
from tests.plex.conftest import MACHINE


@pytest.fixture
async def session(socket_enabled: None) -> AsyncGenerator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_machine_identifier_is_returned_without_a_token(
    session: aiohttp.ClientSession, server: PlexServer
) -> None:
    assert await identify(session, server.url) == MACHINE
    assert await is_at(session, server.url, MACHINE)
    assert not await is_at(session, server.url, "another")
    assert not any(name.lower().startswith("x-plex") for request in server.requests for name in request.headers)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.REFUSE, PlexUnavailable),
        (Fault.RESET, PlexUnavailable),
        (Fault.HANG, PlexUnavailable),
        (Fault.SLOW_DRIP, PlexUnavailable),
        (Fault.MAINTENANCE, PlexNotReady),
        (Fault.STATUS(502), PlexNotReady),
        (Fault.STATUS(500), PlexBadResponse),
        (Fault.STATUS(404), PlexBadResponse),
        (Fault.HTML, PlexBadResponse),
        (Fault.EMPTY, PlexBadResponse),
        (Fault.MALFORMED, PlexBadResponse),
        (Fault.TRUNCATED, PlexBadResponse),
        (Fault.WRONG_ENCODING, PlexBadResponse),
        (Fault.OVERSIZED, PlexBadResponse),
        (Fault.REDIRECT, PlexRedirect),
    ],
    ids=lambda value: getattr(value, "name", None),
)
async def test_fault_raises(
    session: aiohttp.ClientSession, server: PlexServer, fault: Fault, error: type[PlexError]
) -> None:
    with server.fail(fault):
        with pytest.raises(PlexError) as failure:
            await identify(session, server.url, time_limit=0.5)
        assert failure.type is error
    assert await identify(session, server.url) == MACHINE


async def test_untrusted_certificate_raises(session: aiohttp.ClientSession, server: PlexServer) -> None:
    async with TlsFront(server.url) as front:
        with pytest.raises(PlexCertificateError):
            await identify(session, front.url)
        assert not await is_at(session, front.url, MACHINE)


@pytest.mark.parametrize("identifier", ["", None, 7])
async def test_answer_without_machine_identifier_raises(
    session: aiohttp.ClientSession, server: PlexServer, identifier: object
) -> None:
    server.identity.machine_identifier = identifier  # type: ignore[assignment]
    with pytest.raises(PlexBadResponse):
        await identify(session, server.url)


async def test_redirects_are_not_followed(session: aiohttp.ClientSession, server: PlexServer) -> None:
    """Although the right server would answer there."""
    server.fail(Fault.REDIRECT, times=1)
    with pytest.raises(PlexBadResponse):
        await identify(session, server.url)
    assert len(server.requests) == 1


async def test_long_answer_is_not_read(
    session: aiohttp.ClientSession, server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 50)
    with pytest.raises(PlexBadResponse):
        await identify(session, server.url)

"""Requesting a code from plex.tv, and waiting for the sign-in; the config flow is in `config_flow/test_sign_in`."""

from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.plex_arrivals.plex import account, fetching
from custom_components.plex_arrivals.plex.account import (
    CodeExpired,
    LinkCode,
    PlexAccount,
    PlexTvRefused,
    PlexTvUnreachable,
)
from testing.plex_server import PlexServer
from testing.plex_tv import PlexTv, running_plex_tv


@pytest.fixture
async def plex_tv(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[PlexTv]:
    async with running_plex_tv(monkeypatch) as plex_tv:
        yield plex_tv


@pytest.fixture
async def asking(socket_enabled: None) -> AsyncGenerator[PlexAccount]:
    async with aiohttp.ClientSession() as session:
        yield PlexAccount(session, "our-client-identifier")


async def answering(monkeypatch: pytest.MonkeyPatch, answer: Any) -> TestServer:
    """Answer every request with this text, or in this way."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return answer if isinstance(answer, web.StreamResponse) else web.Response(text=answer)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    monkeypatch.setattr(account, "PINS_URL", str(server.make_url("/pins")))
    return server


async def test_code_is_a_short_one(plex_tv: PlexTv, asking: PlexAccount) -> None:
    code = await asking.request_code()
    assert code.code == "7RQZ"
    assert code.url == "https://plex.tv/link/?pin=7RQZ"
    assert code.expires_in == 900
    (request,) = plex_tv.requests
    assert request.headers["X-Plex-Client-Identifier"] == "our-client-identifier"
    assert request.headers["X-Plex-Product"] == "Plex Arrivals"


@pytest.mark.parametrize(
    ("given", "expected"), [("1800", 1800), ("99999", 1800), ("-1", 900), ('"soon"', 900), ("null", 900)]
)
async def test_code_expires(monkeypatch: pytest.MonkeyPatch, asking: PlexAccount, given: str, expected: int) -> None:
    server = await answering(monkeypatch, f'{{"id": 7, "code": "AB12", "expiresIn": {given}}}')
    assert await asking.request_code() == LinkCode(id="7", code="AB12", expires_in=expected)
    await server.close()


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "<html></html>",
        "[]",
        "{}",
        "[" * 100_000,
        '{"id": 7, "code": "[click](evil)"}',
        '{"id": "../../x", "code": "AB12"}',
        web.Response(status=302, headers={"Location": "/elsewhere"}),
        web.Response(status=404, text="{}"),
        web.Response(status=200, text='"' + "x" * fetching.MAX_BYTES + '"'),
    ],
)
async def test_answer_without_code_raises(monkeypatch: pytest.MonkeyPatch, asking: PlexAccount, answer: Any) -> None:
    server = await answering(monkeypatch, answer)
    with pytest.raises(PlexTvUnreachable):
        await asking.request_code()
    await server.close()


async def test_waiting_ends_when_the_code_expires(plex_tv: PlexTv, asking: PlexAccount) -> None:
    plex_tv.expires_in = 1
    code = await asking.request_code()
    with pytest.raises(CodeExpired):
        await asking.servers_when_signed_in(code)
    assert len(plex_tv.requests) > 3


async def test_servers_of_the_account(plex_tv: PlexTv, asking: PlexAccount) -> None:
    plex_tv.add_server(PlexServer(), "http://192.168.1.5:32400")
    code = await asking.request_code()
    plex_tv.enter(code.code)
    (server,) = await asking.servers_when_signed_in(code)
    assert server.urls == ("http://192.168.1.5:32400",)


async def test_refused_token_raises(plex_tv: PlexTv, asking: PlexAccount) -> None:
    code = await asking.request_code()
    plex_tv.enter(code.code)
    plex_tv.statuses["GET resources"] = [498]
    with pytest.raises(PlexTvRefused) as refused:
        await asking.servers_when_signed_in(code)
    assert plex_tv.account_token not in str(refused.getrepr(chain=True))

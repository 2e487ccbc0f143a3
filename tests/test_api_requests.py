"""A key goes to its server only, and no response is too big for the memory."""

from collections.abc import AsyncIterator
import contextlib
from ssl import SSLContext

from aiohttp import ClientError, web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
import pytest
from yarl import URL

from custom_components.plex_arrivals import api_requests
from custom_components.plex_arrivals.api_requests import request_with_key
from testing.tls import SelfSignedCertificate

pytestmark = pytest.mark.usefixtures("socket_enabled")


class Server:
    """Redirects `/start` to an address, and keeps the requests for any other."""

    def __init__(self) -> None:
        self.redirect = web.Response()
        self.received: list[tuple[str, str | None]] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/start":
            return self.redirect
        self.received.append((request.method, request.headers.get("X-Api-Key")))
        return web.Response(text="body")

    @contextlib.asynccontextmanager
    async def run(self, tls: SSLContext | None = None) -> AsyncIterator[URL]:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self.handle)
        server = TestServer(application, host="127.0.0.1")
        await server.start_server(ssl=tls)
        yield server.make_url("/")
        await server.close()


async def request(hass: HomeAssistant, url: URL, method: str = "GET") -> bytes:
    session = async_get_clientsession(hass, verify_ssl=False)
    return (await request_with_key(session, method, url / "start", key="secret", time_limit=10))[1]


@pytest.mark.parametrize(("method", "status"), [("GET", 301), ("GET", 307), ("POST", 308)])
async def test_redirect_on_the_same_host_is_followed(hass: HomeAssistant, method: str, status: int) -> None:
    first, second = Server(), Server()
    async with first.run() as url, second.run() as other:
        for target in ("/sonarr/start", str(other)):
            first.redirect = web.Response(status=status, headers={"Location": target})
            assert await request(hass, url, method) == b"body"
    assert first.received == second.received == [(method, "secret")]


async def test_redirect_to_another_host_is_refused(hass: HomeAssistant) -> None:
    server = Server()
    server.redirect = web.Response(status=307, headers={"Location": "http://127.0.0.2:1/"})
    async with server.run() as url:
        with pytest.raises(ClientError, match=r"^The server redirects to another address\.$"):
            await request(hass, url)


async def test_redirect_from_https_to_http_is_refused(hass: HomeAssistant) -> None:
    secure, plain = Server(), Server()
    async with secure.run(SelfSignedCertificate().server_context()) as secure_url, plain.run() as plain_url:
        secure.redirect = web.Response(status=307, headers={"Location": str(plain_url)})
        with pytest.raises(ClientError, match="redirects"):
            await request(hass, secure_url)
        assert not plain.received
        plain.redirect = web.Response(status=307, headers={"Location": str(secure_url)})
        assert await request(hass, plain_url) == b"body"


async def test_redirect_that_changes_what_is_requested_is_refused(hass: HomeAssistant) -> None:
    """Because it would look as if a webhook had been saved."""
    server = Server()
    server.redirect = web.Response(status=301, headers={"Location": "/saved"})
    async with server.run() as url:
        with pytest.raises(ClientError):
            await request(hass, url, "POST")
    assert not server.received


async def test_response_is_bounded(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    async with server.run() as url:
        for size, fits in ((1000, True), (1001, False)):
            monkeypatch.setattr(api_requests, "MAX_BYTES", 1000)
            server.redirect = web.Response(body=b"x" * size)
            with contextlib.nullcontext() if fits else pytest.raises(ClientError, match="too big"):
                assert len(await request(hass, url)) == size

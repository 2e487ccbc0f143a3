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
from custom_components.plex_arrivals.api_requests import may_have_key, request_with_key
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
async def test_redirect_of_the_same_server_is_followed(hass: HomeAssistant, method: str, status: int) -> None:
    server = Server()
    async with server.run() as url:
        for target in ("/sonarr/start", str(url / "sonarr")):
            server.redirect = web.Response(status=status, headers={"Location": target})
            assert await request(hass, url, method) == b"body"
    assert server.received == [(method, "secret")] * 2


async def test_redirect_to_another_host_is_refused(hass: HomeAssistant) -> None:
    server = Server()
    server.redirect = web.Response(status=307, headers={"Location": "http://127.0.0.2:1/"})
    async with server.run() as url:
        with pytest.raises(ClientError, match=r"^The server redirects to another address\.$"):
            await request(hass, url)


async def test_redirect_to_another_port_is_refused(hass: HomeAssistant) -> None:
    """Another program listens there."""
    first, second = Server(), Server()
    async with first.run() as url, second.run(SelfSignedCertificate().server_context()) as other:
        first.redirect = web.Response(status=307, headers={"Location": str(other)})
        with pytest.raises(ClientError, match="redirects"):
            await request(hass, url)
    assert not second.received


@pytest.mark.parametrize(
    ("url", "target", "expected"),
    [
        ("http://nas:8989/api", "http://nas:8989/sonarr/api", True),
        ("https://nas/api", "https://nas:443/sonarr", True),
        ("http://nas/api", "https://nas/api", True),
        ("https://nas/api", "http://nas/api", False),
        ("http://nas:8989/api", "http://nas:7878/api", False),
        ("http://nas:8989/api", "https://nas/api", False),
        ("http://nas/api", "https://nas:8443/api", False),
        ("http://nas/api", "https://else/api", False),
        ("http://nas/api", "http://nas.else/api", False),
    ],
)
def test_who_may_have_the_key(url: str, target: str, expected: bool) -> None:
    assert may_have_key(URL(url), URL(target)) is expected


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

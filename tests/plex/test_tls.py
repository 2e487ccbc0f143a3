"""Certificates: trusted, not trusted, and not verified."""

from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
import ssl
import threading

import certifi
import pytest

from custom_components.plex_arrivals.plex.errors import PlexCertificateError, PlexUnavailable
from custom_components.plex_arrivals.plex.service import PlexService

ROOT = b'<MediaContainer machineIdentifier="abc" friendlyName="Attic" version="1.43"/>'


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(ROOT)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def secure_url(socket_enabled: None, certificate: Path) -> Generator[str]:
    """Return the URL of a server that answers like Plex over TLS.

    In a thread: asyncio would call every handshake that a client breaks off an error in the loop.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def service(url: str, *, verify_ssl: bool) -> PlexService:
    return PlexService(url, "secret-token", verify_ssl=verify_ssl, client_identifier="me", time_limit=5)


@pytest.fixture(params=["none", "other", "ours"])
def bundle(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, certificate: Path) -> str:
    """Set REQUESTS_CA_BUNDLE."""
    kind: str = request.param
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    if kind != "none":
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", certifi.where() if kind == "other" else str(certificate))
    return kind


async def test_verified_certificate(secure_url: str, bundle: str) -> None:
    checked = service(secure_url, verify_ssl=True)
    if bundle == "ours":
        assert (await checked.get_server_info()).machine_identifier == "abc"
    else:
        with pytest.raises(PlexCertificateError):
            await checked.get_server_info()


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
async def test_certificate_that_is_not_verified(secure_url: str, bundle: str) -> None:
    assert (await service(secure_url, verify_ssl=False).get_server_info()).machine_identifier == "abc"


async def test_http_at_an_https_port_is_unavailable(secure_url: str) -> None:
    with pytest.raises(PlexUnavailable) as caught:
        await service(secure_url.replace("https", "http"), verify_ssl=True).get_server_info()
    assert not isinstance(caught.value, PlexCertificateError)


async def test_missing_bundle_is_unavailable(secure_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with pytest.raises(PlexUnavailable):
        await service(secure_url, verify_ssl=True).get_server_info()

"""A Plex server with a few items, and a service for it."""

from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from custom_components.plex_arrivals.plex.models import PlexLibrary
from custom_components.plex_arrivals.plex.service import PlexService
from testing.plex_server import Library, Location, PlexServer
from testing.tls import SelfSignedCertificate

TOKEN = "secret-token"
MACHINE = "0123456789abcdef"
CLIENT = "our-client-identifier"
TIME_LIMIT = 5.0

MakeService = Callable[..., PlexService]


def write(disk: Path, *files: str) -> None:
    for name in files:
        path = disk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def requested(server: PlexServer) -> list[str]:
    """Return the paths that were requested since the last call."""
    paths = [request.path for request in server.requests]
    server.requests.clear()
    return paths


async def library_of(service: PlexService, server: PlexServer, title: str) -> PlexLibrary:
    """Return a library, and clear the requests that this took."""
    (found,) = [library for library in await service.get_libraries() if library.title == title]
    server.requests.clear()
    return found


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Do not start Home Assistant, which is not needed here."""


@pytest.fixture
async def server(socket_enabled: None) -> AsyncGenerator[PlexServer]:
    server = PlexServer(machine_identifier=MACHINE, name="Attic", token=TOKEN)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def movies(server: PlexServer, tmp_path: Path) -> Library:
    disk = tmp_path / "movies"
    write(disk, "Heat (1995)/Heat (1995).mkv", "Amélie (2001)/Amélie & Co + (2001) #1.mkv")
    library = server.add_library("Movies", "movie", [Location(plex="/media/Movies", disk=disk)])
    server.scan_now(library)
    return library


@pytest.fixture
def make_service(server: PlexServer) -> MakeService:
    def make(**changes: object) -> PlexService:
        arguments = {"url": server.url, "token": TOKEN, "client_identifier": CLIENT, "time_limit": TIME_LIMIT}
        return PlexService(**(arguments | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
async def service(make_service: MakeService) -> AsyncGenerator[PlexService]:
    service = make_service()
    yield service
    await service.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a self-signed certificate for 127.0.0.1 and its key."""
    path = tmp_path_factory.mktemp("tls") / "plex.pem"
    path.write_text(SelfSignedCertificate().private_pem)
    return path

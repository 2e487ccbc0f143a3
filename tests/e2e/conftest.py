"""Real torrent clients, their integrations in Home Assistant, and a Plex whose libraries they save into."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_PATH_MAPPINGS, DOMAIN
from testing.daemons import QBittorrent, Transmission
from testing.plex_server import Library, Location, PlexServer
from tests.daemon_setup import require_client

PLEX_MOVIES = "/media/movies"


@pytest.fixture
async def plex_server(socket_enabled: None, tmp_path: Path) -> AsyncGenerator[PlexServer]:
    """Return a Plex that has the client's path for the folder of the shows, but another for that of the movies."""
    server = PlexServer()
    server.scan_seconds = 0.5
    server.match_seconds = 0.5
    for title, library_type, plex in (("Movies", "movie", PLEX_MOVIES), ("Shows", "show", str(tmp_path / "shows"))):
        (tmp_path / title.lower()).mkdir()
        server.add_library(title, library_type, [Location(plex=plex, disk=tmp_path / title.lower())])
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def movies(plex_server: PlexServer) -> Library:
    return plex_server.catalog.libraries["1"]


@pytest.fixture
def shows(plex_server: PlexServer) -> Library:
    return plex_server.catalog.libraries["2"]


@pytest.fixture
def config_entry(config_entry: MockConfigEntry, tmp_path: Path) -> MockConfigEntry:
    """Return the entry, with a mapping for the folder of the movies."""
    mapping = {"source": str(tmp_path / "movies"), "plex": PLEX_MOVIES}
    return MockConfigEntry(
        domain=DOMAIN,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data=dict(config_entry.data),
        options={CONF_PATH_MAPPINGS: [mapping]},
    )


@pytest.fixture
async def qbittorrent(tmp_path: Path) -> AsyncGenerator[QBittorrent]:
    require_client(QBittorrent)
    async with QBittorrent(tmp_path / "client", downloads=tmp_path / "shows") as daemon:
        yield daemon


@pytest.fixture
async def transmission(tmp_path: Path) -> AsyncGenerator[Transmission]:
    require_client(Transmission)
    async with Transmission(tmp_path / "client", downloads=tmp_path / "movies") as daemon:
        yield daemon

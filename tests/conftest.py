"""Fixtures and settings for all tests."""

import asyncio
from collections.abc import AsyncIterator, Generator
from importlib.util import find_spec
from pathlib import Path

from aiohttp import ClientWebSocketResponse
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.util import executor
from homeassistant.util.async_ import get_scheduled_timer_handles
from hypothesis import HealthCheck, settings
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

# Imported here, at the top: otherwise the test plugin's own `custom_components` would be the one that is found.
from custom_components.plex_arrivals.const import CONF_CLIENT_IDENTIFIER, CONF_SETTLE_SECONDS, DOMAIN
from testing.daemons import QBittorrent
from testing.plex_server import Location, PlexServer
from testing.waiting import until
from tests.daemon_setup import require_client
from tests.deliveries.conftest import env  # noqa: F401 - a fixture for all
from tests.disk import disk  # noqa: F401 - a fixture for all
from tests.flow_texts import checked_flow_results
from tests.importer_webhooks import address, configured  # noqa: F401 - fixtures for all
from tests.virtual_time import VirtualTime

# older releases have no platform for LLM tools, and do not run the demonstration: they store their settings elsewhere
_NEWEST_ONLY = [
    "browser",
    "e2e/own_process",
    "llm",
    "security/test_token_leaks.py",
]
collect_ignore = [] if find_spec("homeassistant.components.http.config") else _NEWEST_ONLY

# on a busy machine, Home Assistant would interrupt threads that need more than a second to end, and tests could hang
executor.EXECUTOR_SHUTDOWN_TIMEOUT = 60

# the duration of an example depends more on the machine than on the code
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

_TESTS = Path(__file__).parent
FILES = {
    "movies": ["Sable Coast (2010)/Sable Coast (2010).mkv", "Tin Orchard (2012)/Tin Orchard (2012).mkv"],
    "shows": [f"Harbour Watch (2010)/Season 01/Harbour Watch (2010) - S01E0{number}.mkv" for number in (1, 2)],
    "music": ["The Quiet Hours/Slow Rivers/01 - Drift.flac"],
}


@pytest.hookimpl(tryfirst=True)  # before the parallel processes look for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests in browser/ and e2e/ as `program` and run them first, as they take longest.

    Tests that share a browser or a prepared Home Assistant stay in one of the parallel processes.
    """
    for item in items:
        folder = item.path.relative_to(_TESTS).parts[0]
        if folder in ("browser", "e2e"):
            item.add_marker("program")
            item.add_marker(pytest.mark.xdist_group(folder if folder == "browser" else item.path.stem))
    items.sort(key=lambda item: item.get_closest_marker("program") is None)


@pytest.fixture(autouse=True)
async def _virtual_time(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """Run tests in virtual time, except those marked `program`, which need real time."""
    if request.node.get_closest_marker("program"):
        yield
        return
    loop = asyncio.get_running_loop()
    virtual = VirtualTime(loop)
    yield
    await virtual.end()
    for timer in get_scheduled_timer_handles(loop):
        # aiohttp sets the timer of a heartbeat again when the last frame of a websocket arrives that is being closed.
        websocket = getattr(timer._callback, "__self__", None)  # type: ignore[attr-defined]
        if isinstance(websocket, ClientWebSocketResponse) and websocket.closed:
            timer.cancel()


@pytest.fixture
def enable_event_loop_debug() -> None:
    """Leave asyncio's debug mode off, which costs a traceback for each callback."""


@pytest.fixture
def hass_config_dir(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Keep Home Assistant's files in a folder of the test."""
    return str(tmp_path_factory.mktemp("config"))


@pytest.fixture(autouse=True)
def _enable_custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant find the integration under test."""


@pytest.fixture(autouse=True)
def _flow_texts() -> Generator[None]:
    """Fail if a flow shows something without a translation."""
    with checked_flow_results():
        yield


@pytest.fixture
async def plex_server(socket_enabled: None, tmp_path: Path) -> AsyncIterator[PlexServer]:
    """Return a running Plex with the libraries Movies, Shows and Music.

    Their folders on disk are `tmp_path / "movies"` and so on; Plex calls them `/media/movies` and so on.
    """
    for folder, files in FILES.items():
        for file in files:
            path = tmp_path / folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.encode())
    server = PlexServer()
    for folder, library_type in (("movies", "movie"), ("shows", "show"), ("music", "artist")):
        location = Location(plex=f"/media/{folder}", disk=tmp_path / folder)
        server.scan_now(server.add_library(folder.title(), library_type, [location]))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def config_entry(plex_server: PlexServer) -> MockConfigEntry:
    """Return an entry for the running Plex, not yet added to Home Assistant."""
    return MockConfigEntry(
        domain=DOMAIN,
        title=plex_server.identity.name,
        unique_id=plex_server.identity.machine_identifier,
        data={
            CONF_URL: plex_server.url,
            CONF_TOKEN: plex_server.token,
            CONF_VERIFY_SSL: True,
            CONF_CLIENT_IDENTIFIER: "5b1e7a52-8f0e-4c59-9d36-0a4b1f2f7c11",
        },
    )


@pytest.fixture
async def loaded(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> AsyncIterator[MockConfigEntry]:
    """Set up the config entry and wait for Plex's websocket; unload it after the test."""
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, options={**config_entry.options, CONF_SETTLE_SECONDS: 0})
    await hass.config_entries.async_setup(config_entry.entry_id)
    if plex_server.websocket_mode != "refuse":
        await until(lambda: plex_server.websockets)
    yield config_entry
    if hass.config_entries.async_get_entry(config_entry.entry_id):
        await hass.config_entries.async_unload(config_entry.entry_id)


@pytest.fixture
async def seeder(tmp_path: Path) -> AsyncIterator[QBittorrent]:
    """Return a real torrent client that seeds to the other clients."""
    require_client(QBittorrent)
    async with QBittorrent(tmp_path / "seeder") as daemon:
        yield daemon

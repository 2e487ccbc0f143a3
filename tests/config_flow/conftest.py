"""Fixtures for the config flow; entries are not set up, and plex.tv is on the loopback address."""

from collections.abc import AsyncIterator
from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from testing.plex_tv import PlexTv, running_plex_tv
from testing.tls import TlsFront


@pytest.fixture(autouse=True)
async def setup_entry(hass: HomeAssistant) -> AsyncIterator[AsyncMock]:
    with (
        patch(f"custom_components.{DOMAIN}.async_setup_entry", AsyncMock(return_value=True)) as setup,
        patch(f"custom_components.{DOMAIN}.async_unload_entry", AsyncMock(return_value=True)),
    ):
        yield setup
        await hass.async_block_till_done()  # a flow's last step reloads the entry, which must not be loaded for real


@pytest.fixture
async def tls_front(plex_server: PlexServer) -> AsyncIterator[TlsFront]:
    async with TlsFront(plex_server.url) as front:
        yield front


@pytest.fixture
async def other_server(socket_enabled: None) -> AsyncIterator[PlexServer]:
    """Return a second running server with another token."""
    server = PlexServer(machine_identifier="0ther", name="Cellar", token="other-token")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def plex_tv(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PlexTv]:
    async with running_plex_tv(monkeypatch) as plex_tv:
        yield plex_tv

"""A second server."""

from collections.abc import AsyncIterator
from pathlib import Path

from homeassistant.const import CONF_URL, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Location, PlexServer
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment


@pytest.fixture
async def cellar(socket_enabled: None, tmp_path: Path) -> AsyncIterator[PlexServer]:
    """Return another running Plex, with the library Series at `/srv/series`."""
    server = PlexServer(machine_identifier="cellar", name="Cellar")
    server.add_library("Series", "show", [Location(plex="/srv/series", disk=tmp_path / "series")])
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def second(cellar: PlexServer, config_entry: MockConfigEntry) -> MockConfigEntry:
    """Return an entry of that server, which is not set up."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Cellar",
        unique_id="cellar",
        data={**config_entry.data, CONF_URL: cellar.url, CONF_WEBHOOK_ID: "of-cellar"},
        options={"settle_seconds": 0},
    )


@pytest.fixture
async def both(
    hass: HomeAssistant, env: DeliveryEnvironment, second: MockConfigEntry
) -> AsyncIterator[MockConfigEntry]:
    """Set up the second server as well; return its entry."""
    second.add_to_hass(hass)
    await hass.config_entries.async_setup(second.entry_id)
    await until(lambda: second.runtime_data.manager.has_libraries)
    yield second
    await hass.config_entries.async_unload(second.entry_id)

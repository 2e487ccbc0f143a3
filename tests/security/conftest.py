"""Home Assistant with a malicious Plex server."""

from collections.abc import AsyncGenerator

from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import (
    CONF_CLIENT_IDENTIFIER,
    CONF_SETTLE_SECONDS,
    CONF_UPCOMING_MEDIA,
    DOMAIN,
)

from .malicious import Malicious, running

TOKEN = "sEcReT-t0kEn-4f1d"


@pytest.fixture
async def malicious(socket_enabled: None) -> AsyncGenerator[Malicious]:
    async with running(Malicious()) as malicious:
        yield malicious


@pytest.fixture
async def attacked(hass: HomeAssistant, malicious: Malicious) -> AsyncGenerator[MockConfigEntry]:
    """Return the entry of the malicious server, not yet set up; it is unloaded at the end."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Attic",
        unique_id=malicious.server["machineIdentifier"],
        data={
            CONF_URL: malicious.url,
            CONF_TOKEN: TOKEN,
            CONF_VERIFY_SSL: True,
            CONF_CLIENT_IDENTIFIER: "5b1e7a52-8f0e-4c59-9d36-0a4b1f2f7c11",
        },
        options={CONF_SETTLE_SECONDS: 0, CONF_UPCOMING_MEDIA: True},
    )
    entry.add_to_hass(hass)
    yield entry
    await hass.config_entries.async_unload(entry.entry_id)

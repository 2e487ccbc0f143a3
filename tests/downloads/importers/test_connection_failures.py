"""Importers or addresses that our webhook does not work with."""

from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.connection import Connection, ConnectionState
from testing.importers.importer import Importer
from tests.importer_webhooks import USERS_NOTIFICATION, unused_address, webhooks

from .connecting import Connections, newest

ACCESS_LOG = "aiohttp.access"
"""Home Assistant switches it off; the server of the tests does not."""


async def test_address_that_importer_cannot_reach(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    unused = unused_address()
    failed = await Connections(hass, loaded, unused).connect()
    assert failed
    assert failed.state is ConnectionState.UNREACHABLE
    assert failed.message.endswith(f"({unused.removeprefix('http://')})")
    refusing = f"{address}/nothing"
    failed = await Connections(hass, loaded, refusing).connect()
    assert failed
    assert failed.state is ConnectionState.UNREACHABLE
    assert failed.message.endswith(f"[404:NotFound] [POST] at [{refusing}/api/webhook/…]")
    assert webhooks(importer, loaded) == []
    logged = [record.getMessage() for record in caplog.records if record.name != ACCESS_LOG]
    assert loaded.data[CONF_WEBHOOK_ID] not in " ".join(logged)


@newest
async def test_connected_importer_that_cannot_reach_home_assistant_any_more(
    hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer
) -> None:
    hass.config.internal_url = unused_address()
    connections = Connections(hass, loaded)
    importer.connections.rows[8] = {
        **USERS_NOTIFICATION,
        **dict.fromkeys(importer.connections.flags, True),
        "id": 8,
        "name": "Attic",
        "fields": [{"name": "url", "value": connections.target.url}],
    }
    found = await connections.state()
    assert found.state is ConnectionState.UNREACHABLE
    assert found.message.endswith(f"({hass.config.internal_url.removeprefix('http://')})")


@newest
async def test_test_has_to_arrive(hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer) -> None:
    """Home Assistant accepts a call of a webhook that it does not have, or not from there, without an error."""
    connections = Connections(hass, loaded)
    await loaded.runtime_data.webhook.async_stop()
    assert await connections.connect() == Connection(state=ConnectionState.NOT_RECEIVED)
    assert webhooks(importer, loaded) == []


async def test_revoked_key(hass: HomeAssistant, loaded: MockConfigEntry, importer: Importer) -> None:
    connections = Connections(hass, loaded)
    await connections.connect()
    importer.refuse_key()
    for found in (await connections.state(), await connections.connect(), await connections.disconnect()):
        assert found
        assert (found.state, found.is_lacking) == (ConnectionState.NO_ANSWER, False)
        assert "401" in found.message or "Unauthorized" in found.message
    assert len(webhooks(importer, loaded)) == 1

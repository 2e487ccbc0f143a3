"""Skip tests of clients that are not installed, and set up the integrations of those that are."""

import os
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.daemons.daemon import Daemon
from testing.daemons.deluge import Deluge
from testing.daemons.nzbget import NZBGet
from testing.daemons.transmission import Transmission


def require_client(client: type[Daemon]) -> None:
    """Skip the test if the client is not installed; fail in CI."""
    if reason := client.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


async def set_up(hass: HomeAssistant, client: Daemon) -> MockConfigEntry:
    """Set up Home Assistant's integration of a client."""
    here: dict[str, Any] = {"host": "127.0.0.1", "port": client.port}
    match client:
        case Transmission():
            domain, data = "transmission", {**here, "path": "/transmission/rpc", "ssl": False}
        case Deluge():
            domain, data = "deluge", {**here, "web_port": 8112}
        case NZBGet():
            domain, data = "nzbget", {**here, "ssl": False, "verify_ssl": False}
        case _:
            domain, data = "qbittorrent", {"url": client.url, "verify_ssl": False}
    login = {"username": client.username, "password": client.password}
    entry = MockConfigEntry(domain=domain, data={**data, **login}, title="Client", version=1, minor_version=2)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    return entry

"""Importers that can reach Home Assistant, and our webhook in them."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
import socket
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from testing.importers import Radarr, Sonarr
from testing.importers.importer import Importer
from tests.importers import importer_set_up

USERS_NOTIFICATION = {
    "name": "Ping",
    "implementation": "Webhook",
    "configContract": "WebhookSettings",
    "onGrab": True,
    "onDownload": False,
    "tags": [3],
    "fields": [
        {"name": "url", "value": "http://192.168.1.9/api/webhook/another"},
        {"name": "method", "value": 2},
        {"name": "username", "value": "me"},
    ],
}
"""A notification of the user, which is not ours."""


@dataclass(frozen=True)
class ConfiguredImporters:
    """Two instances of Sonarr and one Radarr, by the IDs of their entries in Home Assistant."""

    importers: Mapping[str, Importer]

    def __iter__(self) -> Iterator[Importer]:
        return iter(self.importers.values())

    @property
    def ids(self) -> list[str]:
        return list(self.importers)


@pytest.fixture
async def address(hass: HomeAssistant, loaded: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator) -> str:
    """Return the internal address of Home Assistant."""
    assert await async_setup_component(hass, "calendar", {})  # Sonarr has one, and its views need an unstarted server
    client: TestClient[Any, Any] = await hass_client_no_auth()
    hass.config.internal_url = str(client.make_url("")).rstrip("/")
    return hass.config.internal_url


@pytest.fixture
async def configured(
    hass: HomeAssistant, loaded: MockConfigEntry, tmp_path: Path
) -> AsyncIterator[ConfiguredImporters]:
    """Return importers that are set up in Home Assistant, each with a notification of the user."""
    async with AsyncExitStack() as stack:
        importers: dict[str, Importer] = {}
        for importer, title in (
            (Sonarr(tmp_path / "shows", version="4.0.16.2946"), "Sonarr"),
            (Sonarr(tmp_path / "4k", version="3.0.10.1566"), "Sonarr 4K"),
            (Radarr(tmp_path / "movies", version="5.27.5.10198"), "Radarr"),
        ):
            importer.connections.rows[7] = {**USERS_NOTIFICATION, "id": 7}
            entry = await stack.enter_async_context(importer_set_up(hass, importer, title=title))
            importers[entry.entry_id] = importer
        yield ConfiguredImporters(importers)


def webhooks(importer: Importer, entry: MockConfigEntry) -> list[dict[str, Any]]:
    """Return the notifications of an importer that report to our entry; check that the user's is as it was."""
    assert importer.connections.rows[7] == {**USERS_NOTIFICATION, "id": 7}
    secret = entry.data.get(CONF_WEBHOOK_ID, "none yet")
    return [row for row in importer.connections.listing() if secret in str(url(row))]


def url(notification: Mapping[str, Any]) -> str:
    [value] = [field["value"] for field in notification["fields"] if field["name"] == "url"]
    return str(value)


def triggers(notification: Mapping[str, Any]) -> set[str]:
    return {key for key, value in notification.items() if key.startswith("on") and value}


def unused_address() -> str:
    """Return an address where nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}"

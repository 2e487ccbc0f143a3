"""Fixtures with a torrent client, its integration in Home Assistant, and Plex."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.plex_arrivals.const import DOMAIN
from testing.waiting import until
from tests.downloads.conftest import client, qbittorrent, transmission
from tests.downloads.fake_clients import Client

from .card import Card, Cards

__all__ = ["client", "qbittorrent", "transmission"]

MAPPINGS = {"path_mappings": [{"source": "/downloads", "plex": "/media/shows"}]}
SHOWN = "sensor.attic_downloads_running"


@pytest.fixture
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the options; by default the client's folder is mapped to the library Shows."""
    return dict(getattr(request, "param", MAPPINGS))


@pytest.fixture
def config_entry(config_entry: MockConfigEntry, options: dict[str, Any]) -> MockConfigEntry:
    """Return the entry with the options."""
    return MockConfigEntry(
        domain=config_entry.domain,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data=config_entry.data,
        options=options,
    )


async def add(hass: HomeAssistant, client: Client) -> MockConfigEntry:
    """Set up the integration of the client."""
    entry = MockConfigEntry(domain=client.domain, data=client.entry_data(), title="Cellar", version=1, minor_version=2)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    return entry


async def update(entry: ConfigEntry[Any]) -> None:
    """Update the integration of the client."""
    await entry.runtime_data.async_refresh()


async def listed_payloads(entry: MockConfigEntry, names: list[str]) -> list[dict[str, Any]]:
    """Return the payloads of running downloads once these are listed and routed."""
    running = entry.runtime_data.running
    await until(lambda: [one["title"] for one in running.payloads] == names and running._task.done())
    result: list[dict[str, Any]] = running.payloads
    return result


@pytest.fixture
async def loaded(loaded: MockConfigEntry) -> MockConfigEntry:
    """Return the entry with the lists of all libraries, each of which would be another change."""
    coordinator = loaded.runtime_data.coordinator
    await until(lambda: len(coordinator.data.recently_added_in) == len(coordinator.data.libraries), 60)
    return loaded


@pytest.fixture
def cards(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Cards:
    async def card(*args: Any) -> Card:
        return Card(await hass_ws_client(hass, *args))

    return card


def may_read(user: MockUser, *entity_ids: str) -> None:
    """Allow a user to read only some entities."""
    user.groups = []
    user.mock_policy({"entities": {"entity_ids": {one: {"read": True} for one in entity_ids}}})


async def report(hass: HomeAssistant, name: str, path: str = "/nowhere") -> str:
    """Report a finished download; return the ID of its delivery."""
    answer: Any = await hass.services.async_call(
        DOMAIN, "download_completed", {"name": name, "path": f"{path}/{name}"}, blocking=True, return_response=True
    )
    return str(answer["delivery_id"])

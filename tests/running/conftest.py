"""A home in which a torrent client runs: its integration in Home Assistant, Plex, and our integration between them."""

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
    """Return the entry's options: the client's folder is that of the library Shows, unless the test says otherwise."""
    return dict(getattr(request, "param", MAPPINGS))


@pytest.fixture
def config_entry(config_entry: MockConfigEntry, options: dict[str, Any]) -> MockConfigEntry:
    """Return the entry with these options."""
    return MockConfigEntry(
        domain=config_entry.domain,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data=config_entry.data,
        options=options,
    )


async def add(hass: HomeAssistant, client: Client) -> MockConfigEntry:
    """Set the client's integration up."""
    entry = MockConfigEntry(domain=client.domain, data=client.entry_data(), title="Cellar", version=1, minor_version=2)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    return entry


async def update(entry: ConfigEntry[Any]) -> None:
    """Let the integration ask its client."""
    await entry.runtime_data.async_refresh()


async def told(entry: MockConfigEntry, names: list[str]) -> list[dict[str, Any]]:
    """Return the running downloads as they are told, once these are, and where they go."""
    running = entry.runtime_data.running
    await until(lambda: [one["title"] for one in running.payloads] == names and running._task.done())
    result: list[dict[str, Any]] = running.payloads
    return result


@pytest.fixture
def cards(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Cards:
    async def card(*args: Any) -> Card:
        return Card(await hass_ws_client(hass, *args))

    return card


def may_read(user: MockUser, *entity_ids: str) -> None:
    """Let a user read these entities only."""
    user.groups = []
    user.mock_policy({"entities": {"entity_ids": {one: {"read": True} for one in entity_ids}}})


async def report(hass: HomeAssistant, name: str, path: str = "/nowhere") -> str:
    """Report a finished download; returns its delivery's id."""
    answer: Any = await hass.services.async_call(
        DOMAIN, "download_completed", {"name": name, "path": f"{path}/{name}"}, blocking=True, return_response=True
    )
    return str(answer["delivery_id"])

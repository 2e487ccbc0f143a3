"""Torrents that arrive in Plex while their client is followed."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_PATH_MAPPINGS, CONF_TAG_ARRIVALS
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment, env
from tests.downloads.conftest import client, qbittorrent, transmission
from tests.downloads.fake_clients import HASH, NOW, Client
from tests.running.conftest import add

__all__ = ["client", "env", "qbittorrent", "transmission"]

OPTIONS: dict[str, Any] = {
    CONF_TAG_ARRIVALS: True,
    CONF_PATH_MAPPINGS: [{"source": "/downloads", "plex": "/media/movies"}],
}


class Tagging:
    """The integration with a client, and what arrived."""

    def __init__(self, hass: HomeAssistant, env: DeliveryEnvironment, client: Client, entry: ConfigEntry[Any]) -> None:
        self.hass = hass
        self.env = env
        self.client = client
        self.client_entry = entry

    async def update(self) -> None:
        """Update the client's integration, and wait until that is processed."""
        await self.client_entry.runtime_data.async_refresh()
        data = self.env.entry.runtime_data
        await until(lambda: self.client_entry.entry_id in data.sources.followed)
        task = data.sources._followers[self.client_entry.entry_id]._task
        await until(lambda: task.done() and not data.arrival_tags._busy)

    async def arrive(self, title: str, torrent_hash: str = HASH, *tags: str, at: int = NOW) -> None:
        """Have the client finish the torrent of a movie, and wait until Plex has that."""
        name = f"{title} (2021)"
        self.env.put(f"movies/{name}/{name}.mkv", size=1000)
        self.client.run(torrent_hash, name=name)
        self.client.set_tags(torrent_hash, *tags)
        await self.update()
        self.client.finish(torrent_hash, name=name, at=at)
        self.client.set_files(torrent_hash, f"{name}/{name}.mkv")
        await self.update()
        await until(lambda: self.env.manager.last_arrival and title in self.env.manager.last_arrival.items[0].title)

    async def set_options(self, **options: Any) -> None:
        """Change options, as the options flow does."""
        entry = self.env.entry
        self.hass.config_entries.async_update_entry(entry, options={**entry.options, **options})
        await self.hass.config_entries.async_reload(entry.entry_id)


@pytest.fixture
def config_entry(config_entry: MockConfigEntry) -> MockConfigEntry:
    """Return the entry with the option."""
    return MockConfigEntry(
        domain=config_entry.domain,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data=config_entry.data,
        options=OPTIONS,
    )


@pytest.fixture
async def tagging(hass: HomeAssistant, env: DeliveryEnvironment, client: Client, plex_server: PlexServer) -> Tagging:
    return Tagging(hass, env, client, await add(hass, client))

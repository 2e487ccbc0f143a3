"""The integrations of the torrent clients, set up in Home Assistant, and our sources on top."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.watcher import DownloadSources

from .servers import Client, QBittorrentServer, TransmissionServer

ENTRY_ID = "plex"


class Reports:
    """Takes the downloads that are reported."""

    def __init__(self) -> None:
        self.downloads: list[Download] = []
        self.first = asyncio.Event()
        self.then: Callable[[Download], Awaitable[None]] | None = None
        """What happens when one is taken."""

    async def __call__(self, download: Download) -> None:
        self.downloads.append(download)
        self.first.set()
        if self.then:
            await self.then(download)

    @property
    def names(self) -> list[str]:
        return [download.name for download in self.downloads]


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
async def sources(hass: HomeAssistant, reports: Reports) -> AsyncGenerator[DownloadSources]:
    """Sources that have not been started."""
    sources = DownloadSources(hass, ENTRY_ID, reports)
    yield sources
    await sources.async_stop()


@pytest.fixture
async def transmission(socket_enabled: None) -> AsyncGenerator[TransmissionServer]:
    server = TransmissionServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def qbittorrent(socket_enabled: None) -> AsyncGenerator[QBittorrentServer]:
    server = QBittorrentServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture(params=["transmission", "qbittorrent"])
def client(request: pytest.FixtureRequest) -> Client:
    """Each of the clients in turn."""
    server: Client = request.getfixturevalue(request.param)
    return server


async def set_up(hass: HomeAssistant, client: Client) -> MockConfigEntry:
    """Set the client's integration up."""
    entry = MockConfigEntry(domain=client.domain, data=client.entry_data(), title="Attic", version=1, minor_version=2)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry


async def update(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Let the integration ask its client, and us look at it."""
    coordinator: Any = entry.runtime_data
    await coordinator.async_refresh()
    await hass.async_block_till_done(wait_background_tasks=True)

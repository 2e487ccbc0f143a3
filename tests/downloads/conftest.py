"""The integrations of download clients, set up in Home Assistant, and the sources that read them."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from pathlib import Path
import shutil
import tempfile
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.download import ChangedFolder, Download, ImporterEvent
from custom_components.plex_arrivals.downloads.filter import DownloadFilter
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from custom_components.plex_arrivals.downloads.webhook import Webhook

from .fake_clients import Client, QBittorrentServer, TransmissionServer
from .fake_sabnzbd import KEY, SABnzbdServer

ENTRY_ID = "plex"
SECRET = "5ec2e7" * 8
"""The ID of the webhook."""

type Http = TestClient[Any, Any]
OTHER_FILE_SYSTEM = Path("/dev/shm")  # noqa: S108 - only a folder made there is used


class Reports:
    """Collects the reported downloads."""

    def __init__(self) -> None:
        self.downloads: list[Download] = []
        self.changed_folders: list[ChangedFolder] = []
        self.events: list[ImporterEvent] = []
        self.first = asyncio.Event()
        self.then: Callable[[Download], Awaitable[None]] | None = None
        """Awaited with each reported download."""

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
    """Return the sources, not started yet."""
    sources = DownloadSources(hass, ENTRY_ID, reports)
    yield sources
    await sources.async_stop()


@pytest.fixture
def incomplete(tmp_path: Path) -> Generator[Path]:
    """Return a folder on another file system, from which moving files takes a while."""
    if not OTHER_FILE_SYSTEM.is_dir() or OTHER_FILE_SYSTEM.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("needs two file systems")
    folder = Path(tempfile.mkdtemp(dir=OTHER_FILE_SYSTEM))
    yield folder
    shutil.rmtree(folder)


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
    """Return each of the clients."""
    server: Client = request.getfixturevalue(request.param)
    return server


@pytest.fixture
def sabnzbd(socket_enabled: None) -> SABnzbdServer:
    return SABnzbdServer()


@pytest.fixture
async def sabnzbd_entry(hass: HomeAssistant, sabnzbd: SABnzbdServer) -> AsyncGenerator[MockConfigEntry]:
    """Return the entry of the SABnzbd integration, set up."""
    application = web.Application()
    application.router.add_route("*", "/sabnzbd/api", sabnzbd.handle)
    async with TestServer(application, host="127.0.0.1") as server:
        data = {"url": str(server.make_url("/sabnzbd/")), "api_key": KEY}
        entry = MockConfigEntry(domain="sabnzbd", data=data, title="Attic")
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
        yield entry


@pytest.fixture
async def webhook(hass: HomeAssistant, reports: Reports) -> AsyncGenerator[Webhook]:
    """Return a registered webhook."""
    await async_setup_component(hass, "webhook", {})
    entry = MockConfigEntry(domain=DOMAIN, title="Attic", data={CONF_WEBHOOK_ID: SECRET})
    entry.add_to_hass(hass)
    webhook = Webhook(hass, entry, reports, DownloadFilter(), reports.changed_folders.append, reports.events.append)
    webhook.async_start()
    yield webhook
    await webhook.async_stop()


@pytest.fixture
async def http(webhook: Webhook, hass_client_no_auth: Callable[[], Awaitable[Http]]) -> Http:
    return await hass_client_no_auth()


async def set_up(hass: HomeAssistant, client: Client) -> MockConfigEntry:
    """Set up the client's integration."""
    entry = MockConfigEntry(domain=client.domain, data=client.entry_data(), title="Attic", version=1, minor_version=2)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry


async def update(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Update the integration, and wait until the sources have processed it."""
    coordinator: Any = entry.runtime_data
    await coordinator.async_refresh()
    await hass.async_block_till_done(wait_background_tasks=True)

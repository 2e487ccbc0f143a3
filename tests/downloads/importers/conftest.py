"""Importers with their integrations set up, and what follows them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, override

from aiohttp import web
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.importers.importer import PAGE_SIZE
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from testing.api_server import Handler, Request, Route
from testing.importers import Episodes, Radarr, Sonarr
from testing.importers.importer import Importer
from tests.importer_webhooks import USERS_NOTIFICATION
from tests.importers import importer_set_up

from .connecting import CASES, LIBRARIES

ENTRY_ID = "plex"
HASH = "73561b6671e51d43a69d5a41e364dacfcffb385b"
OTHER_HASH = "0123456789abcdef0123456789abcdef01234567"
SHOW = Episodes(title="Harbour Watch", season=2, numbers=(1,))
PACK = Episodes(title="Harbour Watch", season=2, numbers=(1, 2, 3))


class ChangeableSonarr(Sonarr):
    """A Sonarr that can be slow, and respond something else to some commands."""

    def __init__(self, root: Path, **given: Any) -> None:
        super().__init__(root, **given)
        self.delay = 0.0
        self.responses: dict[str, Any] = {}

    @override
    def routes(self) -> Iterable[Route]:
        for method, path, handler in super().routes():
            yield method, path, self._changed(path.rpartition("/")[2], handler)

    def _changed(self, command: str, handler: Handler) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            await asyncio.sleep(self.delay)
            if command in self.responses:
                return web.json_response(self.responses[command])
            return await handler(request)

        return answer


class SetUp:
    """Sets up the integrations of importers, until the end of the test."""

    def __init__(self, hass: HomeAssistant, stack: AsyncExitStack) -> None:
        self._hass = hass
        self._stack = stack

    async def __call__(self, stand_in: Importer) -> MockConfigEntry:
        return await self._stack.enter_async_context(importer_set_up(self._hass, stand_in))


@pytest.fixture
async def set_up(hass: HomeAssistant, socket_enabled: None) -> AsyncGenerator[SetUp]:
    async with AsyncExitStack() as stack:
        yield SetUp(hass, stack)


@pytest.fixture
async def importers(hass: HomeAssistant) -> AsyncGenerator[Importers]:
    """Return the importers, not started yet."""
    importers = Importers(hass, ENTRY_ID)
    yield importers
    await importers.async_stop()


@pytest.fixture
def sonarr(tmp_path: Path) -> ChangeableSonarr:
    return ChangeableSonarr(tmp_path / "shows", version="4.0.16.2946", url_base="/sonarr")


@pytest.fixture
def radarr(tmp_path: Path) -> Radarr:
    return Radarr(tmp_path / "movies", version="5.27.5.10198")


@pytest.fixture
async def sonarr_entry(set_up: SetUp, sonarr: Sonarr) -> MockConfigEntry:
    return await set_up(sonarr)


@pytest.fixture
async def radarr_entry(set_up: SetUp, radarr: Radarr) -> MockConfigEntry:
    return await set_up(radarr)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Return the folder of a download, with files on the disk."""
    folder = tmp_path / "downloads" / "Harbour.Watch.S02"
    folder.mkdir(parents=True)
    for number in PACK.numbers:
        (folder / f"harbour.watch.s02e0{number}.mkv").write_bytes(b"x" * number)
    return folder


def torrent(info_hash: str = HASH) -> Download:
    return Download(name="Harbour.Watch.S02", path="/downloads/Harbour.Watch.S02", source="qbittorrent", hash=info_hash)


def usenet(client_id: str) -> Download:
    return Download(name="Harbour", path="/downloads/Harbour", source="sabnzbd", client_id=client_id)


def our_requests(stand_in: Importer) -> list[Request]:
    """Return the requests that are not those of Home Assistant's own integration."""
    return [
        request
        for request in stand_in.requests
        if request.query.get("pageSize") == str(PAGE_SIZE) or request.method != "GET"
    ]


def our_paths(stand_in: Importer) -> list[str]:
    """Return what was requested: `queue`, `history`, `command` …"""
    return [request.path.rpartition("/")[2] for request in our_requests(stand_in)]


@pytest.fixture
async def grabbed(importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path) -> None:
    """Let Sonarr grab a pack, and start."""
    sonarr.grab(HASH, release.name, PACK, release)
    await importers.async_start()


@pytest.fixture(params=CASES)
async def importer(
    hass: HomeAssistant, address: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Importer]:
    """Return an importer of each version with a notification of the user."""
    kind, version, media, _ = CASES[request.param]
    importer = kind(tmp_path / LIBRARIES[type(media)], version=version, mounts={"/media": tmp_path})
    importer.connections.rows[7] = {**USERS_NOTIFICATION, "id": 7}
    async with importer_set_up(hass, importer):
        yield importer

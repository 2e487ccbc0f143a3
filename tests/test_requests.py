"""The number of requests to Plex does not depend on the number of libraries and items."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from homeassistant.core import Event, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.plex_arrivals.const import CONF_SETTLE_SECONDS, DOMAIN, EVENT_DELIVERY
from testing.plex_server import Location, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

WEBSOCKET = "/:/websockets/notifications"
SIZES = [
    pytest.param(0, 200, id="3 libraries, 200 items"),
    pytest.param(27, 200, id="30 libraries, 200 items"),
    pytest.param(0, 20_000, id="3 libraries, 20000 items"),
]
LISTS_FILLED = 400


def enlarge(plex_server: PlexServer, tmp_path: Path, libraries: int, items: int) -> PlexServer:
    plex_server.add_items(next(iter(plex_server.catalog.libraries.values())), items)
    for number in range(libraries):
        location = Location(plex=f"/more/{number}", disk=tmp_path / f"more{number}")
        plex_server.add_items(plex_server.add_library(f"More {number}", "movie", [location]), 3)
    return plex_server


@contextmanager
def counted(plex_server: PlexServer) -> Iterator[list[str]]:
    """Count the requests to Plex in the block."""
    plex_server.requests.clear()
    asked: list[str] = []
    yield asked
    asked.extend(f"{request.path}?{'&'.join(request.query)}" for request in plex_server.requests)


def download(tmp_path: Path, path: str) -> dict[str, Any]:
    """Create a file on the disk; return the download to report."""
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(path.encode())
    return {"name": file.stem, "path": f"/media/{Path(path).parent}", "files": [file.name]}


def states(events: list[Event[Any]]) -> list[str]:
    return [event.data["state"] for event in events]


@pytest.mark.parametrize(("libraries", "items"), SIZES)
async def test_requests_of_setup_are_limited(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    libraries: int,
    items: int,
) -> None:
    enlarge(plex_server, tmp_path, libraries, items)
    with counted(plex_server) as asked:
        async with entry_set_up(hass, config_entry):
            await until(lambda: plex_server.websockets)
            await asyncio.sleep(4)
    assert sum(path.startswith(WEBSOCKET) for path in asked) == 1
    assert len(asked) <= 4 + 1


@pytest.mark.parametrize(("libraries", "items"), SIZES)
async def test_idle_hour_makes_few_requests(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    libraries: int,
    items: int,
) -> None:
    enlarge(plex_server, tmp_path, libraries, items)
    async with entry_set_up(hass, config_entry):
        await until(lambda: plex_server.websockets)
        await asyncio.sleep(LISTS_FILLED)
        with counted(plex_server) as asked:
            await asyncio.sleep(3600)
    assert 0 < len(asked) <= 8


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv", id="movie"),
        pytest.param("shows/Lighthouse (2020)/Season 01/Lighthouse (2020) - S01E01.mkv", id="new show"),
        pytest.param("shows/Harbour Watch (2010)/Season 01/Harbour Watch (2010) - S01E03.mkv", id="episode"),
    ],
)
@pytest.mark.parametrize(("libraries", "items"), SIZES)
async def test_one_arrival(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    tmp_path: Path,
    libraries: int,
    items: int,
    path: str,
) -> None:
    """With the default settle time, and an item that is reported as ready again after 40 seconds."""
    enlarge(plex_server, tmp_path, libraries, items)
    plex_server.scan_seconds = 0.05
    plex_server.match_seconds = 0.05
    plex_server.repeat_seconds = 40
    async with entry_set_up(hass, config_entry):
        await until(lambda: plex_server.websockets)
        await asyncio.sleep(LISTS_FILLED)
        events = async_capture_events(hass, EVENT_DELIVERY)
        with counted(plex_server) as asked:
            await hass.services.async_call(DOMAIN, "download_completed", download(tmp_path, path), blocking=True)
            await asyncio.sleep(6)
            await until(lambda: states(events)[-1:] == ["available"])
            await asyncio.sleep(50)
    assert len(asked) <= 5


async def test_burst_of_arrivals(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    """Each needs a scan and a look at its items; the coordinator's requests are shared."""
    plex_server.scan_seconds = 0.02
    async with entry_set_up(hass, config_entry):
        hass.config_entries.async_update_entry(config_entry, options={CONF_SETTLE_SECONDS: 0})
        await hass.config_entries.async_reload(config_entry.entry_id)
        await until(lambda: plex_server.websockets)
        await asyncio.sleep(LISTS_FILLED)
        events = async_capture_events(hass, EVENT_DELIVERY)
        with counted(plex_server) as asked:
            for number in range(10):
                data = download(tmp_path, f"movies/Film {number} (2021)/Film {number} (2021).mkv")
                await hass.services.async_call(DOMAIN, "download_completed", data, blocking=True)
            await until(lambda: states(events).count("available") == 10, 30)
            await asyncio.sleep(30)
    assert len(asked) <= 50


async def test_hour_while_plex_is_offline(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    """A server is polled once a minute, whether it is off or starting."""
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(hass, config_entry):
        await asyncio.sleep(LISTS_FILLED)
        with counted(plex_server) as asked:
            await asyncio.sleep(3600)
    assert len(asked) <= 60 * 4 + 60

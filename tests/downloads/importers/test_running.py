"""What running downloads are, as the importers say, with few requests."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.importers import Importers
from testing.importers import Radarr, Sonarr

from .conftest import HASH, OTHER_HASH, SHOW, our_paths, torrent


async def test_running_downloads(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, tmp_path: Path
) -> None:
    changes: list[None] = []
    await importers.async_start()
    remove = importers.async_add_media_listener(lambda: changes.append(None))
    importers.async_set_running([torrent()])
    await asyncio.sleep(30)
    assert len(our_paths(sonarr)) == 1
    assert importers.media(torrent()) is None
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await asyncio.sleep(60)
    media = importers.media(torrent())
    assert media
    assert media.title == "Harbour Watch"
    assert len(changes) == 1
    for _ in range(60):
        importers.async_set_running([torrent()])
        await asyncio.sleep(60)
    assert len(our_paths(sonarr)) == 2, "nothing more is to be known"

    remove()


async def test_running_download_of_nobody_costs_two_requests(
    hass: HomeAssistant,
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    radarr: Radarr,
    radarr_entry: MockConfigEntry,
) -> None:
    await importers.async_start()
    for _ in range(3):
        importers.async_set_running([torrent(OTHER_HASH)])
        await asyncio.sleep(3600)
        await hass.config_entries.async_reload(radarr_entry.entry_id)
    assert our_paths(sonarr) == our_paths(radarr) == ["queue"] * 2
    importers.async_set_running([torrent(), torrent(OTHER_HASH)])
    await asyncio.sleep(3600)
    assert our_paths(sonarr) == our_paths(radarr) == ["queue"] * 4


async def test_importer_that_was_away_is_asked_what_is_running(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, tmp_path: Path
) -> None:
    await importers.async_start()
    await sonarr.stop()
    importers.async_set_running([torrent()])
    await asyncio.sleep(3600)
    await sonarr.start()
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await asyncio.sleep(61)
    assert importers.media(torrent())


async def test_burst_of_running_downloads_is_asked_at_once_and_then_once_a_minute(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry
) -> None:
    await importers.async_start()
    for number in range(300):
        importers.async_set_running([torrent(f"{n:040x}") for n in range(number)])
        await asyncio.sleep(1)
    assert 4 <= len(our_paths(sonarr)) <= 6

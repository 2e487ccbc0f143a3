"""What an importer cannot say while it is away, and what ends with it."""

import asyncio

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.importers.importer import ImporterError
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from testing.importers import Sonarr
from testing.waiting import until

from .conftest import HASH, our_paths, torrent
from .following import MINUTE, follow


@pytest.mark.usefixtures("grabbed")
@pytest.mark.parametrize("how", ["restarted", "client away", "down", "key"])
async def test_nothing_changes_while_the_importer_cannot_say(
    hass: HomeAssistant,
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    how: str,
) -> None:
    follower = await follow(importers)
    key = sonarr.api_key
    if how == "restarted":
        await sonarr.restart()
        sonarr.client_reachable = False
    elif how == "client away":
        sonarr.client_reachable = False
    elif how == "down":
        await sonarr.stop()
    else:
        sonarr.refuse_key()
    await asyncio.sleep(3600)
    assert not follower.ended
    assert not follower.changes
    assert bool(follower.absences) is (how in ("restarted", "client away"))
    if how == "down":
        await sonarr.start()
    sonarr.client_reachable = True
    sonarr.api_key = key
    await sonarr.block(HASH, "Found archive file, might need to be extracted")
    await asyncio.sleep(MINUTE)
    assert follower.states == ["blocked"]
    follower.task.cancel()
    assert not [record for record in caplog.records if "plex_arrivals" in record.name and record.levelname != "DEBUG"]


@pytest.mark.usefixtures("grabbed")
async def test_reload_with_another_address(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry
) -> None:
    follower = await follow(importers)
    await sonarr.stop()
    sonarr._port = 0
    await sonarr.start()
    hass.config_entries.async_update_entry(sonarr_entry, data={**sonarr_entry.data, "url": sonarr.url})
    await hass.config_entries.async_reload(sonarr_entry.entry_id)
    await sonarr.block(HASH, "Found archive file, might need to be extracted")
    await asyncio.sleep(MINUTE)
    assert follower.states == ["blocked"]
    follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
async def test_unloaded_importer_is_waited_for(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry
) -> None:
    follower = await follow(importers)
    await hass.config_entries.async_unload(sonarr_entry.entry_id)
    assert importers.is_any
    assert not importers.entries
    assert importers.queue_url(sonarr_entry.entry_id) is None
    made = len(our_paths(sonarr))
    with pytest.raises(ImporterError):
        await importers.async_find(torrent())
    with pytest.raises(ImporterError):
        await importers.async_outcome(torrent(), sonarr_entry.entry_id)
    with pytest.raises(ImporterError):
        await importers.async_try_again(sonarr_entry.entry_id)
    await asyncio.sleep(3600)
    assert len(our_paths(sonarr)) == made
    assert not follower.ended
    await hass.config_entries.async_setup(sonarr_entry.entry_id)
    await sonarr.block(HASH, "Found archive file, might need to be extracted")
    await asyncio.sleep(MINUTE)
    assert follower.states == ["blocked"]
    follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
@pytest.mark.parametrize("how", ["removed", "disabled", "stopped"])
async def test_end_with_the_importer(
    hass: HomeAssistant, importers: Importers, sonarr_entry: MockConfigEntry, how: str
) -> None:
    follower = await follow(importers)
    await asyncio.sleep(2 * MINUTE)
    assert not follower.ended
    if how == "removed":
        await hass.config_entries.async_remove(sonarr_entry.entry_id)
    elif how == "disabled":
        await hass.config_entries.async_set_disabled_by(sonarr_entry.entry_id, ConfigEntryDisabler.USER)
    else:
        await importers.async_stop()
    await until(lambda: follower.ended)
    assert not follower.changes
    assert not importers.entries
    assert await importers.async_outcome(torrent(), sonarr_entry.entry_id) is None
    assert await importers.async_find(torrent()) is None
    if how != "stopped":
        assert not importers.is_any
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("plex_arrivals")]


async def test_stop_ends_those_who_wait(importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry) -> None:
    await importers.async_start()
    await importers.async_find(torrent())
    waiting = asyncio.create_task(importers.async_find(torrent()))  # until the next request may be made
    await asyncio.sleep(0.1)
    await importers.async_stop()
    with pytest.raises(ImporterError):
        await waiting

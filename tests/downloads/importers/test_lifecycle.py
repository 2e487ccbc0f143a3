"""Importers come and go, and their integrations may change."""

import asyncio
from pathlib import Path
import sys
from typing import Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntryChange,
    ConfigEntryDisabler,
    ConfigEntryState,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_send
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.filter import DownloadFilter
from custom_components.plex_arrivals.downloads.importers.importer import ImporterError
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from testing.importers import Radarr, Sonarr
from tests.importers import importer_entry

from .conftest import ENTRY_ID, HASH, SHOW, ChangeableSonarr, SetUp, our_paths, torrent


async def test_set_up_later(
    hass: HomeAssistant, set_up: SetUp, importers: Importers, sonarr: Sonarr, radarr: Radarr, tmp_path: Path
) -> None:
    await importers.async_start()
    assert not importers.is_any
    assert await importers.async_find(torrent()) is None
    entry = await set_up(sonarr)
    await hass.async_block_till_done()
    assert importers.is_any
    assert importers.entries.keys() == {entry.entry_id}
    other = await set_up(radarr)
    assert importers.entries.keys() == {entry.entry_id, other.entry_id}
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    assert await importers.async_find(torrent())


async def test_set_up_later_is_asked_what_is_running(
    hass: HomeAssistant, set_up: SetUp, importers: Importers, sonarr: Sonarr, tmp_path: Path
) -> None:
    await importers.async_start()
    importers.async_set_running([torrent()])
    await asyncio.sleep(3600)
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await set_up(sonarr)
    await asyncio.sleep(1)
    assert importers.media(torrent())


async def test_stopped_while_the_first_one_is_set_up(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "custom_components.plex_arrivals.downloads.importers.watcher", raising=False)
    await importers.async_start()
    entry = importer_entry(sonarr)
    entry.add_to_hass(hass)
    entry.mock_state(hass, ConfigEntryState.LOADED)
    async_dispatcher_send(hass, SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntryChange.ADDED, entry)
    await importers.async_stop()
    await hass.async_block_till_done()
    assert not importers.entries


async def test_importer_that_is_down_at_the_start(
    hass: HomeAssistant, set_up: SetUp, importers: Importers, sonarr: Sonarr, tmp_path: Path
) -> None:
    entry = await set_up(sonarr)
    await hass.config_entries.async_unload(entry.entry_id)
    await importers.async_start()
    assert importers.is_any
    with pytest.raises(ImporterError):
        await importers.async_find(torrent())
    assert not our_paths(sonarr)
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await hass.config_entries.async_setup(entry.entry_id)
    assert await importers.async_find(torrent())


@pytest.mark.parametrize("key", ["url", "api_key", "verify_ssl"])
async def test_changed_integration(
    hass: HomeAssistant,
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    key: str,
) -> None:
    hass.config_entries.async_update_entry(sonarr_entry, title="192.168.1.5")
    await importers.async_start()
    data = dict(sonarr_entry.data)
    changed = {name: value for name, value in data.items() if name != key}
    hass.config_entries.async_update_entry(sonarr_entry, data=changed)
    await hass.async_block_till_done()
    issue_id = f"importer_changed_{ENTRY_ID}_{sonarr_entry.entry_id}"
    issue = issue_registry.async_get_issue(DOMAIN, issue_id)
    assert issue
    assert issue.translation_placeholders == {"source": "Sonarr", "integration": "sonarr"}
    assert caplog.text.count("is not as expected") == 1
    assert not importers.entries
    with pytest.raises(ImporterError):
        await importers.async_find(torrent())
    hass.config_entries.async_update_entry(sonarr_entry, data=data)
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None
    assert await importers.async_find(torrent()) is None

    hass.config_entries.async_update_entry(sonarr_entry, data=changed)
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, issue_id)
    await hass.config_entries.async_remove(sonarr_entry.entry_id)
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None


@pytest.mark.parametrize("how", ["excluded", "disabled"])
async def test_importer_that_was_left_out_meanwhile_has_no_issue(
    hass: HomeAssistant,
    importers: Importers,
    sonarr_entry: MockConfigEntry,
    issue_registry: ir.IssueRegistry,
    how: str,
) -> None:
    await importers.async_start()
    hass.config_entries.async_update_entry(sonarr_entry, data={})
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, f"importer_changed_{ENTRY_ID}_{sonarr_entry.entry_id}")
    await importers.async_stop()
    excluded = [sonarr_entry.entry_id] if how == "excluded" else []
    if how == "disabled":
        await hass.config_entries.async_set_disabled_by(sonarr_entry.entry_id, ConfigEntryDisabler.USER)
    restarted = Importers(hass, ENTRY_ID, DownloadFilter(excluded))
    await restarted.async_start()
    assert not issue_registry.issues
    await restarted.async_stop()


@pytest.mark.parametrize("command", ["queue", "history"])
@pytest.mark.parametrize("response", [{}, {"records": None}, [], "text", None])
async def test_response_of_another_shape(
    importers: Importers,
    sonarr: ChangeableSonarr,
    sonarr_entry: MockConfigEntry,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    command: str,
    response: Any,
) -> None:
    async def ask() -> None:
        await importers.async_find(torrent())
        await importers.async_outcome(torrent(), sonarr_entry.entry_id)

    await importers.async_start()
    sonarr.responses[command] = response
    for _ in range(3):
        with pytest.raises(ImporterError):
            await ask()
    assert [issue_id for _, issue_id in issue_registry.issues] == [
        f"importer_changed_{ENTRY_ID}_{sonarr_entry.entry_id}"
    ]
    assert caplog.text.count("is not as expected") == 1
    sonarr.responses.clear()
    await ask()
    assert not issue_registry.issues


async def test_polling_goes_on_after_a_response_of_another_shape(
    importers: Importers, sonarr: ChangeableSonarr, sonarr_entry: MockConfigEntry, tmp_path: Path
) -> None:
    await importers.async_start()
    sonarr.responses["queue"] = {}
    importers.async_set_running([torrent()])
    await asyncio.sleep(600)
    sonarr.responses.clear()
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await asyncio.sleep(61)
    assert importers.media(torrent())


async def test_new_key(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry
) -> None:
    await importers.async_start()
    sonarr.refuse_key()
    with pytest.raises(ImporterError):
        await importers.async_find(torrent())
    hass.config_entries.async_update_entry(sonarr_entry, data={**sonarr_entry.data, "api_key": sonarr.api_key})
    assert await importers.async_find(torrent()) is None

"""The repair that offers to connect importers, from an import that was noticed late to the webhook in the importer."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_WEBHOOK_ADDRESS, DOMAIN
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.issues import IssueKind
from custom_components.plex_arrivals.late_imports import CHECK_SECONDS, LATE_SECONDS
from testing.importers import Episodes
from testing.importers.importer import Importer
from testing.waiting import until
from tests.importer_webhooks import ConfiguredImporters, unused_address, webhooks
from tests.options import begin, submit

from .conftest import Repairs, offered, suggested

KIND = IssueKind.IMPORTERS_NOT_CONNECTED


async def imported(importer: Importer, folder: Path, episode: int = 1) -> Download:
    """Let an importer import a download; return what the client says about it."""
    name, info_hash = f"Harbour.Watch.S01E{episode:02}", f"{episode:040}"
    release = folder / name
    release.mkdir()
    (release / f"{name}.mkv").write_bytes(b"media")
    importer.grab(info_hash, name, Episodes(title="Harbour Watch", numbers=(episode,)), release)
    importer.finish(info_hash)
    await importer.import_download(info_hash)
    return Download(name=name, path=str(release), source="qbittorrent", hash=info_hash)


@pytest.fixture
async def late(
    repairs: Repairs, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters, tmp_path: Path
) -> ConfiguredImporters:
    """Learn an import of the first Sonarr from its history."""
    sonarr, *_ = configured
    await asyncio.sleep(1)
    download = await imported(sonarr, tmp_path)
    await asyncio.sleep(LATE_SECONDS + 1)
    assert repairs.issue(KIND) is None
    outcome = await loaded.runtime_data.importers.async_outcome(download, configured.ids[0])
    assert outcome.imported
    await until(lambda: repairs.issue(KIND))
    return configured


async def test_one_click_connects_all(
    repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    assert repairs.title(KIND) == "Imports are noticed late: Radarr, Sonarr, Sonarr 4K"
    form = await repairs.open(KIND)
    assert offered(form, "importers") == ["Radarr", "Sonarr", "Sonarr 4K"]
    values = suggested(form)
    assert sorted(values["importers"]) == sorted(late.ids)
    result = await repairs.submit(form, **values)
    assert result["type"] == "create_entry"
    assert repairs.issue(KIND) is None
    assert all(len(webhooks(importer, loaded)) == 1 for importer in late)


async def test_issue_stays_for_importers_that_are_not_connected(
    repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    form = await repairs.open(KIND)
    result = await repairs.submit(form, importers=late.ids[:2], webhook_address=address)
    assert result["type"] == "create_entry"
    assert repairs.title(KIND) == "Imports are noticed late: Radarr"
    form = await repairs.open(KIND)
    assert sorted(suggested(form)["importers"]) == sorted(late.ids)  # those connected, and the one to connect
    form = await repairs.submit(form, importers=late.ids, webhook_address=unused_address())
    assert form["errors"] == {"base": "connection_failed"}
    assert repairs.issue(KIND)
    await repairs.submit(form, importers=late.ids, webhook_address=address)
    assert repairs.issue(KIND) is None


async def test_address_that_was_typed(
    hass: HomeAssistant, repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    hass.config.internal_url = unused_address()
    form = await repairs.open(KIND)
    result = await repairs.submit(form, importers=late.ids, webhook_address=address)
    assert result["type"] == "create_entry"
    assert loaded.options[CONF_WEBHOOK_ADDRESS] == address
    await hass.async_block_till_done()
    assert repairs.issue(KIND) is None


async def test_connected_in_options(
    hass: HomeAssistant, repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    await submit(hass, await begin(hass, loaded, "importers"), importers=late.ids, webhook_address=address)
    assert repairs.issue(KIND) is None


async def test_connected_by_hand(
    repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    """The importer sends a test, then the user saves."""
    for importer in late:
        await importer.connections.add(
            {
                "name": "Plex",
                "implementation": "Webhook",
                "configContract": "WebhookSettings",
                **dict.fromkeys(importer.connections.flags, True),
                "fields": [{"name": "url", "value": f"{address}/api/webhook/{loaded.data['webhook_id']}"}],
            }
        )
    await until(lambda: repairs.issue(KIND) is None, seconds=60)


async def test_reload_keeps_issue_until_connected(
    hass: HomeAssistant, repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    radarr = late.importers[late.ids[2]]
    requests = radarr.count("notification")
    await hass.config_entries.async_reload(loaded.entry_id)
    await until(lambda: radarr.count("notification") > requests)
    assert repairs.title(KIND) == "Imports are noticed late: Radarr, Sonarr, Sonarr 4K"
    await hass.config_entries.async_remove(late.ids[2])
    assert repairs.title(KIND) == "Imports are noticed late: Sonarr, Sonarr 4K"


async def test_ignored_issue_stays_ignored(
    hass: HomeAssistant,
    repairs: Repairs,
    loaded: MockConfigEntry,
    address: str,
    late: ConfiguredImporters,
    tmp_path: Path,
) -> None:
    issue_id = f"{KIND}_{loaded.entry_id}"
    ir.async_ignore_issue(hass, DOMAIN, issue_id, True)
    requests = [importer.count("notification") for importer in late]
    for episode in (2, 3):
        download = await imported(next(iter(late)), tmp_path, episode)
        await asyncio.sleep(LATE_SECONDS + 1)
        await loaded.runtime_data.importers.async_outcome(download, late.ids[0])
    await asyncio.sleep(60)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue
    assert issue.dismissed_version
    assert [importer.count("notification") for importer in late] == requests


async def test_import_of_connected_importer_is_no_reason(
    hass: HomeAssistant,
    repairs: Repairs,
    loaded: MockConfigEntry,
    address: str,
    configured: ConfiguredImporters,
    tmp_path: Path,
) -> None:
    """It may have been imported while Home Assistant was down; the importer is asked about its webhook once an hour."""
    await submit(hass, await begin(hass, loaded, "importers"), importers=configured.ids[:1], webhook_address=address)
    sonarr, *_ = configured
    tests = sonarr.count("notification/test", "POST")
    for episode in (1, 2, 3):
        download = await imported(sonarr, tmp_path, episode)
        await asyncio.sleep(LATE_SECONDS + 1)
        await loaded.runtime_data.importers.async_outcome(download, configured.ids[0])
    await until(lambda: sonarr.count("notification/test", "POST") > tests)
    await asyncio.sleep(CHECK_SECONDS)
    assert repairs.issue(KIND) is None
    assert sonarr.count("notification/test", "POST") == tests + 1
    download = await imported(sonarr, tmp_path, 4)
    await asyncio.sleep(LATE_SECONDS + 1)
    await loaded.runtime_data.importers.async_outcome(download, configured.ids[0])
    await until(lambda: sonarr.count("notification/test", "POST") > tests + 1)


async def test_import_that_is_noticed_soon_is_no_reason(
    repairs: Repairs, loaded: MockConfigEntry, address: str, configured: ConfiguredImporters, tmp_path: Path
) -> None:
    sonarr, *_ = configured
    await asyncio.sleep(1)
    download = await imported(sonarr, tmp_path)
    await asyncio.sleep(LATE_SECONDS - 2)
    outcome = await loaded.runtime_data.importers.async_outcome(download, configured.ids[0])
    assert outcome.imported
    await asyncio.sleep(CHECK_SECONDS)
    assert repairs.issue(KIND) is None


async def test_import_from_before_the_start_is_no_reason(
    hass: HomeAssistant,
    repairs: Repairs,
    loaded: MockConfigEntry,
    address: str,
    configured: ConfiguredImporters,
    tmp_path: Path,
) -> None:
    sonarr, *_ = configured
    download = await imported(sonarr, tmp_path)
    await asyncio.sleep(CHECK_SECONDS)
    await hass.config_entries.async_reload(loaded.entry_id)
    outcome = await loaded.runtime_data.importers.async_outcome(download, configured.ids[0])
    assert outcome.imported
    await asyncio.sleep(CHECK_SECONDS)
    assert repairs.issue(KIND) is None


async def test_form_needs_loaded_entry(
    hass: HomeAssistant, repairs: Repairs, loaded: MockConfigEntry, address: str, late: ConfiguredImporters
) -> None:
    form = await repairs.open(KIND)
    await hass.config_entries.async_unload(loaded.entry_id)
    result = await repairs.submit(form, importers=late.ids, webhook_address=address)
    assert (result["type"], result["reason"]) == ("abort", "not_loaded")

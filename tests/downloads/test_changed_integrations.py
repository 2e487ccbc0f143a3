"""Unexpected objects of another integration: one warning, no traceback, and an issue until they are as expected."""

import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports, set_up, update
from .fake_clients import OTHER_HASH, Client


async def test_changed_coordinator_creates_issue(
    hass: HomeAssistant,
    client: Client,
    sources: DownloadSources,
    reports: Reports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    for torrent in client.torrents.values():
        torrent["kept"] = torrent.pop("hashString", None) or torrent.pop("state", None)
    await update(hass, entry)
    await update(hass, entry)
    issues = ir.async_get(hass)
    issue = issues.async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")
    assert issue
    assert issue.translation_key == "source_changed"
    assert issue.translation_placeholders == {"source": "Attic", "integration": client.domain}
    records = [record for record in caplog.records if record.name == "custom_components.plex_arrivals"]
    assert [record.levelno for record in records] == [logging.WARNING]
    assert "Attic" in records[0].getMessage()
    assert not records[0].exc_info

    client.torrents.clear()
    client.run()
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1
    assert not issues.async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")


async def test_malformed_torrent_hides_no_others(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    client.finish(name="Fine")
    client.finish(OTHER_HASH)
    client.torrents[OTHER_HASH] |= {"hashString": None, "state": None}
    await update(hass, entry)
    assert len(reports.downloads) == 1
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")


async def test_changed_runtime_data_creates_issue(
    hass: HomeAssistant, client: Client, sources: DownloadSources, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, client)
    coordinator = entry.runtime_data
    entry.runtime_data = {"coordinator": coordinator}
    await sources.async_start()
    assert "not as expected (TypeError: runtime_data is a dict, not a coordinator)" in caplog.text
    assert ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")
    await hass.config_entries.async_remove(entry.entry_id)
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")

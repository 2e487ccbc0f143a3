"""The issues of sources, separate for each config entry."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.filter import DownloadFilter
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from custom_components.plex_arrivals.issues import async_delete_issues

from .conftest import ENTRY_ID, Reports, set_up, update
from .fake_clients import HASH, QBittorrentServer
from .test_running import started


async def test_excluding_source_deletes_its_issue(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, reports: Reports
) -> None:
    entry = await set_up(hass, qbittorrent)
    qbittorrent.run()
    del qbittorrent.torrents[HASH]["state"]
    first = await started(hass, reports, DownloadFilter())
    await update(hass, entry)
    issue = f"source_changed_{ENTRY_ID}_{entry.entry_id}"
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue)
    await first.async_stop()
    sources = await started(hass, reports, DownloadFilter(excluded_sources=[entry.entry_id]))
    assert not ir.async_get(hass).async_get_issue(DOMAIN, issue)
    await sources.async_stop()


async def test_source_excluded_by_one_server_keeps_issue_of_other(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, reports: Reports, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await set_up(hass, qbittorrent)
    qbittorrent.run()
    del qbittorrent.torrents[HASH]["state"]
    first = await started(hass, reports, DownloadFilter())
    second = DownloadSources(hass, "other", reports, DownloadFilter(excluded_sources=[entry.entry_id]))
    await second.async_start()
    await update(hass, entry)
    hass.config_entries.async_update_entry(entry, title="Renamed")
    await update(hass, entry)
    issues = ir.async_get(hass)
    assert [issue_id for _, issue_id in issues.issues] == [f"source_changed_{ENTRY_ID}_{entry.entry_id}"]
    assert caplog.text.count("not as expected") == 1
    async_delete_issues(hass, "other")
    assert len(issues.issues) == 1
    async_delete_issues(hass, ENTRY_ID)
    assert not issues.issues, "the issues are deleted with the config entry"
    await first.async_stop()
    await second.async_stop()

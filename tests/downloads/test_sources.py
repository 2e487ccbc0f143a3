"""Each finished torrent is reported once, whatever restarts, through Home Assistant's own integrations."""

import asyncio
from datetime import UTC, datetime
import logging
from typing import Any
from unittest.mock import ANY

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.finished_store import FinishedStore
from custom_components.plex_arrivals.downloads.follower import REPORT_BATCH_SIZE
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.waiting import until

from .conftest import ENTRY_ID, Reports, set_up, update
from .fake_clients import HASH, NOW, Client, QBittorrentServer, TransmissionServer

OTHER = "a" * 40
DAY = 86_400


def stored(storage: dict[str, Any]) -> dict[str, Any]:
    """Return what was written to disk."""
    data: dict[str, Any] = storage[f"{DOMAIN}.{ENTRY_ID}.seen"]["data"]
    return data


async def test_finished_torrent_is_reported(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    assert not reports.downloads

    client.finish()
    await update(hass, entry)
    await update(hass, entry)
    [download] = reports.downloads
    assert download.name == "Show.S01"
    assert download.path == "/downloads/Show.S01"
    assert download.hash == HASH
    assert download.source == client.domain
    assert download.source_entry_id == entry.entry_id
    assert download.finished_at == datetime.fromtimestamp(NOW, UTC)
    assert [(file.path, file.size) for file in download.files] == [("/downloads/Show.S01/01.mkv", 1000)]


async def test_torrent_finished_long_ago_is_not_reported(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.finish()
    client.finish(OTHER, at=NOW - 400 * DAY)
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    assert not reports.downloads


async def test_old_torrents_listed_bit_by_bit_are_not_reported(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    client.finish(at=NOW - 2 * DAY)
    await update(hass, entry)
    assert not reports.downloads


async def test_torrents_missing_for_a_while_are_not_reported_again(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    client.finish()
    await update(hass, entry)
    torrents = dict(client.torrents)
    client.torrents.clear()
    await update(hass, entry)
    client.torrents.update(torrents)
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_torrent_finished_while_stopped_is_reported(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    await sources.async_stop()
    client.finish(at=NOW + 5)
    client.finish(OTHER, at=NOW + 3, name="A film that was added meanwhile")
    await update(hass, entry)
    assert not reports.downloads

    again = DownloadSources(hass, ENTRY_ID, reports)
    await again.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await again.async_stop()
    assert reports.names == ["A film that was added meanwhile", "Show.S01"], "in the order of their completion"

    once_more = DownloadSources(hass, ENTRY_ID, reports)
    await once_more.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await once_more.async_stop()
    assert len(reports.downloads) == 2


async def test_torrent_downloaded_anew_is_reported_again(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    client.finish()
    await update(hass, entry)
    client.torrents.clear()
    await update(hass, entry)
    client.finish(at=NOW + 60)
    await update(hass, entry)
    assert [download.hash for download in reports.downloads] == [HASH, HASH]


async def test_client_with_wrong_clock(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    client.finish(at=1_000_000)
    await update(hass, entry)
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_client_added_later_is_followed(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    await sources.async_start()
    client.run()
    entry = await set_up(hass, client)
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_reloaded_client_is_followed_anew(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    old = entry.runtime_data
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.runtime_data is not old
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1
    assert not old._listeners


async def test_stop_removes_listener(hass: HomeAssistant, client: Client, sources: DownloadSources) -> None:
    entry = await set_up(hass, client)
    listeners = len(entry.runtime_data._listeners)
    await sources.async_start()
    assert len(entry.runtime_data._listeners) == listeners + 1
    await sources.async_stop()
    assert len(entry.runtime_data._listeners) == listeners


async def test_removed_client_is_removed_from_store(
    hass: HomeAssistant,
    client: Client,
    sources: DownloadSources,
    hass_storage: dict[str, Any],
) -> None:
    client.finish()
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert stored(hass_storage) == {entry.entry_id: {"since": ANY, "done": {HASH: NOW}}}
    await hass.config_entries.async_remove(entry.entry_id)
    await sources.async_stop()
    assert stored(hass_storage) == {}


async def test_client_removed_while_stopped_is_removed_from_store(
    hass: HomeAssistant, sources: DownloadSources, hass_storage: dict[str, Any]
) -> None:
    key = f"{DOMAIN}.{ENTRY_ID}.seen"
    hass_storage[key] = {"version": 1, "key": key, "data": {"gone": {"since": NOW, "done": {HASH: NOW}}}}
    await sources.async_start()
    await sources.async_stop()
    assert stored(hass_storage) == {}


async def test_torrents_gone_for_long_are_removed_from_store(
    hass: HomeAssistant,
    client: Client,
    sources: DownloadSources,
    reports: Reports,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
) -> None:
    client.finish()
    entry = await set_up(hass, client)
    await sources.async_start()
    client.torrents.clear()
    await update(hass, entry)
    assert stored(hass_storage)[entry.entry_id]["done"] == {HASH: NOW}
    freezer.tick(31 * DAY)
    await update(hass, entry)
    assert stored(hass_storage)[entry.entry_id]["done"] == {}
    client.finish()
    await update(hass, entry)
    assert not reports.downloads


async def test_failed_update_is_ignored(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    client.finish()
    client.broken = True
    await update(hass, entry)
    assert not reports.downloads
    client.broken = False
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_client_available_later_is_followed(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    await sources.async_start()
    client.run()
    client.broken = True
    with pytest.raises(AssertionError):
        await set_up(hass, client)
    [entry] = hass.config_entries.async_entries(client.domain)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    client.broken = False
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_many_torrents_are_reported_at_once(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    """Each is stored when it is accepted, and all are written together."""
    under_way, most = 0, 0

    async def store(_download: Download) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1

    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    reports.then = store
    for number in range(60):
        client.finish(f"{number:040x}", at=NOW + number, name=f"Film {number}")
    await update(hass, entry)
    await until(lambda: len(reports.downloads) == 60)
    assert reports.names == [f"Film {number}" for number in range(60)]
    assert most == REPORT_BATCH_SIZE
    assert most > 1


async def test_refused_torrent_is_reported_again(
    hass: HomeAssistant,
    client: Client,
    sources: DownloadSources,
    reports: Reports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def refuse(download: Download) -> None:
        if download.hash == HASH:
            raise OSError("disk full")

    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    reports.then = refuse
    client.finish()
    client.finish(OTHER, at=NOW + 1, name="Another")
    await update(hass, entry)
    await update(hass, entry)
    assert reports.names == ["Show.S01", "Another", "Show.S01"]
    assert caplog.text.count("Attic: Show.S01 could not be stored") == 1
    assert not any(record.exc_info for record in caplog.records if record.name.startswith("custom_components"))
    reports.then = None
    await update(hass, entry)
    await update(hass, entry)
    assert reports.names == ["Show.S01", "Another", "Show.S01", "Show.S01"]


async def test_torrent_is_reported_again_after_kill(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    async def hang(_: Download) -> None:
        await asyncio.Event().wait()

    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    reports.then = hang
    client.finish()
    await entry.runtime_data.async_refresh()
    await until(reports.first.is_set)
    await sources.async_stop()

    reports.then = None
    again = DownloadSources(hass, ENTRY_ID, reports)
    await again.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await again.async_stop()
    assert len(reports.downloads) == 2


async def test_updates_are_processed_one_after_another(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    """An update during a report is processed afterwards."""
    at_once = most = 0

    async def take_long(_: Download) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.05)
        at_once -= 1

    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    reports.then = take_long
    client.finish()
    await entry.runtime_data.async_refresh()
    client.finish(OTHER, at=NOW + 1, name="Another")
    await entry.runtime_data.async_refresh()
    await update(hass, entry)
    assert reports.names == ["Show.S01", "Another"]
    assert most == 1


async def test_burst_is_stored_once(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writes = 0
    save = sources._store._store.async_save

    async def count(data: dict[str, Any]) -> None:
        nonlocal writes
        writes += 1
        await save(data)

    monkeypatch.setattr(sources._store._store, "async_save", count)
    entry = await set_up(hass, transmission)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    writes = 0
    for number in range(1000):
        transmission.finish(f"{number:040x}", at=NOW + number)
    await update(hass, entry)
    await update(hass, entry)
    assert len(reports.downloads) == 1000
    assert writes == 1


@pytest.mark.parametrize("data", [[1], {"entry": {"since": "?"}}, {"entry": {"since": 1, "done": {HASH: "x"}}}, "text"])
async def test_broken_store_starts_anew(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    data: object,
) -> None:
    key = f"{DOMAIN}.{ENTRY_ID}.seen"
    hass_storage[key] = {"version": 1, "key": key, "data": data}
    transmission.finish()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    await update(hass, entry)
    assert not reports.downloads
    assert caplog.text.count("Cannot read the stored list of finished downloads") == 1
    assert stored(hass_storage)[entry.entry_id]["done"] == {HASH: NOW}


async def test_store_is_deleted_with_config_entry(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, hass_storage: dict[str, Any]
) -> None:
    await set_up(hass, transmission)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await sources.async_stop()
    assert f"{DOMAIN}.{ENTRY_ID}.seen" in hass_storage
    await FinishedStore(hass, ENTRY_ID).async_remove()
    assert f"{DOMAIN}.{ENTRY_ID}.seen" not in hass_storage


async def test_stop_during_start_follows_nothing(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await set_up(hass, client)
    read = asyncio.Event()

    async def slowly(_store: FinishedStore) -> None:
        await read.wait()

    monkeypatch.setattr(FinishedStore, "async_load", slowly)
    starting = asyncio.create_task(sources.async_start())
    await asyncio.sleep(0)
    await sources.async_stop()
    read.set()
    await starting
    assert not sources.followed
    await hass.config_entries.async_reload(entry.entry_id)
    assert not sources.followed


class TestChangedIntegration:
    """Unexpected objects of another integration: one warning, no traceback, and an issue until they are as expected."""

    async def test_changed_coordinator_creates_issue(
        self,
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
        self, hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
    ) -> None:
        client.run()
        entry = await set_up(hass, client)
        await sources.async_start()
        client.finish(name="Fine")
        client.finish(OTHER)
        client.torrents[OTHER] |= {"hashString": None, "state": None}
        await update(hass, entry)
        assert len(reports.downloads) == 1
        assert not ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")

    async def test_changed_runtime_data_creates_issue(
        self, hass: HomeAssistant, client: Client, sources: DownloadSources, caplog: pytest.LogCaptureFixture
    ) -> None:
        entry = await set_up(hass, client)
        coordinator = entry.runtime_data
        entry.runtime_data = {"coordinator": coordinator}
        await sources.async_start()
        assert "not as expected (TypeError: runtime_data is a dict, not a coordinator)" in caplog.text
        assert ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")
        await hass.config_entries.async_remove(entry.entry_id)
        assert not ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")


async def test_unavailable_files_of_qbittorrent(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.files_broken = True
    for number in range(20):
        qbittorrent.finish(f"{number:040x}")
    await update(hass, entry)
    assert [download.files for download in reports.downloads] == [()] * 20
    assert qbittorrent.files_asked < 5, "the files of the others are not requested"

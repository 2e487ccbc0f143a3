"""Each finished torrent is reported once, through Home Assistant's own integrations."""

import asyncio
from datetime import UTC, datetime

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.follower import REPORT_BATCH_SIZE
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.waiting import until

from .conftest import Reports, set_up, update
from .fake_clients import HASH, NOW, OTHER_HASH, Client, QBittorrentServer

DAY = 86_400


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
    client.finish(OTHER_HASH, at=NOW - 400 * DAY)
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


async def test_second_download_of_torrent_is_reported(
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
    client.finish(OTHER_HASH, at=NOW + 1, name="Another")
    await update(hass, entry)
    await update(hass, entry)
    assert reports.names == ["Show.S01", "Another", "Show.S01"]
    assert caplog.text.count("Attic: Show.S01 could not be stored") == 1
    assert not any(record.exc_info for record in caplog.records if record.name.startswith("custom_components"))
    reports.then = None
    await update(hass, entry)
    await update(hass, entry)
    assert reports.names == ["Show.S01", "Another", "Show.S01", "Show.S01"]


async def test_updates_are_processed_one_after_another(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    """An update during a report is processed afterward."""
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
    client.finish(OTHER_HASH, at=NOW + 1, name="Another")
    await entry.runtime_data.async_refresh()
    await update(hass, entry)
    assert reports.names == ["Show.S01", "Another"]
    assert most == 1


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

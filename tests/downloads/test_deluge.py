"""A real Deluge: torrents are downloaded from a second client and reported."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
import logging
from pathlib import Path
import time

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import Deluge, QBittorrent, download
from tests.daemon_setup import require_client, set_up

from .conftest import ENTRY_ID, Reports, update
from .real_clients import KB, check_finish_is_noticed_soon, files_on_disk, make

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
async def deluge(tmp_path: Path) -> AsyncGenerator[Deluge]:
    require_client(Deluge)
    async with Deluge(tmp_path / "client", incomplete=tmp_path / "incomplete") as daemon:
        yield daemon


async def test_torrent_is_reported_once(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    deluge: Deluge,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await set_up(hass, deluge)
    await sources.async_start()
    torrent = make(tmp_path / "made" / "Éxample.Show.S01", {"01.mkv": 900 * KB, "extras/a b.mkv": 300 * KB})
    await seeder.seed(torrent)
    await deluge.add(torrent, limit=200 * KB)
    await deluge.add_label(torrent, "tv")
    folder = deluge.downloads / torrent.name
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(download(torrent, seeder, deluge))
        async with asyncio.timeout(30):
            # at first it estimates many hours
            while not sources.running or (sources.running[0].time_left or timedelta.max) > timedelta(seconds=30):
                await update(hass, entry)
        [running] = sources.running
        assert (running.download.hash, running.download.category) == (torrent.hash, "tv")
        assert running.download.path == str(folder), "its final path"
        assert running.progress
        assert 0 < running.progress < 1
        assert not reports.downloads
    await update(hass, entry)

    [found] = reports.downloads
    assert (found.name, found.hash, found.source, found.category) == (torrent.name, torrent.hash, "deluge", "tv")
    assert found.path == str(folder)
    assert {file.path for file in found.files} == {str(folder / "01.mkv"), str(folder / "extras" / "a b.mkv")}
    assert files_on_disk(found)
    assert found.finished_at
    assert abs(found.finished_at.timestamp() - time.time()) < 30
    assert not sources.running

    for method in ("force_recheck", "pause_torrents", "resume_torrents"):
        await deluge.call(f"core.{method}", [torrent.hash])
        await asyncio.sleep(0.3)
        await update(hass, entry)
    await deluge.stop()
    await update(hass, entry)
    await deluge.start()
    await asyncio.sleep(1)
    await update(hass, entry)
    assert entry.runtime_data.last_update_success
    assert len(reports.downloads) == 1


async def test_torrent_finished_while_stopped_is_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    deluge: Deluge,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    await set_up(hass, deluge)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await sources.async_stop()

    torrent = make(tmp_path / "made" / "Film (2010)", {"Film.mkv": 300 * KB})
    await seeder.seed(torrent)
    await deluge.add(torrent)
    await download(torrent, seeder, deluge)
    for _ in range(2):
        again = DownloadSources(hass, ENTRY_ID, reports)
        await again.async_start()
        await hass.async_block_till_done(wait_background_tasks=True)
        await again.async_stop()
    [found] = reports.downloads
    assert found.path == str(deluge.downloads / "Film (2010)")
    assert files_on_disk(found)


async def test_path_follows_from_files(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    deluge: Deluge,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    """One file without a folder, one renamed folder, one file left out, and no plugin for labels."""
    entry = await set_up(hass, deluge)
    await sources.async_start()
    make(tmp_path / "made", {"Single.mkv": 200 * KB})
    single = make(tmp_path / "made" / "Single.mkv", {})
    some = make(tmp_path / "made" / "Show", {"01.mkv": 400 * KB, "sample.mkv": 400 * KB})
    await deluge.add(some, options={"file_priorities": [1, 0], "name": "Pretty"})
    await deluge.call("core.rename_folder", some.hash, "Show/", "Other/")
    await deluge.add(single)
    for torrent in (some, single):
        await seeder.seed(torrent)
        await download(torrent, seeder, deluge)
    await update(hass, entry)
    found = {download.hash: download for download in reports.downloads}
    assert found[single.hash].path == str(deluge.downloads / "Single.mkv")
    assert found[single.hash].category is None
    assert found[some.hash].name == "Pretty"
    assert found[some.hash].path == str(deluge.downloads / "Other")
    assert [file.path for file in found[some.hash].files] == [str(deluge.downloads / "Other" / "01.mkv")]
    assert all(files_on_disk(download) for download in reports.downloads)


async def test_torrent_is_reported_after_its_move(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    incomplete: Path,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    """Moving to another file system takes a while; at the report every file has its final path."""
    require_client(Deluge)
    in_place = []

    async def look(_: object) -> None:
        in_place.append(files_on_disk(reports.downloads[-1]))

    reports.then = look
    torrent = make(tmp_path / "made" / "Big", {f"{number:02}.mkv": 5000 * KB for number in range(20)})
    await seeder.seed(torrent)
    async with Deluge(tmp_path / "client", incomplete=incomplete) as deluge:
        entry = await set_up(hass, deluge)
        await sources.async_start()
        await deluge.add(torrent)
        async with asyncio.TaskGroup() as tasks:
            loading = tasks.create_task(download(torrent, seeder, deluge))
            while not loading.done():
                await update(hass, entry)
        await update(hass, entry)
        await hass.config_entries.async_unload(entry.entry_id)
    assert in_place == [True]
    assert reports.downloads[0].path == str(tmp_path / "client" / "downloads" / "Big")


async def test_torrent_that_cannot_be_moved_is_not_reported(
    hass: HomeAssistant, tmp_path: Path, seeder: QBittorrent, deluge: Deluge, sources: DownloadSources, reports: Reports
) -> None:
    """It seeds from the folder for unfinished torrents; Deluge does not call it finished."""
    entry = await set_up(hass, deluge)
    await sources.async_start()
    make(tmp_path, {"no folder": 1})
    torrent = make(tmp_path / "made" / "Film", {"Film.mkv": 300 * KB})
    await seeder.seed(torrent)
    await deluge.add(torrent, options={"move_completed_path": str(tmp_path / "no folder" / "below")})
    await asyncio.sleep(1)
    await seeder.dial(torrent, deluge)
    async with asyncio.timeout(30):
        while await deluge.progress(torrent.hash) < 1:  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    await update(hass, entry)
    raw = await deluge.get(torrent.hash)
    assert raw
    assert (raw["state"], raw["is_finished"]) == ("Seeding", False)
    assert not reports.downloads


async def test_finish_is_noticed_soon(
    hass: HomeAssistant, tmp_path: Path, seeder: QBittorrent, deluge: Deluge, sources: DownloadSources, reports: Reports
) -> None:
    # its first estimates are hours, for longer on a busy machine; then the next poll notices the finish
    await check_finish_is_noticed_soon(hass, tmp_path, seeder, deluge, sources, reports, within=40)


async def test_single_failure_keeps_running_downloads(
    hass: HomeAssistant,
    tmp_path: Path,
    deluge: Deluge,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It answers its integration, but not the source: no issue is created, and what was running stays."""
    entry = await set_up(hass, deluge)
    await sources.async_start()
    never = make(tmp_path / "made" / "Never", {"01.mkv": KB})
    await deluge.add(never)
    async with asyncio.timeout(10):
        while (await deluge.get(never.hash) or {}).get("state") != "Downloading":  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
    await update(hass, entry)
    [running] = sources.running
    assert running.progress == 0

    hass.config_entries.async_update_entry(entry, data={**entry.data, "port": 1})
    await update(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    assert sources.running == (running,)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "port": deluge.port, "password": "wrong"})
    await update(hass, entry)
    assert sources.running == (running,)
    assert not issue_registry.issues
    assert not [record for record in caplog.records if "plex_arrivals" in record.name and record.levelno > logging.INFO]

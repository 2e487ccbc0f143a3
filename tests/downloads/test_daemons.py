"""Real clients: a torrent is downloaded from a second client and reported."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
import time

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import QBittorrent, Transmission, download
from tests.daemon_setup import require_client, set_up

from .conftest import Reports, update
from .real_clients import KB, check_finish_is_noticed_soon, files_on_disk, make

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
async def qbittorrent(tmp_path: Path) -> AsyncGenerator[QBittorrent]:
    require_client(QBittorrent)
    async with QBittorrent(tmp_path / "client", incomplete=tmp_path / "incomplete") as daemon:
        yield daemon


@pytest.fixture
async def transmission(tmp_path: Path) -> AsyncGenerator[Transmission]:
    require_client(Transmission)
    async with Transmission(tmp_path / "client", incomplete=tmp_path / "incomplete") as daemon:
        yield daemon


async def test_real_qbittorrent_torrent_is_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    torrent = make(tmp_path / "made" / "Éxample.Show.S01", {"01.mkv": 900 * KB, "extras/a b.mkv": 300 * KB})
    await seeder.seed(torrent)
    await qbittorrent.add(torrent, category="tv", labels=["4k", "new"])
    await update(hass, entry)
    await download(torrent, seeder, qbittorrent)
    await update(hass, entry)

    [found] = reports.downloads
    folder = qbittorrent.downloads / torrent.name
    assert (found.name, found.hash, found.source) == (torrent.name, torrent.hash, "qbittorrent")
    assert (found.category, set(found.labels)) == ("tv", {"4k", "new"})
    assert found.path == str(folder)
    assert {file.path for file in found.files} == {str(folder / "01.mkv"), str(folder / "extras" / "a b.mkv")}
    assert files_on_disk(found)
    assert found.finished_at
    assert abs(found.finished_at.timestamp() - time.time()) < 30

    for method in ("recheck", "pause", "resume"):
        await qbittorrent.call(f"torrents/{method}", {"hashes": torrent.hash})
        await asyncio.sleep(0.5)
        await update(hass, entry)
    await qbittorrent.call("torrents/rename", {"hash": torrent.hash, "name": "Renamed"})
    await qbittorrent.stop()
    await update(hass, entry)
    await qbittorrent.start()
    await update(hass, entry)
    await asyncio.sleep(1)
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_qbittorrent_torrent_without_deselected_file(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    one = make(tmp_path / "made" / "Film (2010)", {"Film.mkv": 300 * KB})
    some = make(tmp_path / "made" / "Show", {"01.mkv": 400 * KB, "sample.mkv": 400 * KB})
    for torrent in (one, some):
        await seeder.seed(torrent)
        await qbittorrent.add(torrent, options={"paused": "true"})
    await qbittorrent.call("torrents/filePrio", {"hash": some.hash, "id": "1", "priority": "0"})
    await update(hass, entry)
    for torrent in (one, some):
        await qbittorrent.call("torrents/resume", {"hashes": torrent.hash})
        await download(torrent, seeder, qbittorrent)
    await update(hass, entry)
    found = {download.hash: download for download in reports.downloads}
    assert found[one.hash].path == str(qbittorrent.downloads / "Film (2010)" / "Film.mkv")
    assert [file.path for file in found[one.hash].files] == [found[one.hash].path]
    assert [file.path for file in found[some.hash].files] == [str(qbittorrent.downloads / "Show" / "01.mkv")]
    assert all(files_on_disk(download) for download in reports.downloads)


async def test_real_transmission_torrent_is_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await set_up(hass, transmission)
    await sources.async_start()
    first = make(tmp_path / "made" / "first", {"01.mkv": 10 * KB})
    torrent = make(tmp_path / "made" / "Éxample.Show.S01", {"01.mkv": 900 * KB, "extras/a b.mkv": 300 * KB})
    await seeder.seed(torrent)
    await transmission.add(first)
    # it stops at completion
    options = {"seedRatioLimit": 0, "seedRatioMode": 1}
    await transmission.add(torrent, labels=["tv", "4k"], options=options)
    await update(hass, entry)
    await download(torrent, seeder, transmission)
    await update(hass, entry)

    [found] = reports.downloads
    folder = transmission.downloads / torrent.name
    assert (found.name, found.hash, found.source) == (torrent.name, torrent.hash, "transmission")
    assert set(found.labels) == {"tv", "4k"}
    assert found.path == str(folder)
    assert {file.path for file in found.files} == {str(folder / "01.mkv"), str(folder / "extras" / "a b.mkv")}
    assert files_on_disk(found)
    assert found.finished_at
    assert abs(found.finished_at.timestamp() - time.time()) < 30

    ids = {"ids": [torrent.hash]}
    for method in ("torrent-start-now", "torrent-stop", "torrent-verify"):
        await transmission.call(method, ids)
        await asyncio.sleep(0.5)
        await update(hass, entry)
    await transmission.call("torrent-remove", {"ids": [first.hash]})
    await transmission.stop()
    await update(hass, entry)
    await transmission.start()
    await asyncio.sleep(1)
    await update(hass, entry)
    assert entry.runtime_data.last_update_success
    assert len(reports.downloads) == 1

    await transmission.call("torrent-remove", {**ids, "delete-local-data": True})
    await update(hass, entry)
    await transmission.add(torrent)
    await update(hass, entry)
    await download(torrent, seeder, transmission)
    await update(hass, entry)
    assert len(reports.downloads) == 2, "downloaded again"


async def test_qbittorrent_finish_is_noticed_soon(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    await check_finish_is_noticed_soon(hass, tmp_path, seeder, qbittorrent, sources, reports)


async def test_transmission_finish_is_noticed_soon(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    await check_finish_is_noticed_soon(hass, tmp_path, seeder, transmission, sources, reports)

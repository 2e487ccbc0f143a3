"""A real qBittorrent: finished torrents that look unfinished, renamed, removed or downloaded again."""

import asyncio
from collections.abc import AsyncGenerator
import json
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads import follower
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import QBittorrent, download
from tests.daemon_setup import require_client

from .conftest import Reports, update
from .real_clients import (
    KB,
    MB,
    files_on_disk,
    follow,
    incomplete_folder,
    make,
    record_completeness,
    update_until_reported,
)

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
async def qbittorrent(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[QBittorrent]:
    require_client(QBittorrent)
    async with QBittorrent(tmp_path / "client", incomplete=incomplete_folder(request)) as daemon:
        yield daemon


async def test_qbittorrent_recheck_reports_nothing_again(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    # it refreshes its torrents every 1.5 s, which is longer than a check takes
    await qbittorrent.call("app/setPreferences", {"json": json.dumps({"refresh_interval": 30})})
    entry = await follow(hass, qbittorrent, sources)
    torrent = make(tmp_path / "made" / "Film", {"Film.mkv": 50 * MB})
    await seeder.seed(torrent)
    await qbittorrent.add(torrent)
    await download(torrent, seeder, qbittorrent)
    await update(hass, entry)
    assert reports.names == ["Film"]

    states: list[str] = []
    entry.runtime_data.async_add_listener(
        lambda: states.append(entry.runtime_data.data["torrents"][torrent.hash]["state"])
    )
    await qbittorrent.call("torrents/recheck", {"hashes": torrent.hash})
    async with asyncio.timeout(20):
        while "checkingUP" not in states or states[-1] == "checkingUP":
            await update(hass, entry)
    assert await qbittorrent.is_finished(torrent.hash)
    assert reports.names == ["Film"]


async def test_qbittorrent_renamed_torrent_has_right_path(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await follow(hass, qbittorrent, sources)
    torrent = make(tmp_path / "made" / "film.2010", {"Film.mkv": 300 * KB, "extra.mkv": 100 * KB})
    await seeder.seed(torrent)
    await qbittorrent.add(torrent)
    await qbittorrent.call("torrents/rename", {"hash": torrent.hash, "name": "Film (2010)"})
    await download(torrent, seeder, qbittorrent)
    await update(hass, entry)
    await qbittorrent.call("torrents/rename", {"hash": torrent.hash, "name": "Renamed again"})
    await update(hass, entry)
    [found] = reports.downloads
    assert found.name == "Film (2010)"
    assert found.path == str(qbittorrent.downloads / "film.2010")
    assert len(found.files) == 2
    assert files_on_disk(found)


async def test_qbittorrent_torrent_removed_during_report_is_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One of two finished torrents is removed while the other is reported, before its files are requested."""
    monkeypatch.setattr(follower, "REPORT_BATCH_SIZE", 1)
    entry = await follow(hass, qbittorrent, sources)
    one, two, later = (
        make(tmp_path / "made" / name, {f"{name}.mkv": 100 * KB, "extra.mkv": 100 * KB}) for name in ("1", "2", "3")
    )
    for torrent in (one, two, later):
        await seeder.seed(torrent)
    for torrent in (one, two):
        await qbittorrent.add(torrent)
        await download(torrent, seeder, qbittorrent)

    async def remove_other(found: Download) -> None:
        await qbittorrent.remove(two if found.hash == one.hash else one)

    reports.then = remove_other
    await update(hass, entry)
    reports.then = None
    await update(hass, entry)
    assert sorted(reports.names) == ["1", "2"]
    assert [found.path for found in reports.downloads] == [str(qbittorrent.downloads / name) for name in reports.names]
    assert [len(found.files) for found in reports.downloads] == [2, 0]

    await qbittorrent.add(later)
    await download(later, seeder, qbittorrent)
    await update(hass, entry)
    assert reports.names[2:] == ["3"]
    assert len(reports.downloads[2].files) == 2, "another torrent is not affected"


async def test_qbittorrent_second_download_of_torrent_is_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    """Also if no update came while it was missing."""
    entry = await follow(hass, qbittorrent, sources)
    torrent = make(tmp_path / "made" / "Film", {"Film.mkv": 300 * KB})
    await seeder.seed(torrent)
    for _ in range(2):
        await qbittorrent.add(torrent)
        await download(torrent, seeder, qbittorrent)
        await update(hass, entry)
        await qbittorrent.call("torrents/delete", {"hashes": torrent.hash, "deleteFiles": "true"})
    await update(hass, entry)
    first, second = reports.downloads
    assert (first.hash, first.path) == (second.hash, second.path)
    assert first.finished_at
    assert second.finished_at
    assert first.finished_at < second.finished_at


async def test_qbittorrent_torrent_is_reported_after_its_move(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    incomplete: Path,
    qbittorrent: QBittorrent,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await follow(hass, qbittorrent, sources)
    in_place = record_completeness(reports)
    torrent = make(tmp_path / "made" / "Show", {"01.mkv": 20 * MB, "02.mkv": 20 * MB})
    await seeder.seed(torrent)
    await qbittorrent.add(torrent)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(download(torrent, seeder, qbittorrent))
        await update_until_reported(hass, entry, reports)
    assert in_place == [True]
    assert reports.downloads[0].path == str(qbittorrent.downloads / "Show")

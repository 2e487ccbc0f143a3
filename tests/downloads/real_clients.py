"""Helpers for tests with real clients."""

import asyncio
import logging
import os
from pathlib import Path
import time

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import Daemon, Deluge, QBittorrent, TorrentFile, Transmission, download, make_torrent
from tests.daemon_setup import set_up

from .conftest import Reports, update

KB = 1000
MB = 1000 * KB
_LOGGER = logging.getLogger(__name__)


def make(folder: Path, sizes: dict[str, int]) -> TorrentFile:
    """Make a torrent of files with random content."""
    for name, size in sizes.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.urandom(size))
    return make_torrent(folder)


def files_on_disk(found: Download) -> bool:
    """Return whether each file exists at its reported path, with its whole size."""
    return all(Path(file.path).stat().st_size == file.size for file in found.files)


def incomplete_folder(request: pytest.FixtureRequest) -> Path | None:
    """Return the folder for incomplete torrents, if the test uses one."""
    return request.getfixturevalue("incomplete") if "incomplete" in request.fixturenames else None


async def follow(hass: HomeAssistant, client: Daemon, sources: DownloadSources) -> MockConfigEntry:
    """Follow a client that has no torrents yet."""
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    return entry


async def update_until_reported(hass: HomeAssistant, entry: MockConfigEntry, reports: Reports) -> None:
    """Update again and again, so that no state in between is missed."""
    async with asyncio.timeout(20):
        while not reports.downloads:
            await update(hass, entry)


def record_completeness(reports: Reports) -> list[bool]:
    """Return a list of whether all files of each download existed when it was reported."""
    in_place: list[bool] = []

    async def look(found: Download) -> None:
        in_place.append(files_on_disk(found))

    reports.then = look
    return in_place


async def check_finish_is_noticed_soon(
    hass: HomeAssistant,
    tmp_path: Path,
    seeder: QBittorrent,
    client: QBittorrent | Transmission | Deluge,
    sources: DownloadSources,
    reports: Reports,
    within: float = 10,
) -> None:
    """Check that a finish is noticed soon, with few refreshes, although polls are 30 or 120 s apart."""
    entry = await set_up(hass, client)
    await sources.async_start()
    polls = 0

    def count() -> None:
        nonlocal polls
        polls += 1

    torrent = make(tmp_path / "made" / "Slow", {"slow.mkv": 4000 * KB})
    await seeder.seed(torrent)
    await client.add(torrent, limit=200 * KB)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(download(torrent, seeder, client))
        async with asyncio.timeout(30):
            while await client.progress(torrent.hash) < 0.4:  # noqa: ASYNC110 - the progress of another process
                await asyncio.sleep(0.5)
        await entry.runtime_data.async_refresh()
        stop_counting = entry.runtime_data.async_add_listener(count)
    finished = time.monotonic()
    async with asyncio.timeout(60):
        await reports.first.wait()
    delay = time.monotonic() - finished
    stop_counting()
    _LOGGER.info("%s: noticed %.1f s after the finish, with %d extra polls", entry.domain, delay, polls)
    assert delay < within
    assert polls <= 6

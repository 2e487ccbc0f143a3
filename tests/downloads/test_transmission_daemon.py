"""A real Transmission: finished torrents that look unfinished, and unfinished torrents that look finished."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import QBittorrent, TorrentFile, Transmission, download, make_torrent, with_web_seed
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
STOPPED, SEEDING = 0, 6
"""Transmission's statuses."""


@pytest.fixture
async def web_seed(tmp_path: Path) -> AsyncGenerator[str]:
    """Return the URL of the folder `made`, from which Transmission downloads in 2 s; a new peer takes 11 s."""
    (tmp_path / "made").mkdir()
    application = web.Application()
    application.router.add_static("/", tmp_path / "made")
    async with TestServer(application) as server:
        yield str(server.make_url("/"))


@pytest.fixture
async def transmission(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[Transmission]:
    require_client(Transmission)
    async with Transmission(tmp_path / "client", incomplete=incomplete_folder(request)) as daemon:
        yield daemon


async def test_transmission_torrent_that_stops_at_completion_is_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    web_seed: str,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    events = async_capture_events(hass, "transmission_downloaded_torrent")
    entry = await follow(hass, transmission, sources)
    torrent = with_web_seed(make(tmp_path / "made" / "Film", {"Film.mkv": 300 * KB}), web_seed)
    await transmission.add(torrent, options={"seedRatioLimit": 0, "seedRatioMode": 1})
    await transmission.wait_finished(torrent.hash, 20)
    await until_status(transmission, torrent, STOPPED)
    for _ in range(2):
        await update(hass, entry)
    assert reports.names == ["Film"]
    assert files_on_disk(reports.downloads[0])
    assert not events, "Home Assistant's event would be enough"


async def test_transmission_torrent_paused_and_resumed_is_reported_once(
    hass: HomeAssistant,
    tmp_path: Path,
    web_seed: str,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    events = async_capture_events(hass, "transmission_downloaded_torrent")
    entry = await follow(hass, transmission, sources)
    torrent = with_web_seed(make(tmp_path / "made" / "Film", {"Film.mkv": 300 * KB}), web_seed)
    await transmission.add(torrent)
    await transmission.wait_finished(torrent.hash, 20)
    await update(hass, entry)
    assert reports.names == ["Film"]
    for method, status in (("torrent-stop", STOPPED), ("torrent-start-now", SEEDING)):
        await transmission.call(method, {"ids": [torrent.hash]})
        await until_status(transmission, torrent, status)
        await update(hass, entry)
    assert len(events) == 2, "Home Assistant no longer fires a second event"
    assert reports.names == ["Film"]


async def test_transmission_restart_with_other_ids_reports_nothing_again(
    hass: HomeAssistant,
    tmp_path: Path,
    web_seed: str,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    events = async_capture_events(hass, "transmission_downloaded_torrent")
    entry = await follow(hass, transmission, sources)
    torrents = [
        with_web_seed(make(tmp_path / "made" / name, {f"{name}.mkv": 300 * KB}), web_seed)
        for name in ("Earlier", "Film")
    ]
    for torrent in torrents:
        await transmission.add(torrent)
    for torrent in torrents:
        await transmission.wait_finished(torrent.hash, 20)
    await update(hass, entry)
    assert sorted(reports.names) == ["Earlier", "Film"]

    earlier, film = torrents
    number = await id_of(transmission, film)
    await transmission.call("torrent-remove", {"ids": [earlier.hash]})
    await update(hass, entry)
    await transmission.stop()
    await update(hass, entry)
    await transmission.start()
    await until_status(transmission, film, SEEDING)
    await update(hass, entry)
    assert await id_of(transmission, film) != number
    assert [event.data["name"] for event in events][2:] == ["Film"], "Home Assistant no longer fires a second event"
    assert sorted(reports.names) == ["Earlier", "Film"]


async def test_transmission_torrent_is_reported_after_its_move(
    hass: HomeAssistant,
    tmp_path: Path,
    web_seed: str,
    incomplete: Path,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await follow(hass, transmission, sources)
    in_place = record_completeness(reports)
    torrent = with_web_seed(make(tmp_path / "made" / "Show", {"01.mkv": 60 * MB}), web_seed)
    await transmission.add(torrent)
    async with asyncio.timeout(60):
        while await transmission.progress(torrent.hash) < 1:  # noqa: ASYNC110 - the progress of another process
            await asyncio.sleep(0.005)
    await update_until_reported(hass, entry, reports)
    assert in_place == [True]
    assert reports.downloads[0].path == str(transmission.downloads / "Show")


async def test_transmission_magnet_without_metadata_is_not_reported(
    hass: HomeAssistant,
    tmp_path: Path,
    web_seed: str,
    seeder: QBittorrent,
    transmission: Transmission,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    entry = await follow(hass, transmission, sources)
    film = with_web_seed(make(tmp_path / "made" / "Film", {"Film.mkv": 300 * KB}), web_seed)
    show = tmp_path / "made" / "Show"
    make(show, {"01.mkv": 300 * KB})
    magnet = make_torrent(show, private=False)
    await transmission.call("torrent-add", {"filename": magnet.magnet, "download-dir": str(transmission.downloads)})
    await transmission.add(film)
    await transmission.wait_finished(film.hash, 20)
    for _ in range(2):
        await update(hass, entry)
    raw = await transmission.get(magnet.hash)
    assert raw
    assert (raw["name"], raw["leftUntilDone"]) == (magnet.hash, 0)
    assert reports.names == ["Film"]

    await seeder.seed(magnet)
    await download(magnet, seeder, transmission)
    await update(hass, entry)
    assert reports.names == ["Film", "Show"]
    assert files_on_disk(reports.downloads[1])


async def until_status(transmission: Transmission, torrent: TorrentFile, status: int) -> None:
    """Wait until a torrent is stopped, seeding …"""
    async with asyncio.timeout(20):
        while True:
            raw = await transmission.get(torrent.hash)
            if raw and raw["status"] == status:
                return
            await asyncio.sleep(0.05)


async def id_of(transmission: Transmission, torrent: TorrentFile) -> int:
    """Return the numeric ID in Home Assistant's events."""
    answer = await transmission.call("torrent-get", {"ids": [torrent.hash], "fields": ["id"]})
    number: int = answer["torrents"][0]["id"]
    return number

"""Quirks of the real clients: finished torrents that look unfinished, and unfinished ones that look finished."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
import json
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.plex_arrivals.downloads import follower
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.daemons import Daemon, QBittorrent, TorrentFile, Transmission, download, make_torrent
from testing.daemons.torrent import bencode
from tests.daemon_setup import require_client, set_up

from .conftest import Reports, update
from .test_daemons import KB, files_on_disk, make

pytestmark = [pytest.mark.program, pytest.mark.usefixtures("socket_enabled")]

MB = 1000 * KB
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
async def qbittorrent(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[QBittorrent]:
    require_client(QBittorrent)
    async with QBittorrent(tmp_path / "client", incomplete=incomplete_folder(request)) as daemon:
        yield daemon


@pytest.fixture
async def transmission(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[Transmission]:
    require_client(Transmission)
    async with Transmission(tmp_path / "client", incomplete=incomplete_folder(request)) as daemon:
        yield daemon


def incomplete_folder(request: pytest.FixtureRequest) -> Path | None:
    """Return the folder for incomplete torrents, if the test uses one."""
    return request.getfixturevalue("incomplete") if "incomplete" in request.fixturenames else None


async def follow(hass: HomeAssistant, client: Daemon, sources: DownloadSources) -> MockConfigEntry:
    """Follow a client that has no torrents yet."""
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    return entry


def with_web_seed(torrent: TorrentFile, address: str) -> TorrentFile:
    """Return the torrent with a web seed, from which it is downloaded without a peer (BEP 19)."""
    return replace(torrent, data=torrent.data.removesuffix(b"e") + bencode("url-list") + bencode(address) + b"e")


async def update_until_reported(hass: HomeAssistant, entry: MockConfigEntry, reports: Reports) -> None:
    """Update again and again, so that no state in between is missed."""
    async with asyncio.timeout(20):
        while not reports.downloads:
            await update(hass, entry)


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
    assert len(events) == 2, "Home Assistant fires no second event any more"
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
    assert [event.data["name"] for event in events][2:] == ["Film"], "Home Assistant fires no second event any more"
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


async def test_qbittorrent_torrent_downloaded_anew_is_reported_again(
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


def record_completeness(reports: Reports) -> list[bool]:
    """Return a list of whether all files of each download existed when it was reported."""
    in_place: list[bool] = []

    async def look(found: Download) -> None:
        in_place.append(files_on_disk(found))

    reports.then = look
    return in_place


async def until_status(transmission: Transmission, torrent: TorrentFile, status: int) -> None:
    """Wait until a torrent is stopped, seeding …"""
    async with asyncio.timeout(20):
        while True:
            raw = await transmission.get(torrent.hash)
            if raw and raw["status"] == status:
                return
            await asyncio.sleep(0.05)


async def id_of(transmission: Transmission, torrent: TorrentFile) -> int:
    """Return the numeric id that Home Assistant's events have."""
    answer = await transmission.call("torrent-get", {"ids": [torrent.hash], "fields": ["id"]})
    number: int = answer["torrents"][0]["id"]
    return number

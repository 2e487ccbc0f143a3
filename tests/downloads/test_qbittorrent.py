"""What qBittorrent says, and what we make of it."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import Reports, set_up, update
from .fake_clients import HASH, QBittorrentServer


@pytest.mark.parametrize("state", ["uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"])
async def test_is_finished(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports, state: str
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH]["state"] = state
    await update(hass, entry)
    assert reports.names == ["Show.S01"]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"state": "moving", "content_path": "/incomplete/Show.S01"}, id="moves to another file system"),
        pytest.param({"state": "checkingUP"}, id="is being checked"),
        pytest.param({"state": "checkingResumeData"}, id="the client has just started"),
        pytest.param({"state": "stalledDL", "progress": 0.99996}, id="almost done"),
        pytest.param({"state": "metaDL", "progress": 0, "name": HASH}, id="a magnet link without metadata"),
        pytest.param({"state": "missingFiles"}, id="its files are gone"),
        pytest.param({"state": "error"}, id="an error"),
    ],
)
async def test_is_not_finished_yet(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    fields: dict[str, Any],
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    torrent = dict(qbittorrent.torrents[HASH])
    qbittorrent.torrents[HASH] |= fields
    await update(hass, entry)
    assert not reports.downloads
    qbittorrent.torrents[HASH] = torrent
    await update(hass, entry)
    assert [download.path for download in reports.downloads] == ["/downloads/Show.S01"]


async def test_a_check_of_an_old_one(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    for fields in ({}, {"state": "checkingUP", "progress": 0.3}, {"state": "pausedUP"}, {"state": "stalledUP"}):
        qbittorrent.finish()
        qbittorrent.torrents[HASH] |= fields
        await update(hass, entry)
    assert reports.names == ["Show.S01"]


async def test_old_ones_that_are_being_checked_at_first_sight(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"state": "checkingUP", "progress": 0.2}
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    await update(hass, entry)
    assert not reports.downloads


async def test_category_and_tags(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.run()
    qbittorrent.run("b" * 40, name="Plain")
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.finish("b" * 40)
    qbittorrent.torrents["b" * 40] |= {"category": "", "tags": ""}
    await update(hass, entry)
    assert {download.name: (download.category, download.labels) for download in reports.downloads} == {
        "Show.S01": ("tv", ("4k", "new")),
        "Plain": (None, ()),
    }


async def test_renamed_with_a_folder_that_holds_one_file(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    """The name is the user's; the path to the content is right, and is the file."""
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"name": "My name for it", "content_path": "/downloads/Film (2010)/Film.mkv"}
    qbittorrent.files = [{"name": "Film (2010)/Film.mkv", "size": 7, "priority": 1}]
    await update(hass, entry)
    [download] = reports.downloads
    assert download.name == "My name for it"
    assert download.path == "/downloads/Film (2010)/Film.mkv"
    assert [file.path for file in download.files] == ["/downloads/Film (2010)/Film.mkv"]


async def test_a_hybrid_torrent_has_its_first_hash(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    """QBittorrent's id of it is its cut second hash; others (Sonarr …) know it by the first."""
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"infohash_v1": "C" * 40, "infohash_v2": "d" * 64}
    await update(hass, entry)
    assert [download.hash for download in reports.downloads] == ["c" * 40]


async def test_files_on_windows(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"save_path": "D:\\Downloads", "content_path": "D:\\Downloads\\Show.S01"}
    qbittorrent.files[0]["name"] += ".!qB"
    await update(hass, entry)
    assert [file.path for file in reports.downloads[0].files] == ["D:\\Downloads\\Show.S01\\01.mkv"]

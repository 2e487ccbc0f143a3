"""How the torrents of qBittorrent are read."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import Reports, set_up, update
from .fake_clients import HASH, QBittorrentServer


@pytest.mark.parametrize("state", ["uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"])
async def test_finished_torrent_is_reported(
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
async def test_unfinished_torrent_is_not_reported(
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


async def test_recheck_is_not_reported(
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


async def test_old_torrents_rechecked_at_start_are_not_reported(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"state": "checkingUP", "progress": 0.2}
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    await update(hass, entry)
    assert not reports.downloads


async def test_category_and_tags_are_reported(
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


async def test_renamed_torrent_in_folder_with_one_file(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    """The name is the user's; the content path is right, and is that of the file."""
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


async def test_hybrid_torrent_has_both_hashes(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    """qBittorrent's ID is the truncated v2 hash, by which Sonarr has it in its queue; others use the v1 hash."""
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH] |= {"infohash_v1": "C" * 40, "infohash_v2": "d" * 64}
    await update(hass, entry)
    assert [(download.hash, download.client_id) for download in reports.downloads] == [("c" * 40, HASH)]


async def test_windows_files(
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

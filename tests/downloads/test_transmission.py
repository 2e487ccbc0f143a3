"""How the torrents of Transmission are read."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import Reports, set_up, update
from .fake_clients import HASH, NOW, TransmissionServer

STOPPED, CHECK_PENDING, CHECKING, DOWNLOADING, SEED_PENDING, SEEDING = 0, 1, 2, 4, 5, 6


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"status": SEEDING}, id="seeding"),
        pytest.param({"status": SEED_PENDING}, id="waits to seed"),
        pytest.param({"status": STOPPED}, id="stopped at completion by ratio 0"),
    ],
)
async def test_finished_torrent_is_reported(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    fields: dict[str, Any],
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish()
    transmission.torrents[HASH] |= fields
    await update(hass, entry)
    assert reports.names == ["Show.S01"]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"status": DOWNLOADING, "doneDate": 0}, id="moves out of the folder for incomplete torrents"),
        pytest.param({"status": DOWNLOADING}, id="moves, after it was downloaded a second time"),
        pytest.param({"status": CHECKING}, id="is being checked"),
        pytest.param({"status": CHECK_PENDING}, id="waits for a check"),
        pytest.param({"percentDone": 0.99999, "status": STOPPED}, id="paused just before the end"),
        pytest.param(
            {"name": HASH, "percentDone": 0, "doneDate": 0, "status": DOWNLOADING, "files": [], "wanted": []},
            id="a magnet link without metadata",
        ),
    ],
)
async def test_unfinished_torrent_is_not_reported(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    fields: dict[str, Any],
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish()
    torrent = dict(transmission.torrents[HASH])
    transmission.torrents[HASH] |= fields
    await update(hass, entry)
    assert not reports.downloads
    transmission.torrents[HASH] = torrent
    await update(hass, entry)
    assert reports.names == ["Show.S01"]


async def test_old_torrents_rechecked_at_start_are_not_reported(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, reports: Reports
) -> None:
    transmission.finish()
    transmission.torrents[HASH] |= {"status": CHECKING, "percentDone": 0.2}
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish()
    await update(hass, entry)
    assert not reports.downloads


async def test_resumed_or_renumbered_torrent_is_not_reported_again(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, reports: Reports
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    for fields in ({}, {"status": STOPPED}, {"status": SEEDING}, {"id": 77}):
        transmission.finish()
        transmission.torrents[HASH] |= fields
        await update(hass, entry)
    assert reports.names == ["Show.S01"]


async def test_labels_are_reported_without_category(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, reports: Reports
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish(at=NOW)
    await update(hass, entry)
    [download] = reports.downloads
    assert download.labels == ("tv", "4k")
    assert download.category is None


async def test_single_windows_file(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, reports: Reports
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish()
    transmission.torrents[HASH] |= {
        "name": "Film.mkv",
        "downloadDir": "D:\\Downloads\\",
        "files": [{"name": "Film.mkv", "length": 5, "bytesCompleted": 5}],
        "wanted": [1],
    }
    await update(hass, entry)
    [download] = reports.downloads
    assert download.path == "D:\\Downloads\\Film.mkv"
    assert [file.path for file in download.files] == ["D:\\Downloads\\Film.mkv"]


async def test_update_that_fails_halfway_is_ignored(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, reports: Reports
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.finish()
    transmission.session_broken = True
    await update(hass, entry)
    assert not reports.downloads
    transmission.session_broken = False
    await update(hass, entry)
    assert reports.names == ["Show.S01"]

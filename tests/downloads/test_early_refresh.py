"""Refreshes when a download is due, and not otherwise."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.plex_arrivals.downloads.early_refresh import MAX_REFRESHES, seconds_until_refresh
from custom_components.plex_arrivals.downloads.source import DownloadStatus
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import Reports, set_up, update
from .fake_clients import HASH, NOW, Client, QBittorrentServer, TransmissionServer


@pytest.mark.parametrize(
    ("left", "look"),
    [(None, None), (0, 5), (3, 5), (6, 7), (10, 11), (20, 10), (100, 50), (100_000, 50_000)],
)
def test_seconds_until_refresh(left: int | None, look: float | None) -> None:
    time_left = None if left is None else timedelta(seconds=left)
    status = DownloadStatus(completed_at=None, ready=False, running=True, time_left=time_left)
    assert seconds_until_refresh(status) == look


class Clock:
    """Lets time pass and counts the requests to the client."""

    def __init__(self, hass: HomeAssistant, client: Client) -> None:
        self._hass = hass
        self._client = client

    async def after(self, seconds: float) -> int:
        before = self._client.requests
        async_fire_time_changed(self._hass, dt_util.utcnow() + timedelta(seconds=seconds))
        await self._hass.async_block_till_done(wait_background_tasks=True)
        return self._client.requests - before


@pytest.fixture
async def started(hass: HomeAssistant, client: Client, sources: DownloadSources) -> tuple[MockConfigEntry, Clock]:
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry, Clock(hass, client)


async def test_refreshes_when_torrent_is_due(
    hass: HomeAssistant, client: Client, reports: Reports, started: tuple[MockConfigEntry, Clock]
) -> None:
    entry, clock = started
    client.run(eta=9)
    await update(hass, entry)
    assert await clock.after(9) == 0
    client.finish()
    assert await clock.after(11) == 1
    assert reports.names == ["Show.S01"]
    assert await clock.after(20) == 0, "nothing is about to finish"


@pytest.mark.parametrize("eta", [None, 200])
async def test_does_not_refresh_when_nothing_is_about_to_finish(
    hass: HomeAssistant, client: Client, started: tuple[MockConfigEntry, Clock], eta: int | None
) -> None:
    entry, clock = started
    client.run(eta=eta)
    client.finish("b" * 40, at=NOW - 100)
    await update(hass, entry)
    assert await clock.after(25) == 0


async def test_gives_up_on_torrent_that_is_always_about_to_finish(
    hass: HomeAssistant, client: Client, reports: Reports, started: tuple[MockConfigEntry, Clock]
) -> None:
    entry, clock = started
    client.run(eta=1)
    await update(hass, entry)
    assert [await clock.after(6) for _ in range(MAX_REFRESHES + 2)] == [1] * MAX_REFRESHES + [0, 0]
    client.run(eta=5000)
    await update(hass, entry)
    client.run(eta=1)
    await update(hass, entry)
    assert [await clock.after(6) for _ in range(3)] == [1, 0, 0], "a refresh was returned when the finish was far away"


async def test_respects_disabled_polling(
    hass: HomeAssistant, client: Client, started: tuple[MockConfigEntry, Clock]
) -> None:
    entry, clock = started
    hass.config_entries.async_update_entry(entry, pref_disable_polling=True)
    client.run(eta=1)
    await update(hass, entry)
    assert await clock.after(20) == 0


async def test_does_not_refresh_after_stop(
    hass: HomeAssistant, client: Client, sources: DownloadSources, started: tuple[MockConfigEntry, Clock]
) -> None:
    entry, clock = started
    client.run(eta=1)
    await update(hass, entry)
    await sources.async_stop()
    assert await clock.after(20) == 0


async def test_refreshes_soon_while_transmission_moves_files(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, reports: Reports
) -> None:
    transmission.run()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    transmission.torrents[HASH]["percentDone"] = 1.0
    await update(hass, entry)
    transmission.finish()
    assert await Clock(hass, transmission).after(6) == 1
    assert reports.names == ["Show.S01"]


async def test_refreshes_soon_while_qbittorrent_moves_files(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, reports: Reports
) -> None:
    qbittorrent.run()
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    qbittorrent.finish()
    qbittorrent.torrents[HASH]["state"] = "moving"
    await update(hass, entry)
    qbittorrent.finish()
    assert await Clock(hass, qbittorrent).after(6) == 1
    assert reports.names == ["Show.S01"]

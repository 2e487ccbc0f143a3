"""Downloads are running from their first byte until they are reported; excluded ones never are."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads import follower, listing
from custom_components.plex_arrivals.downloads.clients.qbittorrent import QBittorrentSource
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.filter import DownloadFilter
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports, set_up, update
from .fake_clients import HASH, NOW, OTHER_HASH, Client, QBittorrentServer, TransmissionServer

DAY = 86_400


def names(sources: DownloadSources) -> list[str]:
    return [one.download.name for one in sources.running]


async def started(hass: HomeAssistant, reports: Reports, download_filter: DownloadFilter) -> DownloadSources:
    """Return sources as after a restart with another filter."""
    sources = DownloadSources(hass, ENTRY_ID, reports, download_filter)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    return sources


async def test_download_runs_from_first_byte_to_report(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    shown_when_reported: list[list[str]] = []

    async def look(_download: Download) -> None:
        shown_when_reported.append(names(sources))

    reports.then = look
    client.run(eta=60)
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    [running] = sources.running
    assert (running.progress, running.time_left) == (0.5, timedelta(seconds=60))
    assert (running.download.name, running.download.path) == ("Show.S01", "/downloads/Show.S01")
    assert (running.download.hash, running.download.source_entry_id) == (HASH, entry.entry_id)

    client.finish()
    await update(hass, entry)
    assert shown_when_reported == [["Show.S01"]], "until the report is accepted"
    assert names(sources) == []


@pytest.mark.parametrize(
    "fields",
    [pytest.param({"state": "moving"}, id="moved"), pytest.param({"state": "checkingUP"}, id="checked")],
)
async def test_busy_qbittorrent_torrent_is_running(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    fields: dict[str, Any],
) -> None:
    entry = await set_up(hass, qbittorrent)
    qbittorrent.run()
    await sources.async_start()
    await update(hass, entry)
    qbittorrent.finish()
    qbittorrent.torrents[HASH].update(fields)
    await update(hass, entry)
    assert not reports.downloads
    assert [(one.download.name, one.progress) for one in sources.running] == [("Show.S01", 1)]

    qbittorrent.finish()
    await update(hass, entry)
    assert reports.names == ["Show.S01"]
    assert names(sources) == []

    qbittorrent.torrents[HASH].update(fields)
    await update(hass, entry)
    assert names(sources) == [], "it was reported before"


async def test_moving_transmission_torrent_is_running(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources
) -> None:
    entry = await set_up(hass, transmission)
    transmission.run()
    transmission.torrents[HASH].update(percentDone=1.0)
    await sources.async_start()
    await update(hass, entry)
    assert [(one.progress, one.time_left) for one in sources.running] == [(1, timedelta())]


async def test_old_or_paused_torrent_is_not_running(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources
) -> None:
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    await update(hass, entry)
    qbittorrent.finish(at=NOW - 40 * DAY)
    qbittorrent.torrents[HASH]["state"] = "checkingUP"
    qbittorrent.run(OTHER_HASH)
    qbittorrent.torrents[OTHER_HASH]["state"] = "stoppedDL"
    await update(hass, entry)
    assert names(sources) == []


async def test_download_is_running_until_report_succeeds(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    async def fail(_download: Download) -> None:
        raise OSError("disk full")

    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    reports.then = fail
    client.finish()
    await update(hass, entry)
    assert names(sources) == ["Show.S01"]
    reports.then = None
    await update(hass, entry)
    assert names(sources) == []


async def test_unavailable_client_has_no_running_downloads(
    hass: HomeAssistant, client: Client, sources: DownloadSources
) -> None:
    entry = await set_up(hass, client)
    client.run()
    await sources.async_start()
    await update(hass, entry)
    assert names(sources) == ["Show.S01"]
    client.broken = True
    await update(hass, entry)
    assert names(sources) == []
    client.broken = False
    await update(hass, entry)
    assert names(sources) == ["Show.S01"]
    await hass.config_entries.async_unload(entry.entry_id)
    assert names(sources) == []


async def test_listeners_are_called_on_changes_only(
    hass: HomeAssistant, client: Client, sources: DownloadSources
) -> None:
    calls: list[list[str]] = []
    stop = sources.async_add_running_listener(callback(lambda: calls.append(names(sources))))
    entry = await set_up(hass, client)
    client.run(eta=1000)
    await sources.async_start()
    await update(hass, entry)
    await update(hass, entry)
    client.run(eta=900)
    await update(hass, entry)
    assert calls == [["Show.S01"], ["Show.S01"]]
    stop()
    client.torrents.clear()
    await update(hass, entry)
    assert len(calls) == 2


async def test_running_downloads_are_sorted_and_limited(
    hass: HomeAssistant, client: Client, sources: DownloadSources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "MAX_RUNNING", 2)
    entry = await set_up(hass, client)
    for number, eta in enumerate((None, 5000, 3000)):
        client.run(str(number) * 40, eta=eta, name=f"in {eta}")
    await sources.async_start()
    await update(hass, entry)
    assert names(sources) == ["in 3000", "in 5000"]


async def test_unreadable_torrent_is_logged_once(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The others are running and reported all the same, and no issue is created."""
    entry = await set_up(hass, qbittorrent)
    qbittorrent.run()
    qbittorrent.run(OTHER_HASH, name="Odd")
    qbittorrent.torrents[OTHER_HASH]["state"] = None
    await sources.async_start()
    await update(hass, entry)
    await update(hass, entry)
    assert names(sources) == ["Show.S01"]
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")
    assert caplog.text.count(f"Attic: {OTHER_HASH} cannot be read") == 1
    qbittorrent.finish()
    await update(hass, entry)
    assert reports.names == ["Show.S01"]


async def test_many_torrents_do_not_block_event_loop(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise nothing else could happen in Home Assistant."""
    iterations = described = 0
    most: list[int] = []

    def count() -> None:
        nonlocal iterations, described
        iterations += 1
        most.append(described)
        described = 0
        if counting:
            hass.loop.call_soon(count)

    get_download = QBittorrentSource.get_download

    def get_one_download(self: QBittorrentSource, torrent_id: str, raw: Any) -> Download:
        nonlocal described
        described += 1
        return get_download(self, torrent_id, raw)

    monkeypatch.setattr(QBittorrentSource, "get_download", get_one_download)
    for number in range(350):
        qbittorrent.run(f"{number:040x}", name=f"Show {number}")
    entry = await set_up(hass, qbittorrent)
    counting = True
    hass.loop.call_soon(count)
    await sources.async_start()
    await update(hass, entry)
    counting = False
    assert len(sources.running) == 350
    assert sum(most) >= 350
    assert max(most) <= listing.YIELD_EVERY


async def test_all_downloads_are_listed(hass: HomeAssistant, client: Client, sources: DownloadSources) -> None:
    entry = await set_up(hass, client)
    client.run()
    client.finish(OTHER_HASH, at=NOW - 400 * DAY, name="Old")
    await sources.async_start()
    await update(hass, entry)
    asked = client.requests
    downloads = await sources.async_downloads()
    assert {(one.name, one.path) for one in downloads} == {
        ("Show.S01", "/downloads/Show.S01"),
        ("Old", "/downloads/Old"),
    }
    assert client.requests == asked


async def test_excluded_category_is_never_reported(hass: HomeAssistant, client: Client, reports: Reports) -> None:
    """The torrents have the category or label `tv`."""
    entry = await set_up(hass, client)
    client.run()
    sources = await started(hass, reports, DownloadFilter(excluded_categories=["TV "]))
    client.finish(OTHER_HASH, name="Excluded")
    await update(hass, entry)
    assert names(sources) == []
    assert await sources.async_downloads() == []
    await sources.async_stop()

    again = await started(hass, reports, DownloadFilter(excluded_categories=["films"]))
    assert names(again) == ["Show.S01"]
    assert reports.names == [], "what finished while it was excluded is not new"
    client.finish()
    await update(hass, entry)
    assert reports.names == ["Show.S01"], "what finishes from now on is reported"
    await again.async_stop()


async def test_excluded_source_is_never_reported(hass: HomeAssistant, client: Client, reports: Reports) -> None:
    entry = await set_up(hass, client)
    first = await started(hass, reports, DownloadFilter())
    await update(hass, entry)
    await first.async_stop()

    listeners = len(entry.runtime_data._listeners)
    sources = await started(hass, reports, DownloadFilter(excluded_sources=[entry.entry_id]))
    assert len(entry.runtime_data._listeners) == listeners
    client.finish(name="Excluded")
    client.run(OTHER_HASH)
    await update(hass, entry)
    await hass.config_entries.async_reload(entry.entry_id)
    await update(hass, entry)
    assert names(sources) == []
    assert await sources.async_downloads() == []
    await sources.async_stop()

    again = await started(hass, reports, DownloadFilter())
    assert names(again) == ["Show.S01"]
    assert reports.names == []
    client.finish(OTHER_HASH)
    await update(hass, entry)
    assert reports.names == ["Show.S01"]
    await again.async_stop()

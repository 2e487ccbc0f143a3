"""Running downloads are shown from their first byte until they are reported, and what is excluded never is."""

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
from .fake_clients import HASH, NOW, Client, QBittorrentServer, TransmissionServer

OTHER = "a" * 40
DAY = 86_400


def names(sources: DownloadSources) -> list[str]:
    return [one.download.name for one in sources.running]


async def started(hass: HomeAssistant, reports: Reports, download_filter: DownloadFilter) -> DownloadSources:
    """Return sources as they are after a restart with another download_filter."""
    sources = DownloadSources(hass, ENTRY_ID, reports, download_filter)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    return sources


async def test_from_the_first_byte_until_it_is_reported(
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
    assert shown_when_reported == [["Show.S01"]], "until the report has been taken"
    assert names(sources) == []


@pytest.mark.parametrize(
    "fields",
    [pytest.param({"state": "moving"}, id="moved"), pytest.param({"state": "checkingUP"}, id="checked")],
)
async def test_qbittorrent_complete_but_busy(
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


async def test_transmission_complete_but_moving(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources
) -> None:
    entry = await set_up(hass, transmission)
    transmission.run()
    transmission.torrents[HASH].update(percentDone=1.0)
    await sources.async_start()
    await update(hass, entry)
    assert [(one.progress, one.time_left) for one in sources.running] == [(1, timedelta())]


async def test_what_was_done_long_ago_or_is_paused_does_not_run(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources
) -> None:
    entry = await set_up(hass, qbittorrent)
    await sources.async_start()
    await update(hass, entry)
    qbittorrent.finish(at=NOW - 40 * DAY)
    qbittorrent.torrents[HASH]["state"] = "checkingUP"
    qbittorrent.run(OTHER)
    qbittorrent.torrents[OTHER]["state"] = "stoppedDL"
    await update(hass, entry)
    assert names(sources) == []


async def test_a_report_that_fails_stays_in_sight(
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


async def test_a_client_that_does_not_answer_shows_nothing(
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


async def test_listeners_are_told_of_changes_only(
    hass: HomeAssistant, client: Client, sources: DownloadSources
) -> None:
    told: list[list[str]] = []
    stop = sources.async_add_running_listener(callback(lambda: told.append(names(sources))))
    entry = await set_up(hass, client)
    client.run(eta=1000)
    await sources.async_start()
    await update(hass, entry)
    await update(hass, entry)
    client.run(eta=900)
    await update(hass, entry)
    assert told == [["Show.S01"], ["Show.S01"]]
    stop()
    client.torrents.clear()
    await update(hass, entry)
    assert len(told) == 2


async def test_the_soonest_come_first_and_there_is_a_bound(
    hass: HomeAssistant, client: Client, sources: DownloadSources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "MOST_RUNNING", 2)
    entry = await set_up(hass, client)
    for number, eta in enumerate((None, 5000, 3000)):
        client.run(str(number) * 40, eta=eta, name=f"in {eta}")
    await sources.async_start()
    await update(hass, entry)
    assert names(sources) == ["in 3000", "in 5000"]


async def test_a_torrent_that_cannot_be_read(
    hass: HomeAssistant,
    qbittorrent: QBittorrentServer,
    sources: DownloadSources,
    reports: Reports,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """That is said in the log, once; what can be read is shown and reported all the same, and nobody is to blame."""
    entry = await set_up(hass, qbittorrent)
    qbittorrent.run()
    qbittorrent.run(OTHER, name="Odd")
    qbittorrent.torrents[OTHER]["state"] = None
    await sources.async_start()
    await update(hass, entry)
    await update(hass, entry)
    assert names(sources) == ["Show.S01"]
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"source_changed_{ENTRY_ID}_{entry.entry_id}")
    assert caplog.text.count(f"Attic: {OTHER} cannot be read") == 1
    qbittorrent.finish()
    await update(hass, entry)
    assert reports.names == ["Show.S01"]


async def test_many_with_many_files_leave_the_event_loop_its_turn(
    hass: HomeAssistant, qbittorrent: QBittorrentServer, sources: DownloadSources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else in Home Assistant would happen meanwhile."""
    turns = described = 0
    most: list[int] = []

    def count() -> None:
        nonlocal turns, described
        turns += 1
        most.append(described)
        described = 0
        if counting:
            hass.loop.call_soon(count)

    describe = QBittorrentSource.describe

    def describe_one(self: QBittorrentSource, torrent_id: str, raw: Any) -> Download:
        nonlocal described
        described += 1
        return describe(self, torrent_id, raw)

    monkeypatch.setattr(QBittorrentSource, "describe", describe_one)
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


async def test_all_downloads_of_a_client(hass: HomeAssistant, client: Client, sources: DownloadSources) -> None:
    entry = await set_up(hass, client)
    client.run()
    client.finish(OTHER, at=NOW - 400 * DAY, name="Old")
    await sources.async_start()
    await update(hass, entry)
    asked = client.requests
    downloads = await sources.async_downloads()
    assert {(one.name, one.path) for one in downloads} == {
        ("Show.S01", "/downloads/Show.S01"),
        ("Old", "/downloads/Old"),
    }
    assert client.requests == asked


async def test_an_excluded_category_is_neither_shown_nor_reported_nor_made_up_for(
    hass: HomeAssistant, client: Client, reports: Reports
) -> None:
    """The client's torrents are in category `tv`, or labelled so."""
    entry = await set_up(hass, client)
    client.run()
    sources = await started(hass, reports, DownloadFilter(excluded_categories=["TV "]))
    client.finish(OTHER, name="Excluded")
    await update(hass, entry)
    assert names(sources) == []
    assert await sources.async_downloads() == []
    await sources.async_stop()

    again = await started(hass, reports, DownloadFilter(excluded_categories=["films"]))
    assert names(again) == ["Show.S01"]
    assert reports.names == [], "what finished while it was excluded is known"
    client.finish()
    await update(hass, entry)
    assert reports.names == ["Show.S01"], "what finishes from now on counts"
    await again.async_stop()


async def test_an_excluded_source_is_not_followed_and_not_made_up_for(
    hass: HomeAssistant, client: Client, reports: Reports
) -> None:
    entry = await set_up(hass, client)
    first = await started(hass, reports, DownloadFilter())
    await update(hass, entry)
    await first.async_stop()

    listeners = len(entry.runtime_data._listeners)
    sources = await started(hass, reports, DownloadFilter(excluded_sources=[entry.entry_id]))
    assert len(entry.runtime_data._listeners) == listeners
    client.finish(name="Excluded")
    client.run(OTHER)
    await update(hass, entry)
    await hass.config_entries.async_reload(entry.entry_id)
    await update(hass, entry)
    assert names(sources) == []
    assert await sources.async_downloads() == []
    await sources.async_stop()

    again = await started(hass, reports, DownloadFilter())
    assert names(again) == ["Show.S01"]
    assert reports.names == []
    client.finish(OTHER)
    await update(hass, entry)
    assert reports.names == ["Show.S01"]
    await again.async_stop()

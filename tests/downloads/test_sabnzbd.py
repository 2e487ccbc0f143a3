"""SABnzbd: downloads from the queue to the report."""

from datetime import UTC, datetime, timedelta

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports, update
from .fake_clients import NOW
from .fake_sabnzbd import SABnzbdServer


async def test_download_from_queue_to_report(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    sabnzbd.load("a")
    sabnzbd.load("b", status="Paused", filename="Paused", timeleft="0:00:00")
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    [running] = sources.running
    assert (running.download.name, running.download.category) == ("Show.S01E01", "tv")
    assert (running.progress, running.time_left) == (0.75, timedelta(seconds=100))
    assert running.download.client_id == "a"

    for status in ("Queued", "QuickCheck", "Verifying", "Repairing", "Fetching", "Extracting", "Moving", "Running"):
        sabnzbd.finish("a", status=status, storage="")
        await update(hass, sabnzbd_entry)
        [running] = sources.running
        assert running.progress == 1
        assert not reports.downloads

    sabnzbd.finish("a")
    await update(hass, sabnzbd_entry)
    await update(hass, sabnzbd_entry)
    [found] = reports.downloads
    assert (found.name, found.source, found.category) == ("Show.S01E01", "sabnzbd", "tv")
    assert found.path == "/complete/tv/Show.S01E01", "as its scripts and Sonarr see it"
    assert (found.hash, found.client_id, found.files) == (None, "a", ())
    assert found.finished_at == datetime.fromtimestamp(NOW, UTC)
    assert not sources.running

    sabnzbd.load("c", filename="Show.S01E02", timeleft="1:02:03:04", mb="0.00")
    await update(hass, sabnzbd_entry)
    [running] = sources.running
    assert running.download.path == "/complete/tv/Show.S01E02", "in the folder of the last of its category"
    assert running.progress is None
    assert running.time_left == timedelta(days=1, hours=2, minutes=3, seconds=4)
    sabnzbd.finish("c", name="Show.S01E02", status="Extracting", storage="")
    await update(hass, sabnzbd_entry)
    assert sources.running[0].download.path == "/complete/tv/Show.S01E02"

    # SABnzbd's own sorting keeps neither the name nor the folder of the job
    sabnzbd.finish("c", name="Show.S01E02", storage="/series/Show/S01E02.mkv")
    await update(hass, sabnzbd_entry)
    assert reports.downloads[-1].path == "/series/Show/S01E02.mkv"


@pytest.mark.parametrize(
    ("paused", "jobs", "shown"),
    [
        pytest.param(False, {"a": "Downloading", "b": "Downloading"}, ["a"], id="later jobs have the same status"),
        pytest.param(False, {"a": "Paused", "b": "Downloading", "c": "Downloading"}, ["b"], id="the first is paused"),
        pytest.param(False, {"a": "Propagating", "b": "Downloading"}, ["b"], id="the first waits for its articles"),
        pytest.param(False, {"a": "Grabbing", "b": "Downloading"}, ["b"], id="the first has no NZB yet"),
        pytest.param(False, {"a": "Fetching", "b": "Downloading"}, ["a"], id="blocks for a repair"),
        pytest.param(False, {"a": "Downloading", "b": "Fetching"}, ["a", "b"], id="blocks for a repair behind another"),
        pytest.param(
            False, {"a": "Checking", "b": "Downloading"}, ["a"], id="the servers are checked for its articles"
        ),
        pytest.param(False, {"a": "Queued"}, [], id="waits"),
        pytest.param(True, {"a": "Queued", "b": "Queued"}, [], id="all are paused"),
        pytest.param(True, {"a": "Downloading", "b": "Queued"}, [], id="paused while something is unpacked"),
        pytest.param(True, {"a": "Downloading Force", "b": "Queued"}, ["a"], id="forced"),
        pytest.param(False, {"a": None, "b": "Downloading"}, ["b"], id="odd"),
    ],
)
async def test_only_active_job_is_running(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    paused: bool,
    jobs: dict[str, str | None],
    shown: list[str],
) -> None:
    sabnzbd.paused = paused
    for nzo_id, job in jobs.items():
        status, _, priority = (job or "").partition(" ")
        sabnzbd.load(nzo_id, filename=nzo_id, status=status or None, priority=priority or "Normal")
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    assert sorted(one.download.name for one in sources.running) == shown


async def test_completed_download_without_path_is_reported_later(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    """Until its history is on disk, SABnzbd gives no path; also right after the start."""
    sabnzbd.finish("a", storage="")
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    sabnzbd.finish("b", name="Film", storage=None)
    await update(hass, sabnzbd_entry)
    assert reports.names == []
    assert sorted(one.download.name for one in sources.running) == ["Film", "Show.S01E01"]
    sabnzbd.finish("a")
    sabnzbd.finish("b", name="Film")
    await update(hass, sabnzbd_entry)
    await update(hass, sabnzbd_entry)
    assert {one.name: one.path for one in reports.downloads} == {
        "Show.S01E01": "/complete/tv/Show.S01E01",
        "Film": "/complete/tv/Film",
    }
    assert not sources.running


async def test_malformed_entry_hides_no_others(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    sabnzbd.load("a")
    sabnzbd.queue["a"]["nzo_id"] = None
    sabnzbd.load("b", filename="Film", mb=None, timeleft="soon", cat=None)
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    assert [(one.download.name, one.progress) for one in sources.running] == [("Film", None)]
    sabnzbd.finish("b", name="Film", category=None)
    sabnzbd.history["b"].pop("bytes")
    sabnzbd.finish("c")
    sabnzbd.history["c"]["nzo_id"] = 5
    await update(hass, sabnzbd_entry)
    assert reports.names == ["Film"]


async def test_failed_download_is_not_reported(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    sabnzbd.load("a")
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    sabnzbd.finish("a", status="Failed", storage="", fail_message="Aborted, cannot be completed")
    await update(hass, sabnzbd_entry)
    assert not reports.downloads
    assert not sources.running


async def test_download_finished_while_stopped_is_reported(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    """Also if several updates are requested."""
    sabnzbd.finish("old", name="Old", completed=NOW - 3 * 86_400)
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    await sources.async_stop()
    assert set(sabnzbd.limits) == {20}
    for number in range(30):
        sabnzbd.finish(f"new{number}", name=f"New {number}", category="*", completed=NOW + number)

    for _ in range(2):
        again = DownloadSources(hass, ENTRY_ID, reports)
        await again.async_start()
        await hass.async_block_till_done(wait_background_tasks=True)
        await again.async_stop()
    assert reports.names == [f"New {number}" for number in range(30)]
    assert {download.category for download in reports.downloads} == {None}


async def test_many_downloads_between_two_updates_are_reported(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    sabnzbd_entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    sabnzbd.finish("old", name="Old", completed=NOW - 3 * 86_400)
    await sources.async_start()
    await update(hass, sabnzbd_entry)
    for number in range(21):
        sabnzbd.finish(f"new{number}", name=f"New {number}", completed=NOW + number)
    await update(hass, sabnzbd_entry)
    assert reports.names == [f"New {number}" for number in range(21)]

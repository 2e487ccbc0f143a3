"""SABnzbd: a small server that answers Home Assistant's integration and the source with its API."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
import logging
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports, update
from .fake_clients import NOW

KEY = "the-api-key"


class SABnzbdServer:
    """The modes `queue` and `history` of the API of SABnzbd 4."""

    def __init__(self) -> None:
        self.queue: dict[str, dict[str, Any]] = {}
        self.history: dict[str, dict[str, Any]] = {}
        self.paused = False
        self.limits: list[int] = []
        """The limits of the source's requests for the history."""
        self.broken: dict[str, Any] | None = None
        """The answer to the source's requests, if not the history."""

    def load(self, nzo_id: str, **fields: Any) -> None:
        """Put a download into the queue."""
        self.queue[nzo_id] = {
            "nzo_id": nzo_id,
            "filename": "Show.S01E01",
            "cat": "tv",
            "mb": "1000.00",
            "mbleft": "250.00",
            "percentage": "75",
            "status": "Downloading",
            "timeleft": "0:01:40",
            **fields,
        }

    def finish(self, nzo_id: str, **fields: Any) -> None:
        """Put a download into the history."""
        name = fields.get("name", "Show.S01E01")
        self.queue.pop(nzo_id, None)
        self.history[nzo_id] = {
            "nzo_id": nzo_id,
            "name": name,
            "nzb_name": f"{name}.nzb",
            "category": "tv",
            "status": "Completed",
            "completed": NOW,
            "storage": f"/complete/tv/{name}/{name}.mkv",
            "path": f"/incomplete/{name}",
            "bytes": 1_048_576_000,
            "fail_message": "",
            **fields,
        }

    async def handle(self, request: web.Request) -> web.Response:
        fields = await request.post() if request.method == "POST" else request.query
        if fields.get("apikey") != KEY:
            return web.json_response({"status": False, "error": "API Key Incorrect"})
        if fields["mode"] == "queue":
            slots = list(self.queue.values())[: int(str(fields.get("limit", 0))) or None]
            status = "Paused" if self.paused else "Downloading"
            queue = {"status": status, "paused": self.paused, "speed": "1 M", "kbpersec": "1", "slots": slots}
            return web.json_response({"queue": queue})
        limit = int(str(fields["limit"]))
        if request.method == "POST":
            self.limits.append(limit)
            assert "apikey" not in request.query
            if self.broken is not None:
                return web.Response(**self.broken)
        newest = sorted(self.history.values(), key=lambda entry: -entry["completed"])
        sizes = dict.fromkeys(("total_size", "month_size", "week_size", "day_size"), "1.0 G")
        return web.json_response({"history": {**sizes, "slots": newest[:limit], "noofslots": len(newest)}})


@pytest.fixture
async def sabnzbd(socket_enabled: None) -> SABnzbdServer:
    return SABnzbdServer()


@pytest.fixture
async def entry(hass: HomeAssistant, sabnzbd: SABnzbdServer) -> AsyncGenerator[MockConfigEntry]:
    application = web.Application()
    application.router.add_route("*", "/sabnzbd/api", sabnzbd.handle)
    async with TestServer(application, host="127.0.0.1") as server:
        data = {"url": str(server.make_url("/sabnzbd/")), "api_key": KEY}
        entry = MockConfigEntry(domain="sabnzbd", data=data, title="Attic")
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
        yield entry


def our_records(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Return what this integration logged above INFO."""
    return [record for record in caplog.records if "plex_arrivals" in record.name and record.levelno > logging.INFO]


async def test_download_from_queue_to_report(
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    sabnzbd.load("a")
    sabnzbd.load("b", status="Paused", filename="Paused", timeleft="0:00:00")
    await sources.async_start()
    await update(hass, entry)
    [running] = sources.running
    assert (running.download.name, running.download.category) == ("Show.S01E01", "tv")
    assert (running.progress, running.time_left) == (0.75, timedelta(seconds=100))

    for status in ("Queued", "QuickCheck", "Verifying", "Repairing", "Fetching", "Extracting", "Moving", "Running"):
        sabnzbd.finish("a", status=status, storage="")
        await update(hass, entry)
        [running] = sources.running
        assert running.progress == 1
        assert not reports.downloads

    sabnzbd.finish("a")
    await update(hass, entry)
    await update(hass, entry)
    [found] = reports.downloads
    assert (found.name, found.source, found.category) == ("Show.S01E01", "sabnzbd", "tv")
    assert found.path == "/complete/tv/Show.S01E01", "as its scripts and Sonarr see it"
    assert (found.hash, found.files) == (None, ())
    assert found.finished_at == datetime.fromtimestamp(NOW, UTC)
    assert not sources.running

    sabnzbd.load("c", filename="Show.S01E02", timeleft="1:02:03:04", mb="0.00")
    await update(hass, entry)
    [running] = sources.running
    assert running.download.path == "/complete/tv/Show.S01E02", "in the folder of the last of its category"
    assert running.progress is None
    assert running.time_left == timedelta(days=1, hours=2, minutes=3, seconds=4)
    sabnzbd.finish("c", name="Show.S01E02", status="Extracting", storage="")
    await update(hass, entry)
    assert sources.running[0].download.path == "/complete/tv/Show.S01E02"

    # SABnzbd's own sorting keeps neither the name nor the folder of the job
    sabnzbd.finish("c", name="Show.S01E02", storage="/series/Show/S01E02.mkv")
    await update(hass, entry)
    assert reports.downloads[-1].path == "/series/Show/S01E02.mkv"


@pytest.mark.parametrize(
    ("paused", "jobs", "shown"),
    [
        pytest.param(False, {"a": "Downloading", "b": "Downloading"}, ["a"], id="those behind it have the same status"),
        pytest.param(False, {"a": "Paused", "b": "Downloading", "c": "Downloading"}, ["b"], id="the first is paused"),
        pytest.param(False, {"a": "Propagating", "b": "Downloading"}, ["b"], id="the first waits for its articles"),
        pytest.param(False, {"a": "Grabbing", "b": "Downloading"}, ["b"], id="of the first there is no NZB yet"),
        pytest.param(False, {"a": "Fetching", "b": "Downloading"}, ["a"], id="blocks for a repair"),
        pytest.param(False, {"a": "Downloading", "b": "Fetching"}, ["a", "b"], id="blocks for a repair behind another"),
        pytest.param(False, {"a": "Checking", "b": "Downloading"}, ["a"], id="is looked for on the servers"),
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
    entry: MockConfigEntry,
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
    await update(hass, entry)
    assert sorted(one.download.name for one in sources.running) == shown


async def test_completed_download_without_path_is_reported_later(
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    """Until its history is on disk, SABnzbd gives no path; also right after the start."""
    sabnzbd.finish("a", storage="")
    await sources.async_start()
    await update(hass, entry)
    sabnzbd.finish("b", name="Film", storage=None)
    await update(hass, entry)
    assert reports.names == []
    assert sorted(one.download.name for one in sources.running) == ["Film", "Show.S01E01"]
    sabnzbd.finish("a")
    sabnzbd.finish("b", name="Film")
    await update(hass, entry)
    await update(hass, entry)
    assert {one.name: one.path for one in reports.downloads} == {
        "Show.S01E01": "/complete/tv/Show.S01E01",
        "Film": "/complete/tv/Film",
    }
    assert not sources.running


async def test_malformed_entry_hides_no_others(
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    sabnzbd.load("a")
    sabnzbd.queue["a"]["nzo_id"] = None
    sabnzbd.load("b", filename="Film", mb=None, timeleft="soon", cat=None)
    await sources.async_start()
    await update(hass, entry)
    assert [(one.download.name, one.progress) for one in sources.running] == [("Film", None)]
    sabnzbd.finish("b", name="Film", category=None)
    sabnzbd.history["b"].pop("bytes")
    sabnzbd.finish("c")
    sabnzbd.history["c"]["nzo_id"] = 5
    await update(hass, entry)
    assert reports.names == ["Film"]


async def test_failed_download_is_not_reported(
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    sabnzbd.load("a")
    await sources.async_start()
    await update(hass, entry)
    sabnzbd.finish("a", status="Failed", storage="", fail_message="Aborted, cannot be completed")
    await update(hass, entry)
    assert not reports.downloads
    assert not sources.running


async def test_download_finished_while_stopped_is_reported(
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    """Also if several updates are requested."""
    sabnzbd.finish("old", name="Old", completed=NOW - 3 * 86_400)
    await sources.async_start()
    await update(hass, entry)
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
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    sabnzbd.finish("old", name="Old", completed=NOW - 3 * 86_400)
    await sources.async_start()
    await update(hass, entry)
    for number in range(21):
        sabnzbd.finish(f"new{number}", name=f"New {number}", completed=NOW + number)
    await update(hass, entry)
    assert reports.names == [f"New {number}" for number in range(21)]


async def test_update_makes_one_small_request(
    hass: HomeAssistant, sabnzbd: SABnzbdServer, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    for number in range(30):
        sabnzbd.finish(f"old{number}", completed=NOW - 3 * 86_400)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert sabnzbd.limits == [20, 500], "at the start there may be more"
    sabnzbd.limits.clear()
    for _ in range(3):
        await update(hass, entry)
    assert sabnzbd.limits == [20, 20, 20]
    assert not reports.downloads


@pytest.mark.parametrize("answer", [{"status": 502}, {"text": "<html>please log in</html>"}], ids=["error", "no JSON"])
async def test_failed_request_keeps_running_downloads(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    answer: dict[str, Any],
) -> None:
    sabnzbd.load("a")
    await sources.async_start()
    await update(hass, entry)
    assert len(sources.running) == 1
    sabnzbd.broken = answer
    sabnzbd.finish("a")
    for _ in range(2):
        await update(hass, entry)
        assert len(sources.running) == 1
    assert not issue_registry.issues
    assert not our_records(caplog)
    assert KEY not in caplog.text.replace(f"apikey={KEY}", ""), "only its integration's requests may contain it"

    sabnzbd.broken = None
    await update(hass, entry)
    assert reports.names == ["Show.S01E01"]


@pytest.mark.parametrize("at_start", [True, False])
async def test_lasting_failure_creates_issue(
    hass: HomeAssistant,
    sabnzbd: SABnzbdServer,
    entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    at_start: bool,
) -> None:
    """It is logged once; what is in the history when it answers at last is not new."""
    issue_id = f"source_silent_{ENTRY_ID}_{entry.entry_id}"
    sabnzbd.finish("old", name="Old")
    sabnzbd.load("a")
    if at_start:
        sabnzbd.broken = {"status": 502}
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    if at_start:
        await update(hass, entry)
        assert not sources.running
    else:
        await update(hass, entry)
        sabnzbd.broken = {"status": 502}
        await update(hass, entry)
        await update(hass, entry)
        assert len(sources.running) == 1
    assert not issue_registry.issues
    assert not our_records(caplog)

    await update(hass, entry)
    await update(hass, entry)
    assert not sources.running
    [issue] = issue_registry.issues.values()
    assert (issue.issue_id, issue.translation_key) == (issue_id, "source_silent")
    assert issue.translation_placeholders == {"source": "Attic", "integration": "sabnzbd"}
    [record] = our_records(caplog)
    assert record.levelno == logging.WARNING
    assert "it does not respond to Plex Arrivals, but its integration sabnzbd works" in record.getMessage()
    assert await sources.async_downloads() == []

    sabnzbd.broken = None
    await update(hass, entry)
    assert not issue_registry.issues
    assert len(sources.running) == 1
    assert not reports.downloads
    sabnzbd.finish("a")
    await update(hass, entry)
    assert reports.names == ["Show.S01E01"]

    sabnzbd.broken = {"status": 502}
    for _ in range(3):
        await update(hass, entry)
    assert issue_registry.async_get_issue(DOMAIN, issue_id)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert not issue_registry.issues, "the integration does not work either"

"""Download Station: a small server that answers Home Assistant's integration with the API of DSM."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
import logging
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports
from .fake_clients import NOW

pytest.importorskip("synology_dsm", reason="py-synologydsm-api is not installed")

TASKS = "SYNO.DownloadStation.Task"
SHARES = "SYNO.FileStation.List"
UNSUPPORTED = {"SYNO.Core.Hardware.FanSpeed", "SYNO.Core.Upgrade.Server"}
APIS = [
    "SYNO.API.Auth",
    "SYNO.DSM.Info",
    "SYNO.DSM.Network",
    SHARES,
    TASKS,
    *UNSUPPORTED,
    "SYNO.Core.System",
    "SYNO.Core.System.Utilization",
    "SYNO.Core.SecurityScan.Status",
    "SYNO.Core.ExternalDevice.Storage.USB",
    "SYNO.Storage.CGI.Storage",
]
MAC = "00-11-32-XX-XX-59"
INFO = {"model": "DS920+", "ram": 4096, "serial": "serial", "temperature": 40, "temperature_warn": False}
VERSION = {"uptime": 100, "version": "64570", "version_string": "DSM 7.2-64570"}


class Station:
    """A NAS with Download Station."""

    def __init__(self) -> None:
        self.tasks: dict[str, dict[str, Any]] = {}
        self.apis = list(APIS)
        self.asked: list[str] = []
        """The requested methods of Download Station and File Station."""
        self.error: int | None = None
        """The answer of Download Station, if not the tasks."""
        self.down = False

    def put(self, status: str, *, title: str = "Show.S01", task_id: str = "dbid_7", **fields: Any) -> None:
        done = status in {"finished", "seeding"}
        self.tasks[task_id] = {
            "id": task_id,
            "type": "bt",
            "username": "admin",
            "title": title,
            "size": 1000,
            "status": status,
            "status_extra": None,
            "additional": {
                "detail": {
                    "completed_time": NOW if done else 0,
                    "create_time": NOW - 1000,
                    "destination": "video/series",
                    "uri": "https://example.invalid/x.torrent",
                },
                "transfer": {"size_downloaded": 1000 if done else 600, "speed_download": 0 if done else 4},
            },
        }
        for name, value in fields.items():
            part = self.tasks[task_id]["additional"]
            part["detail" if name in part["detail"] else "transfer"][name] = value

    async def handle(self, request: web.Request) -> web.Response:
        fields = {**request.query, **(await request.post() if request.method == "POST" else {})}
        api = str(fields["api"])
        if api in {TASKS, SHARES}:
            self.asked.append(str(fields["method"]))
        if api == TASKS and self.down:
            return web.Response(status=502)
        error = self.error if api == TASKS else 103 if api in UNSUPPORTED else None
        if error:
            return web.json_response({"success": False, "error": {"code": error}})
        return web.json_response({"success": True, "data": self.answer(api, of_backups="onlywritable" in fields)})

    def answer(self, api: str, *, of_backups: bool) -> Any:  # noqa: PLR0911 - a table
        match api:
            case "SYNO.API.Info":
                return {name: {"path": "entry.cgi", "minVersion": 1, "maxVersion": 2} for name in self.apis}
            case "SYNO.API.Auth":
                return {"sid": "session"}
            case "SYNO.DSM.Info":
                return {**INFO, **VERSION}
            case "SYNO.DSM.Network":
                return {"hostname": "nas", "interfaces": [{"id": "eth0", "mac": MAC, "ip": [], "type": "lan"}]}
            case "SYNO.FileStation.List":
                share: dict[str, Any] = {"isdir": True, "name": "video", "path": "/video"}
                share["additional"] = {"real_path": "/volume2/video"}
                return {"shares": [] if of_backups else [share], "total": 1, "offset": 0}
            case "SYNO.DownloadStation.Task":
                return {"offset": 0, "total": len(self.tasks), "tasks": list(self.tasks.values())}
            case _:
                return {"devices": []}


@pytest.fixture
async def station(socket_enabled: None) -> Station:
    return Station()


@pytest.fixture
async def entry(
    hass: HomeAssistant, station: Station, request: pytest.FixtureRequest
) -> AsyncGenerator[MockConfigEntry]:
    """Set up the integration, with a NAS that lacks what the parameter `without` names."""
    match request.node.callspec.params.get("without") if hasattr(request.node, "callspec") else None:
        case "package":
            station.apis.remove(TASKS)
        case "privilege":
            station.error = 105
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", station.handle)
    async with TestServer(application, host="127.0.0.1") as server:
        login = {"username": "admin", "password": "secret", "ssl": False, "verify_ssl": False}
        data = {"host": "127.0.0.1", "port": server.port, "mac": [MAC], **login}
        entry = MockConfigEntry(domain="synology_dsm", data=data, title="NAS", unique_id="serial")
        entry.add_to_hass(hass)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done(wait_background_tasks=True)
        station.asked.clear()
        yield entry


async def update(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Update the integration, and wait until the sources have processed it."""
    assert entry.state is ConfigEntryState.LOADED
    await entry.runtime_data.coordinator_central.async_refresh()
    assert entry.runtime_data.coordinator_central.last_update_success
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_download_from_first_byte_to_report(
    hass: HomeAssistant, station: Station, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    station.put("downloading")
    await sources.async_start()
    await update(hass, entry)
    [running] = sources.running
    assert running.download.path == "/volume2/video/series/Show.S01", "the path on the disk"
    assert (running.progress, running.time_left) == (0.6, timedelta(seconds=100))
    station.put("paused", size_downloaded=1000)
    await update(hass, entry)
    for status in ("downloading", "finishing", "hash_checking", "extracting"):
        station.put(status, size_downloaded=1000, completed_time=NOW)
        await update(hass, entry)
        assert not reports.downloads
    [running] = sources.running
    assert (running.progress, running.time_left) == (1, timedelta())

    for status in ("paused", "seeding", "finished"):
        station.put(status, size_downloaded=1000, completed_time=NOW)
        await update(hass, entry)
        assert len(reports.downloads) == 1
    [found] = reports.downloads
    assert (found.name, found.source, found.path) == ("Show.S01", "synology_dsm", "/volume2/video/series/Show.S01")
    assert (found.category, found.hash, found.files) == (None, None, ())
    assert found.finished_at == datetime.fromtimestamp(NOW, UTC)
    assert not sources.running
    assert station.asked.count("list_share") == 1


async def test_failed_download_is_not_reported(
    hass: HomeAssistant, station: Station, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    station.put("downloading")
    await sources.async_start()
    await update(hass, entry)
    station.put("error", size_downloaded=1000)
    await update(hass, entry)
    assert not reports.downloads
    assert not sources.running


async def test_download_finished_while_stopped_is_reported(
    hass: HomeAssistant, station: Station, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    """In the root of a shared folder that is not listed, on a DSM without times of completion."""
    station.put("finished", task_id="dbid_1", title="Old")
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await sources.async_stop()
    station.put("finished", title="Film.mkv", destination="other", completed_time=0)
    for _ in range(2):
        again = DownloadSources(hass, ENTRY_ID, reports)
        await again.async_start()
        await hass.async_block_till_done(wait_background_tasks=True)
        await again.async_stop()
    [found] = reports.downloads
    assert found.path == "/other/Film.mkv"
    assert found.finished_at == datetime.fromtimestamp(NOW - 1000, UTC)


@pytest.mark.parametrize("without", ["package", "privilege"])
async def test_nas_without_download_station_has_no_downloads(
    hass: HomeAssistant,
    station: Station,
    entry: MockConfigEntry,
    sources: DownloadSources,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
    without: str,
) -> None:
    """Nothing is logged, and the integration's own updates go on."""
    await sources.async_start()
    await update(hass, entry)
    assert station.asked == ([] if without == "package" else ["List"] * 2)
    assert not sources.running
    assert not [issue for issue in issue_registry.issues.values() if issue.domain == "plex_arrivals"]
    assert not [record for record in caplog.records if "plex_arrivals" in record.name and record.levelno > logging.INFO]


async def test_unavailable_download_station(
    hass: HomeAssistant,
    station: Station,
    entry: MockConfigEntry,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
) -> None:
    station.put("downloading")
    await sources.async_start()
    await update(hass, entry)
    station.put("finished")
    station.down = True
    await update(hass, entry)
    assert len(sources.running) == 1
    assert not [issue for issue in issue_registry.issues.values() if issue.domain == "plex_arrivals"]
    station.down = False
    await update(hass, entry)
    assert reports.names == ["Show.S01"]


async def test_refusing_download_station_keeps_running_downloads(
    hass: HomeAssistant, station: Station, entry: MockConfigEntry, sources: DownloadSources, reports: Reports
) -> None:
    """It listed tasks before, so that a refusal is a failed request, not an empty list."""
    station.put("downloading")
    await sources.async_start()
    await update(hass, entry)
    station.error = 117
    for shown in (1, 1, 0):
        await update(hass, entry)
        assert len(sources.running) == shown
    station.error = None
    station.put("finished")
    await update(hass, entry)
    assert reports.names == ["Show.S01"]

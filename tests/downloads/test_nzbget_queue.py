"""NZBGet's queue: the last one is kept until the third failed request."""

from collections.abc import AsyncGenerator
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN, LOGGER
from custom_components.plex_arrivals.downloads.clients import nzbget
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import Reports
from .fake_clients import NOW


class Queue:
    """The answers of NZBGet to `listgroups`; None for an error."""

    groups: list[dict[str, Any]] | None

    def __init__(self) -> None:
        self.groups = [
            {
                "NZBID": 7,
                "NZBName": "Show.S01E01",
                "Status": "DOWNLOADING",
                "DestDir": "/inter/Show.S01E01.#7",
                "Category": "tv",
                "FileSizeHi": 0,
                "FileSizeLo": 100,
                "RemainingSizeHi": 0,
                "RemainingSizeLo": 25,
            }
        ]

    async def answer(self, _request: web.Request) -> web.Response:
        return web.Response(status=502) if self.groups is None else web.json_response({"result": self.groups})


def done(nzb_id: int = 7, **fields: Any) -> dict[str, Any]:
    """Return an entry of the history."""
    entry = {"NZBName": "Show.S01E01", "Status": "SUCCESS/ALL", "HistoryTime": NOW, "Category": "tv", "FinalDir": ""}
    return {"NZBID": nzb_id, "DestDir": "/done/tv/Show.S01E01", **entry, **fields}


@pytest.fixture
async def queue(socket_enabled: None) -> Queue:
    return Queue()


@pytest.fixture
async def coordinator(
    hass: HomeAssistant, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[DataUpdateCoordinator[Any]]:
    monkeypatch.setattr(nzbget, "QUEUE_EVERY_SECONDS", 0)
    application = web.Application()
    application.router.add_get("/jsonrpc/listgroups", queue.answer)
    async with TestServer(application, host="127.0.0.1") as server:
        data = {"host": "127.0.0.1", "port": server.port, "ssl": False, "verify_ssl": False}
        entry = MockConfigEntry(domain="nzbget", data=data, title="Attic")
        entry.add_to_hass(hass)
        coordinator = DataUpdateCoordinator[Any](hass, LOGGER, config_entry=entry, name="NZBGet")
        coordinator.data = {"status": {}, "downloads": []}
        entry.runtime_data = coordinator
        entry.mock_state(hass, ConfigEntryState.LOADED)
        yield coordinator


async def look(hass: HomeAssistant, coordinator: DataUpdateCoordinator[Any], *history: dict[str, Any]) -> None:
    status = {"PostJobCount": 0, "ServerStandBy": False, "DownloadRate": 5}
    coordinator.async_set_updated_data({"status": status, "downloads": list(history)})
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_running_downloads_are_kept_until_third_failure(
    hass: HomeAssistant,
    coordinator: DataUpdateCoordinator[Any],
    queue: Queue,
    sources: DownloadSources,
    reports: Reports,
    issue_registry: ir.IssueRegistry,
) -> None:
    await sources.async_start()
    groups = queue.groups
    await look(hass, coordinator)
    assert [(one.download.name, one.progress) for one in sources.running] == [("Show.S01E01", 0.75)]
    for answers in ((None, 1), (None, 1), (groups, 1), (None, 1), (None, 1), (None, 0), (groups, 1)):
        queue.groups, shown = answers
        await look(hass, coordinator)
        assert len(sources.running) == shown
    queue.groups = None
    await look(hass, coordinator, done())
    assert reports.names == ["Show.S01E01"], "the history does not depend on the queue"
    assert not sources.running, "what is in the history has left the queue"
    assert not [issue for domain, issue in issue_registry.issues if domain == DOMAIN]


async def test_malformed_entries_hide_no_others(
    hass: HomeAssistant,
    coordinator: DataUpdateCoordinator[Any],
    queue: Queue,
    sources: DownloadSources,
    reports: Reports,
) -> None:
    await sources.async_start()
    assert queue.groups
    queue.groups = [{}, {"NZBID": 8, "Status": "UNPACKING"}, *queue.groups]
    await look(hass, coordinator)
    assert {one.download.name for one in sources.running} == {"8", "Show.S01E01"}
    queue.groups = []
    await look(
        hass,
        coordinator,
        done(1, Category=None, FinalDir=None, Parameters=[None, {"Name": "drone"}, {"Name": "drone", "Value": 5}]),
        done(2, DestDir="", FinalDir=None, NZBName="nowhere"),
        {"NZBID": None},
        {"NZBID": 3},
    )
    assert [(one.name, one.path, one.category, one.client_id) for one in reports.downloads] == [
        ("Show.S01E01", "/done/tv/Show.S01E01", None, "1")
    ]

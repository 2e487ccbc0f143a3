"""Synology's Download Station, read through the session of Home Assistant's `synology_dsm` integration."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_SSL
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from yarl import URL

from .. import client_paths, fields, web_pages
from ..download import Download
from ..polling_source import PollingSource
from ..source import ClientStatus, DownloadStatus

TASKS: Final = "SYNO.DownloadStation.Task"
SHARES: Final = "SYNO.FileStation.List"

APP: Final = "SYNO.SDS.DownloadStation.Application"

READY: Final = frozenset({"finished", "seeding"})
PAUSED: Final = "paused"
DOWNLOADING: Final = "downloading"
AT_WORK: Final = frozenset({DOWNLOADING, "finishing", "hash_checking", "extracting"})
ERROR: Final = "error"


class SynologyDSMSource(PollingSource):
    """Requests the tasks with the integration's session, because the integration itself does not read them.

    `dsm.download_station` is not used: it would add the tasks to the integration's own updates, and these would fail
    for a user without access to Download Station.
    """

    _shares: Mapping[str, str] | None = None
    """The path of each shared folder on the disk, by its name."""

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address that opens Download Station on the desktop of DSM."""
        data = entry.data
        page = web_pages.host_page(data[CONF_HOST], data[CONF_PORT], "/index.cgi", ssl=data[CONF_SSL])
        return page.with_query(launchApp=APP)

    def find_coordinator(self) -> DataUpdateCoordinator[Any]:
        """Return the coordinator of the NAS as a whole, which updates every 15 minutes."""
        coordinator: DataUpdateCoordinator[Any] = self.entry.runtime_data.coordinator_central
        return coordinator

    async def async_poll(self) -> Mapping[str, Any]:
        """Return the tasks by their IDs; none without Download Station, or without access to it."""
        # installed, because the integration is loaded
        from synology_dsm.exceptions import SynologyDSMAPIErrorException, SynologyDSMException  # noqa: PLC0415

        dsm = self.entry.runtime_data.api.dsm
        if TASKS not in dsm.apis:
            return {}
        try:
            response = await dsm.get(TASKS, "List", {"additional": "detail,transfer"})
            listed = fields.mappings(response["data"]["tasks"])
            tasks = fields.by_id(listed, lambda task: fields.text(task.get("id")))
            if self._shares is None and tasks:
                self._shares = await self._async_shares(dsm)
        except SynologyDSMException as err:
            if isinstance(err, SynologyDSMAPIErrorException) and self._shares is None:
                return {}  # no access
            raise ConnectionError(type(err).__name__) from err
        return tasks

    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a task."""
        status, size = fields.required(raw, "status"), fields.number(raw.get("size"))
        transfer = fields.mapping(fields.mapping(raw.get("additional")).get("transfer"))
        loaded, speed = fields.number(transfer.get("size_downloaded")), fields.number(transfer.get("speed_download"))
        left = None if size is None or loaded is None else max(0.0, size - loaded)
        completed_at = _completed_at(raw)
        time_left: timedelta | None = None
        if left is not None and status == DOWNLOADING and speed and speed > 0:
            time_left = timedelta(seconds=left / speed)
        elif status in AT_WORK and size and left == 0:
            time_left = timedelta()
        progress = 1 - left / size if size and left is not None and status != ERROR else None
        return DownloadStatus(
            completed_at=completed_at,
            ready=(status in READY or (status == PAUSED and completed_at is not None)) and bool(self._path(raw)),
            running=status in AT_WORK,
            progress=1.0 if progress is None and status in READY else progress,
            time_left=time_left,
        )

    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a task without its files, of which Download Station lists only the names, not the paths."""
        name = fields.text(raw.get("title")) or download_id
        return Download(
            name=name,
            path=self._path(raw) or name,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            finished_at=_completed_at(raw),
            settled=True,
        )

    def find(self, listed: Mapping[str, Any], download: Download) -> str | None:
        """Return the ID of the task that was completed with the same name at the same time."""
        same = (download.name, download.finished_at)
        return next(
            (task_id for task_id, raw in listed.items() if (raw.get("title"), _completed_at(raw)) == same), None
        )

    def get_client_status(self, raw: Any) -> ClientStatus:
        """Return the ratio of a task, if it is a torrent; Download Station does not say how long it was uploaded."""
        transfer = fields.mapping(fields.mapping(raw.get("additional")).get("transfer"))
        size, uploaded = fields.size(raw.get("size")), fields.size(transfer.get("size_uploaded"))
        if raw.get("type") != "bt" or not size or uploaded is None:
            return ClientStatus(present=True)
        return ClientStatus(present=True, ratio=uploaded / size)

    def _path(self, raw: Any) -> str | None:
        """Return the path of a task: its destination names only the shared folder, not the volume."""
        destination, title = fields.text(_detail(raw).get("destination")), fields.text(raw.get("title"))
        if destination is None or title is None:
            return None
        share, _, below = destination.strip("/").partition("/")
        folder = (self._shares or {}).get(share, f"/{share}")
        return client_paths.join(client_paths.join(folder, below) if below else folder, title)

    async def _async_shares(self, dsm: Any) -> Mapping[str, str]:
        """Return the path of each shared folder, by its name."""
        response = await dsm.get(SHARES, "list_share", {"additional": '["real_path"]'})
        return {
            name: path
            for share in fields.mappings(response["data"]["shares"])
            if (name := fields.text(share.get("name")))
            and (path := fields.text(fields.mapping(share.get("additional")).get("real_path")))
        }


def _detail(task: Any) -> Mapping[str, Any]:
    return fields.mapping(fields.mapping(task.get("additional")).get("detail"))


def _completed_at(task: Any) -> datetime | None:
    completed_at = fields.timestamp(_detail(task).get("completed_time"))
    if completed_at is None and task.get("status") in READY:
        return fields.timestamp(_detail(task).get("create_time"))  # older DSM; does not change either
    return completed_at

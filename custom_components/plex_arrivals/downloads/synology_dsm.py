"""Synology's Download Station, asked through the session of Home Assistant's `synology_dsm` integration."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .asking import AskingSource
from .download import Download
from .source import Torrent, join_path

TASKS: Final = "SYNO.DownloadStation.Task"
SHARES: Final = "SYNO.FileStation.List"

READY: Final = frozenset({"finished", "seeding"})
PAUSED: Final = "paused"
DOWNLOADING: Final = "downloading"
AT_WORK: Final = frozenset({DOWNLOADING, "finishing", "hash_checking", "extracting"})
ERROR: Final = "error"


class SynologyDSMSource(AskingSource):
    """The integration knows nothing of Download Station, but its session may ask for it.

    Not through `dsm.download_station`: that would add the tasks to the integration's own updates, and let these fail
    where its user may not use Download Station.
    """

    _shares: Mapping[str, str] | None = None
    """Where on the disk each shared folder lies, by its name."""

    def find_coordinator(self) -> DataUpdateCoordinator[Any]:
        """Return the coordinator that looks after the NAS as a whole, every 15 minutes."""
        coordinator: DataUpdateCoordinator[Any] = self.entry.runtime_data.coordinator_central
        return coordinator

    async def async_ask(self) -> Mapping[str, Any]:
        """Return the tasks by their id; none where there is no Download Station, or the user may not use it."""
        # there, because its integration is loaded
        from synology_dsm.exceptions import SynologyDSMAPIErrorException, SynologyDSMException  # noqa: PLC0415

        dsm = self.entry.runtime_data.api.dsm
        if TASKS not in dsm.apis:
            return {}
        try:
            answer = await dsm.get(TASKS, "List", {"additional": "detail,transfer"})
            tasks = {task["id"]: task for task in answer["data"]["tasks"]}
            if self._shares is None and tasks:
                self._shares = await self._async_shares(dsm)
        except SynologyDSMAPIErrorException:
            return {}
        except SynologyDSMException as err:
            raise ConnectionError(type(err).__name__) from err
        return tasks

    def read(self, raw: Any) -> Torrent:
        """Tell how far a task is."""
        status, size = raw["status"], int(raw["size"])
        transfer = raw["additional"]["transfer"]
        left = max(0, size - int(transfer["size_downloaded"]))
        speed = int(transfer["speed_download"])
        done_at = _done_at(raw)
        ready = done_at is not None and (status in READY or status == PAUSED)
        time_left: timedelta | None = None
        if status == DOWNLOADING and speed > 0:
            time_left = timedelta(seconds=left / speed)
        elif status in AT_WORK and size and not left:
            time_left = timedelta()
        return Torrent(
            done_at=done_at,
            ready=ready,
            running=status in AT_WORK,
            progress=1 - left / size if size and status != ERROR else None,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:  # noqa: ARG002 - not a torrent's hash
        """Describe a task without its files, of whose paths Download Station tells the names only; no request."""
        share, _, below = raw["additional"]["detail"]["destination"].strip("/").partition("/")
        folder = join_path((self._shares or {}).get(share, f"/{share}"), below)
        return Download(
            name=raw["title"],
            path=join_path(folder, raw["title"]),
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            finished_at=_done_at(raw),
            settled=True,
        )

    async def _async_shares(self, dsm: Any) -> Mapping[str, str]:
        """Return on which volume each shared folder lies: tasks name the folder only."""
        answer = await dsm.get(SHARES, "list_share", {"additional": '["real_path"]'})
        return {share["name"]: share["additional"]["real_path"] for share in answer["data"]["shares"]}


def _done_at(task: Any) -> datetime | None:
    detail = task["additional"]["detail"]
    seconds = int(detail.get("completed_time") or 0)
    if not seconds and task["status"] in READY:
        seconds = int(detail["create_time"])  # as lasting, where an old DSM does not tell the other
    return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None

"""SABnzbd, at the address of Home Assistant's `sabnzbd` integration."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

import aiohttp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from .. import client_paths, fields, web_pages
from ..download import Download
from ..polling_source import PollingSource
from ..source import ClientStatus, DownloadStatus

HISTORY_LIMIT: Final = 20
"""How many entries of the history are requested at each update."""
MAX_HISTORY_LIMIT: Final = 500
"""How many are requested if all of those are new: at the start, or after a long time without a response."""

COMPLETED: Final = "Completed"
FAILED: Final = "Failed"
"""An entry of the history with any other status is being checked, repaired, unpacked or moved."""
AT_WORK: Final = frozenset({"Downloading", "Checking", "Fetching"})
"""The status of a job of the queue that is neither paused nor waiting for articles or for its NZB."""
FETCHING: Final = "Fetching"
"""Back in the queue, to fetch blocks for its repair."""
PAUSED: Final = "Paused"
FORCED: Final = "Force"
"""The priority of a job that is downloaded although the queue is paused."""
NO_CATEGORY: Final = "*"


class SABnzbdSource(PollingSource):
    """Read the first ten jobs of the queue from the coordinator, and request the history from SABnzbd.

    A download is in the history from the end of its transfer on. It is `Completed` when it is checked, unpacked and at
    its final path, and the user's script has ended.
    """

    unavailable_errors: ClassVar = (OSError, aiohttp.ClientError, ValueError)
    _last: Mapping[str, Any] = {}
    """The result of the last poll."""

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of SABnzbd."""
        return web_pages.page(entry.data[CONF_URL])

    async def async_poll(self) -> Mapping[str, Any]:
        """Return the queue and the newest entries of the history, by SABnzbd's IDs; one request, rarely two."""
        history = await self._async_history(HISTORY_LIMIT)
        if len(history) == HISTORY_LIMIT and not self._last.keys() & history.keys():
            history = await self._async_history(MAX_HISTORY_LIMIT)
        done = [entry for entry in reversed(history.values()) if entry.get("status") == COMPLETED]  # newest wins
        folders = {
            entry["category"]: client_paths.containing_folder(entry["storage"], entry["name"])
            for entry in done
            if entry["storage"] and entry["name"]
        }
        # the queue is slightly older: a job in both has left it
        self._last = {**_queue(self.coordinator.data), **history}
        return {key: {**job, "folder": folders.get(job["category"])} for key, job in self._last.items()}

    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a download. A failed download is never ready.

        SABnzbd calls a download completed shortly before it has a path.
        """
        status, completed_at = fields.required(raw, "status"), fields.timestamp(raw.get("completed"))
        if raw["in_history"]:
            ready = status == COMPLETED and raw["storage"] is not None
            failed = status == FAILED
            return DownloadStatus(
                completed_at=completed_at if ready else None,
                ready=ready,
                running=not ready and not failed,
                progress=None if failed else 1.0,
                time_left=None if ready or failed else timedelta(),
            )
        size, left = fields.number(raw.get("mb")), fields.number(raw.get("mbleft"))
        return DownloadStatus(
            completed_at=None,
            ready=False,
            running=raw["runs"],
            progress=max(0.0, 1 - left / size) if size and size > 0 and left is not None else None,
            time_left=_time_left(raw.get("timeleft")) if raw["runs"] else None,
        )

    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a download without its files, which SABnzbd does not list.

        An unfinished download gets the folder of the last one of its category.
        """
        name = raw["name"] or download_id
        storage = raw["storage"] if raw["in_history"] and raw["status"] == COMPLETED else None
        # storage is the file itself if a download has only one
        folder = client_paths.containing_folder(storage, name) if storage else raw["folder"]
        return Download(
            name=name,
            path=client_paths.join(folder, name) if folder else storage or name,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=None if raw["category"] == NO_CATEGORY else raw["category"],
            client_id=download_id,
            finished_at=fields.timestamp(raw.get("completed")) if storage else None,
            settled=True,
        )

    async def async_get_client_statuses(self, downloads: Iterable[Download]) -> list[ClientStatus | None]:
        """Return what the client has of each download; None if it is not among the latest."""
        statuses = await super().async_get_client_statuses(downloads)
        return [status if status and status.present else None for status in statuses]

    async def _async_history(self, limit: int) -> dict[str, Any]:
        """Return the newest entries, the newest first. Use POST, so that the API key is not in the URL."""
        form = {"mode": "history", "output": "json", "limit": str(limit), "apikey": self.entry.data[CONF_API_KEY]}
        session = async_get_clientsession(self.hass, verify_ssl=False)  # like its integration
        url = f"{self.entry.data[CONF_URL].rstrip('/')}/api"
        async with session.post(url, data=form, raise_for_status=True) as response:
            history: list[Any] = (await response.json(content_type=None))["history"]["slots"]
        return {
            nzo_id: {
                **entry,
                "in_history": True,
                "name": fields.text(entry.get("name")),
                "category": fields.text(entry.get("category")),
                "storage": fields.path(entry.get("storage")),
            }
            for nzo_id, entry in fields.by_id(fields.mappings(history), _id).items()
        }


def _queue(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the jobs in the queue by ID, with `runs` for the one that is being downloaded: the first not paused.

    SABnzbd gives those behind it the status "Downloading" as well.
    """
    paused, behind = data.get("status") == PAUSED or data.get("paused") is True, False
    queue: dict[str, Any] = {}
    for slot in fields.mappings(data["slots"]):
        if (nzo_id := _id(slot)) is None:
            continue
        may_run = slot.get("status") in AT_WORK and (not paused or slot.get("priority") == FORCED)
        queue[nzo_id] = {
            **slot,
            "in_history": False,
            "name": fields.text(slot.get("filename")),
            "category": fields.text(slot.get("cat")),
            "runs": (may_run and not behind) or slot.get("status") == FETCHING,
        }
        behind = behind or may_run
    return queue


def _id(entry: Mapping[str, Any]) -> str | None:
    return fields.text(entry.get("nzo_id"))


def _time_left(text: object) -> timedelta | None:
    """Return a duration given as [days:]hours:minutes:seconds; None for zero, which stands for "unknown"."""
    left = timedelta()
    try:
        for part, unit in zip(reversed(str(text).split(":")), ("seconds", "minutes", "hours", "days"), strict=False):
            left += timedelta(**{unit: int(part)})
    except ValueError, OverflowError:
        return None
    return left or None

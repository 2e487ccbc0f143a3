"""SABnzbd, reached where Home Assistant's `sabnzbd` integration says it is."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

import aiohttp
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .. import fields
from ..client_paths import folder_of, join_path
from ..download import Download
from ..polling_source import PollingSource
from ..source import DownloadStatus

NEWEST: Final = 20
"""How many entries of the history are asked for at each update."""
MOST: Final = 500
"""How many are asked for where none of these is known: at the start, or after a long silence."""

COMPLETED: Final = "Completed"
FAILED: Final = "Failed"
"""Whatever else an entry of the history is, SABnzbd is at work on it: it checks, repairs, unpacks or moves it."""
AT_WORK: Final = frozenset({"Downloading", "Checking", "Fetching"})
"""What a job of the queue is called that is not paused, does not wait for its articles, nor for the NZB itself."""
FETCHING: Final = "Fetching"
"""It is back in the queue, to fetch blocks for its repair."""
PAUSED: Final = "Paused"
FORCED: Final = "Force"
"""The priority of a job that is downloaded while the queue is paused."""
NO_CATEGORY: Final = "*"


class SABnzbdSource(PollingSource):
    """The coordinator holds the first ten of the queue and no history, so that SABnzbd is asked for the latter.

    A download is in the history from the end of its transfer; it is `Completed` when all is checked, unpacked, at its
    final place, and the user's script is through.
    """

    unavailable: ClassVar = (OSError, aiohttp.ClientError, ValueError)
    _known: Mapping[str, Any] = {}
    """What was in its last answer, by its id."""

    async def async_poll(self) -> Mapping[str, Any]:
        """Return what is in the queue and lately in the history, by SABnzbd's id; one request."""
        history = await self._async_history(NEWEST)
        if len(history) == NEWEST and not self._known.keys() & history.keys():
            history = await self._async_history(MOST)
        done = [one for one in reversed(history.values()) if one.get("status") == COMPLETED]  # newest wins
        folders = {
            one["category"]: folder_of(one["storage"], one["name"]) for one in done if one["storage"] and one["name"]
        }
        # the queue is from a moment ago: what is in both has left it
        self._known = {**_queue(self.coordinator.data), **history}
        return {key: {**one, "folder": folders.get(one["category"])} for key, one in self._known.items()}

    def get_status(self, raw: Any) -> DownloadStatus:
        """Tell how far a download is; one that failed is never ready.

        It is called completed a moment before SABnzbd says where it lies.
        """
        status, completed_at = fields.needed(raw, "status"), fields.moment(raw.get("completed"))
        if raw["in_history"]:
            ready = status == COMPLETED and raw["storage"] is not None
            failed = status == FAILED
            return DownloadStatus(
                done_at=completed_at if ready else None,
                ready=ready,
                running=not ready and not failed,
                progress=None if failed else 1.0,
                time_left=None if ready or failed else timedelta(),
            )
        size, left = fields.number(raw.get("mb")), fields.number(raw.get("mbleft"))
        return DownloadStatus(
            done_at=None,
            ready=False,
            running=raw["runs"],
            progress=max(0.0, 1 - left / size) if size and size > 0 and left is not None else None,
            time_left=_time_left(raw.get("timeleft")) if raw["runs"] else None,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a download without its files, which SABnzbd does not list; no request.

        Where one that is not completed is going to lie is known if another of its category lies there.
        """
        name = raw["name"] or torrent_id
        storage = raw["storage"] if raw["in_history"] and raw["status"] == COMPLETED else None
        # where a download is but one file, SABnzbd names that
        folder = folder_of(storage, name) if storage else raw["folder"]
        return Download(
            name=name,
            path=join_path(folder, name) if folder else storage or name,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=None if raw["category"] == NO_CATEGORY else raw["category"],
            finished_at=fields.moment(raw.get("completed")) if storage else None,
            settled=True,
        )

    async def _async_history(self, limit: int) -> dict[str, Any]:
        """Ask for the newest entries, the newest first. By POST, so that the key is in no URL."""
        form = {"mode": "history", "output": "json", "limit": str(limit), "apikey": self.entry.data[CONF_API_KEY]}
        session = async_get_clientsession(self.hass, verify_ssl=False)  # as its integration does
        url = f"{self.entry.data[CONF_URL].rstrip('/')}/api"
        async with session.post(url, data=form, raise_for_status=True) as answer:
            history: list[Any] = (await answer.json(content_type=None))["history"]["slots"]
        return {
            nzo_id: {
                **entry,
                "in_history": True,
                "name": fields.text(entry.get("name")),
                "category": fields.text(entry.get("category")),
                "storage": fields.path(entry.get("storage")),
            }
            for nzo_id, entry in fields.identified(fields.mappings(history), _id).items()
        }


def _queue(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the jobs of the queue by their id, with whether SABnzbd is at work on them: on the first that may run.

    It calls those behind it "Downloading", too.
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
    """Return what is left, written as [days:]hours:minutes:seconds; None where SABnzbd does not know (zero)."""
    left = timedelta()
    try:
        for part, unit in zip(reversed(str(text).split(":")), ("seconds", "minutes", "hours", "days"), strict=False):
            left += timedelta(**{unit: int(part)})
    except ValueError, OverflowError:
        return None
    return left or None

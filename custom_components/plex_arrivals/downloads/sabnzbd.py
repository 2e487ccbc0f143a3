"""SABnzbd, reached where Home Assistant's `sabnzbd` integration says it is."""

from collections.abc import Container, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final

import aiohttp
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .asking import AskingSource
from .download import Download
from .source import Torrent, folder_of, join_path

NEWEST: Final = 20
"""How many entries of the history are asked for at each update."""
MOST: Final = 500
"""How many are asked for where none of these is known: at the start, or after a long silence."""

COMPLETED: Final = "Completed"
DOWNLOADING: Final = "Downloading"
NO_CATEGORY: Final = "*"


class SABnzbdSource(AskingSource):
    """The coordinator holds the first ten of the queue and no history, so that SABnzbd is asked for the latter.

    A download is in the history from the end of its transfer; it is `Completed` when all is checked, unpacked, at its
    final place, and the user's script is through.
    """

    unavailable: ClassVar = (OSError, aiohttp.ClientError, ValueError)
    _known: Container[str] = ()
    """The ids in its last answer."""

    async def async_ask(self) -> Mapping[str, Any]:
        """Return what is in the queue and lately in the history, by SABnzbd's id; one request."""
        history = await self._async_history(NEWEST)
        if len(history) == NEWEST and not any(entry["nzo_id"] in self._known for entry in history):
            history = await self._async_history(MOST)
        done = [entry for entry in reversed(history) if entry["status"] == COMPLETED]  # the newest wins
        folders = {entry["category"]: folder_of(entry["storage"], entry["name"]) for entry in done}
        found = {
            **{slot["nzo_id"]: {**slot, "folder": folders.get(slot["cat"])} for slot in self.coordinator.data["slots"]},
            # the queue is from a moment ago: what is in both has left it
            **{entry["nzo_id"]: {**entry, "folder": folders.get(entry["category"])} for entry in history},
        }
        self._known = found.keys()
        return found

    def read(self, raw: Any) -> Torrent:
        """Tell how far a download is; one that failed is never ready."""
        if "storage" in raw:
            completed = raw["status"] == COMPLETED
            failed = raw["status"] == "Failed"
            return Torrent(
                done_at=_done_at(raw) if completed else None,
                ready=completed,
                running=not completed and not failed,
                progress=None if failed else 1.0,
                time_left=None if completed or failed else timedelta(),
            )
        size, left = float(raw["mb"]), float(raw["mbleft"])
        running = raw["status"] == DOWNLOADING
        return Torrent(
            done_at=None,
            ready=False,
            running=running,
            progress=max(0.0, 1 - left / size) if size > 0 else None,
            time_left=_time_left(raw["timeleft"]) if running else None,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:  # noqa: ARG002 - not a torrent's hash
        """Describe a download without its files, which SABnzbd does not list; no request.

        Where one that is not completed is going to lie is known if another of its category lies there.
        """
        in_history = "storage" in raw
        completed = in_history and raw["status"] == COMPLETED
        name, category = (raw["name"], raw["category"]) if in_history else (raw["filename"], raw["cat"])
        # where a download is but one file, SABnzbd names that
        folder = folder_of(raw["storage"], name) if completed else raw["folder"]
        path = join_path(folder, name) if folder else raw["storage"] if completed else name
        return Download(
            name=name,
            path=path,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=None if category == NO_CATEGORY else category or None,
            finished_at=_done_at(raw) if completed else None,
            settled=True,
        )

    async def _async_history(self, limit: int) -> list[Any]:
        """Ask for the newest entries. By POST, so that the key is in no URL."""
        fields = {"mode": "history", "output": "json", "limit": str(limit), "apikey": self.entry.data[CONF_API_KEY]}
        session = async_get_clientsession(self.hass, verify_ssl=False)  # as its integration does
        url = f"{self.entry.data[CONF_URL].rstrip('/')}/api"
        async with session.post(url, data=fields, raise_for_status=True) as answer:
            history: list[Any] = (await answer.json(content_type=None))["history"]["slots"]
            return history


def _done_at(entry: Any) -> datetime:
    return datetime.fromtimestamp(entry["completed"], UTC)


def _time_left(text: str) -> timedelta | None:
    """Return what is left, written as [days:]hours:minutes:seconds; None where SABnzbd does not know (zero)."""
    left = timedelta()
    for part, unit in zip(reversed(text.split(":")), ("seconds", "minutes", "hours", "days"), strict=False):
        left += timedelta(**{unit: int(part)})
    return left or None

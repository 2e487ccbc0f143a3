"""NZBGet, read through Home Assistant's `nzbget` integration."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
import math
from typing import Any, Final

import aiohttp
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_SSL, CONF_USERNAME, CONF_VERIFY_SSL
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ..const import LOGGER
from .download import Download
from .source import DownloadSource, Torrent, folder_of, join_path

QUEUE_SECONDS: Final = 4
"""How long NZBGet may take to list its queue; its integration asks every 5 seconds."""
QUEUE_EVERY_SECONDS: Final = 30
"""The queue is only shown: how often it is asked for at most."""

SUCCESS: Final = "SUCCESS/"
SCRIPT_FAILED: Final = "WARNING/SCRIPT"
"""All of it is downloaded, checked and unpacked, but one of the user's own scripts failed."""
HIDDEN: Final = "SUCCESS/HIDDEN"
"""No download, but the memory of one whose entry in the history was deleted."""

DOWNLOADING: Final = "DOWNLOADING"
WAITING: Final = frozenset({"QUEUED", "PAUSED"})


class NZBGetSource(DownloadSource):
    """The coordinator holds the history, in which a download appears when all is done, and stays for days.

    Its event `nzbget_download_complete` is no use: it has no path, and is fired for deleted downloads too.
    """

    _groups: Sequence[Any] = ()
    """The queue, as it was when it was asked for."""
    _ask_again_at = -math.inf

    async def async_torrents(self) -> Mapping[str, Any]:
        """Return what is in the history and, where something is being fetched, in the queue, by NZBGet's id.

        The queue costs a request, made only while NZBGet is at work, and not at each of its updates.
        """
        status: Mapping[str, Any] = self.coordinator.data["status"]
        done = {str(entry["NZBID"]): entry for entry in self.coordinator.data["downloads"]}
        if status["PostJobCount"] == 0 and status["ServerStandBy"]:
            self._groups, self._ask_again_at = [], -math.inf
        elif (now := self.hass.loop.time()) >= self._ask_again_at:
            self._groups = await self._async_queue()
            if any(group["Status"] not in WAITING for group in self._groups):  # else what begins is about to be seen
                self._ask_again_at = now + QUEUE_EVERY_SECONDS
        folders = _folders(done.values())
        queue: dict[str, Any] = {}
        for group in self._groups:
            directory, folder = group["DestDir"], folders.get(group["Category"])
            # the folder for unfinished ones, if the user has one, adds the id to the name
            if folder and directory.endswith(f".#{group['NZBID']}"):
                directory = join_path(folder, group["NZBName"])
            queue[str(group["NZBID"])] = {**group, "DestDir": directory, "Rate": status["DownloadRate"]}
        return {**queue, **done}  # what is in both has left the queue since

    def read(self, raw: Any) -> Torrent:
        """Tell how far a download is; one that failed or was deleted is never ready."""
        if "HistoryTime" in raw:
            ready = _is_ready(raw)
            return Torrent(
                done_at=_done_at(raw) if ready else None, ready=ready, running=False, progress=1.0 if ready else None
            )
        size, left = _bytes(raw, "FileSize"), _bytes(raw, "RemainingSize")
        time_left: timedelta | None = None
        if raw["Status"] == DOWNLOADING and raw["Rate"] > 0:
            time_left = timedelta(seconds=left / raw["Rate"])
        return Torrent(
            done_at=None,
            ready=False,
            running=raw["Status"] not in WAITING,
            progress=max(0.0, 1 - left / size) if size > 0 else None,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:  # noqa: ARG002 - not a torrent's hash
        """Describe a download without its files, which NZBGet forgets; no request."""
        done = "HistoryTime" in raw
        return Download(
            name=raw["NZBName"],
            path=raw["FinalDir"] or raw["DestDir"],  # a script that moved it says so by FinalDir
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=raw["Category"] or None,
            finished_at=_done_at(raw) if done else None,
            settled=True,
        )

    async def _async_queue(self) -> list[Any]:
        """Ask for the queue; empty where NZBGet does not answer: it is only shown.

        Not through the integration's client: threads may use that one at once, it has no lock, and no timeout.
        """
        data = self.entry.data
        headers = {}
        if data.get(CONF_USERNAME) is not None and data.get(CONF_PASSWORD) is not None:
            headers["Authorization"] = aiohttp.encode_basic_auth(data[CONF_USERNAME], data[CONF_PASSWORD])
        scheme = "https" if data[CONF_SSL] else "http"
        url = URL.build(scheme=scheme, host=data[CONF_HOST], port=data[CONF_PORT], path="/jsonrpc/listgroups")
        session = async_get_clientsession(self.hass, verify_ssl=data[CONF_VERIFY_SSL])
        timeout = aiohttp.ClientTimeout(total=QUEUE_SECONDS)
        try:
            async with session.get(url, headers=headers, timeout=timeout, raise_for_status=True) as answer:
                groups: list[Any] = (await answer.json(content_type=None))["result"]
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError) as err:
            LOGGER.debug("%s did not list its queue: %s", self.entry.title, type(err).__name__)
            return []
        return groups


def _is_ready(entry: Any) -> bool:
    status: str = entry["Status"]
    return (status.startswith(SUCCESS) and status != HIDDEN) or status == SCRIPT_FAILED


def _done_at(entry: Any) -> datetime:
    return datetime.fromtimestamp(entry["HistoryTime"], UTC)


def _bytes(group: Any, what: str) -> int:
    high: int = group[f"{what}Hi"]
    low: int = group[f"{what}Lo"]
    return (high << 32) + low


def _folders(history: Iterable[Any]) -> dict[str, str]:
    """Return into which folder the downloads of each category went lately."""
    done = sorted(filter(_is_ready, history), key=_done_at)
    return {entry["Category"]: folder for entry in done if (folder := folder_of(entry["DestDir"], entry["NZBName"]))}

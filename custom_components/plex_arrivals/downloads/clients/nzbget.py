"""NZBGet: the history from Home Assistant's `nzbget` integration, the queue from NZBGet itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
import math
from operator import itemgetter
from typing import Any, Final

import aiohttp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_SSL, CONF_USERNAME, CONF_VERIFY_SSL
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ...const import LOGGER
from .. import client_paths, fields, web_pages
from ..download import Download
from ..polling_source import MAX_FAILURES
from ..source import DownloadSource, DownloadStatus

QUEUE_SECONDS: Final = 4
"""The time limit for the queue; the integration updates every 5 seconds."""
QUEUE_EVERY_SECONDS: Final = 30
"""How often the queue is requested at most; it is only displayed."""

SUCCESS: Final = "SUCCESS/"
SCRIPT_FAILED: Final = "WARNING/SCRIPT"
"""Downloaded, checked and unpacked, but one of the user's own scripts failed."""
HIDDEN: Final = "SUCCESS/HIDDEN"
"""A download whose entry in the history was deleted."""

IMPORTERS_ID: Final = "drone"
"""The parameter that importers set, to recognize their downloads; without it they go by NZBGet's ID."""

DOWNLOADING: Final = "DOWNLOADING"
WAITING: Final = frozenset({"QUEUED", "PAUSED"})


class NZBGetSource(DownloadSource):
    """Read the history from the coordinator; a download appears there when all is done, and stays for days.

    It is no PollingSource: without the queue, which is only displayed, the history is still read.

    The integration's event `nzbget_download_complete` has no path and is fired for deleted downloads as well.
    """

    _groups: Mapping[str, Any] = {}
    """The queue at the last request, by NZBGet's IDs."""
    _failures = 0
    """How many requests in a row have failed."""
    _next_request_at = -math.inf

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of NZBGet."""
        return web_pages.host_page(entry.data[CONF_HOST], entry.data[CONF_PORT], ssl=entry.data[CONF_SSL])

    async def async_list(self) -> Mapping[str, Any]:
        """Return the history, and the queue while NZBGet is at work, by NZBGet's IDs.

        The queue needs a request, which is not made at each update.
        """
        status = fields.mapping(self.coordinator.data.get("status"))
        history = fields.by_id(fields.mappings(self.coordinator.data["downloads"]), _id)
        done = {nzb_id: {**entry, "in_history": True} for nzb_id, entry in history.items()}
        if status.get("PostJobCount") == 0 and status.get("ServerStandBy") is True:
            self._groups, self._failures, self._next_request_at = {}, 0, -math.inf
        elif self.hass.loop.time() >= self._next_request_at:
            await self._async_update_queue()
        folders = _folders(done.values())
        queue: dict[str, Any] = {}
        for nzb_id, group in self._groups.items():
            directory, folder = fields.path(group.get("DestDir")), folders.get(_category(group))
            name = fields.text(group.get("NZBName"))
            # In the folder for unfinished downloads, NZBGet adds the ID to the name.
            if folder and name and (directory is None or directory.endswith(f".#{nzb_id}")):
                directory = client_paths.join(folder, name)
            queue[nzb_id] = {**group, "DestDir": directory, "Rate": status.get("DownloadRate")}
        return {**queue, **done}  # a download in both has just left the queue

    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a download. A failed or deleted download is never ready."""
        status = fields.required(raw, "Status")
        if raw["in_history"]:
            ready = _is_ready(raw) and _path(raw) is not None
            return DownloadStatus(
                completed_at=_completed_at(raw) if ready else None,
                ready=ready,
                running=False,
                progress=1.0 if ready else None,
            )
        size, left = _bytes(raw, "FileSize"), _bytes(raw, "RemainingSize")
        rate = fields.number(raw["Rate"])
        time_left: timedelta | None = None
        if status == DOWNLOADING and rate and rate > 0 and left is not None:
            time_left = timedelta(seconds=left / rate)
        return DownloadStatus(
            completed_at=None,
            ready=False,
            running=status not in WAITING,
            progress=max(0.0, 1 - left / size) if size and left is not None else None,
            time_left=time_left,
        )

    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a download without its files, which NZBGet does not keep."""
        name = fields.text(raw.get("NZBName")) or download_id
        return Download(
            name=name,
            path=_path(raw) or name,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=_category(raw),
            client_id=_client_id(raw) or download_id,
            finished_at=_completed_at(raw) if raw["in_history"] else None,
            settled=True,
        )

    def find(self, listed: Mapping[str, Any], download: Download) -> str | None:
        """Return NZBGet's ID of a download that has the same ID of an importer, or else the same ID and name."""
        for nzb_id, raw in listed.items():
            importers_id = _client_id(raw)
            is_named = importers_id is not None or raw.get("NZBName") == download.name
            if (importers_id or nzb_id) == download.client_id and is_named:
                return nzb_id
        return None

    async def _async_update_queue(self) -> None:
        """Request the queue; the last one is kept until several requests have failed."""
        groups = await self._async_queue()
        if groups is None:
            self._failures += 1
            if self._failures >= MAX_FAILURES:
                self._groups = {}
            return
        self._failures = 0
        self._groups = {
            nzb_id: {**group, "in_history": False} for group in fields.mappings(groups) if (nzb_id := _id(group))
        }
        if any(group.get("Status") not in WAITING for group in self._groups.values()):
            # otherwise request it again at the next update, because a download is about to start
            self._next_request_at = self.hass.loop.time() + QUEUE_EVERY_SECONDS

    async def _async_queue(self) -> list[Any] | None:
        """Return the queue; None if NZBGet does not respond.

        The integration's client is not used: it has no timeout and is not thread-safe.
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
            async with session.get(url, headers=headers, timeout=timeout, raise_for_status=True) as response:
                groups: list[Any] = (await response.json(content_type=None))["result"]
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError) as err:
            LOGGER.debug("%s did not list its queue: %s", self.entry.title, type(err).__name__)
            return None
        return groups


def _id(entry: Any) -> str | None:
    """Return NZBGet's ID, which is a number."""
    return None if (found := fields.size(entry.get("NZBID"))) is None else str(found)


def _client_id(entry: Any) -> str | None:
    """Return the ID that an importer gave the download when it added it; None if it was added by anybody else."""
    parameters = fields.mappings(entry.get("Parameters"))
    values = (fields.text(one.get("Value")) for one in parameters if one.get("Name") == IMPORTERS_ID)
    return next(filter(None, values), None)


def _is_ready(entry: Any) -> bool:
    status = fields.text(entry.get("Status")) or ""
    return (status.startswith(SUCCESS) and status != HIDDEN) or status == SCRIPT_FAILED


def _completed_at(entry: Any) -> datetime | None:
    return fields.timestamp(entry.get("HistoryTime"))


def _path(entry: Any) -> str | None:
    """Return where a download is or will be; a script that moved it sets FinalDir."""
    return fields.path(entry.get("FinalDir")) or fields.path(entry.get("DestDir"))


def _category(entry: Any) -> str | None:
    return fields.text(entry.get("Category"))


def _bytes(group: Any, what: str) -> int | None:
    high, low = fields.size(group.get(f"{what}Hi")), fields.size(group.get(f"{what}Lo"))
    return None if high is None or low is None else (high << 32) + low


def _folders(history: Iterable[Any]) -> dict[str | None, str]:
    """Return the folder of the latest download of each category."""
    done = [(at, entry) for entry in history if _is_ready(entry) and (at := _completed_at(entry))]
    return {
        _category(entry): folder
        for _, entry in sorted(done, key=itemgetter(0))
        if (path := fields.path(entry.get("DestDir")))
        and (name := fields.text(entry.get("NZBName")))
        and (folder := client_paths.containing_folder(path, name))
    }

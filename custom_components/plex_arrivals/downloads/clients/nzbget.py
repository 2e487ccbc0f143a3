"""NZBGet, read through Home Assistant's `nzbget` integration."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
import math
from operator import itemgetter
from typing import Any, Final

import aiohttp
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_SSL, CONF_USERNAME, CONF_VERIFY_SSL
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ...const import LOGGER
from .. import fields
from ..client_paths import folder_of, join_path
from ..download import Download
from ..polling_source import MAX_FAILURES
from ..source import DownloadSource, DownloadStatus

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

    _groups: Mapping[str, Any] = {}
    """The queue by NZBGet's ids, as it was when it was asked for."""
    _silences = 0
    """How many questions in a row it did not answer."""
    _ask_again_at = -math.inf

    async def async_list(self) -> Mapping[str, Any]:
        """Return what is in the history and, where something is being fetched, in the queue, by NZBGet's id.

        The queue costs a request, made only while NZBGet is at work, and not at each of its updates.
        """
        status = fields.mapping(self.coordinator.data.get("status"))
        history = fields.identified(fields.mappings(self.coordinator.data["downloads"]), _id)
        done = {nzb_id: {**entry, "in_history": True} for nzb_id, entry in history.items()}
        if status.get("PostJobCount") == 0 and status.get("ServerStandBy") is True:
            self._groups, self._silences, self._ask_again_at = {}, 0, -math.inf
        elif self.hass.loop.time() >= self._ask_again_at:
            await self._async_ask_for_queue()
        folders = _folders(done.values())
        queue: dict[str, Any] = {}
        for nzb_id, group in self._groups.items():
            directory, folder = fields.path(group.get("DestDir")), folders.get(_category(group))
            name = fields.text(group.get("NZBName"))
            # the folder for unfinished ones, if the user has one, adds the id to the name
            if folder and name and (directory is None or directory.endswith(f".#{nzb_id}")):
                directory = join_path(folder, name)
            queue[nzb_id] = {**group, "DestDir": directory, "Rate": status.get("DownloadRate")}
        return {**queue, **done}  # what is in both has left the queue since

    def get_status(self, raw: Any) -> DownloadStatus:
        """Tell how far a download is; one that failed or was deleted is never ready."""
        status = fields.needed(raw, "Status")
        if raw["in_history"]:
            ready = _is_ready(raw) and _path(raw) is not None
            return DownloadStatus(
                done_at=_done_at(raw) if ready else None, ready=ready, running=False, progress=1.0 if ready else None
            )
        size, left = _bytes(raw, "FileSize"), _bytes(raw, "RemainingSize")
        rate = fields.number(raw["Rate"])
        time_left: timedelta | None = None
        if status == DOWNLOADING and rate and rate > 0 and left is not None:
            time_left = timedelta(seconds=left / rate)
        return DownloadStatus(
            done_at=None,
            ready=False,
            running=status not in WAITING,
            progress=max(0.0, 1 - left / size) if size and left is not None else None,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a download without its files, which NZBGet forgets; no request."""
        name = fields.text(raw.get("NZBName")) or torrent_id
        return Download(
            name=name,
            path=_path(raw) or name,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=_category(raw),
            finished_at=_done_at(raw) if raw["in_history"] else None,
            settled=True,
        )

    async def _async_ask_for_queue(self) -> None:
        """Ask for the queue; what it was stays until the third question in vain, as it is only shown."""
        groups = await self._async_queue()
        if groups is None:
            self._silences += 1
            if self._silences >= MAX_FAILURES:
                self._groups = {}
            return
        self._silences = 0
        self._groups = {
            nzb_id: {**group, "in_history": False} for group in fields.mappings(groups) if (nzb_id := _id(group))
        }
        if any(group.get("Status") not in WAITING for group in self._groups.values()):
            # else what begins is about to be seen
            self._ask_again_at = self.hass.loop.time() + QUEUE_EVERY_SECONDS

    async def _async_queue(self) -> list[Any] | None:
        """Return the queue; None where NZBGet does not answer.

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
            return None
        return groups


def _id(entry: Any) -> str | None:
    """Return NZBGet's id, which is a number."""
    return None if (found := fields.size(entry.get("NZBID"))) is None else str(found)


def _is_ready(entry: Any) -> bool:
    status = fields.text(entry.get("Status")) or ""
    return (status.startswith(SUCCESS) and status != HIDDEN) or status == SCRIPT_FAILED


def _done_at(entry: Any) -> datetime | None:
    return fields.moment(entry.get("HistoryTime"))


def _path(entry: Any) -> str | None:
    """Return where a download lies, or is going to; a script that moved it says so by FinalDir."""
    return fields.path(entry.get("FinalDir")) or fields.path(entry.get("DestDir"))


def _category(entry: Any) -> str | None:
    return fields.text(entry.get("Category"))


def _bytes(group: Any, what: str) -> int | None:
    high, low = fields.size(group.get(f"{what}Hi")), fields.size(group.get(f"{what}Lo"))
    return None if high is None or low is None else (high << 32) + low


def _folders(history: Iterable[Any]) -> dict[str | None, str]:
    """Return into which folder the downloads of each category went lately."""
    done = [(at, entry) for entry in history if _is_ready(entry) and (at := _done_at(entry))]
    return {
        _category(entry): folder
        for _, entry in sorted(done, key=itemgetter(0))
        if (path := fields.path(entry.get("DestDir")))
        and (name := fields.text(entry.get("NZBName")))
        and (folder := folder_of(path, name))
    }

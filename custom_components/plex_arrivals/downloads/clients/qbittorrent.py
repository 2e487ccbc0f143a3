"""qBittorrent, read through Home Assistant's `qbittorrent` integration."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from ...const import LOGGER
from .. import fields
from ..client_paths import join_path, path_of, paths_of
from ..download import Download, DownloadedFile
from ..source import DownloadSource, DownloadStatus

DOWNLOADING = frozenset({"downloading", "forcedDL", "stalledDL"})
# a stopped one is pausedUP in qBittorrent 4, stoppedUP in 5
READY = frozenset({"uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"})
ALMOST_READY = frozenset({"moving", "checkingUP"})
NO_ESTIMATE = timedelta(days=100)
"""What qBittorrent says where it can't tell the time left."""

FILES_SECONDS = 10
"""How long the client may take to list a torrent's files."""
FILES_PAUSE_SECONDS = 60
"""How long it isn't asked for files after it failed to answer, lest each of many torrents waits in vain."""


class QBittorrentSource(DownloadSource):
    """The coordinator holds the whole of `sync/maindata`: all of each torrent except its files.

    Many another program answers as qBittorrent does, and leaves out what it has no use for.
    """

    _ask_files_from = 0.0

    async def async_list(self) -> Mapping[str, Any]:
        """Return the torrents by qBittorrent's id of them: their (v1, else cut v2) hash."""
        data: Mapping[str, Any] = self.coordinator.data
        if "torrents" in data:
            return dict(data["torrents"] or {})
        if "server_state" not in data:
            raise KeyError("torrents")
        return {}  # left out where there are none

    def get_status(self, raw: Any) -> DownloadStatus:
        """Tell how far a torrent is. The completion time stands already while its data still move."""
        state, progress = fields.needed(raw, "state"), fields.number(raw.get("progress"))
        complete = state in READY | ALMOST_READY if progress is None else progress >= 1
        time_left: timedelta | None = None
        if state in DOWNLOADING:
            time_left = _time_left(raw)
        elif state in ALMOST_READY and complete:
            time_left = timedelta()
        return DownloadStatus(
            done_at=_done_at(raw, complete=complete),
            ready=complete and state in READY and bool(_path(raw) or fields.path(raw.get("save_path"))),
            running=state in DOWNLOADING,
            progress=1.0 if complete else progress,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent without its files; no request."""
        return Download(
            name=fields.text(raw.get("name")) or torrent_id,
            path=(_path(raw) if self.get_status(raw).ready else _final_path(raw)) or "",
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=fields.text(raw.get("category")),
            labels=fields.texts(raw.get("tags")),
            hash=(fields.text(raw.get("infohash_v1")) or torrent_id).lower(),
            finished_at=fields.moment(raw.get("completion_on")),
            settled=True,
        )

    async def async_describe_finished(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent that is ready; one request, for its files."""
        download = self.describe(torrent_id, raw)
        listed = await self._async_files(torrent_id)
        folder, path = fields.path(raw.get("save_path")), fields.path(raw.get("content_path"))
        # an incomplete file's suffix may still be in the name at the moment of completion
        names = [str(file["name"]).removesuffix(".!qB") for file in listed]
        if folder and not path:
            path = path_of(folder, names)
        if not path:
            return download
        return replace(
            download,
            path=path,
            files=tuple(
                DownloadedFile(path=full_path, size=fields.size(file.get("size")))
                for file, full_path in zip(listed, paths_of(folder or path, path, names), strict=True)
                if fields.number(file.get("priority")) != 0
            ),
        )

    async def _async_files(self, torrent_id: str) -> list[Mapping[str, Any]]:
        """Ask for the files, those with a name; none where the client doesn't answer: the path alone will do then."""
        if self.hass.loop.time() < self._ask_files_from:
            return []
        client: Any = self.coordinator.client  # type: ignore[attr-defined]  # of that integration's class
        ask = partial(client.torrents_files, torrent_id, requests_args={"timeout": FILES_SECONDS})
        try:
            async with asyncio.timeout(FILES_SECONDS):
                listed = await self.hass.async_add_executor_job(ask)
        except Exception as err:  # noqa: BLE001 - that library's and requests' errors have no common class
            if getattr(err, "http_status_code", None) != HTTPStatus.NOT_FOUND:  # else it is that torrent that is gone
                self._ask_files_from = self.hass.loop.time() + FILES_PAUSE_SECONDS
            LOGGER.debug("%s did not list the files of a torrent: %s", self.entry.title, err)
            return []
        return [file for file in fields.mappings(listed) if fields.text(file.get("name"))]


def _done_at(raw: Any, *, complete: bool) -> datetime | None:
    """Return when it was done; where that is not told at all, when it was added, which is as lasting."""
    added = complete and fields.number(raw.get("completion_on")) is None
    return fields.moment(raw.get("added_on" if added else "completion_on"))


def _time_left(raw: Any) -> timedelta | None:
    found = fields.seconds(raw.get("eta"))
    return None if found is None or not timedelta() <= found < NO_ESTIMATE else found


def _path(raw: Any) -> str | None:
    """Return where a torrent lies now."""
    if path := fields.path(raw.get("content_path")):
        return path
    folder, name = fields.path(raw.get("save_path")), fields.text(raw.get("name"))
    return join_path(folder, name) if folder and name else None


def _final_path(raw: Any) -> str | None:
    """Return where a torrent that lies in the folder for incomplete ones is going to lie."""
    folder, path, incomplete = fields.path(raw.get("save_path")), _path(raw), fields.path(raw.get("download_path"))
    if folder and path and incomplete and path.startswith(incomplete := join_path(incomplete, "")):
        return join_path(folder, path.removeprefix(incomplete).replace("\\", "/"))
    return path

"""qBittorrent, read through Home Assistant's `qbittorrent` integration."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from ...const import LOGGER
from .. import client_paths, fields
from ..download import Download, DownloadedFile
from ..source import DownloadSource, DownloadStatus

DOWNLOADING = frozenset({"downloading", "forcedDL", "stalledDL"})
# a stopped one is pausedUP in qBittorrent 4, stoppedUP in 5
READY = frozenset({"uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"})
ALMOST_READY = frozenset({"moving", "checkingUP"})
NO_ESTIMATE = timedelta(days=100)
"""The time left that stands for "unknown"."""

FILES_SECONDS = 10
"""The time limit for the files of a torrent."""
FILES_PAUSE_SECONDS = 60
"""How long no files are requested after a failure, so that many torrents do not each wait for the time limit."""


class QBittorrentSource(DownloadSource):
    """Read the coordinator, which holds all of `sync/maindata`: everything but the files of the torrents.

    Many other programs emulate qBittorrent and leave out what they do not need.
    """

    _next_files_request_at = 0.0

    async def async_list(self) -> Mapping[str, Any]:
        """Return the torrents by qBittorrent's ID, which is the v1 hash or else the truncated v2 hash."""
        data: Mapping[str, Any] = self.coordinator.data
        if "torrents" in data:
            return dict(data["torrents"] or {})
        if "server_state" not in data:
            raise KeyError("torrents")
        return {}  # left out if there are none

    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a torrent. It has a completion time even while its files are moved."""
        state, progress = fields.required(raw, "state"), fields.number(raw.get("progress"))
        complete = state in READY | ALMOST_READY if progress is None else progress >= 1
        time_left: timedelta | None = None
        if state in DOWNLOADING:
            time_left = _time_left(raw)
        elif state in ALMOST_READY and complete:
            time_left = timedelta()
        return DownloadStatus(
            completed_at=_completed_at(raw, complete=complete),
            ready=complete and state in READY and bool(_path(raw) or fields.path(raw.get("save_path"))),
            running=state in DOWNLOADING,
            progress=1.0 if complete else progress,
            time_left=time_left,
        )

    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a torrent without its files."""
        return Download(
            name=fields.text(raw.get("name")) or download_id,
            path=(_path(raw) if self.get_status(raw).ready else _final_path(raw)) or "",
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=fields.text(raw.get("category")),
            labels=fields.texts(raw.get("tags")),
            hash=(fields.text(raw.get("infohash_v1")) or download_id).lower(),
            finished_at=fields.timestamp(raw.get("completion_on")),
            settled=True,
        )

    async def async_get_finished_download(self, download_id: str, raw: Any) -> Download:
        """Return a finished torrent with its files; one request."""
        download = self.get_download(download_id, raw)
        listed = await self._async_files(download_id)
        folder, path = fields.path(raw.get("save_path")), fields.path(raw.get("content_path"))
        # a name may still have the suffix of an incomplete file at the moment of completion
        names = [str(file["name"]).removesuffix(".!qB") for file in listed]
        if folder and not path:
            path = client_paths.torrent_path(folder, names)
        if not path:
            return download
        return replace(
            download,
            path=path,
            files=tuple(
                DownloadedFile(path=full_path, size=fields.size(file.get("size")))
                for file, full_path in zip(listed, client_paths.file_paths(folder or path, path, names), strict=True)
                if fields.number(file.get("priority")) != 0
            ),
        )

    async def _async_files(self, download_id: str) -> list[Mapping[str, Any]]:
        """Return the files that have a name; none if the client does not respond, because the path is sufficient."""
        if self.hass.loop.time() < self._next_files_request_at:
            return []
        client: Any = self.coordinator.client  # type: ignore[attr-defined]  # of that integration's class
        request = partial(client.torrents_files, download_id, requests_args={"timeout": FILES_SECONDS})
        try:
            async with asyncio.timeout(FILES_SECONDS):
                listed = await self.hass.async_add_executor_job(request)
        except Exception as err:  # noqa: BLE001 - the errors of that library and of requests have no common class
            if getattr(err, "http_status_code", None) != HTTPStatus.NOT_FOUND:  # which means that the torrent is gone
                self._next_files_request_at = self.hass.loop.time() + FILES_PAUSE_SECONDS
            LOGGER.debug("%s did not list the files of a torrent: %s", self.entry.title, err)
            return []
        return [file for file in fields.mappings(listed) if fields.text(file.get("name"))]


def _completed_at(raw: Any, *, complete: bool) -> datetime | None:
    """Return when a torrent was completed, or added if that is missing; neither changes."""
    added = complete and fields.number(raw.get("completion_on")) is None
    return fields.timestamp(raw.get("added_on" if added else "completion_on"))


def _time_left(raw: Any) -> timedelta | None:
    found = fields.duration(raw.get("eta"))
    return None if found is None or not timedelta() <= found < NO_ESTIMATE else found


def _path(raw: Any) -> str | None:
    """Return where a torrent is now."""
    if path := fields.path(raw.get("content_path")):
        return path
    folder, name = fields.path(raw.get("save_path")), fields.text(raw.get("name"))
    return client_paths.join(folder, name) if folder and name else None


def _final_path(raw: Any) -> str | None:
    """Return the final path of a torrent that is in the incomplete folder."""
    folder, path, incomplete = fields.path(raw.get("save_path")), _path(raw), fields.path(raw.get("download_path"))
    if folder and path and incomplete and path.startswith(incomplete := client_paths.join(incomplete, "")):
        return client_paths.join(folder, path.removeprefix(incomplete).replace("\\", "/"))
    return path

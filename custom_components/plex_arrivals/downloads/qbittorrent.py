"""qBittorrent, read through Home Assistant's `qbittorrent` integration."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from ..const import LOGGER
from .download import Download, DownloadedFile
from .source import DownloadSource, Torrent, join_path

DOWNLOADING = frozenset({"downloading", "forcedDL", "stalledDL"})
# a stopped one is pausedUP in qBittorrent 4, stoppedUP in 5
READY = frozenset({"uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"})
ALMOST_READY = frozenset({"moving", "checkingUP"})
NO_ESTIMATE = 8_640_000
"""What qBittorrent says (100 days, in seconds) where it can't tell the time left."""

FILES_SECONDS = 10
"""How long the client may take to list a torrent's files."""
FILES_PAUSE_SECONDS = 60
"""How long it isn't asked for files after it failed to answer, lest each of many torrents waits in vain."""


class QBittorrentSource(DownloadSource):
    """The coordinator holds the whole of `sync/maindata`: all of each torrent except its files."""

    _ask_files_from = 0.0

    async def async_torrents(self) -> Mapping[str, Any]:
        """Return the torrents by qBittorrent's id of them: their (v1, else cut v2) hash."""
        data: Mapping[str, Any] = self.coordinator.data
        if "torrents" in data:
            return dict(data["torrents"])
        if "server_state" not in data:
            raise KeyError("torrents")
        return {}  # left out where there are none

    def read(self, raw: Any) -> Torrent:
        """Tell how far a torrent is. The completion time stands already while its data still move."""
        state, complete = raw["state"], raw["progress"] >= 1
        done_at = _done_at(raw)
        time_left: timedelta | None = None
        if state in DOWNLOADING and raw["eta"] < NO_ESTIMATE:
            time_left = timedelta(seconds=raw["eta"])
        elif state in ALMOST_READY and complete:
            time_left = timedelta()
        return Torrent(
            done_at=done_at,
            ready=complete and done_at is not None and state in READY,
            running=state in DOWNLOADING,
            progress=raw["progress"],
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent without its files; no request."""
        return Download(
            name=raw["name"],
            path=raw["content_path"] if self.read(raw).ready else _final_path(raw),
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=raw["category"] or None,
            labels=tuple(tag for tag in map(str.strip, raw["tags"].split(",")) if tag),
            hash=(raw.get("infohash_v1") or torrent_id).lower(),
            finished_at=_done_at(raw),
            settled=True,
        )

    async def async_download(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent that is ready; one request, for its files."""
        files = await self._async_files(torrent_id, raw["save_path"])
        return replace(self.describe(torrent_id, raw), files=files)

    async def _async_files(self, torrent_id: str, folder: str) -> tuple[DownloadedFile, ...]:
        """Ask for the files; none where the client doesn't answer: the path alone will do then."""
        if self.hass.loop.time() < self._ask_files_from:
            return ()
        client: Any = self.coordinator.client  # type: ignore[attr-defined]  # of that integration's class
        ask = partial(client.torrents_files, torrent_id, requests_args={"timeout": FILES_SECONDS})
        try:
            async with asyncio.timeout(FILES_SECONDS):
                files = await self.hass.async_add_executor_job(ask)
        except Exception as err:  # noqa: BLE001 - that library's and requests' errors have no common class
            if getattr(err, "http_status_code", None) != HTTPStatus.NOT_FOUND:  # else it is that torrent that is gone
                self._ask_files_from = self.hass.loop.time() + FILES_PAUSE_SECONDS
            LOGGER.debug("%s did not list the files of a torrent: %s", self.entry.title, err)
            return ()
        return tuple(
            # an incomplete file's suffix may still be in the name at the moment of completion
            DownloadedFile(path=join_path(folder, file["name"].removesuffix(".!qB")), size=file["size"])
            for file in files
            if file["priority"] > 0
        )


def _done_at(raw: Any) -> datetime | None:
    return datetime.fromtimestamp(raw["completion_on"], UTC) if raw["completion_on"] > 0 else None


def _final_path(raw: Any) -> str:
    """Return where a torrent that lies in the folder for incomplete ones is going to lie."""
    folder, path, incomplete = raw["save_path"], raw["content_path"] or raw["save_path"], raw.get("download_path")
    if incomplete and path.startswith(incomplete):
        return join_path(folder, path.removeprefix(incomplete).strip("/\\"))
    return str(path)

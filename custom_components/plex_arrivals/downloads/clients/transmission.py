"""Transmission, read through Home Assistant's `transmission` integration."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PATH, CONF_PORT, CONF_SSL
from yarl import URL

from .. import client_paths, fields, web_pages
from ..download import Download, DownloadedFile
from ..source import ClientStatus, DownloadSource, DownloadStatus

DOWNLOADING = "downloading"
CHECKING = frozenset({"check pending", "checking"})
SEEDING = frozenset({"seeding", "seed pending"})


class TransmissionSource(DownloadSource):
    """Read the coordinator, which holds a `transmission_rpc.Torrent` with every field of each torrent.

    The integration's event `transmission_downloaded_torrent` has no hash, is fired again after a pause, and never for a
    torrent that stops at completion.
    """

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of the web interface, beside that of the RPC; it has no addresses of torrents."""
        data = entry.data
        path = f"{str(data[CONF_PATH]).rstrip('/').removesuffix('/rpc')}/web/"
        return web_pages.host_page(data[CONF_HOST], data[CONF_PORT], path, ssl=data[CONF_SSL])

    async def async_list(self) -> Mapping[str, Any]:
        """Return the torrents by hash, because the numeric IDs change when the daemon restarts."""
        torrents: list[Any] = self.coordinator.torrents  # type: ignore[attr-defined]  # of that integration's class
        by_hash = fields.by_id(torrents, lambda torrent: fields.text(torrent.get("hashString")))
        return {found.lower(): torrent for found, torrent in by_hash.items()}

    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a torrent.

        While the files are moved out of the incomplete folder, only `doneDate` shows that the torrent is not ready. A
        magnet link without metadata has nothing left to download either, but its progress is 0.
        """
        status, progress = str(raw.status), fields.number(raw.get("percentDone"))
        complete = status in SEEDING if progress is None else progress >= 1
        running = status == DOWNLOADING
        time_left: timedelta | None = None
        if running:
            time_left = timedelta() if complete else _time_left(raw)
        return DownloadStatus(
            completed_at=_completed_at(raw, complete=complete),
            ready=complete and status not in CHECKING and not running and bool(fields.path(raw.get("downloadDir"))),
            running=running,
            progress=1.0 if complete else progress,
            time_left=time_left,
        )

    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a torrent with its files.

        Up to version 4.0, Transmission replaces some characters with `_` in the paths of the files, but not in the
        name.
        """
        name, folder = fields.text(raw.get("name")) or download_id, fields.path(raw.get("downloadDir")) or ""
        named = [
            (path, fields.size(file.get("length")), selected)
            for file, selected in fields.paired(raw.get("files"), raw.get("wanted"))
            if folder and (path := fields.text(file.get("name")))
        ]
        path = client_paths.torrent_path(folder, [path for path, _, _ in named])
        if path is None:
            path = client_paths.join(folder, name) if folder else ""
        return Download(
            name=name,
            path=path,
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            labels=fields.texts(raw.get("labels")),
            files=tuple(
                DownloadedFile(path=client_paths.join(folder, path), size=size)
                for path, size, selected in named
                if fields.number(selected) != 0
            ),
            hash=download_id,
            finished_at=fields.timestamp(raw.get("doneDate")),
            settled=True,
        )

    def get_client_status(self, raw: Any) -> ClientStatus:
        """Return ratio and seeding time of a torrent."""
        return ClientStatus(
            present=True,
            ratio=fields.ratio(raw.get("uploadRatio")),
            seeding_time=fields.duration(raw.get("secondsSeeding")),
        )


def _completed_at(raw: Any, *, complete: bool) -> datetime | None:
    """Return when a torrent was completed, or added if that is missing; neither changes."""
    added = complete and fields.number(raw.get("doneDate")) is None
    return fields.timestamp(raw.get("addedDate" if added else "doneDate"))


def _time_left(raw: Any) -> timedelta | None:
    found = fields.duration(raw.get("eta"))
    return None if found is None or found < timedelta() else found

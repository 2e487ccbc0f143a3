"""Transmission, read through Home Assistant's `transmission` integration."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from .. import fields
from ..client_paths import join_path, path_of
from ..download import Download, DownloadedFile
from ..source import DownloadSource, DownloadStatus

DOWNLOADING = "downloading"
CHECKING = frozenset({"check pending", "checking"})
SEEDING = frozenset({"seeding", "seed pending"})


class TransmissionSource(DownloadSource):
    """The coordinator holds a `transmission_rpc.Torrent` with every field of each torrent.

    Its event `transmission_downloaded_torrent` is no use: it has no hash, is fired again after a pause, and never for
    a torrent that stops at completion.
    """

    async def async_list(self) -> Mapping[str, Any]:
        """Return the torrents by hash: the numeric ids change when the daemon restarts."""
        torrents: list[Any] = self.coordinator.torrents  # type: ignore[attr-defined]  # of that integration's class
        by_hash = fields.identified(torrents, lambda torrent: fields.text(torrent.get("hashString")))
        return {found.lower(): torrent for found, torrent in by_hash.items()}

    def get_status(self, raw: Any) -> DownloadStatus:
        """Tell how far a torrent is.

        While the data move out of the folder for incomplete ones, everything is there but the done date. A magnet
        link without metadata has nothing left to do either, but 0 percent.
        """
        status, progress = str(raw.status), fields.number(raw.get("percentDone"))
        complete = status in SEEDING if progress is None else progress >= 1
        running = status == DOWNLOADING
        time_left: timedelta | None = None
        if running:
            time_left = timedelta() if complete else _time_left(raw)
        return DownloadStatus(
            done_at=_done_at(raw, complete=complete),
            ready=complete and status not in CHECKING and not running and bool(fields.path(raw.get("downloadDir"))),
            running=running,
            progress=1.0 if complete else progress,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent with its files; no request.

        Up to version 4.0 its files have `_` for what a file system may not take, its name has not.
        """
        name, folder = fields.text(raw.get("name")) or torrent_id, fields.path(raw.get("downloadDir")) or ""
        named = [
            (path, fields.size(file.get("length")), selected)
            for file, selected in fields.paired(raw.get("files"), raw.get("wanted"))
            if folder and (path := fields.text(file.get("name")))
        ]
        return Download(
            name=name,
            path=(path_of(folder, [path for path, _, _ in named]) or join_path(folder, name)) if folder else "",
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            labels=fields.texts(raw.get("labels")),
            files=tuple(
                DownloadedFile(path=join_path(folder, path), size=size)
                for path, size, selected in named
                if fields.number(selected) != 0
            ),
            hash=torrent_id,
            finished_at=fields.moment(raw.get("doneDate")),
            settled=True,
        )


def _done_at(raw: Any, *, complete: bool) -> datetime | None:
    """Return when it was done; where that is not told at all, when it was added, which is as lasting."""
    added = complete and fields.number(raw.get("doneDate")) is None
    return fields.moment(raw.get("addedDate" if added else "doneDate"))


def _time_left(raw: Any) -> timedelta | None:
    found = fields.seconds(raw.get("eta"))
    return None if found is None or found < timedelta() else found

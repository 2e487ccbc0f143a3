"""Transmission, read through Home Assistant's `transmission` integration."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Any

from .download import Download, DownloadedFile
from .source import DownloadSource, Torrent, join_path

DOWNLOADING = "downloading"
CHECKING = frozenset({"check pending", "checking"})


class TransmissionSource(DownloadSource):
    """The coordinator holds a `transmission_rpc.Torrent` with every field of each torrent.

    Its event `transmission_downloaded_torrent` is no use: it has no hash, is fired again after a pause, and never for
    a torrent that stops at completion.
    """

    async def async_torrents(self) -> Mapping[str, Any]:
        """Return the torrents by hash: the numeric ids change when the daemon restarts."""
        torrents: list[Any] = self.coordinator.torrents  # type: ignore[attr-defined]  # of that integration's class
        return {torrent.hashString.lower(): torrent for torrent in torrents}

    def read(self, raw: Any) -> Torrent:
        """Tell how far a torrent is.

        While the data move out of the folder for incomplete ones, everything is there but the done date. A magnet
        link without metadata has nothing left to do either, but 0 percent.
        """
        status, complete = str(raw.status), raw.percent_done >= 1
        running = status == DOWNLOADING
        time_left: timedelta | None = None
        if running:
            time_left = timedelta() if complete else raw.eta
        return Torrent(
            done_at=raw.done_date,
            ready=complete and raw.done_date is not None and status not in CHECKING and not running,
            running=running,
            progress=raw.percent_done,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent with its files; no request."""
        folder: str = raw.download_dir
        return Download(
            name=raw.name,
            path=join_path(folder, raw.name),
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            labels=tuple(raw.labels),
            files=tuple(
                DownloadedFile(path=join_path(folder, file.name), size=file.size)
                for file in raw.get_files()
                if file.selected
            ),
            hash=torrent_id,
            finished_at=raw.done_date and raw.done_date.astimezone(UTC),
            settled=True,
        )

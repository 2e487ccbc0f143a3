"""Transmission, read through Home Assistant's `transmission` integration."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PATH, CONF_PORT, CONF_SSL
from yarl import URL

from .. import client_paths, fields, web_pages
from ..download import Download, DownloadedFile
from ..source import ClientStatus, DownloadStatus
from ..tagging_source import TaggingSource
from ..tags import ARRIVED

DOWNLOADING = "downloading"
CHECKING = frozenset({"check pending", "checking"})
LABELS_SECONDS: Final = 10
"""The time limit of a request that reads or changes labels."""
SEEDING = frozenset({"seeding", "seed pending"})


class TransmissionSource(TaggingSource):
    """Read the coordinator, which holds a `transmission_rpc.Torrent` with every field of each torrent.

    The integration's event `transmission_downloaded_torrent` has no hash, is fired again after a pause, and never for a
    torrent that stops at completion.
    """

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of the web interface, next to the RPC; torrents have no address in it."""
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
            labels=self.without_our_tag(download_id, fields.texts(raw.get("labels"))),
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

    def has_tag(self, raw: Any) -> bool:
        """Return whether a torrent has our label."""
        return ARRIVED in fields.texts(raw.get("labels"))

    async def async_tag(self, torrent_ids: Sequence[str]) -> bool:
        """Add our label to those of the torrents; Transmission has no list of labels."""
        await self._async_change_labels(torrent_ids, lambda labels: labels if ARRIVED in labels else [*labels, ARRIVED])
        return False

    async def async_untag(self, torrent_ids: Sequence[str], *, delete: bool) -> None:  # noqa: ARG002 - as above
        """Remove our label from those of the torrents."""
        await self._async_change_labels(torrent_ids, lambda labels: [label for label in labels if label != ARRIVED])

    async def _async_change_labels(self, torrent_ids: Sequence[str], change: Callable[[list[str]], list[str]]) -> None:
        """Change the labels of torrents.

        Transmission replaces all labels at once, so they are read immediately before. Torrents that have the same
        labels are changed in one request.
        """
        client: Any = self.coordinator.api  # type: ignore[attr-defined]  # of that integration's class

        def change_all() -> None:
            by_labels: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
            ids, wanted = list(torrent_ids), ["hashString", "labels"]
            for torrent in client.get_torrents(ids, arguments=wanted, timeout=LABELS_SECONDS):
                by_labels[tuple(torrent.get("labels") or ())].append(torrent.get("hashString"))
            for labels, hashes in by_labels.items():
                if (changed := change(list(labels))) != list(labels):
                    client.change_torrent(hashes, labels=changed, timeout=LABELS_SECONDS)

        if torrent_ids:
            await self.hass.async_add_executor_job(change_all)


def _completed_at(raw: Any, *, complete: bool) -> datetime | None:
    """Return when a torrent was completed, or added if that is missing; neither changes."""
    added = complete and fields.number(raw.get("doneDate")) is None
    return fields.timestamp(raw.get("addedDate" if added else "doneDate"))


def _time_left(raw: Any) -> timedelta | None:
    found = fields.duration(raw.get("eta"))
    return None if found is None or found < timedelta() else found

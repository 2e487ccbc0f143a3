"""Deluge, at the address of Home Assistant's `deluge` integration."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from yarl import URL

from .. import client_paths, fields, web_pages
from ..download import Download, DownloadedFile
from ..polling_source import TIMEOUT_SECONDS, PollingSource
from ..source import ClientStatus, DownloadStatus
from ..tagging_source import TaggingSource
from ..tags import ARRIVED_LABEL

FIELDS: Final = [
    "name",
    "is_finished",
    "completed_time",
    "time_added",
    "save_path",
    "move_on_completed",  # the names of Deluge 1, which 2 still understands
    "move_on_completed_path",
    "label",  # only with the label plugin
    "state",
    "progress",
    "eta",
]
FILE_FIELDS: Final = ["files", "file_priorities"]
SEEDING_FIELDS: Final = ["ratio", "seeding_time"]
APPLIED_OPTIONS: Final = ("apply_max", "apply_queue", "apply_move_completed")
"""The options of a label that change those of its torrents."""
NO_LABEL: Final = "No Label"
WEB_PORT: Final = "web_port"

SEEDING: Final = "Seeding"
READY: Final = frozenset({SEEDING, "Paused", "Queued"})
DOWNLOADING: Final = "Downloading"
MOVING: Final = "Moving"
ERROR: Final = "Error"

type Call = Callable[..., Any]
"""Makes a remote procedure call, given its name and its arguments."""


class DelugeSource(PollingSource, TaggingSource):
    """Request the torrents from the daemon, because the coordinator only counts them.

    It uses its own connection, because the client of the integration is not thread-safe.
    """

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of the web interface, as the integration shows it; it has no addresses of torrents."""
        return web_pages.host_page(entry.data[CONF_HOST], entry.data[WEB_PORT])

    async def async_poll(self) -> Mapping[str, Any]:
        """Return the torrents by hash; one request, whose cost does not depend on their files."""
        torrents: Mapping[str, Any] = await self._async_call("core.get_torrents_status", {}, FIELDS)
        return torrents

    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a torrent. Deluge calls it finished only after it was moved to its final folder."""
        state, finished = fields.required(raw, "state"), _is_finished(raw)
        running = state == DOWNLOADING and not finished
        # While files are moved this is the progress of the move; after an error it is 100.
        progress: float | None = 1.0
        if state == ERROR:
            progress = None
        elif not finished and state != MOVING:
            percent = fields.number(raw.get("progress"))
            progress = None if percent is None else percent / 100
        time_left: timedelta | None = None
        if progress == 1 and not finished and not running:
            time_left = timedelta()
        elif running and (left := fields.duration(raw.get("eta"))) and left > timedelta():
            time_left = left
        return DownloadStatus(
            # Deluge 1 has no completion time; the time of adding does not change either
            completed_at=_completed_at(raw) or (fields.timestamp(raw.get("time_added")) if finished else None),
            ready=finished and state in READY and fields.path(raw.get("save_path")) is not None,
            running=running,
            progress=progress,
            time_left=time_left,
        )

    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a torrent without its files."""
        name = fields.text(raw.get("name")) or download_id
        folder = fields.path(raw.get("save_path"))
        if not _is_finished(raw) and raw.get("move_on_completed") is True:
            folder = fields.path(raw.get("move_on_completed_path")) or folder
        return Download(
            name=name,
            path=client_paths.join(folder, name) if folder else "",
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=None if self.has_tag(raw) and self.is_tagged(download_id) else fields.text(raw.get("label")),
            hash=download_id.lower(),
            finished_at=_completed_at(raw),
            settled=True,
        )

    async def async_get_finished_download(self, download_id: str, raw: Any) -> Download:
        """Return a finished torrent with its files; one request.

        Only the files determine the path, because the folder may have another name than the torrent.
        """
        download = self.get_download(download_id, raw)
        try:
            found = fields.mapping(await self._async_call("core.get_torrent_status", download_id, FILE_FIELDS))
        except OSError:
            return download
        folder = fields.required(raw, "save_path")
        named = [
            (path, fields.size(file.get("size")), priority)
            for file, priority in fields.paired(found.get("files"), found.get("file_priorities"))
            if (path := fields.text(file.get("path")))
        ]
        return replace(
            download,
            path=client_paths.torrent_path(folder, [path for path, _, _ in named]) or download.path,
            files=tuple(
                DownloadedFile(path=client_paths.join(folder, path), size=size)
                for path, size, priority in named
                if fields.number(priority) != 0
            ),
        )

    async def async_get_client_statuses(self, downloads: Iterable[Download]) -> list[ClientStatus | None]:
        """Return what the client has of each torrent; one request, for these torrents only."""
        hashes = [download.hash for download in downloads]
        wanted = [one for one in hashes if one]
        found = await self._async_call("core.get_torrents_status", {"id": wanted}, SEEDING_FIELDS) if wanted else {}
        return [
            self.get_client_status(found[one]) if one in found else ClientStatus(present=False) if one else None
            for one in hashes
        ]

    def get_client_status(self, raw: Any) -> ClientStatus:
        """Return ratio and seeding time of a torrent."""
        return ClientStatus(
            present=True,
            ratio=fields.ratio(raw.get("ratio")),
            seeding_time=fields.duration(raw.get("seeding_time")),
        )

    def has_tag(self, raw: Any) -> bool:
        """Return whether a torrent has our label."""
        return bool(raw.get("label") == ARRIVED_LABEL)

    def can_be_tagged(self, raw: Any) -> bool:
        """Return whether a torrent has no label; it can have only one, and none without the label plugin."""
        return bool(raw.get("label") == "")

    async def async_tag(self, torrent_ids: Sequence[str]) -> bool:
        """Give our label to the torrents that have none; none if the user has made it change their options."""

        def tag(call: Call) -> bool:
            is_new = ARRIVED_LABEL not in call("label.get_labels")
            if is_new:
                call("label.add", ARRIVED_LABEL)
            elif self._has_options(call):
                return False
            for torrent_id, torrent in self._labels(call, torrent_ids).items():
                if self.can_be_tagged(torrent):
                    call("label.set_torrent", torrent_id, ARRIVED_LABEL)
            return is_new

        return await self.hass.async_add_executor_job(self._connected, tag)

    async def async_untag(self, torrent_ids: Sequence[str], *, delete: bool) -> None:
        """Remove our label from the torrents that have it; from none if the user has made it change their options."""

        def untag(call: Call) -> None:
            if ARRIVED_LABEL not in call("label.get_labels") or self._has_options(call):
                return
            for torrent_id, torrent in self._labels(call, torrent_ids).items():
                if self.has_tag(torrent):
                    call("label.set_torrent", torrent_id, NO_LABEL)
            if delete:
                call("label.remove", ARRIVED_LABEL)

        await self.hass.async_add_executor_job(self._connected, untag)

    @staticmethod
    def _has_options(call: Call) -> bool:
        """Return whether our label changes options of its torrents."""
        options = call("label.get_options", ARRIVED_LABEL)
        return any(options.get(option) for option in APPLIED_OPTIONS)

    @staticmethod
    def _labels(call: Call, torrent_ids: Sequence[str]) -> Mapping[str, Any]:
        """Return torrents with their labels as they are now."""
        torrents: Mapping[str, Any] = call("core.get_torrents_status", {"id": list(torrent_ids)}, ["label"])
        return torrents

    async def _async_call(self, method: str, *arguments: Any) -> Any:
        return await self.hass.async_add_executor_job(self._connected, lambda call: call(method, *arguments))

    def _connected[T](self, job: Callable[[Call], T]) -> T:
        """Return the result of a job that makes remote procedure calls over one connection of its own. Blocking.

        Raise OSError if it fails.
        """
        # installed, because the integration is loaded
        from deluge_client.client import DelugeClientException, DelugeRPCClient  # noqa: PLC0415

        data, api = self.entry.data, self.coordinator.api  # type: ignore[attr-defined]  # of that integration's class
        login = (data[CONF_HOST], data[CONF_PORT], data[CONF_USERNAME], data[CONF_PASSWORD])
        client = DelugeRPCClient(*login, decode_utf8=True, automatic_reconnect=False, timeout=TIMEOUT_SECONDS / 2)
        # Otherwise the client tries several protocols, and the daemon logs errors.
        client.deluge_version, client.deluge_protocol_version = api.deluge_version, api.deluge_protocol_version
        try:
            with client:
                return job(client.call)
        except DelugeClientException as err:
            raise ConnectionError(type(err).__name__) from err


def _is_finished(raw: Any) -> bool:
    finished = raw.get("is_finished")
    return finished if isinstance(finished, bool) else raw.get("state") == SEEDING


def _completed_at(raw: Any) -> datetime | None:
    return fields.timestamp(raw.get("completed_time")) if _is_finished(raw) else None

"""Deluge, reached where Home Assistant's `deluge` integration says it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME

from .. import fields
from ..client_paths import join_path, path_of
from ..download import Download, DownloadedFile
from ..polling_source import TIMEOUT_SECONDS, PollingSource
from ..source import DownloadStatus

FIELDS: Final = [
    "name",
    "is_finished",
    "completed_time",
    "time_added",
    "save_path",
    "move_on_completed",  # the names of Deluge 1, which 2 still knows
    "move_on_completed_path",
    "label",  # there with the plugin for labels only
    "state",
    "progress",
    "eta",
]
FILE_FIELDS: Final = ["files", "file_priorities"]

SEEDING: Final = "Seeding"
READY: Final = frozenset({SEEDING, "Paused", "Queued"})
DOWNLOADING: Final = "Downloading"
MOVING: Final = "Moving"
ERROR: Final = "Error"


class DelugeSource(PollingSource):
    """The coordinator counts torrents only, so that the daemon is asked for them.

    Not through the integration's client: several threads may use that one at once, and it has no lock.
    """

    async def async_poll(self) -> Mapping[str, Any]:
        """Return the torrents by hash; one request, which costs the same whatever they hold."""
        torrents: Mapping[str, Any] = await self._async_call("core.get_torrents_status", {}, FIELDS)
        return torrents

    def get_status(self, raw: Any) -> DownloadStatus:
        """Tell how far a torrent is. Deluge calls it finished only when it has been moved to its final place."""
        state, finished = fields.needed(raw, "state"), _is_finished(raw)
        running = state == DOWNLOADING and not finished
        # what Deluge calls progress is that of the move while it moves, and 100 where something went wrong
        progress: float | None = 1.0
        if state == ERROR:
            progress = None
        elif not finished and state != MOVING:
            percent = fields.number(raw.get("progress"))
            progress = None if percent is None else percent / 100
        time_left: timedelta | None = None
        if progress == 1 and not finished and not running:
            time_left = timedelta()
        elif running and (left := fields.seconds(raw.get("eta"))) and left > timedelta():
            time_left = left
        return DownloadStatus(
            # Deluge 1 does not remember when a torrent was finished: when it was added is as lasting
            done_at=_done_at(raw) or (fields.moment(raw.get("time_added")) if finished else None),
            ready=finished and state in READY and fields.path(raw.get("save_path")) is not None,
            running=running,
            progress=progress,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent without its files; no request."""
        name = fields.text(raw.get("name")) or torrent_id
        folder = fields.path(raw.get("save_path"))
        if not _is_finished(raw) and raw.get("move_on_completed") is True:
            folder = fields.path(raw.get("move_on_completed_path")) or folder
        return Download(
            name=name,
            path=join_path(folder, name) if folder else "",
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=fields.text(raw.get("label")),
            hash=torrent_id.lower(),
            finished_at=_done_at(raw),
            settled=True,
        )

    async def async_describe_finished(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent that is ready; one request, for its files.

        Only they tell the path for sure: a torrent's name need not be that of its folder.
        """
        download = self.describe(torrent_id, raw)
        try:
            found = fields.mapping(await self._async_call("core.get_torrent_status", torrent_id, FILE_FIELDS))
        except OSError:
            return download
        folder = fields.needed(raw, "save_path")
        named = [
            (path, fields.size(file.get("size")), priority)
            for file, priority in fields.paired(found.get("files"), found.get("file_priorities"))
            if (path := fields.text(file.get("path")))
        ]
        return replace(
            download,
            path=path_of(folder, [path for path, _, _ in named]) or download.path,
            files=tuple(
                DownloadedFile(path=join_path(folder, path), size=size)
                for path, size, priority in named
                if fields.number(priority) != 0
            ),
        )

    async def _async_call(self, method: str, *arguments: Any) -> Any:
        return await self.hass.async_add_executor_job(self._call, method, *arguments)

    def _call(self, method: str, *arguments: Any) -> Any:
        """Call its RPC over a connection of its own; OSError where that fails. Blocking."""
        # there, because its integration is loaded
        from deluge_client.client import DelugeClientException, DelugeRPCClient  # noqa: PLC0415

        data, known = self.entry.data, self.coordinator.api  # type: ignore[attr-defined]  # of that integration's class
        login = (data[CONF_HOST], data[CONF_PORT], data[CONF_USERNAME], data[CONF_PASSWORD])
        client = DelugeRPCClient(*login, decode_utf8=True, automatic_reconnect=False, timeout=TIMEOUT_SECONDS / 2)
        # else it finds out by requests that the daemon logs as errors
        client.deluge_version, client.deluge_protocol_version = known.deluge_version, known.deluge_protocol_version
        try:
            with client:
                return client.call(method, *arguments)
        except DelugeClientException as err:
            raise ConnectionError(type(err).__name__) from err


def _is_finished(raw: Any) -> bool:
    finished = raw.get("is_finished")
    return finished if isinstance(finished, bool) else raw.get("state") == SEEDING


def _done_at(raw: Any) -> datetime | None:
    return fields.moment(raw.get("completed_time")) if _is_finished(raw) else None

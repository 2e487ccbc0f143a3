"""Deluge, reached where Home Assistant's `deluge` integration says it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME

from .asking import ASK_SECONDS, AskingSource
from .download import Download, DownloadedFile
from .source import Torrent, join_path

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

READY: Final = frozenset({"Seeding", "Paused", "Queued"})
DOWNLOADING: Final = "Downloading"
MOVING: Final = "Moving"
ERROR: Final = "Error"


class DelugeSource(AskingSource):
    """The coordinator counts torrents only, so that the daemon is asked for them.

    Not through the integration's client: several threads may use that one at once, and it has no lock.
    """

    async def async_ask(self) -> Mapping[str, Any]:
        """Return the torrents by hash; one request, which costs the same whatever they hold."""
        torrents: Mapping[str, Any] = await self._async_call("core.get_torrents_status", {}, FIELDS)
        return torrents

    def read(self, raw: Any) -> Torrent:
        """Tell how far a torrent is. Deluge calls it finished only when it has been moved to its final place."""
        state, finished = raw["state"], raw["is_finished"]
        running = state == DOWNLOADING and not finished
        # what Deluge calls progress is that of the move while it moves, and 100 where something went wrong
        progress: float | None = 1.0
        if state == ERROR:
            progress = None
        elif not finished and state != MOVING:
            progress = raw["progress"] / 100
        time_left: timedelta | None = None
        if progress == 1 and not finished and not running:
            time_left = timedelta()
        elif running and raw["eta"] > 0:
            time_left = timedelta(seconds=raw["eta"])
        return Torrent(
            # Deluge 1 does not remember when a torrent was finished: when it was added is as lasting
            done_at=_done_at(raw) or (_moment(raw["time_added"]) if finished else None),
            ready=finished and state in READY,
            running=running,
            progress=progress,
            time_left=time_left,
        )

    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent without its files; no request."""
        moves = not raw["is_finished"] and raw["move_on_completed"]
        return Download(
            name=raw["name"],
            path=join_path(raw["move_on_completed_path"] if moves else raw["save_path"], raw["name"]),
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=raw.get("label") or None,
            hash=torrent_id.lower(),
            finished_at=_done_at(raw),
            settled=True,
        )

    async def async_download(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent that is ready; one request, for its files.

        Only they tell the path for sure: a torrent's name need not be that of its folder.
        """
        download = self.describe(torrent_id, raw)
        try:
            found = await self._async_call("core.get_torrent_status", torrent_id, FILE_FIELDS)
        except OSError:
            return download
        folder: str = raw["save_path"]
        top = {file["path"].partition("/")[0] for file in found["files"]}
        left_out = {index for index, priority in enumerate(found["file_priorities"]) if priority == 0}
        return replace(
            download,
            path=join_path(folder, top.pop()) if len(top) == 1 else folder,
            files=tuple(
                DownloadedFile(path=join_path(folder, file["path"]), size=file["size"])
                for index, file in enumerate(found["files"])
                if index not in left_out
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
        client = DelugeRPCClient(*login, decode_utf8=True, automatic_reconnect=False, timeout=ASK_SECONDS / 2)
        # else it finds out by requests that the daemon logs as errors
        client.deluge_version, client.deluge_protocol_version = known.deluge_version, known.deluge_protocol_version
        try:
            with client:
                return client.call(method, *arguments)
        except DelugeClientException as err:
            raise ConnectionError(type(err).__name__) from err


def _moment(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None


def _done_at(raw: Any) -> datetime | None:
    return _moment(raw.get("completed_time") or 0) if raw["is_finished"] else None

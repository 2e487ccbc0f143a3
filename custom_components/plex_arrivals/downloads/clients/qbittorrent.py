"""qBittorrent, read through Home Assistant's `qbittorrent` integration."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import aiohttp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ...const import LOGGER
from .. import client_paths, fields, web_pages
from ..download import Download, DownloadedFile
from ..source import ClientStatus, DownloadStatus
from ..tagging_source import TaggingSource
from ..tags import ARRIVED

DOWNLOADING = frozenset({"downloading", "forcedDL", "stalledDL"})
# a stopped one is pausedUP in qBittorrent 4, stoppedUP in 5
READY = frozenset({"uploading", "stalledUP", "forcedUP", "queuedUP", "stoppedUP", "pausedUP"})
ALMOST_READY = frozenset({"moving", "checkingUP"})
NO_ESTIMATE = timedelta(days=100)
"""The time left that stands for "unknown"."""

WEB_UI_SECONDS: Final = 10
"""The time limit for the start page of the web UI."""
WEB_UI_BYTES: Final = 10_000
"""How much of that is read: its head."""
VUETORRENT: Final = b"<title>VueTorrent</title>"
QUI_PROXY: Final = "/proxy/"
"""What comes before the API key in the address that the web UI qui offers to other programs."""

FILES_SECONDS = 10
"""The time limit for the files of a torrent."""
TAG_SECONDS: Final = 20
"""The time limit for a change of tags."""
FILES_PAUSE_SECONDS = 60
"""How long no files are requested after a failure, so that many torrents do not each wait for the time limit."""


class QBittorrentSource(TaggingSource):
    """Read the coordinator, which holds all of `sync/maindata`: everything but the files of the torrents.

    Many other programs emulate qBittorrent and leave out what they do not need.
    """

    _next_files_request_at = 0.0
    _is_vuetorrent = False

    @callback
    def async_start(self) -> None:
        """Find out in the background which web UI qBittorrent has."""
        self.entry.async_create_background_task(self.hass, self._async_recognize_web_ui(), "recognize the web UI")

    @staticmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of the web UI; of qui without the API key."""
        page = web_pages.page(entry.data[CONF_URL])
        before, proxy, _key = page.raw_path.partition(QUI_PROXY)
        return page.with_path(f"{before}/", encoded=True) if proxy else page

    def web_page_of(self, download: Download) -> URL:
        """Return the address of a torrent in VueTorrent or qui; qBittorrent's own web UI has none."""
        page = self.web_page(self.entry)
        if (torrent_id := self.find((self.coordinator.data or {}).get("torrents") or {}, download)) is None:
            return page
        if QUI_PROXY in self.entry.data[CONF_URL]:
            return (page / "instances").with_query(torrent=torrent_id)
        return page.with_fragment(f"/torrent/{torrent_id}") if self._is_vuetorrent else page

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
        """Return a torrent without its files; with two hashes, importers use either."""
        v1 = (fields.text(raw.get("infohash_v1")) or download_id).lower()
        return Download(
            name=fields.text(raw.get("name")) or download_id,
            path=(_path(raw) if self.get_status(raw).ready else _final_path(raw)) or "",
            source=self.entry.domain,
            source_entry_id=self.entry.entry_id,
            category=fields.text(raw.get("category")),
            labels=self.without_our_tag(download_id, fields.texts(raw.get("tags"))),
            hash=v1,
            client_id=None if v1 == download_id.lower() else download_id,
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

    def get_client_status(self, raw: Any) -> ClientStatus:
        """Return ratio and seeding time of a torrent."""
        return ClientStatus(
            present=True, ratio=fields.ratio(raw.get("ratio")), seeding_time=fields.duration(raw.get("seeding_time"))
        )

    def has_tag(self, raw: Any) -> bool:
        """Return whether a torrent has our tag."""
        return ARRIVED in fields.texts(raw.get("tags"))

    async def async_tag(self, torrent_ids: Sequence[str]) -> bool:
        """Add our tag to those of the torrents; one request."""
        is_new = ARRIVED not in fields.sequence(self.coordinator.data.get("tags"))
        await self._async_change(self._client.torrents_add_tags, tags=ARRIVED, torrent_hashes=torrent_ids)
        return is_new

    async def async_untag(self, torrent_ids: Sequence[str], *, delete: bool) -> None:
        """Remove our tag from those of the torrents; at most two requests."""
        if torrent_ids:
            await self._async_change(self._client.torrents_remove_tags, tags=ARRIVED, torrent_hashes=torrent_ids)
        if delete:
            await self._async_change(self._client.torrents_delete_tags, tags=ARRIVED)

    @property
    def _client(self) -> Any:
        return self.coordinator.client  # type: ignore[attr-defined]  # of that integration's class

    async def _async_change(self, method: Callable[..., None], **arguments: Any) -> None:
        request = partial(method, **arguments, requests_args={"timeout": TAG_SECONDS})
        async with asyncio.timeout(TAG_SECONDS):
            await self.hass.async_add_executor_job(request)

    async def _async_recognize_web_ui(self) -> None:
        """Read the title of the start page, which needs no login."""
        timeout = aiohttp.ClientTimeout(total=WEB_UI_SECONDS)
        try:
            page = self.web_page(self.entry)
            session = async_get_clientsession(self.hass, verify_ssl=bool(self.entry.data[CONF_VERIFY_SSL]))
            async with session.get(page, timeout=timeout, allow_redirects=False) as response:
                self._is_vuetorrent = VUETORRENT in await response.content.read(WEB_UI_BYTES)
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError) as err:
            LOGGER.debug("%s did not send the page of its web UI: %s", self.entry.title, type(err).__name__)

    async def _async_files(self, download_id: str) -> list[Mapping[str, Any]]:
        """Return the files that have a name; none if the client does not respond, because the path is sufficient."""
        if self.hass.loop.time() < self._next_files_request_at:
            return []
        request = partial(self._client.torrents_files, download_id, requests_args={"timeout": FILES_SECONDS})
        try:
            async with asyncio.timeout(FILES_SECONDS):
                listed = await self.hass.async_add_executor_job(request)
        except Exception as err:  # noqa: BLE001 - the errors of that library and of requests have no common class
            if getattr(err, "http_status_code", None) != HTTPStatus.NOT_FOUND:  # which means that the torrent is gone
                self._next_files_request_at = self.hass.loop.time() + FILES_PAUSE_SECONDS
            LOGGER.debug("%s did not list the files of a torrent: %s", self.entry.title, type(err).__name__)
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

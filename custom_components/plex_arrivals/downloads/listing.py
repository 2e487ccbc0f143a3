"""The downloads that a client lists at one update; a malformed one does not affect the others."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..const import LOGGER
from .download import Download
from .filter import DownloadFilter
from .source import DownloadSource, DownloadStatus

YIELD_EVERY: Final = 100
"""How many downloads are read before the event loop may do something else; each may have thousands of files."""


class Listing:
    """The downloads of a client in its own format, and the errors of those that cannot be read."""

    def __init__(self, source: DownloadSource, raw: Mapping[str, Any]) -> None:
        """Initialize the listing with what `source.async_list` returned."""
        self.raw = raw
        self.errors: dict[str, Exception] = {}
        self._source = source

    @property
    def is_unreadable(self) -> bool:
        """Return whether there are downloads and none of them could be read."""
        return bool(self.errors) and len(self.errors) == len(self.raw)

    def get_statuses(self) -> dict[str, DownloadStatus]:
        """Return the status of each download, without those that cannot be read."""
        statuses: dict[str, DownloadStatus] = {}
        for download_id, raw in self.raw.items():
            try:
                statuses[download_id] = self._source.get_status(raw)
            except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
                self.errors[download_id] = err
        return statuses

    def get_download(self, download_id: str) -> Download | None:
        """Return a download; None if it cannot be read. Make no request."""
        try:
            return self._source.get_download(download_id, self.raw[download_id])
        except Exception as err:  # noqa: BLE001 - as above
            self.errors[download_id] = err
            return None

    async def async_get_downloads(
        self, download_ids: Iterable[str], download_filter: DownloadFilter, limit: int | None = None
    ) -> dict[str, Download]:
        """Return downloads in this order, without those that cannot be read or that the filter excludes."""
        downloads: dict[str, Download] = {}
        for number, download_id in enumerate(download_ids, 1):
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)
            download = self.get_download(download_id)
            if download is not None and download_filter.includes(download):
                downloads[download_id] = download
            if len(downloads) == limit:
                break
        return downloads

    async def async_get_finished_download(self, download_id: str) -> Download | None:
        """Return a finished download with all data that the client provides; None if it cannot be read."""
        try:
            return await self._source.async_get_finished_download(download_id, self.raw[download_id])
        except Exception as err:  # noqa: BLE001 - as above
            self.errors[download_id] = err
            return None


async def async_list_downloads(source: DownloadSource, download_filter: DownloadFilter) -> list[Download]:
    """Return the running and finished downloads of a client, filtered; none if it does not respond."""
    try:
        listing = Listing(source, await source.async_list())
    except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
        LOGGER.debug("%s does not list its downloads: %s", source.entry.title, err)
        return []
    downloads = await listing.async_get_downloads(listing.raw, download_filter)
    for error in listing.errors.values():
        LOGGER.debug("A download of %s cannot be read: %s", source.entry.title, error)
    return list(downloads.values())

"""Base class for the sources of downloads.

To add a download client: one file in `clients/` with a subclass of `DownloadSource`, and one row in
`clients/__init__.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from yarl import URL

from .download import Download


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadStatus:
    """The status of a download, in terms that fit every client."""

    completed_at: datetime | None
    """When the download was completed, or added if the client does not know; None if there is no such time.

    It must not change until the download is downloaded again, because a reported download is recognized by it.
    """
    ready: bool
    """Whether it is complete, checked, and at its known final path."""
    running: bool
    """Whether it is being downloaded now."""
    progress: float | None = None
    """From 0 to 1; None if the client does not say."""
    time_left: timedelta | None = None
    """The client's estimate until it is ready; None if it has none, or if nothing moves."""

    @property
    def is_complete(self) -> bool:
        """Return whether all data is downloaded; it may still be checked or moved."""
        return self.progress is not None and self.progress >= 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientStatus:
    """What a client has of a download long after it was completed."""

    present: bool
    """Whether the client still lists it."""
    ratio: float | None = None
    """How much of it was uploaded, in relation to its size; None if the client does not say."""
    seeding_time: timedelta | None = None


class DownloadSource(ABC):
    """A download client, read through the integration that the user already has for it.

    The objects behind `entry.runtime_data` belong to that integration and may change with any release, so any method
    may raise any exception, after which the download or the client counts as unreadable. A download needs an ID, a
    status and a path; all else may be missing or malformed and is then left out (see `fields.py`).
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Initialize the source of a loaded config entry of the client's integration."""
        self.hass = hass
        self.entry = entry
        self.coordinator = self.find_coordinator()

    def find_coordinator(self) -> DataUpdateCoordinator[Any]:
        """Return the coordinator whose updates may bring something new."""
        coordinator: DataUpdateCoordinator[Any] = self.entry.runtime_data
        if not isinstance(coordinator, DataUpdateCoordinator):
            raise TypeError(f"runtime_data is a {type(coordinator).__name__}, not a coordinator")
        return coordinator

    @callback  # noqa: B027 - most clients need nothing
    def async_start(self) -> None:
        """Start what is needed only while the client is followed; called once."""

    @staticmethod
    @abstractmethod
    def web_page(entry: ConfigEntry[Any]) -> URL:
        """Return the address of the client's web page, loaded or not; see `web_pages.py`."""

    def web_page_of(self, _download: Download) -> URL:
        """Return the address of the page of a download, or else of the client; make no request."""
        return self.web_page(self.entry)

    @abstractmethod
    async def async_list(self) -> Mapping[str, Any]:
        """Return all downloads of the client in its own format, by IDs that stay the same when the client restarts."""

    @abstractmethod
    def get_status(self, raw: Any) -> DownloadStatus:
        """Return the status of a download."""

    @abstractmethod
    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a finished or running download with its final path; make no request."""

    async def async_get_finished_download(self, download_id: str, raw: Any) -> Download:
        """Return a finished download; may request missing data from the client, within a time limit."""
        return self.get_download(download_id, raw)

    def find(self, listed: Mapping[str, Any], download: Download) -> str | None:
        """Return the ID of a download among those that the client lists; None if it is not among them."""
        return next((key for key in (download.hash, download.client_id) if key and key in listed), None)

    def get_client_status(self, _raw: Any) -> ClientStatus:
        """Return what the client has of a download that it lists."""
        return ClientStatus(present=True)

    async def async_get_client_statuses(self, downloads: Iterable[Download]) -> list[ClientStatus | None]:
        """Return what the client has of each download, None where it cannot say; at most one request in all."""
        listed = await self.async_list()
        found = (self.find(listed, download) for download in downloads)
        return [ClientStatus(present=False) if key is None else self.get_client_status(listed[key]) for key in found]

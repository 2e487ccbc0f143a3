"""What a source of downloads has to do.

To add a download client: one file in `clients/` with a subclass of `DownloadSource`, and one row in
`clients/__init__.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .download import Download


@dataclass(frozen=True, kw_only=True, slots=True)
class DownloadStatus:
    """How far a download is, in terms that fit every client."""

    completed_at: datetime | None
    """When its data became complete, as the client remembers it; it stays the same until it is downloaded anew."""
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
        """Return whether all data are there, though they may yet be checked or moved."""
        return self.progress is not None and self.progress >= 1


class DownloadSource(ABC):
    """A download client, read through the integration that the user already has for it.

    The objects behind `entry.runtime_data` belong to that integration and may change with any release: any method may
    raise any exception, which its callers treat as "cannot be read". A download's id, its status and its path are
    required; anything else may be malformed (`fields`) and is then left out.
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

    @abstractmethod
    async def async_list(self) -> Mapping[str, Any]:
        """Return all downloads of the client in its own format, by a lasting id of each."""

    @abstractmethod
    def get_status(self, raw: Any) -> DownloadStatus:
        """Return how far a download is."""

    @abstractmethod
    def get_download(self, download_id: str, raw: Any) -> Download:
        """Return a download, finished or running, with the path that it has in the end. Makes no request."""

    async def async_get_finished_download(self, download_id: str, raw: Any) -> Download:
        """Return a finished download; may ask the client for what is missing, within a time limit."""
        return self.get_download(download_id, raw)

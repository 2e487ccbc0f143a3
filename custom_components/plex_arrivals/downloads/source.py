"""What a source of downloads must do.

To add a torrent client: one file with a subclass of `DownloadSource`, and one row in `known.py`.
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
    """How far a torrent is, in words that fit every client."""

    done_at: datetime | None
    """When its data became complete, as the client remembers it; the same until it is downloaded anew."""
    ready: bool
    """All of it is there, at its final place, which is known, and the client is through with checking and moving it."""
    running: bool
    """It is being downloaded now."""
    progress: float | None = None
    """How much of it is there, from 0 to 1; None where the client does not say."""
    time_left: timedelta | None = None
    """Until it is ready, as the client foretells it; None where it can't, or where nothing moves."""


class DownloadSource(ABC):
    """A torrent client, read through the integration that the user already has for it.

    The objects behind `entry.runtime_data` belong to that integration and may change with any release: whoever calls
    the methods here treats every exception as "that cannot be read". A download's id, its state and its path are
    needed; anything else may be odd (`fields`), and costs no more than itself.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        self.hass = hass
        self.entry = entry
        self.coordinator = self.find_coordinator()

    def find_coordinator(self) -> DataUpdateCoordinator[Any]:
        """Return the coordinator at whose updates there may be something new."""
        coordinator: DataUpdateCoordinator[Any] = self.entry.runtime_data
        if not isinstance(coordinator, DataUpdateCoordinator):
            raise TypeError(f"runtime_data is a {type(coordinator).__name__}, not a coordinator")
        return coordinator

    @abstractmethod
    async def async_list(self) -> Mapping[str, Any]:
        """Return all torrents that the client has, as it gives them, by its lasting id of each."""

    @abstractmethod
    def get_status(self, raw: Any) -> DownloadStatus:
        """Tell how far a torrent is."""

    @abstractmethod
    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent, also one that is still running: its path is where it will lie in the end; no request."""

    async def async_describe_finished(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent that is ready; may ask the client, within a time limit, for what is missing."""
        return self.describe(torrent_id, raw)

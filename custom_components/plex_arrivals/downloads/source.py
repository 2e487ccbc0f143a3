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
class Torrent:
    """How far a torrent is, in words that fit every client."""

    done_at: datetime | None
    """When its data became complete, as the client remembers it; the same until it is downloaded anew."""
    ready: bool
    """All of it is there, at its final place, and the client is through with checking and moving it."""
    running: bool
    """It is being downloaded now."""
    progress: float | None = None
    """How much of it is there, from 0 to 1; None where the client does not say."""
    time_left: timedelta | None = None
    """Until it is ready, as the client foretells it; None where it can't, or where nothing moves."""


class DownloadSource(ABC):
    """A torrent client, read through the integration that the user already has for it.

    The objects behind `entry.runtime_data` belong to that integration and may change with any release: the methods
    here need not guard what they touch; whoever calls them treats every exception as "its shape has changed".
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
    async def async_torrents(self) -> Mapping[str, Any]:
        """Return all torrents that the client has, as it gives them, by its lasting id of each."""

    @abstractmethod
    def read(self, raw: Any) -> Torrent:
        """Tell how far a torrent is."""

    @abstractmethod
    def describe(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent, also one that is still running: its path is where it will lie in the end; no request."""

    async def async_download(self, torrent_id: str, raw: Any) -> Download:
        """Describe a torrent that is ready; may ask the client, within a time limit, for what is missing."""
        return self.describe(torrent_id, raw)


def join_path(folder: str, name: str) -> str:
    r"""Join a folder of the client's machine and a name relative to it, whose parts are joined by "/".

    >>> join_path("/downloads/", "Show/01.mkv")
    '/downloads/Show/01.mkv'
    >>> join_path("D:\\Downloads", "Show/01.mkv")
    'D:\\Downloads\\Show\\01.mkv'
    """
    separator = "\\" if "\\" in folder and "/" not in folder else "/"
    return folder.rstrip(separator) + separator + name.replace("/", separator)


def folder_of(path: str, name: str) -> str | None:
    r"""Return the folder into which a download of that name was put; its path is its folder, or something in that.

    >>> folder_of("/complete/tv/Show.S01E01", "Show.S01E01")
    '/complete/tv'
    >>> folder_of("D:\\complete\\Film\\Film.mkv", "Film")
    'D:\\complete'
    """
    separator = "\\" if "\\" in path and "/" not in path else "/"
    before, found, _ = (path + separator).rpartition(separator + name + separator)
    return before if found and before else None

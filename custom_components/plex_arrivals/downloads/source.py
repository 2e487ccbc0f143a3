"""What a source of downloads must do.

To add a torrent client: one file with a subclass of `DownloadSource`, and one row in `known.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import ntpath
import posixpath
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


def join_path(folder: str, name: str) -> str:
    r"""Join a folder of the client's machine and a name relative to it, whose parts are joined by "/".

    >>> join_path("/downloads/", "Show/01.mkv")
    '/downloads/Show/01.mkv'
    >>> join_path("D:\\Downloads", "Show/01.mkv")
    'D:\\Downloads\\Show\\01.mkv'
    """
    separator = _separator(folder)
    return folder.rstrip(separator) + separator + name.lstrip("/").replace("/", separator)


def folder_of(path: str, name: str) -> str | None:
    r"""Return the folder into which a download of that name was put; its path is its folder, or something in that.

    >>> folder_of("/complete/tv/Show.S01E01", "Show.S01E01")
    '/complete/tv'
    >>> folder_of("D:\\complete\\Film\\Film.mkv", "Film")
    'D:\\complete'
    """
    separator = _separator(path)
    before, found, _ = (path + separator).rpartition(separator + name + separator)
    return before if found and before else None


def path_of(folder: str, files: Iterable[str]) -> str | None:
    """Return where a torrent lies in its client's folder: what all its files begin with, else the folder itself.

    Its name need not be that: clients replace what a file system does not take, and people rename torrents. `files`
    are relative to the folder; None where there are none.

    >>> path_of("/downloads", ["Show_ S01/01.mkv", "Show_ S01/02.mkv"])
    '/downloads/Show_ S01'
    >>> path_of("/downloads", ["01.mkv", "02.mkv"])
    '/downloads'
    """
    top = {file.lstrip("/").partition("/")[0] for file in files}
    return (join_path(folder, top.pop()) if len(top) == 1 else folder) if top else None


def paths_of(folder: str, path: str, files: Collection[str]) -> list[str]:
    """Return the full paths of a torrent's files, which are relative to its client's folder, or to its own path.

    >>> paths_of("/downloads", "/downloads/Show", ["Show/01.mkv"])
    ['/downloads/Show/01.mkv']
    >>> paths_of("/downloads", "/downloads/Show", ["01.mkv"])
    ['/downloads/Show/01.mkv']
    >>> paths_of("/downloads", "/downloads/Show/01.mkv", ["01.mkv"])
    ['/downloads/Show/01.mkv']
    """
    found = [join_path(folder, file) for file in files]
    own = path + _separator(path)
    if not path or any(file == path or file.startswith(own) for file in found):
        return found
    if len(found) == 1 and ntpath.basename(path) == ntpath.basename(found[0]):
        return [path]
    return [join_path(path, file) for file in files]


def has_own_name(path: str) -> bool:
    r"""Tell whether a path names a file or a folder of its own: neither nothing, nor a root, a drive or a share.

    >>> [has_own_name(path) for path in ("", "/", "/.", "D:\\", "//nas/films", "\\\\nas\\films", "/films", "D:/films")]
    [False, False, False, False, False, False, True, True]
    """
    if path.startswith(("//", "\\\\")) or path[1:2] == ":":
        return bool(ntpath.splitroot(ntpath.normpath(path))[2])
    return posixpath.normpath(path).strip("/") not in ("", ".", "..")


def _separator(path: str) -> str:
    return "\\" if "\\" in path and "/" not in path else "/"

"""Track which libraries Plex is scanning (pure)."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from .models import PlexLibrary
from .notifications import ScanEnded, ScanProgress, ScanStarted

MAX_NOTIFIED: Final = 1000
"""Limit for libraries not in the last list that are tracked between two lists."""


class LibraryScans:
    """The libraries being scanned, according to Plex's notifications and its lists of libraries.

    A notification counts more than a list that was requested before it arrived.
    """

    def __init__(self, scanning: Iterable[str] = ()) -> None:
        """Initialize with the IDs of the libraries being scanned."""
        self._scanning = frozenset(scanning)
        self._percent: dict[str, int] = {}
        self._notified: set[str] = set()
        """The libraries notified about since the last list was requested."""

    @property
    def scanning(self) -> frozenset[str]:
        """Return the IDs of the libraries being scanned."""
        return self._scanning

    @property
    def percent(self) -> Mapping[str, int]:
        """Return the progress of each scan in percent, by library ID; a scan whose progress is unknown has none."""
        return self._percent

    def on_notification(self, notification: ScanStarted | ScanProgress | ScanEnded, listed: Collection[str]) -> bool:
        """Apply a notification; `listed` are the IDs in Plex's last list of libraries.

        Return False if it was ignored because of too many notifications about unlisted libraries.
        """
        library_id = notification.library_id
        if library_id not in listed and len(self._notified) >= MAX_NOTIFIED:
            return False
        self._notified.add(library_id)
        if isinstance(notification, ScanEnded):
            self._scanning -= {library_id}
        else:
            self._scanning |= {library_id}
        percent = notification.percent if isinstance(notification, ScanProgress) else None
        if percent != self._percent.get(library_id):
            others = {other: value for other, value in self._percent.items() if other != library_id}
            self._percent = others if percent is None else {**others, library_id: percent}
        return True

    def on_request(self) -> None:
        """Note that a list of libraries is requested: notifications from now on are newer."""
        self._notified.clear()

    def on_libraries(self, libraries: Iterable[PlexLibrary]) -> None:
        """Apply a list of libraries."""
        listed = {one.id for one in libraries if one.refreshing}
        self._scanning = (self._scanning & self._notified) | (listed - self._notified)
        self._percent = {one: percent for one, percent in self._percent.items() if one in self._scanning}

"""What changed in Plex since a download finished (pure).

If the files of a download are unknown, only an item that is new or gained a file since can be the download.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..plex.models import PlexMediaItem


@dataclass(frozen=True, slots=True)
class PlexChanges:
    """What Plex's notifications and the times of its items say about changes since a moment."""

    since: datetime
    created_at: Mapping[str, datetime]
    """When Plex said that it created an item, by the item's ID."""
    ready_at: Mapping[str, datetime]
    """When Plex said that an item is ready, by the item's ID."""
    clock_tolerance: timedelta
    """By how much Plex's clock may be behind, if only its times can tell."""
    report_delay: timedelta = timedelta()
    """How long before `since` the download may have finished, if the report does not say when."""

    def is_certainly_new(self, item: PlexMediaItem) -> bool:
        """Return whether Plex certainly created the item since then."""
        return self._was_created(item, self.since)

    def is_possibly_new(self, item: PlexMediaItem) -> bool:
        """Return whether Plex created the item since the download can have finished at the earliest."""
        return self._was_created(item, self._whole_second - self.report_delay)

    def is_new(self, item: PlexMediaItem) -> bool:
        """Return whether Plex created the item since then, as far as its whole seconds can tell."""
        return self._was_created(item, self._whole_second)

    def has_changed(self, item: PlexMediaItem) -> bool:
        """Return whether Plex created the item since then, or the item may have gained a file."""
        return (
            self.is_new(item)
            or self._is_later(item.updated_at, self._whole_second)
            or (len(item.files) > 1 and _is_since(self.ready_at.get(item.id), self.since))
        )

    @property
    def _whole_second(self) -> datetime:
        """Plex gives its times in whole seconds."""
        return self.since.replace(microsecond=0)

    def _was_created(self, item: PlexMediaItem, since: datetime) -> bool:
        return _is_since(self.created_at.get(item.id), self.since) or self._is_later(item.added_at, since)

    def _is_later(self, moment: datetime | None, since: datetime) -> bool:
        """Compare a time by Plex's clock."""
        return _is_since(moment, since - self.clock_tolerance)


def _is_since(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since

"""Waiting times of deliveries, in seconds: based on measurements of Plex, plus the user's settle time."""

from dataclasses import dataclass
from datetime import datetime

from homeassistant.util import dt as dt_util

from ..downloads.download import Download


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """The waits of a delivery."""

    settle: float = 0
    """The time between the report and the first scan, if the source cannot tell that the files no longer change."""
    batch_delay: float = 0.05
    """Notifications of one item come in clusters: the time for which they are collected before items are fetched."""
    scan_start: float = 5
    """A scan that Plex has not begun after this was ignored, or was over before it could be noticed."""
    scan_silence_timeout: float = 60
    """A scan without a notification for so long may be over without one: then the server is polled."""
    scan_limit: float = 1800
    """A scan that is not over after this no longer delays the next one."""
    poll: float = 5
    """The interval of polling while there are no notifications."""
    item_timeout: float = 10
    """How long after the last notification an item may still appear, while Plex works on new ones."""
    idle_item_timeout: float = 1
    """Like `item_timeout`, if Plex is apparently not processing any items."""
    match_limit: float = 120
    """An item that is not matched after this never will be. Plex reports an item as ready up to 40 seconds later."""
    escalation: tuple[float, ...] = (0, 20, 60, 300)
    """The pauses before each scan: the folder, the folder again, its parent, the whole library."""
    unpacking: tuple[float, ...] = (900, 1800, 3600, 7200)
    """The pauses before the scans that follow, if media have yet to come out of archives."""
    retry: float = 5
    """The first pause after Plex failed although it is online; it doubles up to 5 minutes."""
    import_pause: float = 20
    """How long after an import of a pack the next one may come: Sonarr copies and reports file by file."""
    import_limit: float = 86_400
    """After this, a download that was expected to be imported continues without an import."""
    import_absence: float = 300
    """How long a download may be absent from an importer's queue, as after a restart, until that means something."""
    importer_notice: float = 90
    """How long an importer may take to notice a finished download that it has not grabbed itself."""
    importer_retry: float = 60
    """The pause before an importer that did not respond is asked again."""

    def left_for_import(self, since: datetime, *, is_likely: bool = True) -> float:
        """Return for how many seconds an import that is awaited since then may still come; the clock may be wrong."""
        limit = self.import_limit if is_likely else self.import_absence
        waited = (dt_util.utcnow() - since).total_seconds()
        return min(max(limit - waited, 0), limit)

    def settle_seconds(self, download: Download) -> float:
        """Return how long after its report the files of a download may still change."""
        return 0 if download.settled else self.settle

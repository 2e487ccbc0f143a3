"""How long we wait for what, in seconds: measured habits of Plex, not options."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """The waits of a delivery."""

    gather: float = 0.05
    """Notifications of one item come in clusters: so long we collect before we ask for the items."""
    scan_start: float = 5
    """A scan that Plex has not begun after this was swallowed, or was over before we could see it."""
    scan_silent: float = 60
    """A scan of which nothing is heard for so long may be over without a word: then we ask."""
    scan_limit: float = 1800
    """A scan that is not over after this no longer holds up the next one."""
    poll: float = 5
    """How often we ask how far Plex is while the notifications are down."""
    appear: float = 10
    """So long after the last sign of life an item may still appear, while Plex is at work on new ones."""
    linger: float = 1
    """The same when Plex is not known to be at work on anything."""
    match_limit: float = 120
    """An item that is not recognised after this never will be (state 5 was seen to repeat after 40 s)."""
    escalation: tuple[float, ...] = (0, 20, 60, 300)
    """The pauses before each scan: the folder, the folder again, its parent, the whole library."""
    unpacking: tuple[float, ...] = (900, 1800, 3600, 7200)
    """The pauses before the scans that follow, where media have yet to come out of archives."""
    retry: float = 5
    """The first pause after Plex failed us although it seems to be there; it doubles up to 5 minutes."""
    import_pause: float = 20
    """So long after an import of a pack the next one may come: Sonarr copies and reports file by file."""
    import_limit: float = 86_400
    """A download that is to be imported and is not after this goes on without."""

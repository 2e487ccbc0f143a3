"""Settings of the server that tests can change: delays and quirks."""

import asyncio
from collections.abc import Callable
import time
from typing import Literal

type WebsocketMode = Literal["normal", "silent", "refuse", "flood", "garbage"]


class Behavior:
    """The switches of a `PlexServer`; each may be set at any time."""

    clock_ahead: float = 0.0
    """How many seconds the server's clock is ahead of that of the tests."""
    scan_seconds: float = 0.0
    """How long a scan takes."""
    match_seconds: float = 0.0
    """How long an item stays unmatched after the scan."""
    repeat_seconds: float = 0.05
    """The delay after which "processed" is repeated (a real server: about 40)."""
    never_match: bool = False
    """Whether new items stay unmatched, with a title from the file name and a guid of this server only."""
    swallow_scans: int = 0
    """The number of scans that are answered with 200 and do nothing."""
    lose_close_scans: bool = False
    """Whether a scan that is requested while another of the same library is queued or running is lost."""
    scan_elsewhere: bool = False
    """Whether a path in any other location is looked for in the library's first location."""
    started_has_context: bool = False
    """Whether the activity notification "started" names the library."""
    activities_have_context: bool = True
    """Whether other activity notifications name the library; if not, only their title does."""
    fractional_progress: bool = False
    """Whether the progress of activities has fractions of a percent."""
    empties_trash: bool = True
    """Whether an item is removed by the scan that misses its last file; if not, it is marked as deleted."""
    deleted_state: Literal[5, 9] = 9
    """The state in the notification of a removed item; Plex 1.43 sends 5, without a type."""
    redirects_to: str | None = None
    """The origin to which `Fault.REDIRECT` redirects; None: the server's other origin."""
    post_refresh: Literal[200, 404, 405] = 404
    """The status of the response to a POST to a library's refresh."""
    recently_added_shows: Literal["season", "episode"] = "season"
    """The type that represents new episodes in the recently added items of the whole server."""
    counts_changes: bool = True
    """Whether libraries have a counter of their changes; old versions of Plex have none."""
    ignored_filters: frozenset[str] = frozenset()
    """Query fields that are silently ignored, such as "file" or "addedAt>>"."""
    ignores_paging: bool = False
    strict_search: bool = True
    """Whether a search demands each word; a real server corrects spelling and finds what only resembles a title."""
    _websocket_mode: WebsocketMode = "normal"
    transcodes_pictures: bool = True
    """Whether the transcoder resizes posters; otherwise it answers 404."""
    picture: tuple[str, bytes] | None = None
    """The content type and content of every poster, in place of the right one."""
    paint: Callable[[str, int, int], bytes] | None = None
    """Draws a JPEG for a title in a width and a height; None: a simple PNG."""

    def __init__(self) -> None:
        self.disturbs = asyncio.Event()
        """Set while the websocket is flooded or sends garbage."""

    @property
    def websocket_mode(self) -> WebsocketMode:
        """How the websocket behaves."""
        return self._websocket_mode

    @websocket_mode.setter
    def websocket_mode(self, mode: WebsocketMode) -> None:
        self._websocket_mode = mode
        if mode in ("flood", "garbage"):
            self.disturbs.set()
        else:
            self.disturbs.clear()

    def now(self) -> int:
        """Return the time of the server's clock, in seconds since 1970."""
        return int(time.time() + self.clock_ahead)

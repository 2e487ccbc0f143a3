"""Settings of the server that tests can change: delays and quirks."""

import asyncio
from collections.abc import Callable
import time
from typing import Literal

type WebsocketMode = Literal["normal", "silent", "refuse", "flood", "garbage"]


class Behavior:
    """The switches of a `PlexServer`; each may be set at any time."""

    clock_ahead: float = 0.0
    """How many seconds the server's clock is ahead of ours."""
    scan_seconds: float = 0.0
    """How long a scan takes."""
    match_seconds: float = 0.0
    """How long an item stays unmatched after the scan."""
    repeat_seconds: float = 0.05
    """After how long "processed" is said again (a real server: about 40)."""
    never_match: bool = False
    """New items end unmatched: a title from the file name, a guid of this server only."""
    swallow_scans: int = 0
    """Number of scans that are answered with 200 and do nothing."""
    lose_close_scans: bool = False
    """A scan asked for while another of the same library waits or runs is lost."""
    scan_elsewhere: bool = False
    """A path in any other location is looked for in the library's first one."""
    started_has_context: bool = False
    """Whether the activity notification "started" names the library."""
    activities_have_context: bool = True
    """Whether other activity notifications name the library; if not, only their title does."""
    fractional_progress: bool = False
    """Whether the progress of activities has fractions of a percent."""
    deleted_state: Literal[5, 9] = 9
    """Of which state the notification of a removed item is: 5, without a type, is that of Plex 1.43."""
    redirects_to: str | None = None
    """To which origin `Fault.REDIRECT` leads; None: to the server's other one."""
    post_refresh: Literal[200, 404, 405] = 404
    """What a POST to a library's refresh answers."""
    recently_added_shows: Literal["season", "episode"] = "season"
    """What stands for new episodes in the recently added items of the whole server."""
    file_match: Literal["basename", "substring"] = "basename"
    """What the undocumented `file=` filter compares."""
    ignored_filters: frozenset[str] = frozenset()
    """Query fields that are silently ignored, such as "file" or "addedAt>>"."""
    ignores_paging: bool = False
    _websocket_mode: WebsocketMode = "normal"
    transcodes_pictures: bool = True
    """Whether the transcoder gives posters another size; otherwise it has none (404)."""
    picture: tuple[str, bytes] | None = None
    """The type and content that every poster is answered with, in place of the right one."""
    paint: Callable[[str, int, int], bytes] | None = None
    """Draws a JPEG for a title in a width and a height; None: posters are as simple as tests like them."""

    def __init__(self) -> None:
        self.disturbs = asyncio.Event()
        """Set while the websocket is flooded or sends garbage."""

    @property
    def websocket_mode(self) -> WebsocketMode:
        """What becomes of the websocket."""
        return self._websocket_mode

    @websocket_mode.setter
    def websocket_mode(self, mode: WebsocketMode) -> None:
        self._websocket_mode = mode
        if mode in ("flood", "garbage"):
            self.disturbs.set()
        else:
            self.disturbs.clear()

    def now(self) -> int:
        """Return what the server's clock says, in seconds since 1970."""
        return int(time.time() + self.clock_ahead)

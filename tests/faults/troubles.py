"""What goes wrong: the rows of the fault matrix."""

from dataclasses import dataclass
from typing import Final

from testing.plex_server import Fault
from testing.plex_server.behaviour import WebsocketMode


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that goes wrong, and is over after a while."""

    key: str
    text: str
    """What it is, for the table."""
    fault: Fault | None = None
    """For trouble with HTTP."""
    mode: WebsocketMode | None = None
    """For trouble with the websocket."""
    whole: bool = False
    """Whether it concerns the server as a whole, and never just some of its answers."""


CERTIFICATE: Final = Trouble("certificate", "certificate expired", whole=True)
DROPPING: Final = Trouble("dropping", "dropped every 5 s", mode="normal")

_STATUSES: Final = {
    401: "401 Unauthorized",
    403: "403 Forbidden",
    404: "404 Not Found",
    429: "429 Too Many Requests",
    498: "498 Token expired",
    500: "500 Internal Server Error",
    502: "502 Bad Gateway",
}

HTTP: Final = (
    Trouble("refused", "connection refused", Fault.REFUSE, whole=True),
    Trouble("reset", "connection reset", Fault.RESET),
    Trouble("hang", "no answer, ever", Fault.HANG),
    Trouble("drip", "a byte a second", Fault.SLOW_DRIP),
    *(Trouble(str(status), text, Fault.STATUS(status)) for status, text in _STATUSES.items()),
    Trouble("maintenance", "503 with Plex's maintenance", Fault.MAINTENANCE),
    Trouble("html", "a proxy's page for XML", Fault.HTML),
    Trouble("truncated", "broken off", Fault.TRUNCATED),
    Trouble("malformed", "half a document", Fault.MALFORMED),
    Trouble("empty", "nothing in it", Fault.EMPTY),
    Trouble("encoding", "no UTF-8", Fault.WRONG_ENCODING),
    Trouble("oversized", "64 MiB", Fault.OVERSIZED),
    Trouble("redirect", "redirect to elsewhere", Fault.REDIRECT),
    CERTIFICATE,
)
WEBSOCKET: Final = (
    Trouble("silent", "silent", mode="silent"),
    DROPPING,
    Trouble("flood", "1,500 activities a second", mode="flood"),
    Trouble("garbage", "garbage", mode="garbage"),
    Trouble("no-websocket", "refused", mode="refuse"),
)

"""The faults: the rows of the fault matrix."""

from dataclasses import dataclass
from typing import Final

from testing.plex_server import Fault
from testing.plex_server.behavior import WebsocketMode


@dataclass(frozen=True, slots=True)
class FaultCase:
    """A temporary fault."""

    key: str
    text: str
    """Its description in the table."""
    fault: Fault | None = None
    """A fault of HTTP requests."""
    mode: WebsocketMode | None = None
    """A fault of the websocket."""
    whole: bool = False
    """Whether it affects the whole server rather than single requests."""


CERTIFICATE: Final = FaultCase("certificate", "certificate expired", whole=True)
DROPPING: Final = FaultCase("dropping", "dropped every 5 s", mode="normal")

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
    FaultCase("refused", "connection refused", Fault.REFUSE, whole=True),
    FaultCase("reset", "connection reset", Fault.RESET),
    FaultCase("hang", "no answer, ever", Fault.HANG),
    FaultCase("drip", "a byte a second", Fault.SLOW_DRIP),
    *(FaultCase(str(status), text, Fault.STATUS(status)) for status, text in _STATUSES.items()),
    FaultCase("maintenance", "503 with Plex's maintenance", Fault.MAINTENANCE),
    FaultCase("html", "a proxy's page for XML", Fault.HTML),
    FaultCase("truncated", "broken off", Fault.TRUNCATED),
    FaultCase("malformed", "half a document", Fault.MALFORMED),
    FaultCase("empty", "nothing in it", Fault.EMPTY),
    FaultCase("encoding", "no UTF-8", Fault.WRONG_ENCODING),
    FaultCase("oversized", "64 MiB", Fault.OVERSIZED),
    FaultCase("redirect", "redirect to elsewhere", Fault.REDIRECT),
    CERTIFICATE,
)
WEBSOCKET: Final = (
    FaultCase("silent", "silent", mode="silent"),
    DROPPING,
    FaultCase("flood", "1,500 activities a second", mode="flood"),
    FaultCase("garbage", "garbage", mode="garbage"),
    FaultCase("no-websocket", "refused", mode="refuse"),
)

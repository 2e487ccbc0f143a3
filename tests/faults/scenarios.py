"""What Home Assistant is doing during a fault: the columns of the fault matrix."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from .fault_cases import HTTP, WEBSOCKET, FaultCase

FILES: Final = "/library/sections/*/all"


class Activity(Enum):
    """What is going on; `scenario_runs.py` runs it."""

    FINISHING = auto()
    FINISHING_UNHEARD = auto()
    SCANNING = auto()
    RECOGNIZING = auto()
    ENDED = auto()
    MISSING = auto()
    UNMATCHED = auto()
    STARTING = auto()
    LOOKING = auto()
    ADDING = auto()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A column: what is going on, and which requests fail."""

    key: str
    text: str
    """Its description in the table."""
    activity: Activity
    path: str = "*"
    field: str | None = None
    """The query parameter of the requests that fail; None: all requests for the path."""
    fault_cases: tuple[FaultCase, ...] = HTTP

    @property
    def suits(self) -> tuple[FaultCase, ...]:
        """The faults that are possible here: those of the whole server do not affect a single path."""
        return tuple(fault_case for fault_case in self.fault_cases if self.path == "*" or not fault_case.whole)


SCENARIOS: Final = (
    Scenario("waiting", "a download finishes", Activity.FINISHING),
    Scenario("scanning", "Plex scans", Activity.SCANNING),
    Scenario("recognizing", "Plex recognizes the item", Activity.RECOGNIZING),
    Scenario("ended", "it has arrived", Activity.ENDED),
    Scenario("missing", "it is missing", Activity.MISSING),
    Scenario("unmatched", "no library takes it", Activity.UNMATCHED),
    Scenario("setup", "everything", Activity.STARTING),
    Scenario("setup-server", "`/`", Activity.STARTING, "/"),
    Scenario("setup-libraries", "libraries", Activity.STARTING, "/library/sections"),
    Scenario("setup-recent", "recently added", Activity.STARTING, "/library/recentlyAdded"),
    Scenario("setup-recent-library", "recently added of a library", Activity.STARTING, FILES),
    Scenario("routing", "routing: libraries", Activity.FINISHING, "/library/sections"),
    Scenario("refresh", "scan", Activity.FINISHING, "/library/sections/*/refresh"),
    Scenario("items", "items by their ids", Activity.FINISHING, "/library/metadata/*"),
    Scenario("recognizing-items", "items, while Plex recognizes one", Activity.RECOGNIZING, "/library/metadata/*"),
    Scenario("file", "file by its name", Activity.FINISHING_UNHEARD, FILES, "file"),
    Scenario("file-and-recent", "file by its name, and the newest", Activity.FINISHING_UNHEARD, FILES),
    Scenario("websocket", "websocket", Activity.FINISHING, "/:/websockets/*"),
    Scenario("poster", "poster", Activity.LOOKING),
    Scenario("transcoder", "poster in another size", Activity.LOOKING, "/photo/*"),
    Scenario("flow", "adding the server", Activity.ADDING),
    Scenario("ws-waiting", "a download finishes", Activity.FINISHING, fault_cases=WEBSOCKET),
    Scenario("ws-scanning", "Plex scans", Activity.SCANNING, fault_cases=WEBSOCKET),
    Scenario("ws-recognizing", "Plex recognizes the item", Activity.RECOGNIZING, fault_cases=WEBSOCKET),
    Scenario("ws-ended", "it has arrived", Activity.ENDED, fault_cases=WEBSOCKET),
)

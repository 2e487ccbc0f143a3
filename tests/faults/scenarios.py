"""What Home Assistant is doing during a fault: the columns of the fault matrix."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from .fault_cases import HTTP, WEBSOCKET, FaultCase

FILES: Final = "/library/sections/*/all"


class Activity(Enum):
    """What is going on; `scenario_runs.py` says how it is played."""

    FINISHING = auto()
    FINISHING_UNHEARD = auto()
    SCANNING = auto()
    RECOGNISING = auto()
    ENDED = auto()
    MISSING = auto()
    UNMATCHED = auto()
    STARTING = auto()
    LOOKING = auto()
    ADDING = auto()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One column: what is going on, and which requests go wrong."""

    key: str
    text: str
    """What it is, for the table."""
    activity: Activity
    path: str = "*"
    field: str | None = None
    """Only the requests whose query has it."""
    fault_cases: tuple[FaultCase, ...] = HTTP

    @property
    def suits(self) -> tuple[FaultCase, ...]:
        """What can go wrong here: a closed port closes for everything."""
        return tuple(one for one in self.fault_cases if self.path == "*" or not one.whole)


SCENARIOS: Final = (
    Scenario("waiting", "a download finishes", Activity.FINISHING),
    Scenario("scanning", "Plex scans", Activity.SCANNING),
    Scenario("recognising", "Plex recognizes the item", Activity.RECOGNISING),
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
    Scenario("recognising-items", "items, while Plex recognizes one", Activity.RECOGNISING, "/library/metadata/*"),
    Scenario("file", "file by its name", Activity.FINISHING_UNHEARD, FILES, "file"),
    Scenario("file-and-recent", "file by its name, and the newest", Activity.FINISHING_UNHEARD, FILES),
    Scenario("websocket", "websocket", Activity.FINISHING, "/:/websockets/*"),
    Scenario("poster", "poster", Activity.LOOKING),
    Scenario("transcoder", "poster in another size", Activity.LOOKING, "/photo/*"),
    Scenario("flow", "adding the server", Activity.ADDING),
    Scenario("ws-waiting", "a download finishes", Activity.FINISHING, fault_cases=WEBSOCKET),
    Scenario("ws-scanning", "Plex scans", Activity.SCANNING, fault_cases=WEBSOCKET),
    Scenario("ws-recognising", "Plex recognizes the item", Activity.RECOGNISING, fault_cases=WEBSOCKET),
    Scenario("ws-ended", "it has arrived", Activity.ENDED, fault_cases=WEBSOCKET),
)

"""What Home Assistant is doing when something goes wrong: the columns of the fault matrix."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from .troubles import HTTP, WEBSOCKET, Trouble

FILES: Final = "/library/sections/*/all"


class Doing(Enum):
    """What is going on; `plays.py` says how it is played."""

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
class Scene:
    """One column: what is going on, and which requests go wrong."""

    key: str
    text: str
    """What it is, for the table."""
    doing: Doing
    path: str = "*"
    field: str | None = None
    """Only the requests whose query has it."""
    troubles: tuple[Trouble, ...] = HTTP

    @property
    def suits(self) -> tuple[Trouble, ...]:
        """What can go wrong here: a closed port closes for everything."""
        return tuple(one for one in self.troubles if self.path == "*" or not one.whole)


SCENES: Final = (
    Scene("waiting", "a download finishes", Doing.FINISHING),
    Scene("scanning", "Plex scans", Doing.SCANNING),
    Scene("recognising", "Plex recognises the item", Doing.RECOGNISING),
    Scene("ended", "it has arrived", Doing.ENDED),
    Scene("missing", "it is missing", Doing.MISSING),
    Scene("unmatched", "no library takes it", Doing.UNMATCHED),
    Scene("setup", "everything", Doing.STARTING),
    Scene("setup-server", "`/`", Doing.STARTING, "/"),
    Scene("setup-libraries", "libraries", Doing.STARTING, "/library/sections"),
    Scene("setup-recent", "recently added", Doing.STARTING, "/library/recentlyAdded"),
    Scene("setup-recent-library", "recently added of a library", Doing.STARTING, FILES),
    Scene("routing", "routing: libraries", Doing.FINISHING, "/library/sections"),
    Scene("refresh", "scan", Doing.FINISHING, "/library/sections/*/refresh"),
    Scene("items", "items by their ids", Doing.FINISHING, "/library/metadata/*"),
    Scene("recognising-items", "items, while Plex recognises one", Doing.RECOGNISING, "/library/metadata/*"),
    Scene("file", "file by its name", Doing.FINISHING_UNHEARD, FILES, "file"),
    Scene("file-and-recent", "file by its name, and the newest", Doing.FINISHING_UNHEARD, FILES),
    Scene("websocket", "websocket", Doing.FINISHING, "/:/websockets/*"),
    Scene("poster", "poster", Doing.LOOKING),
    Scene("transcoder", "poster in another size", Doing.LOOKING, "/photo/*"),
    Scene("flow", "adding the server", Doing.ADDING),
    Scene("ws-waiting", "a download finishes", Doing.FINISHING, troubles=WEBSOCKET),
    Scene("ws-scanning", "Plex scans", Doing.SCANNING, troubles=WEBSOCKET),
    Scene("ws-recognising", "Plex recognises the item", Doing.RECOGNISING, troubles=WEBSOCKET),
    Scene("ws-ended", "it has arrived", Doing.ENDED, troubles=WEBSOCKET),
)

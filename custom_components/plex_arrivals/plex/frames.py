"""What Plex's websocket says, as types; pure, and never raising: a frame may be anything.

Fields come as numbers or as strings, depending on the version of Plex (ids were numbers until about 2019).
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
import json
from typing import Any, Final

LIBRARY_IDENTIFIER: Final = "com.plexapp.plugins.library"
SCAN: Final = "library.update.section"
MAX_SCANS: Final = 64
"""How many scans are followed at once; Plex runs a few."""
LONGEST_UUID: Final = 64


@dataclass(frozen=True, slots=True)
class ScanStarted:
    """Plex has begun to scan a library."""

    library_id: str


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """A scan has moved on; None where Plex does not know how far."""

    library_id: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class ScanEnded:
    """A scan is over: of this library, not necessarily the one that was asked for."""

    library_id: str


@dataclass(frozen=True, slots=True)
class _ItemNotification:
    item_id: str
    library_id: str
    type: int | None
    """As in Plex's queries: 1 movie, 2 show, 3 season, 4 episode, 8 artist, 9 album, 10 track, 13 photo."""
    parent_id: str | None
    root_id: str | None


@dataclass(frozen=True, slots=True)
class ItemCreated(_ItemNotification):
    """An item is there, still without title and poster; in a library without an agent this is all that comes."""


@dataclass(frozen=True, slots=True)
class ItemReady(_ItemNotification):
    """An item has been processed; comes again, some 40 seconds apart."""


@dataclass(frozen=True, slots=True)
class ItemDeleted:
    """An item is gone."""

    item_id: str
    library_id: str | None
    """None where Plex does not say from which."""
    type: int | None


@dataclass(frozen=True, slots=True)
class LibrariesChanged:
    """Something has changed in a library, but Plex does not say in which."""


@dataclass(frozen=True, slots=True)
class ScanActivity:
    """A step of a scan; it may not say of which library. `ScanTracker` makes the others of them."""

    uuid: str
    event: str
    library_id: str | None
    title: str
    """Such as `Scanning Music`."""
    percent: int | None


type Notification = ScanStarted | ScanProgress | ScanEnded | ItemCreated | ItemReady | ItemDeleted | LibrariesChanged

_CREATED, _READY, _DELETED = 0, 5, 9
_NO_TYPE = -1
"""What since 1.43 stands in place of the type of an item that is gone, with the state of one that is ready."""


def parse(frame: str) -> list[Notification | ScanActivity]:
    """Return what a text frame says that concerns libraries; nothing for what is unknown or broken."""
    try:
        content = _mapping(_mapping(json.loads(frame)).get("NotificationContainer"))
    except ValueError, RecursionError:
        return []
    match content.get("type"):
        case "timeline":
            return list(_timeline(content))
        case "activity":
            return list(_activities(content))
        case "status" if any(_concerns_libraries(entry) for entry in _entries(content, "StatusNotification")):
            return [LibrariesChanged()]
    return []


@dataclass(slots=True)
class ScanTracker:
    """Makes scans of their activities, of which the first, or all, may not name the library by its id.

    It is known by later ones, or by the last words of their title. `library_called` gives the id of the only library of
    that title.
    """

    library_called: Callable[[str], str | None] = lambda _title: None
    _scans: OrderedDict[str, tuple[str, int | None]] = field(default_factory=OrderedDict)
    """Library and percentage of each scan that runs, by its uuid, oldest first."""

    def follow(self, activity: ScanActivity) -> list[Notification]:
        """Return what is new by a step of a scan; mostly nothing."""
        known = self._scans.get(activity.uuid)
        library_id = activity.library_id or (known[0] if known else self._library_in(activity.title))
        if activity.event == "ended":
            self._scans.pop(activity.uuid, None)
            return [ScanEnded(library_id) if library_id else LibrariesChanged()]
        if library_id is None:
            return []
        if known == (library_id, activity.percent):
            return []
        self._scans[activity.uuid] = (library_id, activity.percent)
        if len(self._scans) > MAX_SCANS:
            self._scans.popitem(last=False)
        progress = ScanProgress(library_id, activity.percent)
        return [progress] if known else [ScanStarted(library_id), progress]

    def _library_in(self, title: str) -> str | None:
        """Return the library that a title names after its first word, which depends on the server's language."""
        name = title.partition(" ")[2].strip()
        return self.library_called(name) if name else None


def _timeline(content: dict[str, Any]) -> Iterator[Notification]:
    for entry in _entries(content, "TimelineEntry"):
        item_id, library_id = _id(entry.get("itemID")), _id(entry.get("sectionID"))
        if item_id is None or entry.get("identifier") != LIBRARY_IDENTIFIER:
            continue
        state, kind = _number(entry.get("state")), _number(entry.get("type"))
        if state == _DELETED or (state == _READY and kind == _NO_TYPE):
            yield ItemDeleted(item_id, library_id, kind)
        elif library_id and state in (_CREATED, _READY):
            parent_id, root_id = _id(entry.get("parentItemID")), _id(entry.get("rootItemID"))
            yield (ItemCreated if state == _CREATED else ItemReady)(item_id, library_id, kind, parent_id, root_id)


def _activities(content: dict[str, Any]) -> Iterator[ScanActivity]:
    for entry in _entries(content, "ActivityNotification"):
        activity = _mapping(entry.get("Activity"))
        event = entry.get("event")
        if activity.get("type") != SCAN or event not in ("started", "updated", "ended"):
            continue
        yield ScanActivity(
            str(entry.get("uuid"))[:LONGEST_UUID],
            event,
            _id(_mapping(activity.get("Context")).get("librarySectionID")),
            title if isinstance(title := activity.get("title"), str) else "",
            _percent(activity.get("progress")),
        )


def _concerns_libraries(entry: dict[str, Any]) -> bool:
    return entry.get("notificationName") == "LIBRARY_UPDATE" or entry.get("title") == "Library scan complete"


def _entries(content: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    entries = content.get(name)
    if isinstance(entries, list):
        yield from (entry for entry in entries if isinstance(entry, dict))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: object) -> int | None:
    if type(value) is int:  # true and false are none
        return value
    try:
        return int(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _percent(value: object) -> int | None:
    """Return a progress in whole percent, also of a fraction; None where Plex does not know it (-1)."""
    try:
        percent = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
    except ValueError, OverflowError:
        return None
    return int(percent) if 0 <= percent <= 100 else None


def _id(value: object) -> str | None:
    """Return an id as text; Plex writes -1 or 0 for none."""
    number = _number(value)
    return str(number) if number is not None and number > 0 else None

"""Plex's notifications, and how the frames of its websocket are parsed (pure).

Nothing raises, whatever is in a frame. Fields are numbers or strings, depending on the version of Plex.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
import json
from typing import Any, Final

LIBRARY_IDENTIFIER: Final = "com.plexapp.plugins.library"
SCAN: Final = "library.update.section"
MAX_SCANS: Final = 64
"""The most scans that are tracked at the same time; Plex runs a few."""
MAX_UUID_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class _ScanNotification:
    library_id: str


class ScanStarted(_ScanNotification):
    """Plex has started to scan a library."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ScanProgress(_ScanNotification):
    """The progress of a scan, None if Plex does not know it."""

    percent: int | None


class ScanEnded(_ScanNotification):
    """A scan of a library has ended, not necessarily the one that was requested."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _ItemNotification:
    item_id: str
    library_id: str
    type: int | None
    """As in Plex's queries: 1 movie, 2 show, 3 season, 4 episode, 8 artist, 9 album, 10 track, 13 photo."""
    parent_id: str | None
    root_id: str | None


class ItemCreated(_ItemNotification):
    """An item was created, still without title and poster; the only notification in a library without an agent."""

    __slots__ = ()


class ItemReady(_ItemNotification):
    """An item has been processed; sent repeatedly, some 40 seconds apart."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ItemDeleted:
    """An item was deleted."""

    item_id: str
    library_id: str | None
    """None if Plex does not name the library."""
    type: int | None


@dataclass(frozen=True, slots=True)
class LibrariesChanged:
    """Something changed in a library that Plex does not name."""


@dataclass(frozen=True, slots=True)
class ScanActivity:
    """A step of a scan, perhaps without its library; `ScanTracker` converts it into the notifications above."""

    uuid: str
    event: str
    library_id: str | None
    title: str
    """Such as `Scanning Music`."""
    percent: int | None


type Notification = ScanStarted | ScanProgress | ScanEnded | ItemCreated | ItemReady | ItemDeleted | LibrariesChanged

_CREATED, _READY, _DELETED = 0, 5, 9
_NO_TYPE = -1
"""Since Plex 1.43, a deletion is sent as state 5 (ready), with type -1 or with "deleted" in words."""


def parse(frame: str) -> list[Notification | ScanActivity]:
    """Return the notifications about libraries in a text frame, none if it is broken or of another kind."""
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


class ScanTracker:
    """Determines the library of each scan.

    The first activities, or all of them, may lack its ID; a later one has it, or the title does after its first word.
    """

    def __init__(self, library_id_by_title: Callable[[str], str | None] = lambda _title: None) -> None:
        """Initialize; `library_id_by_title` returns the ID of the only library with a title."""
        self._library_id_by_title = library_id_by_title
        self._scans: OrderedDict[str, tuple[str, int | None]] = OrderedDict()
        """Library and percentage of each running scan by its uuid, the oldest first."""

    def follow(self, activity: ScanActivity) -> list[Notification]:
        """Return the notifications for a step of a scan, mostly none."""
        before = self._scans.get(activity.uuid)
        library_id = activity.library_id or (before[0] if before else self._library_in(activity.title))
        if activity.event == "ended":
            self._scans.pop(activity.uuid, None)
            return [ScanEnded(library_id) if library_id else LibrariesChanged()]
        if library_id is None:
            return []
        if before == (library_id, activity.percent):
            return []
        self._scans[activity.uuid] = (library_id, activity.percent)
        if len(self._scans) > MAX_SCANS:
            self._scans.popitem(last=False)
        progress = ScanProgress(library_id, activity.percent)
        return [progress] if before else [ScanStarted(library_id), progress]

    def _library_in(self, title: str) -> str | None:
        """Return the library whose title follows the first word, which depends on the language of the server."""
        name = title.partition(" ")[2].strip()
        return self._library_id_by_title(name) if name else None


def _timeline(content: dict[str, Any]) -> Iterator[Notification]:
    for entry in _entries(content, "TimelineEntry"):
        item_id, library_id = _id(entry.get("itemID")), _id(entry.get("sectionID"))
        if item_id is None or entry.get("identifier") != LIBRARY_IDENTIFIER:
            continue
        state, kind = _number(entry.get("state")), _number(entry.get("type"))
        if state == _DELETED or entry.get("metadataState") == "deleted" or (state == _READY and kind == _NO_TYPE):
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
            str(entry.get("uuid"))[:MAX_UUID_LENGTH],
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
    if type(value) is int:  # not true or false
        return value
    try:
        return int(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _percent(value: object) -> int | None:
    """Return a progress in whole percent, None if Plex does not know it (-1)."""
    try:
        percent = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
    except ValueError, OverflowError:
        return None
    return int(percent) if 0 <= percent <= 100 else None


def _id(value: object) -> str | None:
    """Return an ID as text, None for the -1 or 0 that Plex writes for none."""
    number = _number(value)
    return str(number) if number is not None and number > 0 else None

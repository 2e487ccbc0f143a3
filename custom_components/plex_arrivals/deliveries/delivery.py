"""A delivery: a download on its way to Plex, and its states (pure).

    waiting → scanning → available
                       ↘ missing      (scanned, escalated, nothing appeared)
    waiting → unmatched               (no library covers the path, or nothing imported it)
    waiting → skipped                 (nothing in it that a library could take, its importer rejected it, or it goes
                                       to another server)

`unmatched` and `missing` go back to `waiting` when retried, `skipped` when a later report adds media or an import;
`missing` goes back to `scanning` when Plex has added something after all.
`available` is final.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from ..downloads.download import Download
from ..plex.models import PlexFile, PlexLibrary
from . import media_files
from .delivered_item import DeliveredItem, storable
from .routing import Route

_MAX_CROSS_SEEDS = 20
_MAX_MISSING = 200
"""How many of the missing files of a delivery are stored."""


class DeliveryState(StrEnum):
    """The state of a delivery."""

    WAITING = "waiting"
    SCANNING = "scanning"
    AVAILABLE = "available"
    UNMATCHED = "unmatched"
    MISSING = "missing"
    SKIPPED = "skipped"


class DeliveryKind(StrEnum):
    """Whether the library gained an item or a file of one."""

    ADDED = "added"
    UPGRADED = "upgraded"


class Reason(StrEnum):
    """Why a delivery is in its state; translated in `entity.event.delivery.state_attributes.reason`."""

    SETTLING = "settling"
    PLEX_OFFLINE = "plex_offline"
    IMPORT_AWAITED = "import_awaited"
    IMPORT_BLOCKED = "import_blocked"
    IMPORT_REJECTED = "import_rejected"
    NO_LIBRARY = "no_library"
    NO_IMPORT = "no_import"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    PLEX_FAILED = "plex_failed"
    INTERNAL_ERROR = "internal_error"
    PARTLY_FOUND = "partly_found"
    NOT_RECOGNIZED = "not_recognised"
    NOT_UNPACKED = "not_unpacked"
    NO_MEDIA = "no_media"
    OTHER_SERVER = "other_server"


FAILED = frozenset((DeliveryState.UNMATCHED, DeliveryState.MISSING))
ENDED = FAILED | {DeliveryState.AVAILABLE, DeliveryState.SKIPPED}

_ALLOWED = {
    DeliveryState.WAITING: frozenset(DeliveryState) - {DeliveryState.AVAILABLE},
    DeliveryState.SCANNING: frozenset(DeliveryState),
    DeliveryState.UNMATCHED: frozenset((DeliveryState.WAITING,)),
    DeliveryState.MISSING: frozenset((DeliveryState.WAITING, DeliveryState.SCANNING)),
    DeliveryState.AVAILABLE: frozenset[DeliveryState](),
    DeliveryState.SKIPPED: frozenset((DeliveryState.WAITING,)),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """A scan that was requested for a delivery; `folder` None means the whole library."""

    step: int
    """The step of the escalation, from 0."""
    library_id: str
    folder: str | None
    at: datetime


class TransitionError(ValueError):
    """A delivery cannot change from its state to the requested one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A download on its way to Plex; immutable, each change returns another."""

    id: str
    download: Download
    created_at: datetime
    updated_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    reason: Reason | None = None
    kind: DeliveryKind | None = None
    routes: tuple[Route, ...] = ()
    library_id: str | None = None
    """The library it goes to or went to: the likeliest one until items prove it."""
    library_title: str | None = None
    attempts: tuple[Attempt, ...] = ()
    items: tuple[DeliveredItem, ...] = field(default=(), metadata={"stored_as": "arrivals"})
    """The first of the `item_count` items that hold its files."""
    item_count: int = 0
    rating_keys: tuple[str, ...] = ()
    """Those of all items and of their seasons, shows, albums and artists, by which the delivery is found."""
    missing_files: tuple[str, ...] = ()
    """The names of the first of the `missing_count` files that Plex did not add although it added others."""
    missing_count: int = 0
    url: str | None = None
    """The link that opens the item in Plex, or for a pack its season, album or show."""
    media_files: int = 0
    """How many media files the client's download had; while fewer are imported, more imports follow."""
    importer: str | None = None
    """The domain of the importer that has or had it in its queue."""
    importer_entry_id: str | None = None
    """The config entry of that importer's integration."""
    expected_imports: int = 0
    """How many episodes or movies that importer is going to import; 0 if that is not known."""
    import_absent_since: datetime | None = None
    """Since when that importer's queue has lacked it for long, without a record of what became of it."""
    import_incomplete: bool = False
    """Whether that importer has imported only a part, and does not go on by itself."""
    messages: tuple[str, ...] = ()
    """The importer's own sentences about why it is not imported."""
    import_overdue: bool = False
    """Whether it waited long enough for an import: it continues without one, also when it is retried."""
    requested_by: tuple[str, ...] = ()
    """The names of those who asked for it; empty also if that is not known."""
    imported_at: datetime | None = None
    """When an importer reported the import of a client's download."""
    next_scan_at: datetime | None = None
    """When Plex is asked to scan again, unless the files appear before."""
    upgraded_from: PlexFile | None = None
    """The file that an item had before it got its file; None also if that is not known."""
    cross_seeds: tuple[Download, ...] = ()
    """The latest downloads with the same files under other hashes, without their files."""

    @property
    def ended(self) -> bool:
        """Whether nothing more happens without a retry."""
        return self.state in ENDED

    @property
    def has_location(self) -> bool:
        """Whether its path is in a library's folder."""
        return any(route.location for route in self.routes)

    @property
    def more_imports_follow(self) -> bool:
        """Whether only a part of a pack is imported, and the rest may follow."""
        if not self.download.imported or self.import_incomplete:
            return False
        return media_files.count(self.download) < (self.expected_imports or self.media_files)

    @property
    def needs_attention(self) -> bool:
        """Whether it does not go on without the user."""
        return self.state in FAILED or self.reason is Reason.IMPORT_BLOCKED

    @property
    def can_be_retried(self) -> bool:
        """Whether the user may retry or dismiss it."""
        reasons = (Reason.IMPORT_AWAITED, Reason.IMPORT_BLOCKED, Reason.IMPORT_REJECTED)
        return self.state in FAILED or self.reason in reasons

    def with_all_imports(self) -> Delivery:
        """Return the delivery without waiting for further imports."""
        count = media_files.count(self.download)
        return replace(self, expected_imports=count, media_files=count)

    @property
    def is_packed(self) -> bool:
        """Whether only archives are known of it: the media have to be extracted from them."""
        return media_files.is_packed(self.download) and not media_files.expected_files(self.download)

    @property
    def files_complete_at(self) -> datetime:
        """When its files were complete: when the download finished, or else was reported."""
        return min(self.created_at, self.download.finished_at or self.created_at)

    @property
    def scan_number(self) -> int | None:
        """The number of the scan that is running or ended last; None if it is not scanning."""
        if self.state is not DeliveryState.SCANNING:
            return None
        return len({attempt.step for attempt in self.attempts}) or 1

    @property
    def next_step(self) -> int:
        """The first step of the escalation that has not been tried."""
        return max((attempt.step for attempt in self.attempts), default=-1) + 1

    def has_cross_seed(self, download: Download) -> bool:
        """Return whether a report is of a cross-seed that was reported before."""
        if download.imported or not download.hash:
            return False
        return download.hash.lower() in {one.hash.lower() for one in self.cross_seeds if one.hash}

    def with_cross_seed(self, download: Download) -> Delivery:
        """Return the delivery with another cross-seed, or unchanged if it already has it."""
        if self.has_cross_seed(download):
            return self
        return replace(self, cross_seeds=(*self.cross_seeds, replace(download, files=()))[-_MAX_CROSS_SEEDS:])

    def waiting(self, reason: Reason, now: datetime, messages: tuple[str, ...] = ()) -> Delivery:
        """Return the delivery waiting for the settle time, an import, or Plex."""
        return self._to(DeliveryState.WAITING, now, reason=reason, messages=messages)

    def retried(self, now: datetime) -> Delivery:
        """Return the delivery at its start, with its attempts and routes cleared."""
        cleared = {"attempts": (), "routes": (), "import_absent_since": None, "import_incomplete": False}
        return self._to(DeliveryState.WAITING, now, reason=Reason.SETTLING, **cleared)

    def resumed(self, now: datetime) -> Delivery:
        """Return the missing delivery where it was before it was given up."""
        return self._to(DeliveryState.SCANNING, now, reason=Reason.NOT_UNPACKED if self.is_packed else None)

    def scanning(self, routes: tuple[Route, ...], library: PlexLibrary, now: datetime) -> Delivery:
        """Return the delivery with the routes on which it may arrive and the likeliest library."""
        return self._to(
            DeliveryState.SCANNING,
            now,
            routes=routes,
            library_id=library.id,
            library_title=library.title,
            reason=Reason.NOT_UNPACKED if self.is_packed else None,
        )

    def attempted(self, attempts: Iterable[Attempt], now: datetime, next_scan_at: datetime | None) -> Delivery:
        """Return the delivery with the scans of one more step."""
        return replace(self, attempts=(*self.attempts, *attempts), updated_at=now, next_scan_at=next_scan_at)

    def available(
        self,
        items: tuple[DeliveredItem, ...],
        kind: DeliveryKind,
        now: datetime,
        *,
        url: str,
        library_title: str | None,
        reason: Reason | None = None,
        missing_files: tuple[str, ...] = (),
        upgraded_from: PlexFile | None = None,
    ) -> Delivery:
        """Return the delivery ended with its items in Plex; the reason says what is wrong, if anything.

        Of many items and missing files it has the first, and how many there are.
        """
        return self._to(
            DeliveryState.AVAILABLE,
            now,
            items=storable(items),
            item_count=len(items),
            kind=kind,
            url=url,
            library_id=items[0].library_id or self.library_id,
            library_title=library_title or self.library_title,
            reason=reason,
            missing_files=missing_files[:_MAX_MISSING],
            missing_count=len(missing_files),
            upgraded_from=upgraded_from,
        )

    def unmatched(self, reason: Reason, now: datetime) -> Delivery:
        """Return the delivery ended without a library: the user has to say which."""
        return self._to(DeliveryState.UNMATCHED, now, reason=reason)

    def skipped(self, now: datetime, reason: Reason = Reason.NO_MEDIA, messages: tuple[str, ...] = ()) -> Delivery:
        """Return the delivery ended, because there is nothing to deliver to this server; the reason says why."""
        return self._to(DeliveryState.SKIPPED, now, reason=reason, messages=messages)

    def missing(self, reason: Reason, now: datetime) -> Delivery:
        """Return the delivery ended, because nothing appeared."""
        return self._to(DeliveryState.MISSING, now, reason=reason)

    def _to(self, state: DeliveryState, now: datetime, **changes: object) -> Delivery:
        if state not in _ALLOWED[self.state]:
            raise TransitionError(f"{self.state} → {state}")
        is_rest_missing = self.import_incomplete and state in (DeliveryState.SCANNING, DeliveryState.AVAILABLE)
        changes = {"messages": self.messages if is_rest_missing else (), "next_scan_at": None} | changes
        return replace(self, state=state, updated_at=now, **changes)  # type: ignore[arg-type]

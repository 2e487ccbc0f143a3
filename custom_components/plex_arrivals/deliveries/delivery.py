"""A download on its way into Plex, and the states it goes through (pure).

    waiting → scanning → available
                       ↘ missing      (scanned, escalated, nothing appeared)
    waiting → unmatched               (no library covers the path, or nobody imported it)
    waiting → skipped                 (nothing in it that a library could take)

`unmatched` and `missing` can be retried: back to waiting. `available` and `skipped` are the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .. import paths
from ..downloads.download import Download
from ..plex.models import PlexFile, PlexLibrary, PlexMediaItem
from . import identity, imports, media_files
from .routing import Route

_SAME_FINISH = timedelta(seconds=2)
SAME_REPORT = timedelta(minutes=15)
"""So long a download that ended may be reported again, by whatever source, before that means another one."""
_SAME_IMPORT = timedelta(days=1)
"""How long after its arrival a download may still be reported as imported, without being another one."""
_SAME_FILES = timedelta(days=30)
"""How long after its arrival the same files under another hash are the same arrival."""
_CROSS_SEEDS = 20
"""So many cross-seeds of one delivery are remembered."""
_REMEMBERED = 200
"""So many of the items and of the missing files of one delivery at most."""


class DeliveryState(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    SCANNING = "scanning"
    AVAILABLE = "available"
    UNMATCHED = "unmatched"
    MISSING = "missing"
    SKIPPED = "skipped"


class DeliveryKind(StrEnum):
    """What the arrival is to the library."""

    ADDED = "added"
    UPGRADED = "upgraded"


class Reason(StrEnum):
    """Why a delivery is where it is; a person reads it as `entity.event.delivery.state_attributes.reason`."""

    SETTLING = "settling"
    PLEX_OFFLINE = "plex_offline"
    IMPORT_AWAITED = "import_awaited"
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


FAILED = frozenset((DeliveryState.UNMATCHED, DeliveryState.MISSING))
ENDED = FAILED | {DeliveryState.AVAILABLE, DeliveryState.SKIPPED}

_ALLOWED = {
    DeliveryState.WAITING: frozenset(DeliveryState) - {DeliveryState.AVAILABLE},
    DeliveryState.SCANNING: frozenset(DeliveryState),
    DeliveryState.UNMATCHED: frozenset((DeliveryState.WAITING,)),
    DeliveryState.MISSING: frozenset((DeliveryState.WAITING,)),
    DeliveryState.AVAILABLE: frozenset[DeliveryState](),
    DeliveryState.SKIPPED: frozenset((DeliveryState.WAITING,)),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """One scan that was asked of Plex for a delivery; `folder` None means the whole library."""

    step: int
    """How far the escalation was: 0 for the first try."""
    library_id: str
    folder: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveredItem:
    """The Plex item that was proven to hold files of the download."""

    rating_key: str
    title: str
    type: str
    url: str
    library_id: str | None = None
    year: int | None = None
    show: str | None = None
    season: int | None = None
    episode: int | None = None
    album: str | None = None
    artwork: str | None = None
    artwork_id: str | None = None
    """Whose poster it is; None where that is not known, as of arrivals stored before it was."""
    file: PlexFile | None = None
    """Its first file, which tells what Plex calls the folder that the download went to."""

    @classmethod
    def from_item(cls, item: PlexMediaItem) -> DeliveredItem:
        """Return what a delivery remembers of an item."""
        return cls(
            rating_key=item.id,
            title=item.title,
            type=item.type,
            url=item.url,
            library_id=item.library_id,
            year=item.year,
            show=item.show,
            season=item.season,
            episode=item.episode,
            album=item.album,
            artwork=item.artwork,
            artwork_id=item.artwork_id,
            file=item.files[0] if item.files else None,
        )


class TransitionError(ValueError):
    """A delivery cannot go from its state to the one asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A download on its way: each change makes a new one."""

    id: str
    download: Download
    created_at: datetime
    updated_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    reason: Reason | None = None
    kind: DeliveryKind | None = None
    routes: tuple[Route, ...] = ()
    library_id: str | None = None
    """The library it goes to or went to: the likeliest until the arrival proves it."""
    library_title: str | None = None
    attempts: tuple[Attempt, ...] = ()
    items: tuple[DeliveredItem, ...] = field(default=(), metadata={"stored_as": "arrivals"})
    """The first of the `item_count` items that hold its files."""
    item_count: int = 0
    missing_files: tuple[str, ...] = ()
    """The names of the first of the `missing_count` files that Plex did not take, where some are in."""
    missing_count: int = 0
    url: str | None = None
    """The deep link: to the item, or for a pack to what holds its items."""
    media_files: int = 0
    """How many media files the client's download had; while fewer are imported, more imports are to follow."""
    import_overdue: bool = False
    """Whether it has waited for an import long enough: it goes on without, also when it is retried."""
    cross_seeds: tuple[Download, ...] = ()
    """What was reported with the same files under other hashes, without the files: the latest."""

    @property
    def ended(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.state in ENDED

    def waiting(self, reason: Reason, now: datetime) -> Delivery:
        """Return it waiting for something outside: the settle time, Plex, or another try."""
        return self._to(DeliveryState.WAITING, now, reason=reason)

    def retried(self, now: datetime) -> Delivery:
        """Return it at the start of its way again, with its attempts forgotten."""
        return self._to(DeliveryState.WAITING, now, reason=Reason.SETTLING, attempts=(), routes=())

    def reported(self, download: Download, now: datetime) -> Delivery:
        """Return it with what another report of its download adds; itself, where that is nothing.

        Where it lies elsewhere, as Sonarr or its like imported it, it sets out again, to there; and where more may be
        known now of where it belongs. Otherwise it stays where it is, and looks for what it knows by then.
        """
        if self.is_cross_seed(download, now):
            return self._with_cross_seed(download)
        ours = self.download
        merged, files = imports.merged(ours, download, self.media_files)
        if self.state is DeliveryState.AVAILABLE:
            merged, files = ours if download.imported else replace(merged, path=ours.path), self.media_files
        if (merged, files) == (ours, self.media_files):
            return self
        is_placed = any(route.location for route in self.routes)
        says_more = (ours.tags, ours.media_type) != (merged.tags, merged.media_type)
        sets_out = (
            merged.imported != ours.imported
            or (merged.imported and (merged.files, files) != (ours.files, self.media_files))
            or not paths.same(merged.path, ours.path)
            or (says_more and not is_placed)
            or (self.ended and merged.files != ours.files)
        )
        after = replace(self, download=merged, media_files=files)
        if self.state is DeliveryState.AVAILABLE:
            return after
        if media_files.concern_nobody(merged):
            return after if self.state is DeliveryState.SKIPPED else after.retried(now).skipped(now)
        return after.retried(now) if sets_out else after

    def is_cross_seed(self, download: Download, now: datetime) -> bool:
        """Tell whether a report is of the same files under another hash: no second arrival."""
        ours = self.download
        if not (self._has_cross_seed(download) or identity.have_same_files(ours, download)):
            return False
        if self.state in FAILED:
            return paths.same(ours.path, download.path)
        return not self.ended or now - self.updated_at <= _SAME_FILES

    def _has_cross_seed(self, download: Download) -> bool:
        if download.imported or not download.hash:
            return False
        return download.hash.lower() in {one.hash.lower() for one in self.cross_seeds if one.hash}

    def _with_cross_seed(self, download: Download) -> Delivery:
        if self._has_cross_seed(download):
            return self
        return replace(self, cross_seeds=(*self.cross_seeds, replace(download, files=()))[-_CROSS_SEEDS:])

    @property
    def more_imports_follow(self) -> bool:
        """Whether only a part of a pack is imported."""
        return imports.count(self.download) < self.media_files

    def scanning(self, routes: tuple[Route, ...], library: PlexLibrary, now: datetime) -> Delivery:
        """Return it with the routes on which it may arrive and the library that is the likeliest."""
        return self._to(
            DeliveryState.SCANNING,
            now,
            routes=routes,
            library_id=library.id,
            library_title=library.title,
            reason=Reason.NOT_UNPACKED if self.is_packed else None,
        )

    @property
    def is_packed(self) -> bool:
        """Whether archives are all that is known of it: its media are to come out of them."""
        return media_files.is_packed(self.download) and not media_files.awaited(self.download)

    @property
    def since(self) -> datetime:
        """From when on its files were there: when it finished or was reported."""
        return min(self.created_at, self.download.finished_at or self.created_at)

    @property
    def next_step(self) -> int:
        """The step of the escalation that has not been tried yet."""
        return max((attempt.step for attempt in self.attempts), default=-1) + 1

    def attempted(self, attempts: Iterable[Attempt], now: datetime) -> Delivery:
        """Return it with the scans of one more step behind it."""
        return replace(self, attempts=(*self.attempts, *attempts), updated_at=now)

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
    ) -> Delivery:
        """Return it proven to be in Plex; the reason says what is not as it should be, if anything.

        Of many items and missing files it remembers the first, and how many there were.
        """
        return self._to(
            DeliveryState.AVAILABLE,
            now,
            items=items[:_REMEMBERED],
            item_count=len(items),
            kind=kind,
            url=url,
            library_id=items[0].library_id or self.library_id,
            library_title=library_title or self.library_title,
            reason=reason,
            missing_files=missing_files[:_REMEMBERED],
            missing_count=len(missing_files),
        )

    def unmatched(self, reason: Reason, now: datetime) -> Delivery:
        """Return it with no library found: the user has to say."""
        return self._to(DeliveryState.UNMATCHED, now, reason=reason)

    def skipped(self, now: datetime) -> Delivery:
        """Return it ended without a word: there is nothing in it that a library could take."""
        return self._to(DeliveryState.SKIPPED, now, reason=Reason.NO_MEDIA)

    def missing(self, reason: Reason, now: datetime) -> Delivery:
        """Return it given up: scanned, escalated, and nothing appeared."""
        return self._to(DeliveryState.MISSING, now, reason=reason)

    def is_same_download(self, download: Download, now: datetime) -> bool:
        """Tell whether a report speaks of this delivery's download.

        A torrent is known by its info hash, anything else by its path; the same torrent downloaded anew finishes at
        another time. Clients give that in whole seconds; a report without it speaks of about now, and two sources
        mean different moments by it.
        """
        ours = self.download
        if self.is_cross_seed(download, now):
            return True
        if ours.imported or download.imported:
            return self._is_same_import(download, now)
        if ours.hash and download.hash:
            if ours.hash.lower() != download.hash.lower():
                return False
        elif not identity.lie_in_one_place(ours, download):
            return False
        exact = ours.source == download.source and ours.finished_at and download.finished_at
        apart = abs((ours.finished_at or self.created_at) - (download.finished_at or now))
        return apart <= (_SAME_FINISH if exact else SAME_REPORT) or not (exact or self.ended)

    def _is_same_import(self, download: Download, now: datetime) -> bool:
        ours, arrived = self.download, self.state is DeliveryState.AVAILABLE
        if ours.imported and download.imported:
            if not imports.are_one_import(ours, download):
                return False
            return not arrived or (now - self.updated_at <= SAME_REPORT and not imports.has_new_files(download, ours))
        if ours.imported:
            imported_at, same = self.created_at, imports.is_import_of(ours, download)
        else:
            imported_at, same = now, imports.is_import_of(download, ours)
        finished_at = (download if ours.imported else ours).finished_at
        if not same or (finished_at and finished_at > imported_at + SAME_REPORT):  # downloaded anew since
            return False
        return ours.imported or not arrived or now - self.updated_at <= _SAME_IMPORT

    def _to(self, state: DeliveryState, now: datetime, **changes: object) -> Delivery:
        if state not in _ALLOWED[self.state]:
            raise TransitionError(f"{self.state} → {state}")
        return replace(self, state=state, updated_at=now, **changes)  # type: ignore[arg-type]

"""Finds the items that hold the files of downloads: by the IDs in Plex's notifications, else by a few queries.

A delivery costs one request for the item when Plex says that it is ready; what the notifications did not bring is
queried by file name. The cost does not grow with the size of a library.
"""

import asyncio
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from homeassistant.util import dt as dt_util

from .. import paths
from ..plex.errors import PlexBadResponse, PlexError, PlexForbidden, PlexNotFound
from ..plex.models import PlexLibrary, PlexMediaItem
from ..plex.notifications import ItemCreated, ItemDeleted, ItemReady
from .delivery import Delivery
from .plex_gateway import PlexGateway
from .routing import Route
from .timing import Timing
from .upgrades import FormerFiles

if TYPE_CHECKING:
    from .match import DownloadMatch, FileCount

_BATCH = 100
_MAX_REMEMBERED = 5000
_MAX_PARALLEL = 4
"""More queries at once would wait in the queue of PlexService until they time out."""
_PAGE = 50
_MAX_PAGES = 20
_CLOCK_DIFFERENCE = timedelta(hours=2)
"""One hour for wrong summer time, and one for what Plex found before the download was reported."""
_REPORT_DELAY = timedelta(minutes=5)
"""How long a report may have been on its way: the scripts of hooks repeat it while Home Assistant starts."""
_MAX_NAME_QUERIES = 30
_MAX_BATCH_DELAY = 2.0
_CONTAINERS = frozenset((2, 3, 8, 9, 18))
"""Plex's types of items without files: show, season, artist, album, collection."""


type _Key = tuple[Literal["name", "folder"], str | None]
"""A comparable name of a file that a download has, or the path in Plex of one that may be a folder; None: unknown."""


class _Recent[T](OrderedDict[str, T]):
    """Values of the latest items by their IDs, limited in number."""

    def put(self, item_id: str, value: T) -> None:
        """Set the value of an item, which becomes the latest."""
        self[item_id] = value
        self.move_to_end(item_id)
        if len(self) > _MAX_REMEMBERED:
            self.popitem(last=False)


class ItemFinder:
    """Finds items for all deliveries of a server that wait for their files."""

    def __init__(
        self,
        gateway: PlexGateway,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        timing: Timing,
        on_file_count: Callable[[str], None],
        delivered_files: FormerFiles,
    ) -> None:
        """Initialize with no delivery; `on_file_count` is called with the ID of a delivery when its count changes.

        `delivered_files` returns what earlier deliveries brought.
        """
        self._gateway = gateway
        self._create_task = create_task
        self._timing = timing
        self._on_file_count = on_file_count
        self._delivered_files = delivered_files
        self._querying = asyncio.Semaphore(_MAX_PARALLEL)
        self._matches: dict[str, DownloadMatch] = {}
        """By the IDs of their deliveries."""
        self._index: defaultdict[_Key, set[DownloadMatch]] = defaultdict(set)
        self._libraries: Counter[str] = Counter()
        self._unready = _Recent[str]()
        self._ready = _Recent[str]()
        self._unrelated = _Recent[str]()
        """Items of no current delivery: they are not fetched again each time Plex says that they are ready."""
        self._created_at = _Recent[datetime]()
        self._ready_at = _Recent[datetime]()
        self._fetching: asyncio.Task[None] | None = None

    @contextmanager
    def matching(
        self, delivery: Delivery, routes: Sequence[Route], clock_tolerance: timedelta
    ) -> Iterator[DownloadMatch]:
        """Return a match that is given the items that are found meanwhile.

        `clock_tolerance` is by how much Plex's clock may be behind.
        """
        from .changes import PlexChanges  # noqa: PLC0415 - like the next, loaded with the process that calls this
        from .match import DownloadMatch  # noqa: PLC0415

        report_delay = timedelta() if delivery.download.finished_at else _REPORT_DELAY
        changes = PlexChanges(
            delivery.files_complete_at, self._created_at, self._ready_at, clock_tolerance, report_delay
        )
        on_change, is_of_other = partial(self._on_file_count, delivery.id), partial(self._is_of_other, delivery.id)
        match = DownloadMatch(delivery.download, routes, changes, on_change, is_of_other)
        self._matches[delivery.id] = match
        self._unrelated.clear()
        keys: set[_Key] = {("name", name) for name in match.file_names}
        if match.may_be_folder:
            keys |= {("folder", route.path and paths.comparable(route.path)) for route in routes}
        for key in keys:
            self._index[key].add(match)
        self._libraries.update(match.library_ids)
        try:
            self._on_file_count(delivery.id)
            yield match
        finally:
            if self._matches.get(delivery.id) is match:  # not retried while it was sought
                del self._matches[delivery.id]
            self._libraries.subtract(match.library_ids)
            for key in keys:
                self._index[key].discard(match)
                if not self._index[key]:
                    del self._index[key]
            self._on_file_count(delivery.id)

    def file_count(self, delivery_id: str) -> FileCount | None:
        """Return how many files of a delivery were found; None if it is not matched now or has a single file."""
        match = self._matches.get(delivery_id)
        return match.file_count if match else None

    def on_notification(self, notification: ItemCreated | ItemReady | ItemDeleted) -> None:
        """Handle that Plex created an item, finished its metadata or deleted it."""
        if notification.type in _CONTAINERS:
            return
        item_id = notification.item_id
        if isinstance(notification, ItemDeleted):
            self._unready.pop(item_id, None)
            self._remove(item_id)
            return
        library_id = notification.library_id
        if isinstance(notification, ItemCreated):
            self._created_at.put(item_id, dt_util.utcnow())
            self._unready.put(item_id, library_id)
            return
        self._unready.pop(item_id, None)
        self._ready_at.put(item_id, dt_util.utcnow())
        if self._libraries[library_id] > 0 and item_id not in self._unrelated:
            self._ready.put(item_id, library_id)
            if self._fetching is None or self._fetching.done():
                self._fetching = self._create_task(self._fetch_ready(), "fetch new items")

    def has_unready_items(self, library_ids: Iterable[str]) -> bool:
        """Return whether Plex created items in these libraries whose metadata it still fetches."""
        return not set(library_ids).isdisjoint(self._unready.values())

    async def query(self, match: DownloadMatch, library: PlexLibrary) -> None:
        """Query a library for what the notifications did not bring; raise PlexError.

        1. Wait for a fetch that is already running.
        2. Fetch the items that were created but never became ready: in a library without an agent, none does.
        3. For a single file, query by name, then the newest items: the name may be spelled in other Unicode.
        4. For several files, query the newest items, then by name until one is not found.

        That takes 1 request for a single file and 2 for a pack; more only for what was in Plex before, or if the names
        are unknown and much was added since. It continues if one of these queries fails.
        """
        if self._fetching and not self._fetching.done():
            await asyncio.shield(self._fetching)
        async with self._querying:
            if not match.is_complete:  # by what others found meanwhile
                await self._query(match, library)

    async def refresh(self, match: DownloadMatch) -> None:
        """Fetch the found items again, as they may have metadata now or be deleted. One request; raise PlexError."""
        item_ids = [item.id for item in match.items]
        async with self._querying:
            items = await self._gateway.get_items(item_ids)
        for deleted in set(item_ids) - {item.id for item in items}:
            self._remove(deleted)
        self._add(items)

    async def _query(self, match: DownloadMatch, library: PlexLibrary) -> None:
        if unready := [item_id for item_id, library_id in self._unready.items() if library_id == library.id][-_BATCH:]:
            self._add(await self._gateway.get_items(unready))
            for item_id in unready:
                self._unready.pop(item_id, None)
        with suppress(PlexBadResponse, PlexForbidden, PlexNotFound):
            if len(match.missing_files) == 1:
                await self._query_names(match, library)
        with suppress(PlexBadResponse, PlexForbidden, PlexNotFound):
            if not match.is_complete:
                await self._query_newest(match, library)
        with suppress(PlexBadResponse, PlexForbidden, PlexNotFound):
            if len(match.missing_files) > 1 or match.found:
                await self._query_names(match, library)

    async def _query_newest(self, match: DownloadMatch, library: PlexLibrary) -> None:
        """Query the newest items; if the names are unknown, all that came since the download finished."""
        for page in range(_MAX_PAGES if match.may_be_folder else 1):
            found = len(match.found)
            items = await self._gateway.get_newest_items(library, start=page * _PAGE, limit=_PAGE)
            self._add(items)
            added_at = items[-1].added_at if items else None  # a page with items in the trash has fewer
            is_last = not added_at or added_at < match.changes.since - _CLOCK_DIFFERENCE
            if is_last or (found and len(match.found) == found):
                return

    async def _query_names(self, match: DownloadMatch, library: PlexLibrary) -> None:
        for file in match.missing_files[:_MAX_NAME_QUERIES]:
            if not (items := await self._gateway.find_by_file(library, paths.name(file.path))):
                return
            self._add(items)

    async def _fetch_ready(self) -> None:
        """Fetch the items that are ready, in ever larger batches while they complete no download.

        If a single item is awaited, the first request has no other to wait for.
        """
        pause = self._timing.batch_delay if len(self._matches) > 1 or self._awaits_several() else 0
        while self._ready:
            await asyncio.sleep(pause)
            pause = min(max(pause * 2, self._timing.batch_delay), _MAX_BATCH_DELAY)
            batch = [self._ready.popitem(last=False)[0] for _ in range(min(_BATCH, len(self._ready)))]
            try:
                if self._add(await self._gateway.get_items(batch)):
                    pause = self._timing.batch_delay
            except PlexError:
                return  # the deliveries query by file name once Plex answers again

    def _awaits_several(self) -> bool:
        return any(len(match.missing_files) > 1 for match in self._matches.values())

    def _add(self, items: Sequence[PlexMediaItem]) -> bool:
        """Add items to the matches whose files they hold; return whether that completed one."""
        completed = False
        for item in items:
            keys: set[_Key] = {("folder", None)}
            for file in item.files:
                keys.add(("name", paths.comparable_name(file.path)))
                keys.update(("folder", paths.comparable(path)) for path in (file.path, *paths.parents(file.path)))
            candidates = {match for key in keys & self._index.keys() for match in self._index[key]}
            matches = [match for match in candidates if match.add(item)]
            completed = completed or any(match.is_complete for match in matches)
            if not matches and item.matched:
                self._unrelated.put(item.id, item.library_id or "")
        return completed

    def _is_of_other(self, delivery_id: str, item: PlexMediaItem) -> bool:
        """Return whether an item has a file of another delivery than this, which expects it or has brought it."""
        for other_id, other in self._matches.items():
            if other_id != delivery_id and not other.may_be_folder and other.own_files(item):
                return True
        item_paths = {file.path for file in item.files}
        return any(file.path in item_paths for _, file in self._delivered_files((item.id,)))

    def _remove(self, item_id: str) -> None:
        for match in self._matches.values():
            match.remove(item_id)

"""Finds the items that hold a download's files: by the ids that Plex's notifications name, else by a few queries.

An arrival costs one request for the item when Plex says that it is ready; what the notifications did not bring is asked
for by file name. Nothing here grows with the size of a library.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from homeassistant.util import dt as dt_util

from .. import paths
from ..plex.errors import PlexBadResponse, PlexError, PlexForbidden, PlexNotFound
from ..plex.models import PlexLibrary, PlexMediaItem
from ..plex.notifications import ItemCreated, ItemDeleted, ItemReady
from .delivery import Delivery
from .gate import Gate
from .match import DownloadMatch, FileCount
from .proof import Changes
from .routing import Route
from .timing import Timing

_BATCH = 100
_REMEMBERED = 5000
_AT_ONCE = 4
"""So many look at the same time: of a thousand others each would wait in the queue of PlexService until it gives up."""
_NEWEST = 50
_PAGES = 20
_CLOCKS_DIFFER = timedelta(hours=2)
"""An hour when summer time is got wrong, and another one for what Plex found before it was reported."""
_UNREPORTED = timedelta(minutes=5)
"""So long a report may have been on its way: hooks' scripts repeat it while Home Assistant starts."""
_QUERIES = 30
_LONGEST_GATHER = 2.0
_CONTAINERS = frozenset((2, 3, 8, 9, 18))
"""Types that hold items but no files: show, season, artist, album, collection."""


class _Recent[T](OrderedDict[str, T]):
    """Something of the latest items by their ids, bounded."""

    def put(self, item_id: str, what: T) -> None:
        """Remember one as the latest."""
        self[item_id] = what
        self.move_to_end(item_id)
        if len(self) > _REMEMBERED:
            self.popitem(last=False)


class Items(Protocol):
    """What we ask of Plex to find items."""

    async def get_items(self, rating_keys: Sequence[str]) -> list[PlexMediaItem]:
        """Return the items with these ids."""

    async def get_recently_added(
        self, limit: int, library: PlexLibrary, *, with_files: bool = False, start: int = 0
    ) -> list[PlexMediaItem]:
        """Return a library's newest items, such as have files or such as a person looks for."""

    async def find_by_file(self, library: PlexLibrary, file: str) -> list[PlexMediaItem]:
        """Return a library's items that have a file of that name."""


class ItemFinder:
    """Shows each item that Plex has ready to those who wait for its files."""

    def __init__(
        self,
        plex: Items,
        gate: Gate,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        timing: Timing,
        on_file_count: Callable[[str], None],
    ) -> None:
        """Take whom to ask, from behind which gate, and who owns our task.

        `on_file_count` is told of which delivery the file count may have changed.
        """
        self._plex = plex
        self._gate = gate
        self._create_task = create_task
        self._timing = timing
        self._on_file_count = on_file_count
        self._asking = asyncio.Semaphore(_AT_ONCE)
        self._watches: dict[str, DownloadMatch] = {}
        """By the ids of their deliveries."""
        self._by_name: dict[str, set[DownloadMatch]] = {}
        self._nameless: set[DownloadMatch] = set()
        self._libraries: Counter[str] = Counter()
        self._unready = _Recent[str]()
        self._ready = _Recent[str]()
        self._strangers = _Recent[str]()
        """Items that concern nobody who waits now: they are not fetched again each time they are said to be ready."""
        self._created_at = _Recent[datetime]()
        self._ready_at = _Recent[datetime]()
        self._fetching: asyncio.Task[None] | None = None

    def changes(self, delivery: Delivery, tolerance: timedelta) -> Changes:
        """Return what happens in Plex since a download finished; `tolerance` is by how much its clock may be behind."""
        unreported = timedelta() if delivery.download.finished_at else _UNREPORTED
        return Changes(delivery.since, self._created_at, self._ready_at, tolerance, unreported)

    @contextmanager
    def watch(self, delivery: Delivery, routes: Sequence[Route], changes: Changes) -> Iterator[DownloadMatch]:
        """Give the watch over a delivery's files for as long as somebody waits for them."""
        watch = DownloadMatch(delivery.download, routes, changes, lambda: self._on_file_count(delivery.id))
        self._watches[delivery.id] = watch
        self._strangers.clear()
        places = [self._by_name.setdefault(name, set()) for name in watch.names]
        if watch.may_be_folder:
            places.append(self._nameless)
        for place in places:
            place.add(watch)
        self._libraries.update(watch.library_ids)
        try:
            self._on_file_count(delivery.id)
            yield watch
        finally:
            del self._watches[delivery.id]
            self._libraries.subtract(watch.library_ids)
            for place in places:
                place.discard(watch)
            for name in watch.names:
                if not self._by_name.get(name, True):
                    del self._by_name[name]
            self._on_file_count(delivery.id)

    def file_count(self, delivery_id: str) -> FileCount | None:
        """Return how many files of a delivery are in; None where nobody waits for it, or for a single file only."""
        watch = self._watches.get(delivery_id)
        return watch.file_count if watch else None

    def notify(self, notification: ItemCreated | ItemReady | ItemDeleted) -> None:
        """Take in that Plex made an item, finished looking it up, or removed it."""
        if notification.type in _CONTAINERS:
            return
        item_id = notification.item_id
        if isinstance(notification, ItemDeleted):
            self._unready.pop(item_id, None)
            self._forget(item_id)
            return
        library_id = notification.library_id
        if isinstance(notification, ItemCreated):
            self._created_at.put(item_id, dt_util.utcnow())
            self._unready.put(item_id, library_id)
            return
        self._unready.pop(item_id, None)
        self._ready_at.put(item_id, dt_util.utcnow())
        if self._libraries[library_id] > 0 and item_id not in self._strangers:
            self._ready.put(item_id, library_id)
            if self._fetching is None or self._fetching.done():
                self._fetching = self._create_task(self._fetch_ready(), "look at new items")

    def in_work(self, library_ids: Iterable[str]) -> bool:
        """Tell whether Plex made items in one of these libraries that it has not said to be ready."""
        return not set(library_ids).isdisjoint(self._unready.values())

    async def look(self, watch: DownloadMatch, library: PlexLibrary) -> None:
        """Ask Plex for what the notifications did not bring; raises PlexError.

        First comes what is being fetched anyway, then the items that were made but never said to be ready (a library
        without an agent stops there). Then a single file is asked for by its name, and where that finds nothing (the
        name may be spelt in other Unicode) among the newest items; of several files the newest items come first, then
        each name, until Plex does not know one: 1 request for a single file, 2 for a pack; more only for what was
        there before, or where the names are not known and much came later. A server that fails such a query is no
        reason to give up.
        """
        if self._fetching and not self._fetching.done():
            await asyncio.shield(self._fetching)
        async with self._asking:
            if not watch.complete:  # by what came while others asked
                await self._look(watch, library)

    async def _look(self, watch: DownloadMatch, library: PlexLibrary) -> None:
        if unready := [item_id for item_id, library_id in self._unready.items() if library_id == library.id][-_BATCH:]:
            self._offer(await self._items(unready))
            for item_id in unready:
                self._unready.pop(item_id, None)
        with suppress(PlexBadResponse, PlexForbidden, PlexNotFound):
            if len(watch.missing) == 1:
                await self._look_for_names(watch, library)
        with suppress(PlexBadResponse, PlexForbidden, PlexNotFound):
            if not watch.complete:
                await self._look_at_newest(watch, library)
        with suppress(PlexBadResponse, PlexForbidden, PlexNotFound):
            if len(watch.missing) > 1 or watch.found:
                await self._look_for_names(watch, library)

    async def _look_at_newest(self, watch: DownloadMatch, library: PlexLibrary) -> None:
        """Look at the newest items; where no names can be asked for, at all that came since the download finished."""
        newest = self._gate.behind(self._plex.get_recently_added)
        for page in range(_PAGES if watch.may_be_folder else 1):
            found = len(watch.found)
            items = await newest(_NEWEST, library, with_files=True, start=page * _NEWEST)
            self._offer(items)
            added_at = items[-1].added_at if len(items) == _NEWEST else None
            is_last = not added_at or added_at < watch.changes.since - _CLOCKS_DIFFER
            if is_last or (found and len(watch.found) == found):
                return

    async def _look_for_names(self, watch: DownloadMatch, library: PlexLibrary) -> None:
        find = self._gate.behind(self._plex.find_by_file)
        for file in watch.missing[:_QUERIES]:
            if not (items := await find(library, paths.name(file.path))):
                return
            self._offer(items)

    async def look_again(self, watch: DownloadMatch) -> None:
        """Fetch the found items anew: they may have been recognised, or be gone. One request; raises PlexError."""
        asked = [item.id for item in watch.items]
        async with self._asking:
            items = await self._items(asked)
        for gone in set(asked) - {item.id for item in items}:
            self._forget(gone)
        self._offer(items)

    async def _items(self, item_ids: Sequence[str]) -> list[PlexMediaItem]:
        return await self._gate.behind(self._plex.get_items)(item_ids)

    async def _fetch_ready(self) -> None:
        """Fetch what is ready, in ever larger batches while it completes nothing that somebody waits for."""
        pause = self._timing.gather
        while self._ready:
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_GATHER)
            batch = [self._ready.popitem(last=False)[0] for _ in range(min(_BATCH, len(self._ready)))]
            try:
                if self._offer(await self._items(batch)):
                    pause = self._timing.gather
            except PlexError:
                return  # whoever waits asks by file name once Plex answers again

    def _offer(self, items: Sequence[PlexMediaItem]) -> bool:
        """Show items to those who may wait for them; return whether that completed somebody's download."""
        completed = False
        for item in items:
            names = {paths.comparable_name(file.path) for file in item.files}
            watches = self._nameless.union(*(self._by_name.get(name, ()) for name in names))
            taken = [watch for watch in watches if watch.offer(item)]
            completed = completed or any(watch.complete for watch in taken)
            if not taken and item.matched:
                self._strangers.put(item.id, item.library_id or "")
        return completed

    def _forget(self, item_id: str) -> None:
        for watch in self._nameless.union(*self._by_name.values()):
            watch.forget(item_id)

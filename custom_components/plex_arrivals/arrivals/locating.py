"""Finds the items that hold a download's files: by the ids that Plex's notifications name, else by a few queries.

An arrival costs one request for the item when Plex says that it is ready; what the notifications did not bring is asked
for by file name. Nothing here grows with the size of a library.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from ..downloads.download import Download
from ..plex.errors import PlexError
from ..plex.models import PlexLibrary, PlexMediaItem
from ..plex.notifications import ItemCreated, ItemReady
from . import paths
from .routing import Route
from .timing import Timing
from .watch import Watch

_BATCH = 100
_REMEMBERED = 5000
_NEWEST = 50
_QUERIES = 30
_CONTAINERS = frozenset((2, 3, 8, 9, 18))
"""Types that hold items but no files: show, season, artist, album, collection."""


class _Recent(OrderedDict[str, str]):
    """The libraries of the latest items by their ids, bounded."""

    def put(self, item_id: str, library_id: str) -> None:
        """Remember one as the latest."""
        self[item_id] = library_id
        self.move_to_end(item_id)
        if len(self) > _REMEMBERED:
            self.popitem(last=False)


class Items(Protocol):
    """What we ask of Plex to find items."""

    async def get_items(self, rating_keys: Sequence[str]) -> list[PlexMediaItem]:
        """Return the items with these ids."""

    async def get_recently_added(self, limit: int, library: PlexLibrary) -> list[PlexMediaItem]:
        """Return a library's newest items."""

    async def find_by_file(self, library: PlexLibrary, file: str) -> list[PlexMediaItem]:
        """Return a library's items that have a file of that name."""


class Locator:
    """Shows each item that Plex has ready to those who wait for its files."""

    def __init__(
        self,
        plex: Items,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        timing: Timing,
    ) -> None:
        """Take whom to ask and who owns our task."""
        self._plex = plex
        self._create_task = create_task
        self._timing = timing
        self._by_name: dict[str, set[Watch]] = {}
        self._nameless: set[Watch] = set()
        self._libraries: Counter[str] = Counter()
        self._created = _Recent()
        self._unready = _Recent()
        self._ready = _Recent()
        self._fetching: asyncio.Task[None] | None = None

    @contextmanager
    def watch(self, download: Download, routes: Sequence[Route]) -> Iterator[Watch]:
        """Give the watch over a download's files for as long as somebody waits for them."""
        watch = Watch(download, routes)
        places = [self._by_name.setdefault(name, set()) for name in watch.names] or [self._nameless]
        for place in places:
            place.add(watch)
        self._libraries.update(watch.library_ids)
        try:
            yield watch
        finally:
            self._libraries.subtract(watch.library_ids)
            for place in places:
                place.discard(watch)
            for name in watch.names:
                if not self._by_name.get(name, True):
                    del self._by_name[name]

    def notify(self, notification: ItemCreated | ItemReady) -> None:
        """Take in that Plex made an item or finished looking it up."""
        if notification.type in _CONTAINERS:
            return
        item_id, library_id = notification.item_id, notification.library_id
        if isinstance(notification, ItemCreated):
            self._created.put(item_id, library_id)
            self._unready.put(item_id, library_id)
            return
        self._unready.pop(item_id, None)
        if self._libraries[library_id] > 0:
            self._ready.put(item_id, library_id)
            if self._fetching is None or self._fetching.done():
                self._fetching = self._create_task(self._fetch_ready(), "look at new items")

    def was_created(self, item_id: str) -> bool:
        """Tell whether Plex said lately that it made this item (rather than changed it)."""
        return item_id in self._created

    def in_work(self, library_ids: Iterable[str]) -> bool:
        """Tell whether Plex made items in one of these libraries that it has not said to be ready."""
        return not set(library_ids).isdisjoint(self._unready.values())

    async def look(self, watch: Watch, library: PlexLibrary) -> None:
        """Ask Plex for what the notifications did not bring; raises PlexError.

        First comes what is being fetched anyway, then the items that were made but never said to be ready (a library
        without an agent stops there), then, for several files, the newest items, then each file by its name: 1 request
        for a single file that arrived as it should, a few more otherwise, bounded whatever the size of download and
        library.
        """
        if self._fetching and not self._fetching.done():
            await asyncio.shield(self._fetching)
        if watch.complete:
            return
        if unready := [item_id for item_id, library_id in self._unready.items() if library_id == library.id][-_BATCH:]:
            self._offer(await self._plex.get_items(unready))
            for item_id in unready:
                self._unready.pop(item_id, None)
        if not watch.complete and len(watch.missing) != 1:
            self._offer(await self._plex.get_recently_added(_NEWEST, library))
        for file in watch.missing[:_QUERIES]:
            self._offer(await self._plex.find_by_file(library, paths.name(file.path)))

    async def look_again(self, watch: Watch) -> None:
        """Fetch the found items anew: they may have been recognised meanwhile. One request; raises PlexError."""
        self._offer(await self._plex.get_items([item.id for item in watch.items]))

    async def _fetch_ready(self) -> None:
        while self._ready:
            await asyncio.sleep(self._timing.gather)
            batch = [self._ready.popitem(last=False)[0] for _ in range(min(_BATCH, len(self._ready)))]
            try:
                self._offer(await self._plex.get_items(batch))
            except PlexError:
                return  # whoever waits asks by file name once Plex answers again

    def _offer(self, items: Sequence[PlexMediaItem]) -> None:
        for item in items:
            names = {paths.comparable_name(file.path) for file in item.files}
            for watch in self._nameless.union(*(self._by_name.get(name, ()) for name in names)):
                watch.offer(item)

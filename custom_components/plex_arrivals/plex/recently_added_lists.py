"""Fetch the lists of recently added items, at most three requests at a time however many libraries there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
import logging
from typing import Final, Self

from .errors import PlexError, PlexUnauthorized
from .models import PlexLibrary, PlexMediaItem
from .notifications import ItemDeleted, ItemReady
from .recently_added import CachedLists, RecentlyAdded
from .recently_added_groups import RecentGroup, needs_more
from .service import PlexService

UNLISTED_TYPES: Final = frozenset((2, 3, 8, 10))
"""Plex's numbers of the types that no list has: shows, seasons, artists and tracks."""
_WITH_STREAMS: Final = frozenset(("movie", "episode"))
_MAX_PAGES: Final = 5
"""How many times as many items as the list has are read of a library to which a season was added at once."""

_LOGGER = logging.getLogger(__name__)


class RecentlyAddedLists(RecentlyAdded):
    """The lists of recently added items of the server and of each library, and how to fetch them."""

    def __init__(self, plex: PlexService, limit: int, cached: CachedLists | None = None) -> None:
        """Initialize with the length of each list, and lists to use until they are fetched."""
        super().__init__(limit, cached)
        self._plex = plex
        self._libraries: Mapping[str, PlexLibrary] = {}
        self._complete = {
            library_id: {item.id: item for item in items if item.type in _WITH_STREAMS}
            for library_id, items in self.by_library.items()
        }
        """The listed items of each library as they were requested by themselves, by ID."""

    @classmethod
    def restored(cls, plex: PlexService, limit: int, cached: CachedLists, libraries: Mapping[str, PlexLibrary]) -> Self:
        """Return lists from before a reload, with links as the options now say, of these libraries."""

        def relink(items: Iterable[PlexMediaItem]) -> tuple[PlexMediaItem, ...]:
            return tuple(replace(item, url=plex.item_url(item.id)) for item in items)

        def relink_groups(groups: Iterable[RecentGroup]) -> tuple[RecentGroup, ...]:
            return tuple(replace(group, items=relink(group.items)) for group in groups)

        of_server, by_library = cached
        lists = cls(plex, limit, (relink(of_server), {key: relink_groups(own) for key, own in by_library.items()}))
        lists.set_libraries(libraries)
        return lists

    def set_libraries(self, libraries: Mapping[str, PlexLibrary]) -> None:
        """Set the current libraries by ID, and mark those as changed that have another version than their lists.

        An empty mapping, as of a server that has just started, drops no list.
        """
        self._libraries = libraries
        if libraries:
            self._complete = {one: items for one, items in self._complete.items() if one in libraries}
            self.set_versions({library.id: library.version for library in libraries.values()})

    @property
    def outdated(self) -> list[str]:
        """Return the IDs of the libraries whose lists are missing or outdated, the most urgent first."""
        return self.outdated_libraries(self._libraries)

    def mark_outdated(self, notification: ItemDeleted | ItemReady) -> bool:
        """Mark the lists that a notification makes outdated; return whether to fetch one soon.

        That a listed item is ready is repeated, or said after an edit, which can wait.
        """
        if isinstance(notification, ItemReady) and self.has_complete_item(notification.item_id):
            self.mark_changed_later(notification.library_id)
            return False
        library_ids = [library_id for library_id in self._outdated_by(notification) if library_id in self._libraries]
        for library_id in library_ids:
            self.mark_changed(library_id)
        return bool(library_ids)

    def _outdated_by(self, notification: ItemDeleted | ItemReady) -> list[str]:
        if isinstance(notification, ItemReady):
            return [] if notification.type in UNLISTED_TYPES else [notification.library_id]
        if notification.library_id:
            return [notification.library_id]
        return [library_id for library_id in self.groups if self.has_item(library_id, notification.item_id)]

    async def fetch_some(self, *, only_outdated: bool) -> None:
        """Fetch the server's list if it is of use, and the most urgent list of a library; raise PlexUnauthorized.

        If no library's list is outdated, fetch the oldest one, but not with `only_outdated`, unless there is a library
        of which Plex does not say whether it has changed.
        """
        if not self._libraries:
            return
        is_unversioned = any(library.version is None for library in self._libraries.values())
        if is_unversioned or self._libraries.keys() - self.groups.keys():
            if (items := await self._fetch(None, self._limit)) is not None:
                self.set_server_items(items)
        else:
            self.set_server_items(())
        oldest = self.oldest() if is_unversioned or not only_outdated else None
        library_id = next(iter(self.outdated), oldest)
        if library_id is not None:
            await self.fetch_library(library_id)

    async def fetch_library(self, library_id: str) -> None:
        """Fetch the list of a library; raise PlexUnauthorized.

        That takes 1 request, one more if a season was added at once, and one more for the files of new items.
        """
        library = self._libraries[library_id]
        items = await self._fetch(library, self._limit)
        has_more = len(items or ()) >= self._limit
        if items and needs_more(items, self._limit):
            count = self._limit * (_MAX_PAGES - 1)
            if (older := await self._fetch(library, count, start=self._limit)) is not None:
                items += older
                has_more = len(older) >= count
        if items:
            items = await self._with_streams(library_id, items)
        if library_id in self._libraries:
            self.set_library_items(library_id, items, library.version, has_more=has_more)

    async def _with_streams(self, library_id: str, items: Sequence[PlexMediaItem]) -> list[PlexMediaItem]:
        """Return items with what lists do not have: the HDR format and the languages of their files."""
        before = self._complete.get(library_id, {})
        wanted = [item for item in items if item.type in _WITH_STREAMS]
        complete = {item.id: before[item.id] for item in wanted if _is_same(item, before.get(item.id))}
        missing = [item.id for item in wanted if item.id not in complete]
        try:
            complete |= {item.id: item for item in await self._plex.get_items(missing)}
        except PlexUnauthorized:
            raise
        except PlexError as err:
            _LOGGER.debug("Cannot request recently added items: %s", err)
        self._complete[library_id] = complete
        return [item.with_streams_of(complete.get(item.id, item)) for item in items]

    async def _fetch(self, library: PlexLibrary | None, limit: int, *, start: int = 0) -> list[PlexMediaItem] | None:
        """Return the recently added items of a library or the server; None if Plex cannot list them."""
        try:
            return await self._plex.get_recently_added(limit, library, start=start)
        except PlexUnauthorized:
            raise
        except PlexError as err:
            _LOGGER.debug("Cannot list the recently added items of %s: %s", library.title if library else "Plex", err)
            return None


def _is_same(item: PlexMediaItem, before: PlexMediaItem | None) -> bool:
    """Return whether an item has not changed since it was requested; Plex may have analyzed its files since."""
    if before is None or before.updated_at != item.updated_at:
        return False
    return [replace(file, hdr=None) for file in before.files] == [replace(file, hdr=None) for file in item.files]

"""Fetch the lists of recently added items, at most two requests at a time however many libraries there are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
import logging
from typing import Final, Self

from .errors import PlexError, PlexUnauthorized
from .models import PlexLibrary, PlexMediaItem
from .notifications import ItemDeleted, ItemReady
from .recently_added import CachedLists, RecentlyAdded
from .service import PlexService

UNLISTED_TYPES: Final = frozenset((2, 3, 8, 10))
"""Plex's numbers of the types that no list has: shows, seasons, artists and tracks."""

_LOGGER = logging.getLogger(__name__)


class RecentlyAddedLists(RecentlyAdded):
    """The lists of recently added items of the server and of each library, and how to fetch them."""

    def __init__(self, plex: PlexService, limit: int, cached: CachedLists | None = None) -> None:
        """Initialize with the length of each list, and lists to use until they are fetched."""
        super().__init__(limit, cached)
        self._plex = plex
        self._libraries: Mapping[str, PlexLibrary] = {}

    @classmethod
    def restored(cls, plex: PlexService, limit: int, cached: CachedLists) -> Self:
        """Return lists from before a reload, with links as the options now say."""

        def relink(items: Iterable[PlexMediaItem]) -> tuple[PlexMediaItem, ...]:
            return tuple(replace(item, url=plex.item_url(item.id)) for item in items)

        of_server, by_library = cached
        return cls(plex, limit, (relink(of_server), {key: relink(items) for key, items in by_library.items()}))

    def set_libraries(self, libraries: Mapping[str, PlexLibrary]) -> None:
        """Set the current libraries by ID; an empty mapping, as of a server that has just started, drops no list."""
        self._libraries = libraries
        if libraries:
            self.retain(libraries)

    @property
    def outdated(self) -> list[str]:
        """Return the IDs of the libraries whose lists are missing or outdated, the most urgent first."""
        return self.outdated_libraries(self._libraries)

    def mark_outdated(self, notification: ItemDeleted | ItemReady) -> bool:
        """Mark the lists that a notification makes outdated; return whether there is one."""
        library_ids = [library_id for library_id in self._outdated_by(notification) if library_id in self._libraries]
        for library_id in library_ids:
            self.mark_changed(library_id)
        return bool(library_ids)

    def _outdated_by(self, notification: ItemDeleted | ItemReady) -> list[str]:
        if isinstance(notification, ItemReady):
            is_listed = notification.type not in UNLISTED_TYPES and not self.has_complete_item(notification.item_id)
            return [notification.library_id] if is_listed else []
        if notification.library_id:
            return [notification.library_id]
        return [
            library_id
            for library_id, items in self.by_library.items()
            if any(item.id == notification.item_id for item in items)
        ]

    async def fetch_some(self) -> None:
        """Fetch the server's list and the most urgent or else the oldest list of a library; raise PlexUnauthorized."""
        if (items := await self._fetch(None)) is not None:
            self.set_server_items(items)
        library_id = next(iter(self.outdated), self.oldest())
        if library_id is not None:
            await self.fetch_library(library_id)

    async def fetch_library(self, library_id: str) -> None:
        """Fetch the list of a library; raise PlexUnauthorized."""
        items = await self._fetch(self._libraries[library_id])
        if library_id in self._libraries:
            self.set_library_items(library_id, items)

    async def _fetch(self, library: PlexLibrary | None) -> list[PlexMediaItem] | None:
        """Return the recently added items of a library or the server; None if Plex cannot list them."""
        try:
            return await self._plex.get_recently_added(self._limit, library)
        except PlexUnauthorized:
            raise
        except PlexError as err:
            _LOGGER.debug("Cannot list the recently added items of %s: %s", library.title if library else "Plex", err)
            return None

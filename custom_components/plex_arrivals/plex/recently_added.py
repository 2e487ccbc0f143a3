"""The recently added items, from few requests however many libraries there are (pure)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from .models import PlexMediaItem

_NEVER = datetime.min.replace(tzinfo=UTC)

type CachedLists = tuple[tuple[PlexMediaItem, ...], dict[str, tuple[PlexMediaItem, ...]]]
"""The list of the server, and the lists of its libraries by their IDs."""


class RecentlyAdded:
    """The newest items of the server and of each library, and which list to fetch next.

    The list of the server is one request, but not enough: it has seasons instead of episodes, and a busy library
    displaces the others. So each library has its own list, fetched one at a time: first those of libraries that have
    changed, then missing ones, then the one that was fetched longest ago.
    """

    def __init__(self, limit: int, lists: CachedLists | None = None) -> None:
        """Initialize with the length of each list, and with lists to show until each has been fetched again."""
        self._limit = limit
        server_items, by_library = lists or ((), {})
        self._server_items = server_items[:limit]
        self._by_library = {library_id: items[:limit] for library_id, items in by_library.items()}
        self._changed: dict[str, None] = dict.fromkeys(self._by_library)

    @property
    def lists(self) -> CachedLists:
        """The lists, to initialize another instance with."""
        return self._server_items, self._by_library

    @property
    def by_library(self) -> Mapping[str, tuple[PlexMediaItem, ...]]:
        """The lists by library ID, the one fetched longest ago first (a copy)."""
        return dict(self._by_library)

    @property
    def newest(self) -> tuple[PlexMediaItem, ...]:
        """The newest items of the server, the latest first; the own list of a library counts before the server's."""
        items = [item for own in self._by_library.values() for item in own]
        items += [item for item in self._server_items if item.library_id not in self._by_library]
        return tuple(latest_first(items)[: self._limit])

    def has_complete_item(self, item_id: str) -> bool:
        """Return whether the list of the item's library already has the item, matched and with a poster.

        Plex reports several times that an item is ready; later edits are found in the list of the server.
        """
        items = (item for own in self._by_library.values() for item in own if item.id == item_id)
        return any(item.matched and item.artwork for item in items)

    def mark_changed(self, library_id: str) -> None:
        """Mark a library as changed, so that its list is fetched again."""
        self._changed[library_id] = None

    def set_server_items(self, items: Sequence[PlexMediaItem]) -> None:
        """Store the list of the server; a new item in it marks its library as changed."""
        before = set(self._server_items)
        for item in items:
            if item not in before and item.library_id in self._by_library:
                self.mark_changed(item.library_id)
        self._server_items = tuple(items)

    def set_library_items(self, library_id: str, items: Sequence[PlexMediaItem] | None) -> None:
        """Store the list of a library; with None, because the request failed, the old one remains."""
        self._changed.pop(library_id, None)
        before = self._by_library.pop(library_id, ())
        self._by_library[library_id] = before if items is None else tuple(items)

    def retain(self, library_ids: Collection[str]) -> None:
        """Remove all libraries but these."""
        for by_library in (self._by_library, self._changed):
            for library_id in by_library.keys() - library_ids:
                del by_library[library_id]

    def outdated_libraries(self, library_ids: Collection[str]) -> list[str]:
        """Return the libraries whose lists are missing or outdated, the most urgent first.

        Of those without a list, the library of the newest item comes first, as it decides what the newest items are.
        """
        changed = [library_id for library_id in self._changed if library_id in library_ids]
        order = dict.fromkeys([*(item.library_id for item in self._server_items), *library_ids])
        missing = [one for one in order if one is not None and one in library_ids and one not in self._by_library]
        return changed + [one for one in missing if one not in self._changed]

    def oldest(self) -> str | None:
        """Return the library whose list was fetched longest ago, if any."""
        return next(iter(self._by_library), None)


def latest_first(items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
    """Return each item once, the latest first; an item without a time counts as the oldest.

    Of items of the same second, the one with the greater ID is the later one, whatever the order of the lists.
    """
    unique = {item.id: item for item in items}
    return sorted(unique.values(), key=lambda item: (item.added_at or _NEVER, len(item.id), item.id), reverse=True)

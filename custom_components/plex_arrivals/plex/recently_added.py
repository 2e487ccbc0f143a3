"""The recently added items, from few requests however many libraries there are (pure)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from .models import LibraryVersion, PlexMediaItem
from .recently_added_groups import RecentGroup, grouped

_NEVER = datetime.min.replace(tzinfo=UTC)

type CachedLists = tuple[tuple[PlexMediaItem, ...], dict[str, tuple[RecentGroup, ...]]]
"""The list of the server, and the groups of its libraries by their IDs."""


class RecentlyAdded:
    """The newest items of the server and of each library, and which list to fetch next.

    The list of the server is one request, but not enough: it has seasons instead of episodes, and a busy library
    displaces the others. So each library has its own list, fetched one at a time: first those of libraries that have
    changed, then missing ones, then the one that was fetched longest ago. Once all libraries have theirs, the list of
    the server is only needed where Plex does not say which libraries have changed.

    A library has as many groups as its list may have items. Their items reach back further than the list, if a season
    was added at once.
    """

    def __init__(self, limit: int, lists: CachedLists | None = None) -> None:
        """Initialize with the length of each list, and with lists to show until each has been fetched again."""
        self._limit = limit
        server_items, groups = lists or ((), {})
        self._server_items = server_items[:limit]
        self._groups = {library_id: own[:limit] for library_id, own in groups.items()}
        self._changed: dict[str, None] = dict.fromkeys(self._groups)
        self._versions: dict[str, LibraryVersion | None] = {}
        """The versions of the libraries when their lists were requested."""

    @property
    def lists(self) -> CachedLists:
        """The lists, to initialize another instance with."""
        return self._server_items, self._groups

    @property
    def groups(self) -> Mapping[str, tuple[RecentGroup, ...]]:
        """The groups by library ID (a copy)."""
        return dict(self._groups)

    @property
    def by_library(self) -> Mapping[str, tuple[PlexMediaItem, ...]]:
        """The lists by library ID, the one fetched longest ago first."""
        return {library_id: self._newest(_items(own)) for library_id, own in self._groups.items()}

    @property
    def newest(self) -> tuple[PlexMediaItem, ...]:
        """The newest items of the server, the latest first; the own list of a library counts before the server's."""
        items = [item for own in self._groups.values() for item in _items(own)]
        items += [item for item in self._server_items if item.library_id not in self._groups]
        return self._newest(items)

    def has_complete_item(self, item_id: str) -> bool:
        """Return whether the list of the item's library already has the item, matched and with a poster.

        Plex reports several times that an item is ready.
        """
        items = (item for own in self._groups.values() for item in _items(own) if item.id == item_id)
        return any(item.matched and item.artwork for item in items)

    def has_item(self, library_id: str, item_id: str) -> bool:
        """Return whether an item is in the list or a group of a library."""
        return any(item.id == item_id for item in _items(self._groups.get(library_id, ())))

    def mark_changed(self, library_id: str) -> None:
        """Mark a library as changed, so that its list is fetched again."""
        self._changed[library_id] = None

    def mark_changed_later(self, library_id: str) -> None:
        """Mark a library as changed when its version is set the next time, if it has one."""
        self._versions.pop(library_id, None)

    def set_server_items(self, items: Sequence[PlexMediaItem]) -> None:
        """Store the list of the server; a new item in it marks its library as changed."""
        before = set(self._server_items)
        for item in items:
            if item not in before and item.library_id in self._groups:
                self.mark_changed(item.library_id)
        self._server_items = tuple(items)

    def set_library_items(
        self,
        library_id: str,
        items: Sequence[PlexMediaItem] | None,
        version: LibraryVersion | None = None,
        *,
        has_more: bool = False,
    ) -> None:
        """Store the items of a library, requested when the library had this version; `has_more` if these are not all.

        With None, because the request failed, the old list remains, and is outdated when the version is set again.
        """
        self._changed.pop(library_id, None)
        before = self._groups.pop(library_id, ())
        self._groups[library_id] = (
            before if items is None else tuple(grouped(latest_first(items), has_more=has_more)[: self._limit])
        )
        self._versions[library_id] = version
        if items is None:
            self.mark_changed_later(library_id)

    def set_versions(self, versions: Mapping[str, LibraryVersion | None]) -> None:
        """Remove all libraries but these, and mark those as changed whose lists are of another version."""
        for by_library in (self._groups, self._changed, self._versions):
            for library_id in by_library.keys() - versions.keys():
                del by_library[library_id]
        for library_id in self._groups:
            if versions[library_id] != self._versions.get(library_id):
                self.mark_changed(library_id)

    def outdated_libraries(self, library_ids: Collection[str]) -> list[str]:
        """Return the libraries whose lists are missing or outdated, the most urgent first.

        Of those without a list, the library of the newest item comes first, as it decides what the newest items are.
        """
        changed = [library_id for library_id in self._changed if library_id in library_ids]
        order = dict.fromkeys([*(item.library_id for item in self._server_items), *library_ids])
        missing = [one for one in order if one is not None and one in library_ids and one not in self._groups]
        return changed + [one for one in missing if one not in self._changed]

    def oldest(self) -> str | None:
        """Return the library whose list was fetched longest ago, if any."""
        return next(iter(self._groups), None)

    def _newest(self, items: Iterable[PlexMediaItem]) -> tuple[PlexMediaItem, ...]:
        return tuple(latest_first(items)[: self._limit])


def _items(groups: Iterable[RecentGroup]) -> Iterator[PlexMediaItem]:
    return (item for group in groups for item in group.items)


def latest_first(items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
    """Return each item once, the latest first; an item without a time counts as the oldest.

    Of items of the same second, the one with the greater ID is the later one, whatever the order of the lists.
    """
    unique = {item.id: item for item in items}
    return sorted(unique.values(), key=age_key, reverse=True)


def age_key(item: PlexMediaItem) -> tuple[datetime, int, str]:
    """Return by what to sort items, the oldest first."""
    return item.added_at or _NEVER, len(item.id), item.id

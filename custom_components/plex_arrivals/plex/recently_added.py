"""What was added lately, put together from few requests however many libraries there are (pure)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from .models import PlexMediaItem

_NEVER = datetime.min.replace(tzinfo=UTC)

type HeldLists = tuple[tuple[PlexMediaItem, ...], dict[str, tuple[PlexMediaItem, ...]]]
"""The list of the server, and those of its libraries by their ids."""


class RecentlyAdded:
    """The newest items of the server and of each library, and which library is to be asked next.

    The server's own list costs one request, but is not all: it shows seasons instead of episodes, and a busy library
    pushes the others out of it. So each library has a list of its own, fetched one at a time: first where something
    has changed, then where there is no list yet, then the one that was fetched longest ago.
    """

    def __init__(self, limit: int, held: HeldLists | None = None) -> None:
        """Take how many items each list has, and lists that stand until each has been fetched anew."""
        self._limit = limit
        of_server, of_libraries = held or ((), {})
        self._of_server = of_server[:limit]
        self._of_libraries = {library_id: items[:limit] for library_id, items in of_libraries.items()}
        self._changed: dict[str, None] = dict.fromkeys(self._of_libraries)

    @property
    def held(self) -> HeldLists:
        """The lists, for another one of us."""
        return self._of_server, self._of_libraries

    @property
    def of_libraries(self) -> Mapping[str, tuple[PlexMediaItem, ...]]:
        """A copy of the lists by library id, that fetched longest ago first."""
        return dict(self._of_libraries)

    @property
    def newest(self) -> tuple[PlexMediaItem, ...]:
        """The server's newest items, the latest first; where a library has its own list, that one counts."""
        items = [item for own in self._of_libraries.values() for item in own]
        items += [item for item in self._of_server if item.library_id not in self._of_libraries]
        return tuple(latest_first(items)[: self._limit])

    def shows(self, item_id: str) -> bool:
        """Tell whether an item is in its library's list with all that Plex will find out about it.

        Plex says several times that an item is ready; what a person edits later is found in the server's list.
        """
        items = (item for own in self._of_libraries.values() for item in own if item.id == item_id)
        return any(item.matched and item.artwork for item in items)

    def changed(self, library_id: str) -> None:
        """Take in that something changed in a library."""
        self._changed[library_id] = None

    def take_server(self, items: Sequence[PlexMediaItem]) -> None:
        """Take the server's list; what was not in it before tells of a change in its library."""
        before = set(self._of_server)
        for item in items:
            if item not in before and item.library_id in self._of_libraries:
                self.changed(item.library_id)
        self._of_server = tuple(items)

    def take_library(self, library_id: str, items: Sequence[PlexMediaItem] | None) -> None:
        """Take a library's list; None, where Plex could not give it, leaves the one there was."""
        self._changed.pop(library_id, None)
        before = self._of_libraries.pop(library_id, ())
        self._of_libraries[library_id] = before if items is None else tuple(items)

    def keep(self, library_ids: Collection[str]) -> None:
        """Forget all libraries but these."""
        for forgotten in (self._of_libraries, self._changed):
            for library_id in forgotten.keys() - library_ids:
                del forgotten[library_id]

    def wanting(self, library_ids: Collection[str]) -> list[str]:
        """Return the libraries whose lists are missing or out of date, the most urgent first.

        Of those without a list that of the newest item comes first: it decides what the server's newest is.
        """
        changed = [library_id for library_id in self._changed if library_id in library_ids]
        order = dict.fromkeys([*(item.library_id for item in self._of_server), *library_ids])
        missing = [one for one in order if one is not None and one in library_ids and one not in self._of_libraries]
        return changed + [one for one in missing if one not in self._changed]

    def oldest(self) -> str | None:
        """Return the library whose list was fetched longest ago."""
        return next(iter(self._of_libraries), None)


def latest_first(items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
    """Return each item once, the latest first; what has no time counts as the oldest.

    Of those of one second that with the greater id came later: the order must not depend on whose list came first.
    """
    unique = {item.id: item for item in items}
    return sorted(unique.values(), key=lambda item: (item.added_at or _NEVER, len(item.id), item.id), reverse=True)

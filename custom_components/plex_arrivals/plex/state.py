"""The state of a server (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .models import PlexLibrary, PlexMediaItem, PlexServerInfo
from .recently_added import CachedLists
from .recently_added_groups import RecentGroup


@dataclass(frozen=True, slots=True)
class PlexState:
    """The state of a server."""

    server: PlexServerInfo
    libraries: Mapping[str, PlexLibrary]
    scanning: frozenset[str]
    """The IDs of the libraries that Plex is scanning."""
    recently_added: tuple[PlexMediaItem, ...]
    recently_added_in: Mapping[str, tuple[PlexMediaItem, ...]]
    """By library ID; without libraries whose list was not fetched yet."""
    recent_groups_in: Mapping[str, tuple[RecentGroup, ...]]
    """The same in groups, of which there may be as many; by library ID."""

    @property
    def items(self) -> list[PlexMediaItem]:
        """Return the items of all lists, each once."""
        items = [*self.recently_added, *(item for own in self.recently_added_in.values() for item in own)]
        return list({item.id: item for item in items}.values())


@dataclass(frozen=True, slots=True)
class CachedUpdate:
    """The last update of a server, to be restored after a reload."""

    state: PlexState
    recently_added: CachedLists
    success: bool
    exception: BaseException | None

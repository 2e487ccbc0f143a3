"""The state of a server, as the coordinator has it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .models import PlexLibrary, PlexMediaItem, PlexServerInfo


@dataclass(frozen=True, slots=True)
class PlexState:
    """The state of a server."""

    server: PlexServerInfo
    libraries: Mapping[str, PlexLibrary]
    scanning: frozenset[str]
    """The ids of the libraries that Plex is scanning."""
    recently_added: tuple[PlexMediaItem, ...]
    recently_added_in: Mapping[str, tuple[PlexMediaItem, ...]]
    """By library id; without the libraries whose lists have not been fetched yet."""

    @property
    def items(self) -> list[PlexMediaItem]:
        """The items of all lists, without duplicates."""
        items = [*self.recently_added, *(item for own in self.recently_added_in.values() for item in own)]
        return list({item.id: item for item in items}.values())

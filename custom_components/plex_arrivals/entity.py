"""What all entities have in common: one device per server, and libraries that come and go."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .coordinator import PlexCoordinator
from .data import PlexArrivalsConfigEntry
from .device import identifiers
from .plex.models import PlexLibrary

LIBRARY = "library_"
"""What the keys of libraries' entities begin with."""


class PlexEntity(CoordinatorEntity[PlexCoordinator]):
    """An entity of a server."""

    _attr_has_entity_name = True
    _there_while_offline = False
    """Whether it has something to say although Plex does not answer."""

    def __init__(self, entry: PlexArrivalsConfigEntry, key: str) -> None:
        """Take the entry whose server it is and what tells the entity from the others."""
        super().__init__(entry.runtime_data.coordinator)
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.unique_id}_{key}"
        self._attr_device_info = DeviceInfo(identifiers=identifiers(entry))

    @property
    @override
    def available(self) -> bool:
        return self._there_while_offline or self.coordinator.online


class LibraryEntity(PlexEntity):
    """An entity of one library."""

    def __init__(self, entry: PlexArrivalsConfigEntry, key: str, library: PlexLibrary) -> None:
        """Take the library, whose id is the entity's."""
        super().__init__(entry, f"{LIBRARY}{key}")
        self._library_id = library.id
        self._attr_unique_id = f"{self._attr_unique_id}_{library.id}"
        self._attr_translation_placeholders = {"library": library.title}

    @property
    def library(self) -> PlexLibrary | None:
        """The library as it is now; None once it is gone."""
        known = self.coordinator.known
        return known.libraries.get(self._library_id) if known else None

    @property
    @override
    def available(self) -> bool:
        return super().available and self.library is not None

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        if (library := self.library) and library.title != self._attr_translation_placeholders["library"]:
            self._attr_translation_placeholders = {"library": library.title}
            self.__dict__.pop("name", None)  # Home Assistant keeps the name until something sets it
        super()._handle_coordinator_update()


@callback
def follow_libraries(
    entry: PlexArrivalsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[PlexLibrary], LibraryEntity],
) -> None:
    """Add an entity for each library, now and when it appears; remove those of libraries that are gone.

    An answer without any library is not believed: a server that has just started may give it.
    """
    coordinator = entry.runtime_data.coordinator
    followed: set[str] = set()

    @callback
    def follow() -> None:
        if not coordinator.online or not coordinator.known or not (libraries := coordinator.known.libraries):
            return
        if libraries.keys() == followed:
            return
        async_add_entities(make(library) for library in libraries.values() if library.id not in followed)
        followed.clear()
        followed.update(libraries)
        _remove_gone(coordinator, libraries)

    follow()
    entry.async_on_unload(coordinator.async_add_listener(follow))


@callback
def _remove_gone(coordinator: PlexCoordinator, library_ids: Iterable[str]) -> None:
    """Remove the entities of all libraries but these, also those from before a restart."""
    entry = coordinator.config_entry
    registry = er.async_get(coordinator.hass)
    there = tuple(f"_{library_id}" for library_id in library_ids)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if entity.unique_id.startswith(f"{entry.unique_id}_{LIBRARY}") and not entity.unique_id.endswith(there):
            registry.async_remove(entity.entity_id)

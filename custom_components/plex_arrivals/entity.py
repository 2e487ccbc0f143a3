"""Base entities for the Plex Arrivals integration, and the device that represents a server."""

from collections.abc import Callable, Iterable
from typing import Any, override

from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import UNDEFINED
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .coordinator import PlexCoordinator
from .data import PlexArrivalsConfigEntry
from .plex.models import PlexLibrary, PlexServerInfo

LIBRARY_KEY_PREFIX = "library_"


class PlexEntity(CoordinatorEntity[PlexCoordinator]):
    """Base class for the entities of a server."""

    _attr_has_entity_name = True
    _available_while_offline = False
    """Whether the entity stays available while Plex does not respond."""
    _written: object = None
    """What the state was made from when it was written."""

    def __init__(self, entry: PlexArrivalsConfigEntry, key: str) -> None:
        """Initialize the entity; `key` is its translation key and part of its unique ID."""
        super().__init__(entry.runtime_data.coordinator)
        self._entry = entry
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.unique_id}_{key}"
        self._attr_device_info = DeviceInfo(identifiers=_device_identifiers(entry))

    @property
    @override
    def available(self) -> bool:
        """Return whether the entity is available."""
        return self._available_while_offline or self.coordinator.online

    @property
    def _source(self) -> object:
        """What the state is made from, to be compared; None if that is not in the coordinator's data."""
        return None

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it may have changed: a scan alone changes the coordinator's data several times."""
        source = self.available, self._source
        if source != self._written:
            self._written = source
            self.async_write_ha_state()


class LibraryEntity(PlexEntity):
    """Base class for the entities of a library."""

    def __init__(self, entry: PlexArrivalsConfigEntry, key: str, library: PlexLibrary) -> None:
        """Initialize the entity; the library's ID is part of its unique ID."""
        super().__init__(entry, f"{LIBRARY_KEY_PREFIX}{key}")
        self._library_id = library.id
        self._attr_unique_id = f"{self._attr_unique_id}_{library.id}"
        self._attr_translation_placeholders = {"library": library.title}

    @property
    def library(self) -> PlexLibrary | None:
        """Return the current state of the library; None if it was removed."""
        return self.coordinator.libraries.get(self._library_id)

    @property
    @override
    def available(self) -> bool:
        """Return whether the entity is available."""
        return super().available and self.library is not None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the title of the library, which the names of its entities need not contain."""
        return {"library": self.library and self.library.title, **(super().extra_state_attributes or {})}

    @property
    @override
    def _source(self) -> object:
        return super()._source, self._attr_translation_placeholders["library"]

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Follow a new title of the library."""
        if (library := self.library) and library.title != self._attr_translation_placeholders["library"]:
            self._attr_translation_placeholders = {"library": library.title}
            self.__dict__.pop("name", None)  # Home Assistant caches the name until an attribute is set
        super()._handle_coordinator_update()


@callback
def async_add_library_entities(
    entry: PlexArrivalsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    create_entity: Callable[[PlexLibrary], LibraryEntity],
) -> None:
    """Add an entity for each library, now and when one is created; remove those of deleted libraries.

    An empty list of libraries is ignored: a server that has just started may report none.
    """
    coordinator = entry.runtime_data.coordinator
    added: set[str] = set()

    @callback
    def update_entities() -> None:
        if not coordinator.online or not (libraries := coordinator.libraries):
            return
        if libraries.keys() == added:
            return
        async_add_entities(create_entity(library) for library in libraries.values() if library.id not in added)
        added.clear()
        added.update(libraries)
        _async_remove_other_libraries(coordinator, libraries)

    update_entities()
    entry.async_on_unload(coordinator.async_add_listener(update_entities))


@callback
def _async_remove_other_libraries(coordinator: PlexCoordinator, library_ids: Iterable[str]) -> None:
    """Remove the entities of all other libraries, including those registered before a restart."""
    entry = coordinator.config_entry
    registry = er.async_get(coordinator.hass)
    suffixes = tuple(f"_{library_id}" for library_id in library_ids)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        is_of_library = entity.unique_id.startswith(f"{entry.unique_id}_{LIBRARY_KEY_PREFIX}")
        if is_of_library and not entity.unique_id.endswith(suffixes):
            registry.async_remove(entity.entity_id)


def _device_identifiers(entry: PlexArrivalsConfigEntry) -> set[tuple[str, str]]:
    return {(DOMAIN, f"{entry.unique_id}")}


@callback
def async_setup_device(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
    """Register the server's device, and keep its name and version up to date."""
    coordinator = entry.runtime_data.coordinator
    registry = dr.async_get(hass)

    def update_device(server: PlexServerInfo | None) -> None:
        registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers=_device_identifiers(entry),
            entry_type=dr.DeviceEntryType.SERVICE,
            manufacturer="Plex",
            model="Plex Media Server",
            configuration_url=f"{entry.data[CONF_URL]}/web",
            # Until the server has responded, the device keeps its last name; a new device gets the entry's title.
            name=server.name if server else UNDEFINED,
            sw_version=server.version if server else UNDEFINED,
        )

    current = coordinator.data.server if coordinator.data else None
    update_device(current)

    @callback
    def on_update() -> None:
        nonlocal current
        if coordinator.data and coordinator.data.server != current:
            current = coordinator.data.server
            update_device(current)

    entry.async_on_unload(coordinator.async_add_listener(on_update))

"""Whether the server is online, and which libraries it is scanning."""

from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import PlexArrivalsConfigEntry
from .entity import LibraryEntity, PlexEntity, async_add_library_entities

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the server's sensor and one for each library."""
    async_add_entities([OnlineSensor(entry, "online")])
    async_add_library_entities(entry, async_add_entities, lambda library: ScanningSensor(entry, "scanning", library))


class OnlineSensor(PlexEntity, BinarySensorEntity):
    """Whether Plex answers us: off, not unavailable, when it does not; `problem` says why."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _available_while_offline = True

    @property
    @override
    def is_on(self) -> bool:
        return self.coordinator.online

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        return {"problem": self.coordinator.problem}


class ScanningSensor(LibraryEntity, BinarySensorEntity):
    """Whether Plex is scanning a library."""

    _attr_device_class = BinarySensorDeviceClass.RUNNING

    @property
    @override
    def is_on(self) -> bool | None:
        data = self.coordinator.data
        return self._library_id in data.scanning if data else None

"""Whether the server is online, and which libraries it is scanning."""

from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import PlexArrivalsConfigEntry
from .entity import LibraryEntity, PlexEntity, follow_libraries

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the server's sensor and one for each library."""
    async_add_entities([OnlineSensor(entry, "online")])
    follow_libraries(entry, async_add_entities, lambda library: ScanningSensor(entry, "scanning", library))


class OnlineSensor(PlexEntity, BinarySensorEntity):
    """Whether Plex answers us: off, not unavailable, when it does not; `problem` says why."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _there_while_offline = True

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
        known = self.coordinator.known
        return self._library_id in known.scanning if known else None

"""Binary sensors of the Plex Arrivals integration."""

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
    """Set up the binary sensors of a server and its libraries."""
    async_add_entities([OnlineSensor(entry, "online")])
    async_add_library_entities(entry, async_add_entities, lambda library: ScanningSensor(entry, "scanning", library))


class OnlineSensor(PlexEntity, BinarySensorEntity):
    """Whether Plex responds; it is off instead of unavailable if not, and `problem` says why."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _available_while_offline = True

    @property
    @override
    def _source(self) -> object:
        return self.is_on, self.coordinator.problem

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
    def _source(self) -> object:
        return super()._source, self.is_on

    @property
    @override
    def is_on(self) -> bool | None:
        data = self.coordinator.data
        return self._library_id in data.scanning if data else None

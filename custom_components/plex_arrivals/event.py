"""Event entity of the Plex Arrivals integration."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import PlexArrivalsConfigEntry
from .deliveries.delivery import Delivery
from .deliveries.payload import EVENT_TYPES, event_type
from .entity import PlexEntity

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the event entity of a server."""
    async_add_entities([DeliveryEvent(entry, "delivery")])


class DeliveryEvent(PlexEntity, EventEntity):
    """The events of all deliveries to a server, also while it is offline."""

    _attr_event_types = EVENT_TYPES
    _available_while_offline = True
    _unrecorded_attributes = frozenset(
        {"download", "explanation", "items", "media", "messages", "missing_files", "tried"}
    )

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._entry.runtime_data.manager.async_add_listener(self._on_delivery))

    @callback
    def _on_delivery(self, delivery: Delivery, before: Delivery | None) -> None:
        if event := event_type(delivery, before):
            self._trigger_event(event, self._entry.runtime_data.delivery_payload(delivery))
            self.async_write_ha_state()

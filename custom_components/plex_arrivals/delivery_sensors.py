"""Sensors about deliveries, which are also available while Plex is offline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE, MAX_LENGTH_STATE_STATE, EntityCategory, UnitOfTime
from homeassistant.core import CALLBACK_TYPE, Event, callback
from homeassistant.helpers.event import async_track_point_in_time
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .data import PlexArrivalsConfigEntry, PlexArrivalsData
from .deliveries.delivery import Delivery, DeliveryState
from .deliveries.download_payload import CLIENT_KEYS
from .deliveries.manager import PlexIntegrationManager
from .deliveries.payload import delivery_title
from .deliveries.truncation import truncate_to_bytes
from .entity import PlexEntity

MAX_FAILED: Final = 20
"""How many failed deliveries the attribute lists, the latest."""
MAX_FAILED_BYTES: Final = 15_000


@dataclass(frozen=True, kw_only=True)
class DeliverySensorDescription(SensorEntityDescription):
    """Describes a sensor about deliveries."""

    value_fn: Callable[[PlexIntegrationManager], StateType]
    attributes_fn: Callable[[PlexArrivalsData], Mapping[str, Any] | None] = lambda _data: None


def _last_title(manager: PlexIntegrationManager) -> str | None:
    return delivery_title(last)[:MAX_LENGTH_STATE_STATE] or None if (last := manager.last_arrival) else None


def _last_attributes(data: PlexArrivalsData) -> dict[str, Any] | None:
    if (last := data.manager.last_arrival) is None:
        return None
    payload = data.delivery_payload(last)
    return {
        "url": payload["url"],
        "library": payload["library"],
        "kind": payload["kind"],
        "media": payload["media"],
        "download": payload["download"]["name"],
        "source": last.download.source,
        **{key: payload["download"][key] for key in CLIENT_KEYS},
        "requested_by": payload["requested_by"],
        "arrived_at": payload["updated_at"],
        "delivery_id": last.id,
        "items": payload["items"],
    }


def _minutes_to_plex(manager: PlexIntegrationManager) -> float | None:
    """Return how long the last arrival took, from the end of its download until Plex had it."""
    if (last := manager.last_arrival) is None:
        return None
    return max((last.updated_at - last.files_complete_at) / timedelta(minutes=1), 0)  # the clock may have been set


SENSORS = (
    DeliverySensorDescription(key="last_arrival", value_fn=_last_title, attributes_fn=_last_attributes),
    DeliverySensorDescription(
        key="deliveries_in_progress",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda manager: manager.in_progress,
    ),
    DeliverySensorDescription(
        key="time_to_plex",
        device_class=SensorDeviceClass.DURATION,
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        value_fn=_minutes_to_plex,
    ),
)


class _DeliverySensor(PlexEntity, SensorEntity):
    """Base class for the sensors about deliveries."""

    _available_while_offline = True

    def __init__(self, entry: PlexArrivalsConfigEntry, key: str) -> None:
        """Initialize the sensor."""
        super().__init__(entry, key)
        self._manager = entry.runtime_data.manager

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._manager.async_add_listener(self._on_delivery))
        self.async_on_remove(self._manager.async_add_dismissal_listener(self._on_delivery))

    @callback
    def _on_delivery(self, delivery: Delivery, before: Delivery | None = None) -> None:
        """Update when a delivery has changed or was dismissed."""
        raise NotImplementedError


class DeliverySensor(_DeliverySensor):
    """A sensor about deliveries."""

    entity_description: DeliverySensorDescription
    _unrecorded_attributes = frozenset({"items", "media"})

    def __init__(self, entry: PlexArrivalsConfigEntry, description: DeliverySensorDescription) -> None:
        """Initialize the sensor."""
        super().__init__(entry, description.key)
        self.entity_description = description

    @callback
    @override
    def _on_delivery(self, delivery: Delivery, before: Delivery | None = None) -> None:
        self._handle_coordinator_update()

    @property
    @override
    def _source(self) -> object:
        return self._manager.last_arrival, self._manager.in_progress

    @property
    @override
    def native_value(self) -> StateType:
        return self.entity_description.value_fn(self._manager)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        return self.entity_description.attributes_fn(self._entry.runtime_data)


class FailedDeliveriesSensor(_DeliverySensor):
    """The number of deliveries that do not go on without the user, with the latest of them as an attribute."""

    _attr_state_class = SensorStateClass.MEASUREMENT
    _unrecorded_attributes = frozenset({"deliveries"})

    @callback
    @override
    def _on_delivery(self, delivery: Delivery, before: Delivery | None = None) -> None:
        if delivery.needs_attention or (before and before.needs_attention):
            self.async_write_ha_state()

    @property
    @override
    def native_value(self) -> int:
        return self._manager.needing_attention_count

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        shown = islice(self._manager.needing_attention, MAX_FAILED)
        return {"deliveries": truncate_to_bytes(map(self._attributes, shown), MAX_FAILED_BYTES)}

    def _attributes(self, delivery: Delivery) -> dict[str, Any]:
        """Return the attributes of a delivery."""
        payload = self._entry.runtime_data.delivery_payload(delivery)
        keys = ("title", "state", "reason", "explanation", "library", "delivery_id", "updated_at")
        return {key: payload[key] for key in keys} | {key: payload["download"][key] for key in CLIENT_KEYS}


class ArrivalsTodaySensor(_DeliverySensor):
    """The number of deliveries that arrived since midnight.

    It is counted from the stored deliveries, so that a restart neither loses nor repeats an arrival.
    """

    _attr_state_class = SensorStateClass.TOTAL

    def __init__(self, entry: PlexArrivalsConfigEntry) -> None:
        """Initialize the sensor."""
        super().__init__(entry, "arrivals_today")
        self._arrived: set[str] = set()
        """The IDs of the deliveries."""
        self._cancel_timer: CALLBACK_TYPE = lambda: None

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self._begin_day(dt_util.start_of_local_day())
        # Another time zone has its midnight at another time.
        self.async_on_remove(self.hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._on_config_update))

    @override
    async def async_will_remove_from_hass(self) -> None:
        await super().async_will_remove_from_hass()
        self._cancel_timer()

    def _begin_day(self, since: datetime) -> None:
        """Count what arrived since a day began, until the next begins: not always at 0:00, as clocks may go forward."""
        self._attr_last_reset = since
        self._arrived = {one.id for one in self._manager.deliveries.values() if _has_arrived(one, since)}
        self._cancel_timer()
        tomorrow = dt_util.start_of_local_day(since.date() + timedelta(days=1))
        self._cancel_timer = async_track_point_in_time(self.hass, self._on_new_day, tomorrow)

    @callback
    def _on_new_day(self, now: datetime) -> None:
        self._begin_day(dt_util.start_of_local_day(now))
        self.async_write_ha_state()

    @callback
    def _on_config_update(self, _: Event) -> None:
        self._on_new_day(dt_util.now())

    @callback
    @override
    def _on_delivery(self, delivery: Delivery, before: Delivery | None = None) -> None:
        since = dt_util.start_of_local_day()
        if not _has_arrived(delivery, since):
            return
        if since != self.last_reset:  # a moment before the timer
            self._begin_day(since)
        self._arrived.add(delivery.id)
        self.async_write_ha_state()

    @property
    @override
    def native_value(self) -> int:
        return len(self._arrived)


def _has_arrived(delivery: Delivery, since: datetime) -> bool:
    return delivery.state is DeliveryState.AVAILABLE and delivery.updated_at >= since

"""What was added lately, what arrived last, what is on its way, and the server's version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import MAX_LENGTH_STATE_STATE, EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.typing import StateType

from .const import CONF_UPCOMING_MEDIA
from .data import PlexArrivalsConfigEntry
from .deliveries.delivery import Delivery
from .deliveries.manager import PlexIntegrationManager
from .deliveries.payload import delivery_data, delivery_title, fit_in, item_payload
from .entity import LibraryEntity, PlexEntity, async_add_library_entities
from .plex.models import PlexMediaItem, full_title
from .posters.signed_paths import SignedPaths
from .posters.view import SHOWN_FOR
from .upcoming_media import upcoming_media

PARALLEL_UPDATES = 0
RENEWAL = timedelta(hours=12)
"""How often it is looked whether paths of posters are half way through their time."""
MOST_BYTES = 15_000
"""How long the list of running downloads may become: Home Assistant wants all attributes below 16 KiB."""


@dataclass(frozen=True, kw_only=True)
class DeliverySensorDescription(SensorEntityDescription):
    """A sensor that follows the deliveries."""

    value: Callable[[PlexIntegrationManager], StateType]
    attributes: Callable[[PlexIntegrationManager, str], Mapping[str, Any] | None] = lambda _manager, _entry_id: None


def _last_title(manager: PlexIntegrationManager) -> str | None:
    return delivery_title(last)[:MAX_LENGTH_STATE_STATE] or None if (last := manager.last_arrival) else None


def _last_details(manager: PlexIntegrationManager, entry_id: str) -> dict[str, Any] | None:
    if (last := manager.last_arrival) is None:
        return None
    told = delivery_data(last, entry_id)
    return {
        "url": told["url"],
        "library": told["library"],
        "kind": told["kind"],
        "download": told["download"]["name"],
        "source": last.download.source,
        "arrived_at": told["updated_at"],
        "delivery_id": last.id,
        "items": told["items"],
    }


SENSORS = (
    DeliverySensorDescription(key="last_arrival", value=_last_title, attributes=_last_details),
    DeliverySensorDescription(
        key="deliveries_in_progress",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda manager: manager.in_progress,
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the server's sensors and one for each library."""
    async_add_entities(
        [
            *(DeliverySensor(entry, description) for description in SENSORS),
            RunningDownloadsSensor(entry),
            RecentlyAddedSensor(entry, "recently_added"),
            VersionSensor(entry, "version"),
        ]
    )
    async_add_library_entities(
        entry, async_add_entities, lambda library: LibraryRecentlyAddedSensor(entry, "recently_added", library)
    )


class DeliverySensor(PlexEntity, SensorEntity):
    """A sensor that follows the deliveries, also while Plex is offline."""

    entity_description: DeliverySensorDescription
    _available_while_offline = True
    _unrecorded_attributes = frozenset({"items"})

    def __init__(self, entry: PlexArrivalsConfigEntry, description: DeliverySensorDescription) -> None:
        """Take the entry whose deliveries it follows."""
        super().__init__(entry, description.key)
        self.entity_description = description
        self._entry = entry
        self._manager = entry.runtime_data.manager

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._manager.async_add_listener(self._on_delivery))

    @callback
    def _on_delivery(self, _delivery: Delivery, _before: Delivery | None) -> None:
        self.async_write_ha_state()

    @property
    @override
    def native_value(self) -> StateType:
        return self.entity_description.value(self._manager)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        return self.entity_description.attributes(self._manager, self._entry.entry_id)


class RunningDownloadsSensor(PlexEntity, SensorEntity):
    """How many downloads run, and which; also while Plex is offline."""

    _attr_state_class = SensorStateClass.MEASUREMENT
    _available_while_offline = True
    _unrecorded_attributes = frozenset({"downloads"})

    def __init__(self, entry: PlexArrivalsConfigEntry) -> None:
        """Take the entry whose downloads it shows."""
        super().__init__(entry, "downloads_running")
        self._running = entry.runtime_data.running

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._running.async_add_listener(self.async_write_ha_state))

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write nothing: what Plex does changes no download."""

    @property
    @override
    def native_value(self) -> int:
        return len(self._running.payloads)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        return {"downloads": fit_in(MOST_BYTES, map(_row, self._running.payloads))}


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a running download in short."""
    row = {key: told[key] for key in ("progress", "time_left", "library", "explanation")}
    return {"name": told["title"], **row, **{key: told["download"][key] for key in ("category", "path")}}


class RecentlyAddedSensor(PlexEntity, SensorEntity):
    """What was added to the server lately: the newest item as the state, and the list behind it."""

    _unrecorded_attributes = frozenset({"items", "data"})
    _posters: SignedPaths | None = None

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        entry = self.coordinator.config_entry
        if entry.options.get(CONF_UPCOMING_MEDIA):
            self._posters = SignedPaths(self.hass, entry.entry_id, SHOWN_FOR)
            self.async_on_remove(async_track_time_interval(self.hass, self._renew_posters, RENEWAL))

    @callback
    def _renew_posters(self, _now: datetime) -> None:
        self.async_write_ha_state()

    @property
    def items(self) -> Sequence[PlexMediaItem]:
        """The items, the newest first."""
        return self.coordinator.data.recently_added if self.coordinator.data else ()

    @property
    @override
    def native_value(self) -> str | None:
        items = self.items
        return (full_title(items[0])[:MAX_LENGTH_STATE_STATE] or None) if items else None

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        if (data := self.coordinator.data) is None:
            return None
        items = self.items
        attributes: dict[str, Any] = {
            "url": items[0].url if items else None,
            "items": [item_payload(item, data.libraries) for item in items],
        }
        if self._posters:
            attributes["data"] = upcoming_media(items, self._posters.paths(items))
        return attributes


class LibraryRecentlyAddedSensor(LibraryEntity, RecentlyAddedSensor):
    """What was added to a library lately; unavailable until Plex was asked for that, not unknown."""

    @property
    @override
    def available(self) -> bool:
        data = self.coordinator.data
        return super().available and data is not None and self._library_id in data.recently_added_in

    @property
    @override
    def items(self) -> Sequence[PlexMediaItem]:
        data = self.coordinator.data
        return data.recently_added_in.get(self._library_id, ()) if data else ()


class VersionSensor(PlexEntity, SensorEntity):
    """The server's version."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC

    @property
    @override
    def native_value(self) -> str | None:
        data = self.coordinator.data
        return (data.server.version[:MAX_LENGTH_STATE_STATE] or None) if data else None

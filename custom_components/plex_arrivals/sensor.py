"""Sensors of the Plex Arrivals integration."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.const import MAX_LENGTH_STATE_STATE, EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_interval

from .const import CONF_UPCOMING_MEDIA
from .data import PlexArrivalsConfigEntry
from .deliveries.download_payload import CLIENT_KEYS
from .deliveries.item_payload import item_payload, short_details_payload
from .deliveries.truncation import truncate_to_bytes
from .delivery_sensors import SENSORS, ArrivalsTodaySensor, DeliverySensor, FailedDeliveriesSensor
from .entity import LibraryEntity, PlexEntity, async_add_library_entities
from .plex.models import PlexMediaItem, full_title
from .posters.signed_paths import SignedPaths
from .posters.view import STATE_PATH_VALIDITY
from .upcoming_media import upcoming_media

PARALLEL_UPDATES = 0
POSTER_RENEWAL_INTERVAL = timedelta(hours=12)
"""How often to check whether the paths of posters have to be renewed."""
MAX_DOWNLOADS_BYTES = 15_000
"""The size of the list of running downloads: the recorder accepts up to 16 KiB of attributes."""


async def async_setup_entry(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the sensors of a server and its libraries."""
    async_add_entities(
        [
            *(DeliverySensor(entry, description) for description in SENSORS),
            FailedDeliveriesSensor(entry, "deliveries_failed"),
            ArrivalsTodaySensor(entry),
            RunningDownloadsSensor(hass, entry),
            RecentlyAddedSensor(entry, "recently_added"),
            VersionSensor(entry, "version"),
        ]
    )
    async_add_library_entities(
        entry, async_add_entities, lambda library: LibraryRecentlyAddedSensor(entry, "recently_added", library)
    )


class RunningDownloadsSensor(PlexEntity, SensorEntity):
    """The number of running downloads, which is also available while Plex is offline."""

    _attr_state_class = SensorStateClass.MEASUREMENT
    _available_while_offline = True
    _unrecorded_attributes = frozenset({"downloads"})

    def __init__(self, hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
        """Initialize the sensor."""
        super().__init__(entry, "downloads_running")
        self._running = entry.runtime_data.running
        self._media_posters = entry.runtime_data.media_posters
        self._paths = SignedPaths(hass, entry.entry_id, STATE_PATH_VALIDITY)

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._running.async_add_listener(self.async_write_ha_state))
        self.async_on_remove(self._media_posters.async_add_listener(self.async_write_ha_state))

    @property
    @override
    def native_value(self) -> int:
        return len(self._running.payloads)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        return {"downloads": truncate_to_bytes(map(self._attributes, self._running.payloads), MAX_DOWNLOADS_BYTES)}

    def _attributes(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Return the attributes of a running download."""
        poster = self._media_posters.poster(self._running.media.get(payload["id"]))
        return {
            "id": payload["id"],
            "name": payload["title"],
            **{key: payload[key] for key in ("media", "progress", "time_left", "library", "explanation")},
            **{key: payload["download"][key] for key in ("category", "path", *CLIENT_KEYS)},
            "artwork": self._paths.path(poster, poster.artwork_id) if poster else None,
        }


class RecentlyAddedSensor(PlexEntity, SensorEntity):
    """The item that was added to the server last, with the recently added items as an attribute."""

    _unrecorded_attributes = frozenset({"items", "data"})
    _posters: SignedPaths | None = None

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        if self._entry.options.get(CONF_UPCOMING_MEDIA):
            self._posters = SignedPaths(self.hass, self._entry.entry_id, STATE_PATH_VALIDITY)
            self.async_on_remove(async_track_time_interval(self.hass, self._renew_posters, POSTER_RENEWAL_INTERVAL))

    @callback
    def _renew_posters(self, _now: datetime) -> None:
        self.async_write_ha_state()

    @property
    def items(self) -> Sequence[PlexMediaItem]:
        """Return the recently added items, the latest first."""
        return self.coordinator.data.recently_added if self.coordinator.data else ()

    @property
    @override
    def _source(self) -> object:
        libraries = self.coordinator.libraries.values()
        return super()._source, self.items, [(library.id, library.title) for library in libraries]

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
            "items": [{**item_payload(item, data.libraries), **short_details_payload(item)} for item in items],
        }
        if self._posters:
            attributes["data"] = upcoming_media(items, self._posters.paths(items))
        return attributes


class LibraryRecentlyAddedSensor(LibraryEntity, RecentlyAddedSensor):
    """The item that was added to a library last; unavailable until the list of the library is fetched."""

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
    """The version of the server."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC

    @property
    @override
    def _source(self) -> object:
        return self.native_value

    @property
    @override
    def native_value(self) -> str | None:
        data = self.coordinator.data
        return (data.server.version[:MAX_LENGTH_STATE_STATE] or None) if data else None

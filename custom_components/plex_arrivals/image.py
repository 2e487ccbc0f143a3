"""Image entity of the Plex Arrivals integration."""

from typing import override

from homeassistant.components.image import ImageEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import LOGGER
from .data import PlexArrivalsConfigEntry
from .deliveries.delivery import Delivery
from .entity import PlexEntity
from .plex.errors import PlexError

PARALLEL_UPDATES = 0
SIZE = (640, 960)


async def async_setup_entry(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up the image of a server."""
    async_add_entities([LastArrivalPoster(hass, entry)])


class LastArrivalPoster(PlexEntity, ImageEntity):
    """The poster of the item that arrived last; once fetched, it is also available while Plex is offline."""

    _available_while_offline = True

    def __init__(self, hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
        """Initialize the image."""
        PlexEntity.__init__(self, entry, "last_arrival_poster")
        ImageEntity.__init__(self, hass)
        self._manager = entry.runtime_data.manager
        self._posters = entry.runtime_data.posters
        self._update_item()

    @property
    @override
    def entity_picture(self) -> str | None:
        return super().entity_picture if self._item else None

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._manager.async_add_listener(self._on_delivery))

    @override
    async def async_image(self) -> bytes | None:
        """Return the poster; None if the item has none or it cannot be fetched."""
        if (item := self._item) is None:
            return None
        try:
            picture = await self._posters.async_get(item.artwork_id or item.rating_key, item.artwork, *SIZE)
        except PlexError as err:
            LOGGER.debug("Cannot fetch the poster of %s: %s", item.title, err)
            return None
        self._attr_content_type = picture.content_type
        return picture.content

    @callback
    def _on_delivery(self, _delivery: Delivery, _before: Delivery | None) -> None:
        if self._update_item():
            self.async_write_ha_state()

    def _update_item(self) -> bool:
        """Show the item that arrived last; return whether that changed."""
        last = self._manager.last_arrival
        self._item = last.items[0] if last and last.items and last.items[0].artwork else None
        before = self._attr_image_last_updated
        self._attr_image_last_updated = last.updated_at if last and self._item else None
        return before != self._attr_image_last_updated

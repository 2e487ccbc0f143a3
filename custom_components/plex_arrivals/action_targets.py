"""The server that an action is about: the selected one, that of a link or of a delivery, or the only one."""

from typing import Final

from homeassistant.config_entries import SOURCE_IGNORE
from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import ServiceCall
from homeassistant.helpers import service

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry
from .errors import invalid_input
from .plex.links import parse_item

ATTR_DELIVERY_ID: Final = "delivery_id"
ATTR_RATING_KEY: Final = "rating_key"
"""The field for an item: its rating key, or a link to it."""


def selected_server(call: ServiceCall) -> PlexArrivalsConfigEntry:
    """Return the selected server, or the only one; raise ServiceValidationError if it is not loaded."""
    return _loaded(call, call.data.get(ATTR_CONFIG_ENTRY_ID))


def linked_item(call: ServiceCall) -> tuple[PlexArrivalsConfigEntry, str]:
    """Return the server and the rating key of the item, whose link says which server that is.

    Raise ServiceValidationError for what is no item, and for a link to another server than the selected one.
    """
    if (item := parse_item(call.data[ATTR_RATING_KEY])) is None:
        raise invalid_input("no_plex_item")
    if item.machine_identifier is None:
        return selected_server(call), item.rating_key
    linked = call.hass.config_entries.async_entry_for_domain_unique_id(DOMAIN, item.machine_identifier)
    if linked is None or linked.source == SOURCE_IGNORE:
        raise invalid_input("link_to_unconfigured_server")
    if call.data.get(ATTR_CONFIG_ENTRY_ID, linked.entry_id) != linked.entry_id:
        raise invalid_input("link_to_another_server")
    return _loaded(call, linked.entry_id), item.rating_key


def server_of_delivery(call: ServiceCall) -> PlexArrivalsConfigEntry:
    """Return the selected server, or the loaded one that has the delivery; raise ServiceValidationError."""
    loaded: list[PlexArrivalsConfigEntry] = call.hass.config_entries.async_loaded_entries(DOMAIN)
    if ATTR_CONFIG_ENTRY_ID in call.data or not loaded:
        return selected_server(call)
    delivery_id: str = call.data[ATTR_DELIVERY_ID]
    for entry in loaded:
        if delivery_id in entry.runtime_data.manager.deliveries:
            return entry
    raise invalid_input("no_such_delivery", delivery=delivery_id)


def _loaded(call: ServiceCall, entry_id: str | None) -> PlexArrivalsConfigEntry:
    entry: PlexArrivalsConfigEntry = service.async_get_config_entry(call.hass, DOMAIN, entry_id)
    return entry

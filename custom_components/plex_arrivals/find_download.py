"""The action that finds the download that brought an item or a file to Plex."""

from itertools import islice
from typing import Final

from homeassistant.const import ATTR_CONFIG_ENTRY_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from . import paths
from .action_targets import ATTR_RATING_KEY, linked_item, selected_server
from .data import PlexArrivalsConfigEntry
from .deliveries import search
from .deliveries.delivery import Delivery
from .deliveries.download_payload import client_data
from .deliveries.routing import PathMapping
from .downloads.report_schema import MAX_PATH_LENGTH
from .errors import invalid_input, translate_plex_errors
from .online import async_ensure_online

ATTR_PATH: Final = "path"
MAX_FOUND: Final = 50
"""How many deliveries are returned, at most: the latest."""

FIND_DOWNLOAD: Final = vol.Schema(
    {
        vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string,
        vol.Optional(ATTR_RATING_KEY): cv.string,
        vol.Optional(ATTR_PATH): vol.All(cv.string, vol.Length(min=1, max=MAX_PATH_LENGTH)),
    }
)


async def async_find_download(call: ServiceCall) -> ServiceResponse:
    """Return the deliveries of an item or a path, the latest first, with what their clients have of them now."""
    path: str | None = call.data.get(ATTR_PATH)
    if (path is None) == (ATTR_RATING_KEY not in call.data):
        raise invalid_input("item_or_path")
    if path is None:
        entry, rating_key = linked_item(call)
        found = await _async_by_rating_key(call.hass, entry, rating_key)
    elif paths.is_absolute(path):
        entry = selected_server(call)
        found = await _async_by_paths(call.hass, entry, path)
    else:
        raise invalid_input("path_not_absolute", path=path)
    latest = list(islice(found, MAX_FOUND))
    data = entry.runtime_data
    statuses = await data.sources.async_client_statuses([delivery.download for delivery in latest])
    return {
        "deliveries": [
            {**data.delivery_payload(delivery), "client": client_data(status)}
            for delivery, status in zip(latest, statuses, strict=True)
        ]
    }


async def _async_by_rating_key(hass: HomeAssistant, entry: PlexArrivalsConfigEntry, rating_key: str) -> list[Delivery]:
    """Return the deliveries of an item, or of the items of a season, show, album or artist.

    If there is none by that key, which changes when Plex adds an item again, they are searched for by the item's files.
    Raise HomeAssistantError if Plex has to be asked for these and does not respond.
    """
    deliveries = list(entry.runtime_data.manager.latest)
    found = await hass.async_add_executor_job(lambda: list(search.by_rating_key(deliveries, rating_key)))
    if found:
        return found
    await async_ensure_online(entry)
    with translate_plex_errors():
        items = await entry.runtime_data.plex.get_items([rating_key])
    return await _async_by_paths(hass, entry, *(file.path for item in items for file in item.files))


async def _async_by_paths(hass: HomeAssistant, entry: PlexArrivalsConfigEntry, *sought: str) -> list[Delivery]:
    deliveries = list(entry.runtime_data.manager.latest)
    mappings = PathMapping.from_options(entry.options)
    return await hass.async_add_executor_job(search.by_paths, deliveries, sought, mappings)

"""Actions of the Plex Arrivals integration."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from homeassistant.const import ATTR_CONFIG_ENTRY_ID, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util.json import JsonValueType
import voluptuous as vol

from . import paths
from .action_targets import ATTR_DELIVERY_ID, ATTR_RATING_KEY, linked_item, selected_server, server_of_delivery
from .const import DOMAIN
from .data import PlexArrivalsConfigEntry
from .deliveries.delivery import DeliveryState, TransitionError
from .deliveries.item_payload import complete_item_payload
from .deliveries.payload import DOWNLOADING
from .downloads.download import Download
from .downloads.report_schema import MAX_FILES, MAX_PATH_LENGTH, InvalidReportError, info_hash
from .downloads.reports import parse_report
from .errors import invalid_input, translate_plex_errors
from .find_download import ATTR_PATH, FIND_DOWNLOAD, async_find_download
from .online import async_ensure_online
from .play import async_play
from .plex.errors import PlexError
from .plex.models import LibraryType, PlexLibrary
from .posters.view import artwork_path

ATTR_HASH = "hash"
ATTR_LIBRARY = "library"
ATTR_LIMIT = "limit"
ATTR_STATES = "states"

_SERVER = {vol.Optional(ATTR_CONFIG_ENTRY_ID): cv.string}
_PATH = vol.All(cv.string, vol.Length(min=1, max=MAX_PATH_LENGTH))
_STATES = [DOWNLOADING, *(state.value for state in DeliveryState)]

REFRESH_LIBRARY = vol.Schema(_SERVER | {vol.Required(ATTR_LIBRARY): cv.string, vol.Optional(ATTR_PATH): _PATH})
DOWNLOAD_COMPLETED = vol.Schema(
    _SERVER
    | {
        vol.Required("name"): vol.All(cv.string, vol.Length(min=1)),
        vol.Required(ATTR_PATH): _PATH,
        vol.Optional("category"): cv.string,
        vol.Optional("media_type"): vol.In([kind.value for kind in LibraryType]),
        vol.Optional("files"): vol.All(cv.ensure_list, [_PATH], vol.Length(max=MAX_FILES)),
        vol.Optional(ATTR_HASH): cv.string,
    }
)
"""The schema of the action. The fields are then parsed with `downloads.report_schema.REPORT`, as for the webhook."""
GET_RECENTLY_ADDED = vol.Schema(
    _SERVER
    | {
        vol.Optional(ATTR_LIBRARY): cv.string,
        vol.Optional(ATTR_LIMIT, default=10): vol.All(vol.Coerce(int), vol.Range(min=1, max=100)),
    }
)
GET_DELIVERIES = vol.Schema(
    _SERVER
    | {
        vol.Optional(ATTR_STATES): vol.All(cv.ensure_list, [vol.In(_STATES)]),
        vol.Optional(ATTR_LIMIT, default=50): vol.All(vol.Coerce(int), vol.Range(min=1, max=500)),
    }
)
ONE_DELIVERY = vol.Schema(_SERVER | {vol.Required(ATTR_DELIVERY_ID): cv.string})
GET_SERVER_INFO = vol.Schema(_SERVER)
PLAY = vol.Schema(_SERVER | {vol.Required(ATTR_RATING_KEY): cv.string, vol.Required(ATTR_ENTITY_ID): cv.entity_id})


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    register = hass.services.async_register
    register(DOMAIN, "refresh_library", _refresh_library, REFRESH_LIBRARY)
    register(DOMAIN, "download_completed", _download_completed, DOWNLOAD_COMPLETED, SupportsResponse.OPTIONAL)
    register(DOMAIN, "get_recently_added", _get_recently_added, GET_RECENTLY_ADDED, SupportsResponse.ONLY)
    register(DOMAIN, "get_deliveries", _get_deliveries, GET_DELIVERIES, SupportsResponse.ONLY)
    service.async_register_admin_service(hass, DOMAIN, "retry_delivery", _retry_delivery, ONE_DELIVERY)
    service.async_register_admin_service(hass, DOMAIN, "dismiss_delivery", _dismiss_delivery, ONE_DELIVERY)
    register(DOMAIN, "play", _play, PLAY)
    register(DOMAIN, "find_download", async_find_download, FIND_DOWNLOAD, SupportsResponse.ONLY)
    register(DOMAIN, "get_server_info", _get_server_info, GET_SERVER_INFO, SupportsResponse.ONLY)


async def _server_online(call: ServiceCall) -> PlexArrivalsConfigEntry:
    """Return the selected server; update if it is offline, and raise UpdateFailed if it still is."""
    entry = selected_server(call)
    await async_ensure_online(entry)
    return entry


async def _library(entry: PlexArrivalsConfigEntry, wanted: str) -> PlexLibrary:
    """Return a library by its ID or its title in any case; raise ServiceValidationError if there is not exactly one."""
    with translate_plex_errors():
        libraries = await entry.runtime_data.coordinator.async_libraries()
    title = wanted.strip().casefold()
    found = [library for library in libraries if library.id == wanted] or [
        library for library in libraries if library.title.casefold() == title
    ]
    if len(found) > 1:
        raise invalid_input("ambiguous_library", library=wanted, ids=", ".join(library.id for library in found))
    if not found:
        titles = ", ".join(library.title for library in libraries)
        raise invalid_input("no_such_library", library=wanted, libraries=titles)
    return found[0]


async def _refresh_library(call: ServiceCall) -> None:
    entry = await _server_online(call)
    library = await _library(entry, call.data[ATTR_LIBRARY])
    path: str | None = call.data.get(ATTR_PATH)
    with translate_plex_errors():
        await entry.runtime_data.plex.refresh_library(
            library, None if path is None else _path_in_library(path, library)
        )


def _path_in_library(path: str, library: PlexLibrary) -> str:
    """Return a path in the notation of the library's locations; raise ServiceValidationError if it is in none."""
    for location in library.locations:
        if (rest := paths.below(path, location)) is not None:
            return paths.join(location, *rest)
    locations = ", ".join(library.locations)
    raise invalid_input("path_outside_library", path=path, library=library.title, locations=locations)


async def _download_completed(call: ServiceCall) -> ServiceResponse:
    entry = selected_server(call)
    try:
        info_hash(call.data.get(ATTR_HASH))
    except vol.Invalid as err:
        raise invalid_input("no_info_hash", hash=call.data[ATTR_HASH]) from err
    try:
        download = replace(parse_report(call.data, source="action"), addressed=True)
    except InvalidReportError as err:
        if err.translation_key is None:
            raise vol.Invalid(str(err)) from err
        raise invalid_input(err.translation_key, path=call.data[ATTR_PATH]) from err
    delivery = await entry.runtime_data.manager.on_download_complete(download)
    library_id, library_title = delivery.library_id, delivery.library_title
    if call.return_response and library_id is None and (library := await _destination(entry, download)):
        library_id, library_title = library.id, library.title
    return {
        "delivery_id": delivery.id,
        "state": delivery.state.value,
        "library": library_title,
        "library_id": library_id,
    }


async def _destination(entry: PlexArrivalsConfigEntry, download: Download) -> PlexLibrary | None:
    """Return the library that a download will go to; None if that is unknown for now."""
    if entry.runtime_data.coordinator.online:
        with suppress(PlexError):
            return await entry.runtime_data.manager.async_find_library(download)
    return None


async def _get_recently_added(call: ServiceCall) -> ServiceResponse:
    entry = await _server_online(call)
    library = await _library(entry, call.data[ATTR_LIBRARY]) if ATTR_LIBRARY in call.data else None
    plex = entry.runtime_data.plex
    with translate_plex_errors():
        listed = await plex.get_recently_added(call.data[ATTR_LIMIT], library)
        complete = {item.id: item for item in await plex.get_items(item.id for item in listed)}
    libraries = entry.runtime_data.coordinator.libraries
    items: list[JsonValueType] = []
    for item in (complete.get(one.id, one) for one in listed):
        path = item.artwork and artwork_path(call.hass, entry.entry_id, item.artwork_id or item.id, item.artwork)
        items.append({**complete_item_payload(item, libraries), "artwork": path})
    return {"items": items}


async def _get_deliveries(call: ServiceCall) -> ServiceResponse:
    entry = selected_server(call)
    states: list[str] | None = call.data.get(ATTR_STATES)
    running = entry.runtime_data.running.payloads if states is None or DOWNLOADING in states else []
    limit: int = call.data[ATTR_LIMIT]  # for each list, so that running downloads do not crowd out the others
    selected = (one for one in entry.runtime_data.manager.latest if states is None or one.state in states)
    deliveries: list[JsonValueType] = [
        entry.runtime_data.delivery_payload(delivery) for delivery in islice(selected, limit)
    ]
    return {"deliveries": [*running[:limit], *deliveries]}


async def _retry_delivery(call: ServiceCall) -> None:
    with _failed_delivery(call) as delivery_id:
        await server_of_delivery(call).runtime_data.manager.async_retry(delivery_id)


async def _dismiss_delivery(call: ServiceCall) -> None:
    with _failed_delivery(call) as delivery_id:
        await server_of_delivery(call).runtime_data.manager.async_dismiss(delivery_id)


@contextmanager
def _failed_delivery(call: ServiceCall) -> Iterator[str]:
    """Yield the ID of the selected delivery; raise ServiceValidationError if it has not failed."""
    delivery_id: str = call.data[ATTR_DELIVERY_ID]
    try:
        yield delivery_id
    except KeyError:
        key = "no_such_delivery"
    except TransitionError:
        key = "delivery_not_failed"
    else:
        return
    raise invalid_input(key, delivery=delivery_id)


async def _play(call: ServiceCall) -> None:
    entry, rating_key = linked_item(call)
    await async_ensure_online(entry)
    await async_play(call.hass, entry, rating_key, call.data[ATTR_ENTITY_ID], call.context)


async def _get_server_info(call: ServiceCall) -> ServiceResponse:
    entry = selected_server(call)
    coordinator = entry.runtime_data.coordinator
    data = coordinator.data
    return {
        "online": coordinator.online,
        "name": data.server.name if data else entry.title,
        "version": data.server.version if data else None,
        "platform": data.server.platform if data else None,
        "platform_version": data.server.platform_version if data else None,
        "machine_identifier": entry.unique_id,
        "updated_at": _text(data.server.updated_at) if data else None,
        "libraries": [
            {
                "id": library.id,
                "title": library.title,
                "type": library.type.value,
                "locations": list(library.locations),
                "scanning": data is not None and library.id in data.scanning,
                "updated_at": _text(library.updated_at),
                "scanned_at": _text(library.scanned_at),
                "changes": library.changes,
                "has_agent": library.has_agent,
            }
            for library in coordinator.libraries.values()
        ],
    }


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat() if time else None

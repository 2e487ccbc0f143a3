"""How a server is told to the dashboard, as far as one user may see it."""

from collections.abc import Callable, Iterable
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..deliveries.payload import item_payload
from ..plex.models import PlexMediaItem
from ..plex.recently_added import latest_first
from ..plex.state import PlexState
from ..posters.signed_paths import HasArtwork
from .permissions import ServerPermissions

type Sign = Callable[[HasArtwork, str], str | None]
"""What gives the signed path of the poster of something, whose id in Plex is given too."""


def describe_server(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, rights: ServerPermissions, sign: Sign
) -> dict[str, Any]:
    """Return how the server is; `since` when it became so (ISO 8601), `progress` is in percent, if known.

    Of recently added items there are as many, of each library, as the option for it says.
    """
    plex, coordinator = entry.runtime_data.plex, entry.runtime_data.coordinator
    data = coordinator.data
    libraries = list(data.libraries.values()) if data else []
    told: dict[str, Any] = _condition(hass, entry, rights) if rights.server else {}
    told["libraries"] = [
        {"id": one.id, "title": one.title, "type": one.type.value, "url": plex.library_url(one.id)}
        for one in libraries
        if rights.library(one.id)
    ]
    if rights.recently_added or any(rights.recently_added_in(one.id) for one in libraries):
        told["recently_added"] = [
            {
                **item_payload(item, data.libraries if data else {}),
                "library_id": item.library_id,
                "artwork": sign(item, item.id),
            }
            for item in (latest_first(_seen(data, rights)) if data else ())
        ]
    return told


def _condition(hass: HomeAssistant, entry: PlexArrivalsConfigEntry, rights: ServerPermissions) -> dict[str, Any]:
    """Return what goes with the entity *Online*."""
    plex, coordinator = entry.runtime_data.plex, entry.runtime_data.coordinator
    data = coordinator.data
    entity_id = er.async_get(hass).async_get_entity_id(Platform.BINARY_SENSOR, DOMAIN, f"{entry.unique_id}_online")
    state = hass.states.get(entity_id) if entity_id else None
    return {
        "online": coordinator.online,
        "problem": coordinator.problem,
        "since": state.last_changed.isoformat() if state else None,
        "name": data.server.name if data else entry.title,
        "version": data.server.version if data else None,
        "url": plex.app_url,
        "can_manage": rights.manage,
        "scanning": [
            {"library_id": one.id, "library": one.title, "progress": coordinator.scans.percent.get(one.id)}
            for one in data.libraries.values()
            if one.id in data.scanning and rights.scanning(one.id)
        ]
        if data
        else [],
    }


def _seen(data: PlexState, rights: ServerPermissions) -> Iterable[PlexMediaItem]:
    """Return what the sensors show that the user may read."""
    if rights.recently_added:
        yield from data.recently_added
    for library_id, items in data.recently_added_in.items():
        if rights.recently_added_in(library_id):
            yield from items

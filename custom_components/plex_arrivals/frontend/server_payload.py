"""The data of a server for the card, limited to what a user may read."""

from collections.abc import Callable, Sequence
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..deliveries.item_payload import item_payload
from ..plex.models import PlexMediaItem
from ..plex.recently_added import latest_first
from ..plex.recently_added_groups import RecentGroup, group_key, grouped
from ..plex.state import PlexState
from ..posters.signed_paths import HasArtwork
from .permissions import ServerPermissions

type Sign = Callable[[HasArtwork, str], str | None]
"""Return the signed path of the poster of an item with a rating key."""


def server_payload(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, permissions: ServerPermissions, sign: Sign
) -> dict[str, Any]:
    """Return the data of a server; `since` is in ISO 8601, `progress` in percent or None.

    The number of recently added items per library depends on the options. Besides these there is the newest item of
    each season that has none of them, which is not `in_list`, up to the same number of seasons. Items of one `group`
    are shown as one: `group_size` is how many episodes of a season or tracks of an album were added, None for several
    of which not all are known.
    """
    plex, coordinator = entry.runtime_data.plex, entry.runtime_data.coordinator
    data = coordinator.data
    libraries = coordinator.libraries.values()
    payload: dict[str, Any] = state_payload(hass, entry, permissions) if permissions.can_read_server else {}
    payload["libraries"] = [
        {"id": library.id, "title": library.title, "type": library.type.value, "url": plex.library_url(library.id)}
        for library in libraries
        if permissions.can_read_library(library.id)
    ]
    if permissions.can_read_recently_added or any(
        permissions.can_read_recently_added_in(library.id) for library in libraries
    ):
        payload["recently_added"] = [
            {
                **item_payload(item, coordinator.libraries),
                "library_id": item.library_id,
                "season_url": plex.item_url(item.season_id) if item.type == "episode" and item.season_id else None,
                "album": item.album,
                "album_url": plex.item_url(item.season_id) if item.album and item.season_id else None,
                "resolution": item.resolution,
                "hdr": item.hdr,
                "group": group_key(item),
                "group_size": size,
                "in_list": in_list,
                "artwork": sign(item, item.id),
            }
            for item, size, in_list in (_readable_items(data, permissions) if data else ())
        ]
    return payload


def state_payload(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, permissions: ServerPermissions
) -> dict[str, Any]:
    """Return the data for users who may read the online sensor."""
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
        "can_manage": permissions.can_manage,
        "playable_types": sorted({one for player in permissions.players() for one in player.item_types}),
        "scanning": [
            {"library_id": library.id, "library": library.title, "progress": coordinator.scans.percent.get(library.id)}
            for library in coordinator.libraries.values()
            if data and library.id in data.scanning and permissions.can_read_scanning(library.id)
        ],
    }


def _readable_items(data: PlexState, permissions: ServerPermissions) -> list[tuple[PlexMediaItem, int | None, bool]]:
    """Return the newest items of the sensors that the user may read, and of each of their groups, the latest first.

    Each comes with the size of its group, and whether it is one of the sensor's items.
    """
    lists: list[tuple[Sequence[PlexMediaItem], Sequence[RecentGroup]]] = []
    if permissions.can_read_recently_added:
        lists.append((data.recently_added, grouped(data.recently_added, has_more=True)))
    lists += [
        (data.recently_added_in[library_id], groups)
        for library_id, groups in data.recent_groups_in.items()
        if permissions.can_read_recently_added_in(library_id)
    ]
    items: list[PlexMediaItem] = []
    sizes: dict[str, int | None] = {}
    for newest, groups in lists:
        items += [*newest, *(group.items[0] for group in groups)]
        sizes |= {item.id: group.size for group in groups for item in group.items}
    in_list = {item.id for newest, _groups in lists for item in newest}
    return [(item, sizes[item.id], item.id in in_list) for item in latest_first(items)]

"""HTTP view with the status of all servers for other pages and scripts, limited to what a user may read."""

from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..deliveries.delivery import Delivery
from ..deliveries.payload import delivery_title
from .permissions import ServerPermissions
from .server_payload import state_payload

_STATE: Final = ("online", "problem", "since", "name", "version")


@callback
def async_setup_status(hass: HomeAssistant) -> None:
    """Register the view."""
    hass.http.register_view(StatusView())


class StatusView(HomeAssistantView):
    """Serve the status of the servers that a user may read anything of."""

    url = f"/api/{DOMAIN}/status"
    name = f"api:{DOMAIN}:status"

    @callback
    def get(self, request: web.Request) -> web.Response:
        """Return the status of all servers, or of that with the `entry_id` in the query."""
        hass, entry_id = request.app[KEY_HASS], request.query.get("entry_id")
        entries = [
            entry
            for entry in hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
            if entry_id in (None, entry.entry_id)
        ]
        if entry_id is not None and not entries:
            return self.json_message("There is no such Plex server", HTTPStatus.NOT_FOUND)
        permissions = {entry: ServerPermissions(hass, request[KEY_HASS_USER], entry) for entry in entries}
        servers = [_status(hass, entry, user) for entry, user in permissions.items() if user.can_read_any]
        if entry_id is not None and not servers:
            return self.json_message("You may not see this Plex server", HTTPStatus.FORBIDDEN)
        return self.json({"servers": servers})


def _status(hass: HomeAssistant, entry: PlexArrivalsConfigEntry, user: ServerPermissions) -> dict[str, Any]:
    """Return the status of a server; times are in ISO 8601."""
    is_loaded = entry.state is ConfigEntryState.LOADED
    status: dict[str, Any] = {"entry_id": entry.entry_id, "title": entry.title, "loaded": is_loaded}
    if not is_loaded:
        return status
    data = entry.runtime_data
    if user.can_read_server:
        state = state_payload(hass, entry, user)
        status |= {key: state[key] for key in _STATE}
    status["libraries"] = [
        {"id": library.id, "title": library.title, "type": library.type.value}
        for library in data.coordinator.libraries.values()
        if user.can_read_library(library.id)
    ]
    if user.can_read_running:
        status["downloads_running"] = len(data.running.payloads)
    if user.can_read_deliveries:
        last = data.manager.last_arrival
        status["deliveries_in_progress"] = data.manager.in_progress
        status["deliveries_failed"] = data.manager.needing_attention_count
        status["last_arrival"] = _arrival(last) if last else None
    return status


def _arrival(delivery: Delivery) -> dict[str, Any]:
    return {
        "title": delivery_title(delivery),
        "kind": delivery.kind,
        "library": delivery.library_title,
        "url": delivery.url,
        "arrived_at": delivery.updated_at.isoformat(),
    }

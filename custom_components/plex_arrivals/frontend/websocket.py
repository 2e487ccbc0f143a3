"""The websocket command `plex_arrivals/subscribe` for the card; see `docs/development/websocket.md`."""

from typing import Any

from homeassistant.auth import EVENT_USER_UPDATED
from homeassistant.components import websocket_api
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import voluptuous as vol

from ..const import DOMAIN
from .details import details
from .permissions import ServerPermissions
from .server_updates import ServerUpdates


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register the commands."""
    websocket_api.async_register_command(hass, _subscribe)
    websocket_api.async_register_command(hass, details)


@websocket_api.websocket_command({vol.Required("type"): f"{DOMAIN}/subscribe", vol.Optional("entry_id"): str})
@callback
def _subscribe(hass: HomeAssistant, connection: websocket_api.ActiveConnection, msg: dict[str, Any]) -> None:
    """Subscribe to one server, or to all current and future ones."""
    entry_id: str | None = msg.get("entry_id")
    if entry_id is not None:
        entry = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            connection.send_error(
                msg["id"],
                websocket_api.ERR_NOT_FOUND,
                "There is no such Plex server",
                translation_domain=DOMAIN,
                translation_key="no_such_server",
            )
            return
        if not ServerPermissions(hass, connection.user, entry).can_read_any:
            connection.send_error(
                msg["id"],
                websocket_api.ERR_UNAUTHORIZED,
                "You may not see this Plex server",
                translation_domain=DOMAIN,
                translation_key="server_not_allowed",
            )
            return
    subscription = _Subscription(hass, connection, msg["id"], entry_id)
    connection.subscriptions[msg["id"]] = subscription.async_stop
    connection.send_result(msg["id"])
    subscription.async_start()


class _Subscription:
    """A subscription, which continues when a server reloads."""

    def __init__(
        self, hass: HomeAssistant, connection: websocket_api.ActiveConnection, message_id: int, entry_id: str | None
    ) -> None:
        self._hass = hass
        self._connection = connection
        self._message_id = message_id
        self._entry_id = entry_id
        self._updates: dict[str, ServerUpdates] = {}
        self._servers: list[dict[str, Any]] | None = None

    @callback
    def async_start(self) -> None:
        """Send the current data, and changes from now on."""
        self._unsubscribes = [
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed),
            self._hass.bus.async_listen(EVENT_USER_UPDATED, self._on_user_updated),
        ]
        self._async_update()

    @callback
    def async_stop(self) -> None:
        """Stop sending."""
        for unsubscribe in self._unsubscribes:
            unsubscribe()
        for updates in self._updates.values():
            updates.async_stop()

    @callback
    def _on_entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        if entry.domain == DOMAIN:
            self._async_update()

    @callback
    def _on_user_updated(self, event: Event[dict[str, Any]]) -> None:
        """Apply the changed permissions of the user."""
        if event.data["user_id"] == self._connection.user.id:
            self._async_update()
            for updates in self._updates.values():
                updates.async_schedule()

    @callback
    def _async_update(self) -> None:
        """Send the list of servers if it has changed, and the data of those that have been loaded."""
        entries = {
            entry.entry_id: entry
            for entry in self._hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
            if self._entry_id in (None, entry.entry_id)
            and ServerPermissions(self._hass, self._connection.user, entry).can_read_any
        }
        loaded = {key: entry for key, entry in entries.items() if entry.state is ConfigEntryState.LOADED}
        for entry_id in self._updates.keys() - loaded.keys():
            self._updates.pop(entry_id).async_stop()

        servers = [{"entry_id": key, "title": entry.title, "loaded": key in loaded} for key, entry in entries.items()]
        if servers != self._servers:
            self._servers = servers
            self._send({"kind": "servers", "servers": servers})
        for entry_id, entry in loaded.items():
            if entry_id not in self._updates:
                self._updates[entry_id] = updates = ServerUpdates(self._hass, self._connection, entry, self._send)
                updates.async_start()

    @callback
    def _send(self, event: dict[str, Any]) -> None:
        self._connection.send_event(self._message_id, event)

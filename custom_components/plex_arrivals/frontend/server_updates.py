"""Send the data of a server to a subscriber: first a snapshot, then the changes."""

from asyncio import TimerHandle
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any, Final

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.const import Platform
from homeassistant.core import Event, HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.loader import async_get_loaded_integration

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..deliveries.delivery import FAILED, Delivery, DeliveryState, Reason
from ..deliveries.signals import details_changed
from ..players import PLEX
from .delivery_payloads import DeliveryPayloads
from .permissions import ServerPermissions
from .server_payload import server_payload

GATHER_SECONDS: Final = 0.1
"""Changes within this time are sent together."""
MAX_DELIVERIES: Final = 50
"""How many deliveries a snapshot contains: those that need the user, and the latest."""
MAX_RUNNING: Final = 50
POSTER_RENEWAL_INTERVAL: Final = timedelta(hours=1)
"""How often to check whether the paths of posters have to be renewed."""


class ServerUpdates:
    """Send the data of a loaded server to a subscriber."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        entry: PlexArrivalsConfigEntry,
        send: Callable[[dict[str, Any]], None],
    ) -> None:
        """Initialize with the subscriber, the entry, and what sends an event to the subscriber."""
        self._data = entry.runtime_data
        self._hass = hass
        self._connection = connection
        self._entry = entry
        self._send = send
        self._payloads = DeliveryPayloads(connection, self._data)
        self._sent: dict[str, Any] = {}
        """What was sent last, without deliveries."""
        self._sent_fields: set[str] = set()
        """The fields of the last snapshot, which depend on the user's permissions."""
        self._sent_deliveries: dict[str, dict[str, Any]] = {}
        self._changed_deliveries: set[str] = set()
        self._timer: TimerHandle | None = None
        self._unsubscribes: list[Callable[[], None]] = []

    @callback
    def async_start(self) -> None:
        """Send a snapshot, and changes from now on."""
        permissions = ServerPermissions(self._hass, self._connection.user, self._entry)
        self._send_snapshot(permissions, self._payload(permissions))
        self._unsubscribes = [
            self._data.coordinator.async_add_listener(self.async_schedule),
            self._data.coordinator.async_add_scan_progress_listener(self.async_schedule),
            self._data.running.async_add_listener(self.async_schedule),
            self._data.media_posters.async_add_listener(self._on_posters),
            self._data.manager.async_add_listener(self._on_delivery),
            async_dispatcher_connect(self._hass, details_changed(self._entry.entry_id), self._on_delivery),
            self._data.manager.async_add_dismissal_listener(self._on_delivery),
            self._data.manager.async_add_file_count_listener(self._on_file_count),
            self._hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._on_entity_registry_updated),
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_config_entry_changed),
            self._hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._on_issue_registry_updated),
            async_track_time_interval(self._hass, self._on_posters, POSTER_RENEWAL_INTERVAL, cancel_on_shutdown=True),
        ]

    @callback
    def async_stop(self) -> None:
        """Stop sending."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        while self._unsubscribes:
            self._unsubscribes.pop()()

    @callback
    def _on_delivery(self, delivery: Delivery, _before: Delivery | None = None) -> None:
        self._on_file_count(delivery.id)

    @callback
    def _on_file_count(self, delivery_id: str) -> None:
        self._changed_deliveries.add(delivery_id)
        self.async_schedule()

    @callback
    def _on_issue_registry_updated(self, event: Event[ir.EventIssueRegistryUpdatedData]) -> None:
        """Send deliveries that need the user again if they now have an issue, or no longer have one."""
        if event.data["domain"] == DOMAIN:
            self._changed_deliveries.update(
                delivery_id
                for delivery_id, payload in self._sent_deliveries.items()
                if payload["state"] in FAILED or payload["reason"] == Reason.IMPORT_BLOCKED
            )
            self.async_schedule()

    @callback
    def _on_entity_registry_updated(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Send again whether there is a player, if there may be another one, or one less."""
        if split_entity_id(event.data["entity_id"])[0] == Platform.MEDIA_PLAYER:
            self.async_schedule()

    @callback
    def _on_config_entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        """Do so if Home Assistant's Plex integration was loaded or unloaded."""
        if entry.domain == PLEX:
            self.async_schedule()

    @callback
    def _on_posters(self, _now: datetime | None = None) -> None:
        """Send again what has a new poster, or a new path to it."""
        self._changed_deliveries.update(self._sent_deliveries)
        self.async_schedule()

    @callback
    def async_schedule(self) -> None:
        """Send the changes soon, including those of the user's permissions."""
        if self._timer is None:
            self._timer = self._hass.loop.call_later(GATHER_SECONDS, self._send_changes)

    @callback
    def _send_changes(self) -> None:
        self._timer = None
        permissions = ServerPermissions(self._hass, self._connection.user, self._entry)
        payload = self._payload(permissions)
        if _fields(permissions, payload) != self._sent_fields:
            self._send_snapshot(permissions, payload)
            return
        changes = _changed_values(payload, self._sent)
        if "server" in changes:  # only the changed fields, as the progress of a scan changes often
            changes["server"] = _changed_values(payload["server"], self._sent["server"])
        self._sent = payload
        changed, self._changed_deliveries = self._changed_deliveries, set()
        if permissions.can_read_deliveries:
            if removed := sorted(key for key in self._sent_deliveries if self._delivery(key) is None):
                changes["removed"] = removed
                for delivery_id in removed:
                    del self._sent_deliveries[delivery_id]
            shown = {key: delivery for key in sorted(changed) if (delivery := self._delivery(key))}
            payloads = {key: self._payloads.delivery(delivery) for key, delivery in shown.items()}
            if new := _changed_values(payloads, self._sent_deliveries):
                changes["deliveries"] = list(new.values())
                self._sent_deliveries.update(new)
        if changes:
            self._send({"kind": "changes", "entry_id": self._entry.entry_id, **changes})

    def _send_snapshot(self, permissions: ServerPermissions, payload: dict[str, Any]) -> None:
        deliveries = self._first_deliveries() if permissions.can_read_deliveries else ()
        self._sent, self._sent_fields = payload, _fields(permissions, payload)
        self._sent_deliveries = {delivery.id: self._payloads.delivery(delivery) for delivery in deliveries}
        self._changed_deliveries = set()
        snapshot = {"version": str(async_get_loaded_integration(self._hass, DOMAIN).version), **payload}
        if permissions.can_read_deliveries:
            snapshot["deliveries"] = list(self._sent_deliveries.values())
        self._send({"kind": "snapshot", "entry_id": self._entry.entry_id, **snapshot})

    def _first_deliveries(self) -> Iterable[Delivery]:
        """Return the deliveries of a snapshot: those that need the user first, otherwise the latest first."""
        manager = self._data.manager
        needing = sorted(manager.needing_attention, key=lambda one: one.id, reverse=True)
        latest = (one for one in manager.latest if not one.needs_attention and _is_shown(one))
        return islice(chain(needing, latest), MAX_DELIVERIES)

    def _delivery(self, delivery_id: str) -> Delivery | None:
        """Return a delivery; None if there is none to be shown."""
        delivery = self._data.manager.deliveries.get(delivery_id)
        return delivery if delivery and _is_shown(delivery) else None

    def _payload(self, permissions: ServerPermissions) -> dict[str, Any]:
        """Return the data without deliveries, limited to what the user may read."""
        payload: dict[str, Any] = {}
        if permissions.can_read_server or permissions.can_read_any_recently_added:
            payload["server"] = server_payload(self._hass, self._entry, permissions, self._payloads.sign)
        if permissions.can_read_running:
            payload["running"] = [
                {**running, "artwork": self._payloads.sign_media(self._data.running.media.get(running["id"]))}
                for running in self._data.running.payloads[:MAX_RUNNING]
            ]
        return payload


def _is_shown(delivery: Delivery) -> bool:
    return delivery.state is not DeliveryState.SKIPPED


def _fields(permissions: ServerPermissions, payload: Mapping[str, Any]) -> set[str]:
    """Return the names of all fields, including those of the server."""
    return {*payload, *payload.get("server", ()), *(["deliveries"] if permissions.can_read_deliveries else ())}


def _changed_values(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a mapping that are new or have changed."""
    return {key: value for key, value in now.items() if key not in before or value != before[key]}

"""One server as one subscriber sees it: sent as a whole, and then, gathered over a moment, what changes."""

from asyncio import TimerHandle
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.loader import async_get_loaded_integration

from ..const import DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..deliveries.delivery import FAILED, Delivery, DeliveryState
from ..deliveries.payload import delivery_payload
from ..posters.signed_paths import HasArtwork
from .permissions import ServerPermissions, may_read_everything
from .server_payload import describe_server

GATHER_SECONDS: Final = 0.1
MOST_DELIVERIES: Final = 50
"""How many deliveries a snapshot holds, the newest."""
MOST_RUNNING: Final = 50
RENEWAL: Final = timedelta(hours=1)
"""How often it is looked whether paths of posters have to be signed anew."""


class ServerUpdates:
    """Sends what is to be seen of a server that is loaded."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        entry: PlexArrivalsConfigEntry,
        send: Callable[[dict[str, Any]], None],
    ) -> None:
        """Take who looks at which server, and what sends them an event."""
        self.parts = entry.runtime_data
        self._hass = hass
        self._connection = connection
        self._entry = entry
        self._send = send
        self._sent: dict[str, Any] = {}
        """What the subscriber knows besides deliveries."""
        self._sent_fields: set[str] = set()
        """What of all that there is to be told the last snapshot held."""
        self._sent_deliveries: dict[str, dict[str, Any]] = {}
        self._changed_deliveries: set[str] = set()
        self._timer: TimerHandle | None = None
        self._unsubscribes: list[Callable[[], None]] = []

    @callback
    def async_start(self) -> None:
        """Send everything, and from now on what changes."""
        rights = ServerPermissions(self._hass, self._connection.user, self._entry)
        self._send_snapshot(rights, self._whole(rights))
        self._unsubscribes = [
            self.parts.coordinator.async_add_listener(self.async_look),
            self.parts.coordinator.async_add_scan_progress_listener(self.async_look),
            self.parts.running.async_add_listener(self.async_look),
            self.parts.manager.async_add_listener(self._async_delivery_changed),
            self.parts.manager.async_add_dismissal_listener(self._async_delivery_changed),
            self.parts.manager.async_add_file_count_listener(self._async_file_count_changed),
            self._hass.bus.async_listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._async_issue_changed),
            async_track_time_interval(self._hass, self._async_renew, RENEWAL, cancel_on_shutdown=True),
        ]

    @callback
    def async_stop(self) -> None:
        """Send nothing more."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        while self._unsubscribes:
            self._unsubscribes.pop()()

    @callback
    def _async_delivery_changed(self, delivery: Delivery, _before: Delivery | None = None) -> None:
        self._async_file_count_changed(delivery.id)

    @callback
    def _async_file_count_changed(self, delivery_id: str) -> None:
        self._changed_deliveries.add(delivery_id)
        self.async_look()

    @callback
    def _async_issue_changed(self, event: Event[ir.EventIssueRegistryUpdatedData]) -> None:
        """Look at what failed: it may have a repair now, or no longer."""
        if event.data["domain"] == DOMAIN:
            self._changed_deliveries.update(key for key, one in self._sent_deliveries.items() if one["state"] in FAILED)
            self.async_look()

    @callback
    def _async_renew(self, _now: datetime) -> None:
        """Look at everything that has posters: what is signed anew has changed."""
        self._changed_deliveries.update(self._sent_deliveries)
        self.async_look()

    @callback
    def async_look(self) -> None:
        """Send, in a moment, what has changed by then, also of what the user may read."""
        if self._timer is None:
            self._timer = self._hass.loop.call_later(GATHER_SECONDS, self._send_changes)

    @callback
    def _send_changes(self) -> None:
        self._timer = None
        rights = ServerPermissions(self._hass, self._connection.user, self._entry)
        whole = self._whole(rights)
        if _fields(rights, whole) != self._sent_fields:
            self._send_snapshot(rights, whole)
            return
        changes = _different(whole, self._sent)
        if "server" in changes:  # a scan tells of its progress all the time
            changes["server"] = _different(whole["server"], self._sent["server"])
        self._sent = whole
        changed, self._changed_deliveries = self._changed_deliveries, set()
        if rights.deliveries:
            deliveries = self._deliveries()
            if removed := self._sent_deliveries.keys() - deliveries.keys():
                changes["removed"] = sorted(removed)
                for one in removed:
                    del self._sent_deliveries[one]
            told = {one: self._tell(deliveries[one]) for one in sorted(changed & deliveries.keys())}
            if different := _different(told, self._sent_deliveries):
                changes["deliveries"] = list(different.values())
                self._sent_deliveries.update(different)
        if changes:
            self._send({"kind": "changes", "entry_id": self._entry.entry_id, **changes})

    def _send_snapshot(self, rights: ServerPermissions, whole: dict[str, Any]) -> None:
        deliveries = self._deliveries()
        newest = list(deliveries)[::-1][:MOST_DELIVERIES] if rights.deliveries else []
        self._sent, self._sent_fields = whole, _fields(rights, whole)
        self._sent_deliveries, self._changed_deliveries = {one: self._tell(deliveries[one]) for one in newest}, set()
        snapshot = {"version": str(async_get_loaded_integration(self._hass, DOMAIN).version), **whole}
        if rights.deliveries:
            snapshot["deliveries"] = list(self._sent_deliveries.values())
        self._send({"kind": "snapshot", "entry_id": self._entry.entry_id, **snapshot})

    def _deliveries(self) -> dict[str, Delivery]:
        """Return the deliveries by their ids, without what is not for Plex."""
        deliveries = self.parts.manager.deliveries
        return {key: one for key, one in deliveries.items() if one.state is not DeliveryState.SKIPPED}

    def _whole(self, rights: ServerPermissions) -> dict[str, Any]:
        """Return what is sent as a whole each time it changes, as far as the user may read it."""
        whole: dict[str, Any] = {}
        if rights.server or rights.new_items:
            whole["server"] = describe_server(self._hass, self._entry, rights, self._sign)
        if rights.running:
            whole["running"] = self.parts.running.payloads[:MOST_RUNNING]
        return whole

    def _tell(self, delivery: Delivery) -> dict[str, Any]:
        """Return a delivery with how much of it is found, the first poster of what arrived, and if it has a repair."""
        file_count = self.parts.manager.file_count(delivery.id)
        pictured = next((one for one in delivery.items if one.artwork), None)
        return {
            **delivery_payload(self._hass, delivery, self._entry.entry_id),
            "found": file_count and file_count._asdict(),
            "artwork": pictured and self._sign(pictured, pictured.rating_key),
            "repair": self.parts.issues.is_repairable(delivery),
        }

    def _sign(self, pictured: HasArtwork, rating_key: str) -> str | None:
        """Return the path of a poster: for the session of who may see all posters, else good by itself."""
        session = self._connection.refresh_token_id if may_read_everything(self._connection.user) else None
        return self.parts.signed_paths.path(pictured, rating_key, session)


def _fields(rights: ServerPermissions, whole: Mapping[str, Any]) -> set[str]:
    """Return the names of all that is told."""
    return {*whole, *whole.get("server", ()), *(["deliveries"] if rights.deliveries else ())}


def _different(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a mapping what is new or has changed."""
    return {key: value for key, value in now.items() if key not in before or value != before[key]}

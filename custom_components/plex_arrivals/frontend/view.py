"""One server as one subscriber sees it: sent as a whole, and then, gathered over a moment, what changes."""

from asyncio import TimerHandle
from collections.abc import Callable
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..arrivals.delivery import Delivery
from ..const import DOMAIN
from ..runtime import PlexArrivalsConfigEntry
from ..telling import tell
from .rights import Rights

GATHER_SECONDS: Final = 0.1
MOST_DELIVERIES: Final = 50
"""How many deliveries a snapshot holds, the newest."""
MOST_RUNNING: Final = 50


class View:
    """Sends what is to be seen of a server that is loaded."""

    def __init__(
        self, hass: HomeAssistant, user: User, entry: PlexArrivalsConfigEntry, send: Callable[[dict[str, Any]], None]
    ) -> None:
        """Take who looks at which server, and what sends them an event."""
        self.parts = entry.runtime_data
        self._hass = hass
        self._user = user
        self._entry = entry
        self._send = send
        self._sent: dict[str, Any] = {}
        """What the subscriber knows besides deliveries."""
        self._sent_deliveries: set[str] = set()
        self._changed_deliveries: set[str] = set()
        self._timer: TimerHandle | None = None
        self._unsubscribes: list[Callable[[], None]] = []

    @callback
    def async_start(self) -> None:
        """Send everything, and from now on what changes."""
        deliveries = self.parts.manager.deliveries
        rights = Rights(self._hass, self._user, self._entry)
        self._sent = self._whole(rights)
        snapshot = dict(self._sent)
        if rights.deliveries:
            newest = list(deliveries)[::-1][:MOST_DELIVERIES]
            self._sent_deliveries = set(newest)
            snapshot["deliveries"] = [tell(self._hass, deliveries[one], self._entry.entry_id) for one in newest]
        self._send({"kind": "snapshot", "entry_id": self._entry.entry_id, **snapshot})
        self._unsubscribes = [
            self.parts.coordinator.async_add_listener(self._async_changed),
            self.parts.coordinator.async_add_percent_listener(self._async_changed),
            self.parts.running.async_add_listener(self._async_changed),
            self.parts.manager.async_add_listener(self._async_delivery_changed),
            self.parts.manager.async_add_dismissal_listener(self._async_delivery_changed),
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
        self._changed_deliveries.add(delivery.id)
        self._async_changed()

    @callback
    def _async_changed(self) -> None:
        if self._timer is None:
            self._timer = self._hass.loop.call_later(GATHER_SECONDS, self._send_changes)

    @callback
    def _send_changes(self) -> None:
        self._timer = None
        rights = Rights(self._hass, self._user, self._entry)
        whole = self._whole(rights)
        changes = {key: value for key, value in whole.items() if value != self._sent.get(key)}
        self._sent = whole
        changed, self._changed_deliveries = self._changed_deliveries, set()
        if rights.deliveries:
            deliveries = self.parts.manager.deliveries
            if removed := self._sent_deliveries - deliveries.keys():
                changes["removed"] = sorted(removed)
            if there := sorted(changed & deliveries.keys()):
                changes["deliveries"] = [tell(self._hass, deliveries[one], self._entry.entry_id) for one in there]
            self._sent_deliveries = (self._sent_deliveries - removed) | set(there)
        if changes:
            self._send({"kind": "changes", "entry_id": self._entry.entry_id, **changes})

    def _whole(self, rights: Rights) -> dict[str, Any]:
        """Return what is sent as a whole each time it changes, as far as the user may read it."""
        whole: dict[str, Any] = {}
        if rights.server:
            whole["server"] = self._server(rights)
        if rights.running:
            whole["running"] = self.parts.running.all[:MOST_RUNNING]
        return whole

    def _server(self, rights: Rights) -> dict[str, Any]:
        """Return how the server is; `since` when it became so (ISO 8601), `progress` is in percent, if known."""
        coordinator, known = self.parts.coordinator, self.parts.coordinator.known
        entity_id = er.async_get(self._hass).async_get_entity_id(
            Platform.BINARY_SENSOR, DOMAIN, f"{self._entry.unique_id}_online"
        )
        state = self._hass.states.get(entity_id) if entity_id else None
        return {
            "online": coordinator.online,
            "since": state.last_changed.isoformat() if state else None,
            "name": known.server.name if known else self._entry.title,
            "version": known.server.version if known else None,
            "scanning": [
                {"library_id": one.id, "library": one.title, "progress": coordinator.scan_percent.get(one.id)}
                for one in (known.libraries.values() if known else ())
                if known and one.id in known.scanning and rights.scanning(one.id)
            ],
        }

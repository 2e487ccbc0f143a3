"""How the servers are, on Home Assistant's page "System information"."""

from collections.abc import Callable
from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry, PlexArrivalsData
from .deliveries.delivery import FAILED
from .flows.markdown import NOTHING


def _failed(parts: PlexArrivalsData) -> int:
    return sum(delivery.state in FAILED for delivery in parts.manager.deliveries.values())


_TOLD: dict[str, Callable[[PlexArrivalsData], Any]] = {
    "reachable": lambda parts: parts.coordinator.online,
    "version": lambda parts: parts.coordinator.data.server.version if parts.coordinator.data else None,
    "notifications": lambda parts: parts.notifications.connected,
    "deliveries_in_progress": lambda parts: parts.manager.in_progress,
    "deliveries_failed": _failed,
}


def _word(value: Any) -> str:
    return ("✓" if value else "✗") if isinstance(value, bool) else str(NOTHING if value is None else value)


@callback
def async_register(_hass: HomeAssistant, register: system_health.SystemHealthRegistration) -> None:
    """Register what tells of the servers."""
    register.async_register_info(_async_info, "/config/integrations/integration/plex_arrivals")


async def _async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return how the loaded server is; of several each value is told with the servers' names."""
    entries: list[PlexArrivalsConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if len(entries) == 1:
        return {name: told(entries[0].runtime_data) for name, told in _TOLD.items()}
    return {
        "servers": len(entries),
        **{
            name: ", ".join(f"{entry.title}: {_word(told(entry.runtime_data))}" for entry in entries)
            for name, told in _TOLD.items()
            if entries
        },
    }

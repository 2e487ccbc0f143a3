"""System health of the Plex Arrivals integration."""

from collections.abc import Callable
from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry, PlexArrivalsData
from .flows.markdown import NO_VALUE

_INFO: dict[str, Callable[[PlexArrivalsData], Any]] = {
    "reachable": lambda data: data.coordinator.online,
    "version": lambda data: data.coordinator.data.server.version if data.coordinator.data else None,
    "notifications": lambda data: data.notifications.connected,
    "deliveries_in_progress": lambda data: data.manager.in_progress,
    "deliveries_failed": lambda data: len(data.manager.failed),
}


def _text(value: Any) -> str:
    return ("✓" if value else "✗") if isinstance(value, bool) else str(NO_VALUE if value is None else value)


@callback
def async_register(_hass: HomeAssistant, register: system_health.SystemHealthRegistration) -> None:
    """Register the system health info."""
    register.async_register_info(_async_info, "/config/integrations/integration/plex_arrivals")


async def _async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the info about the loaded server; with several, each value comes with the name of its server."""
    entries: list[PlexArrivalsConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if len(entries) == 1:
        return {name: value(entries[0].runtime_data) for name, value in _INFO.items()}
    return {
        "servers": len(entries),
        **{
            name: ", ".join(f"{entry.title}: {_text(value(entry.runtime_data))}" for entry in entries)
            for name, value in _INFO.items()
            if entries
        },
    }

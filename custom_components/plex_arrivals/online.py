"""Make sure that Plex responds, for what cannot do without."""

from homeassistant.helpers.update_coordinator import UpdateFailed

from .data import PlexArrivalsConfigEntry


async def async_ensure_online(entry: PlexArrivalsConfigEntry) -> None:
    """Update if the server is offline; raise UpdateFailed, which is translated, if it still is."""
    coordinator = entry.runtime_data.coordinator
    if not coordinator.online:
        await coordinator.async_refresh()
    if not coordinator.online and isinstance(coordinator.last_exception, UpdateFailed):
        raise coordinator.last_exception

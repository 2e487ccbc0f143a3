"""The device that stands for a server."""

from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.typing import UNDEFINED

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry
from .plex.models import PlexServerInfo


def identifiers(entry: PlexArrivalsConfigEntry) -> set[tuple[str, str]]:
    """Return what a server's device is known by."""
    return {(DOMAIN, f"{entry.unique_id}")}


@callback
def keep_device(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
    """Make the server's device, and keep its name and version as the server says they are."""
    coordinator = entry.runtime_data.coordinator
    registry = dr.async_get(hass)

    def put(server: PlexServerInfo | None) -> None:
        registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers=identifiers(entry),
            entry_type=dr.DeviceEntryType.SERVICE,
            manufacturer="Plex",
            model="Plex Media Server",
            configuration_url=f"{entry.data[CONF_URL]}/web",
            # before the server has said it, what it said last time stays; a new device is called as the entry is
            name=server.name if server else UNDEFINED,
            sw_version=server.version if server else UNDEFINED,
        )

    shown = coordinator.known.server if coordinator.known else None
    put(shown)

    @callback
    def keep() -> None:
        nonlocal shown
        if coordinator.known and coordinator.known.server != shown:
            shown = coordinator.known.server
            put(shown)

    entry.async_on_unload(coordinator.async_add_listener(keep))

"""The supported download clients, one file each, named after the domains of their Home Assistant integrations."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.importlib import async_import_module

from ..source import DownloadSource

CLIENTS: Final = {
    "deluge": "DelugeSource",
    "nzbget": "NZBGetSource",
    "qbittorrent": "QBittorrentSource",
    "sabnzbd": "SABnzbdSource",
    "synology_dsm": "SynologyDSMSource",
    "transmission": "TransmissionSource",
}
"""The class of each client."""


async def async_source_class(hass: HomeAssistant, domain: str) -> type[DownloadSource]:
    """Return the class of a client, whose file is loaded only if the user has that client."""
    module = await async_import_module(hass, f"{__package__}.{domain}")
    source: type[DownloadSource] = getattr(module, CLIENTS[domain])
    return source

"""A stand-in for Home Assistant's Plex integration, installed as a custom integration: its media players.

It needs no Plex account and no apps; its entry is for the server whose machine identifier its form asks for.
"""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Set up the players."""
    await hass.config_entries.async_forward_entry_setups(entry, [Platform.MEDIA_PLAYER])
    return True


async def async_unload_entry(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
    """Unload the players."""
    return await hass.config_entries.async_unload_platforms(entry, [Platform.MEDIA_PLAYER])

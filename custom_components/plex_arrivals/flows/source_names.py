"""Names of the download clients and importers that are set up in Home Assistant."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integrations


async def async_source_names(hass: HomeAssistant, domains: Iterable[str]) -> dict[str, str]:
    """Return the names of all entries of some integrations by their config entry IDs."""
    integrations = await async_get_integrations(hass, domains)
    names = {
        entry: _name(entry, integration.name if not isinstance(integration, Exception) else domain)
        for domain, integration in integrations.items()
        for entry in hass.config_entries.async_entries(domain, include_ignore=False)
    }
    times = Counter(names.values())
    return {
        entry.entry_id: f"{name}: {entry.data[CONF_URL]}" if times[name] > 1 and CONF_URL in entry.data else name
        for entry, name in names.items()
    }


def _name(entry: ConfigEntry[Any], integration: str) -> str:
    return entry.title if entry.title == integration else f"{entry.title} ({integration})"

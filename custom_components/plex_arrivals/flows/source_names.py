"""Names of the download clients and importers that are set up in Home Assistant."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integrations


async def async_source_names(hass: HomeAssistant, domains: Iterable[str]) -> dict[str, str]:
    """Return the names of all entries of some integrations by their config entry IDs.

    Entries with the same name, such as two importers on one host, have their addresses in it.
    """
    integrations = {
        domain: integration.name if not isinstance(integration, Exception) else domain
        for domain, integration in (await async_get_integrations(hass, domains)).items()
    }
    entries = [
        entry for domain in integrations for entry in hass.config_entries.async_entries(domain, include_ignore=False)
    ]
    names = {entry.entry_id: _name(entry, integrations[entry.domain]) for entry in entries}
    times = Counter(names.values())
    return names | {
        entry.entry_id: f"{integrations[entry.domain]} ({_address(entry)})"
        for entry in entries
        if times[names[entry.entry_id]] > 1 and CONF_URL in entry.data
    }


def _name(entry: ConfigEntry[Any], integration: str) -> str:
    return entry.title if entry.title == integration else f"{entry.title} ({integration})"


def _address(entry: ConfigEntry[Any]) -> str:
    return str(entry.data[CONF_URL]).partition("://")[2].rstrip("/")

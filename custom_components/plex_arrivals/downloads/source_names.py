"""The names of download clients and importers, as people know them."""

from collections import Counter
from collections.abc import Iterable
import re
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_integrations

_NOT_SHOWN: Final = re.compile(r"^.*?://(?:[^/?#]*@)?|/*(?:[?#].*)?$")
"""The scheme, the password, a trailing slash and the query of an address."""


async def async_source_names(hass: HomeAssistant, domains: Iterable[str]) -> dict[str, str]:
    """Return the names of all entries of some integrations by their config entry IDs."""
    names: dict[str, str] = {}
    for domain, integration in (await async_get_integrations(hass, domains)).items():
        names |= _names(hass, domain, domain if isinstance(integration, Exception) else integration.name)
    return names


@callback
def importer_name(hass: HomeAssistant, importer: str, entry_id: str | None) -> str:
    """Return the name of an importer, by the domain of its integration and its config entry, which may be gone."""
    return source_name(hass, importer, entry_id, importer.capitalize())


@callback
def source_name(hass: HomeAssistant, domain: str, entry_id: str | None, product: str) -> str:
    """Return the name of a client or an importer as above; `product` is the name of the program."""
    return _names(hass, domain, product).get(entry_id or "", product)


def _names(hass: HomeAssistant, domain: str, product: str) -> dict[str, str]:
    """Return the names of the entries of an integration: the product, and if there are several, what tells them apart.

    Home Assistant names some of them after their hosts.
    """
    entries = hass.config_entries.async_entries(domain, include_ignore=False)
    if len(entries) == 1:
        return {entries[0].entry_id: product}
    times = Counter(entry.title for entry in entries)
    return {entry.entry_id: _name(entry, product, is_unique=times[entry.title] == 1) for entry in entries}


def _name(entry: ConfigEntry[Any], product: str, *, is_unique: bool) -> str:
    if not is_unique and (address := entry.data.get(CONF_URL)):
        return f"{product} ({_NOT_SHOWN.sub('', str(address))})"
    return entry.title if product.casefold() in entry.title.casefold() else f"{product} ({entry.title})"

"""What a person can hand to whoever helps: all that explains a delivery, and nothing that opens a door.

Titles and paths stay, as they are what most questions are about. Tokens, addresses and what identifies the server go,
wherever they stand.
"""

from collections import Counter
from dataclasses import asdict
from importlib.metadata import version
from ipaddress import ip_address
import re
from typing import Any, Final
from urllib.parse import urlsplit

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .const import CONF_CLIENT_IDENTIFIER, CONF_EXCLUDED_SOURCES
from .data import PlexArrivalsConfigEntry
from .deliveries.payload import delivery_payload
from .downloads.clients import CLIENTS

LATEST: Final = 20
"""How many deliveries are told in full."""
LIBRARIES: Final = ("plexapi",)

_SECRETS: Final = (CONF_TOKEN, CONF_WEBHOOK_ID, CONF_CLIENT_IDENTIFIER)
_ORIGIN: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/\s?#]*)")
_PUBLIC_HOSTS: Final = frozenset(("app.plex.tv", "preplay"))
"""What stands in links of every server."""
_QUERY: Final = re.compile(r"([?&][^=&#\s]*(?:token|auth|sig|pass|secret|api_?key)[^=&#\s]*=)[^&#\s]+", re.IGNORECASE)
_PLEX_DIRECT: Final = re.compile(r"[\w-]+\.[0-9a-f]{32}\.plex\.direct", re.IGNORECASE)


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> dict[str, Any]:
    """Return the diagnostics of a server."""
    parts = entry.runtime_data
    data = parts.coordinator.data
    deliveries = list(parts.manager.deliveries.values())
    error = parts.coordinator.last_exception
    told = {
        "entry": {
            "title": entry.title,
            "data": async_redact_data(entry.data, {*_SECRETS, CONF_URL}),
            "options": dict(entry.options),
        },
        "address": _address(entry.data[CONF_URL]),
        "server": _server(asdict(data.server)) if data else None,
        "libraries": [asdict(library) for library in data.libraries.values()] if data else [],
        "coordinator": {
            "online": parts.coordinator.online,
            "error": getattr(error, "translation_key", None) or (type(error).__name__ if error else None),
            "update_interval": str(parts.coordinator.update_interval),
            "scanning": sorted(data.scanning) if data else [],
            "recently_added": len(data.recently_added) if data else 0,
        },
        "notifications": {"connected": parts.notifications.connected},
        "sources": [
            {
                "domain": source.domain,
                "entry_id": source.entry_id,
                "state": source.state.value,
                "excluded": source.entry_id in entry.options.get(CONF_EXCLUDED_SOURCES, ()),
                "followed": source.entry_id in parts.sources.followed,
            }
            for domain in CLIENTS
            for source in hass.config_entries.async_entries(domain)
        ],
        "running": len(parts.sources.running),
        "deliveries": {
            "states": Counter(delivery.state.value for delivery in deliveries),
            "latest": [delivery_payload(hass, delivery, entry.entry_id) for delivery in reversed(deliveries[-LATEST:])],
        },
        "versions": await hass.async_add_executor_job(lambda: {name: version(name) for name in LIBRARIES}),
    }
    secrets = [entry.unique_id, *(entry.data.get(name) for name in _SECRETS)]
    scrubbed: dict[str, Any] = _scrubbed(told, [secret for secret in secrets if secret])
    return scrubbed


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, _device: DeviceEntry
) -> dict[str, Any]:
    """Return the diagnostics of the device, which stands for the server."""
    return await async_get_config_entry_diagnostics(hass, entry)


def _server(told: dict[str, Any]) -> dict[str, Any]:
    return async_redact_data(told, {"machine_identifier"})


def _address(url: str) -> dict[str, Any]:
    """Return what kind of address a server has, and not which."""
    parts = urlsplit(url)
    return {"scheme": parts.scheme, "host": _kind(parts.hostname or ""), "port": parts.port, "path": bool(parts.path)}


def _kind(host: str) -> str:
    if host.endswith(".plex.direct"):
        return "plex.direct"
    try:
        address = ip_address(host)
    except ValueError:
        return "local name" if "." not in host or host.endswith((".local", ".lan", ".home.arpa")) else "domain"
    return f"{'private' if address.is_private else 'public'} IPv{address.version} address"


def _scrubbed(value: Any, secrets: list[str]) -> Any:
    """Return data without secrets in any of its texts, and without the hosts of addresses."""
    if isinstance(value, dict):
        return {_scrubbed(key, secrets): _scrubbed(one, secrets) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scrubbed(one, secrets) for one in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        value = value.replace(secret, REDACTED)
    value = _ORIGIN.sub(lambda found: found[0] if found[2] in _PUBLIC_HOSTS else f"{found[1]}{REDACTED}", value)
    value = _PLEX_DIRECT.sub(REDACTED, value)
    return _QUERY.sub(rf"\1{REDACTED}", value)

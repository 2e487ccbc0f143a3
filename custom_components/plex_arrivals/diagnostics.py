"""Diagnostics support for Plex Arrivals.

They include titles and paths, which explain most problems, but no names of people, and no tokens, addresses or
identifiers of the server.
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
from .deliveries.payload import delivery_data
from .downloads.clients import CLIENTS
from .downloads.importers.kinds import KINDS
from .redaction import redact_queries

MAX_DELIVERIES: Final = 20
REQUIREMENTS: Final = ("plexapi",)

_TO_REDACT: Final = (CONF_TOKEN, CONF_WEBHOOK_ID, CONF_CLIENT_IDENTIFIER)
_ORIGIN: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/\s?#]*)")
_PUBLIC_HOSTS: Final = frozenset(("app.plex.tv", "preplay"))
"""Hosts in the links of every server."""
_PLEX_DIRECT: Final = re.compile(r"[\w-]+\.[0-9a-f]{32}\.plex\.direct", re.IGNORECASE)


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> dict[str, Any]:
    """Return diagnostics for a config entry."""
    data = entry.runtime_data
    state = data.coordinator.data
    deliveries = list(data.manager.deliveries.values())
    error = data.coordinator.last_exception
    diagnostics = {
        "entry": {
            "title": entry.title,
            "data": async_redact_data(entry.data, {*_TO_REDACT, CONF_URL}),
            "options": dict(entry.options),
        },
        "address": _address(entry.data[CONF_URL]),
        "server": async_redact_data(asdict(state.server), {"machine_identifier"}) if state else None,
        "libraries": [asdict(library) for library in state.libraries.values()] if state else [],
        "coordinator": {
            "online": data.coordinator.online,
            "error": getattr(error, "translation_key", None) or (type(error).__name__ if error else None),
            "update_interval": str(data.coordinator.update_interval),
            "scanning": sorted(state.scanning) if state else [],
            "recently_added": len(state.recently_added) if state else 0,
        },
        "notifications": {"connected": data.notifications.connected},
        "sources": [
            {
                "domain": source.domain,
                "entry_id": source.entry_id,
                "state": source.state.value,
                "excluded": source.entry_id in entry.options.get(CONF_EXCLUDED_SOURCES, ()),
                "followed": source.entry_id in data.sources.followed or source.entry_id in data.importers.entries,
            }
            for domain in (*CLIENTS, *KINDS)
            for source in hass.config_entries.async_entries(domain)
        ],
        "running": len(data.sources.running),
        "deliveries": {
            "states": Counter(delivery.state.value for delivery in deliveries),
            "latest": [
                async_redact_data(delivery_data(delivery, entry.entry_id), {"requested_by"})
                | {"importer": delivery.importer, "importer_entry_id": delivery.importer_entry_id}
                for delivery in reversed(deliveries[-MAX_DELIVERIES:])
            ],
        },
        "versions": await hass.async_add_executor_job(lambda: {name: version(name) for name in REQUIREMENTS}),
    }
    secrets = [entry.unique_id, *(entry.data.get(name) for name in _TO_REDACT)]
    scrubbed: dict[str, Any] = _scrubbed(diagnostics, [secret for secret in secrets if secret])
    return scrubbed


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, _device: DeviceEntry
) -> dict[str, Any]:
    """Return diagnostics for the device, which is the server."""
    return await async_get_config_entry_diagnostics(hass, entry)


def _address(url: str) -> dict[str, Any]:
    """Return the kind of the address of a server."""
    address = urlsplit(url)
    return {
        "scheme": address.scheme,
        "host": _kind(address.hostname or ""),
        "port": address.port,
        "path": bool(address.path),
    }


def _kind(host: str) -> str:
    if host.endswith(".plex.direct"):
        return "plex.direct"
    try:
        address = ip_address(host)
    except ValueError:
        return "local name" if "." not in host or host.endswith((".local", ".lan", ".home.arpa")) else "domain"
    return f"{'private' if address.is_private else 'public'} IPv{address.version} address"


def _scrubbed(value: Any, secrets: list[str]) -> Any:
    """Return data without secrets and hosts in any of its strings."""
    if isinstance(value, dict):
        return {_scrubbed(key, secrets): _scrubbed(item, secrets) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scrubbed(item, secrets) for item in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        value = value.replace(secret, REDACTED)
    value = _ORIGIN.sub(lambda found: found[0] if found[2] in _PUBLIC_HOSTS else f"{found[1]}{REDACTED}", value)
    value = _PLEX_DIRECT.sub(REDACTED, value)
    return redact_queries(value)

"""A download as plain data, for the event bus, actions and websocket messages."""

from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from ..const import DOMAIN
from ..downloads.download import Download
from ..downloads.source import ClientStatus
from ..downloads.source_names import source_name
from ..downloads.sources import DownloadSources
from .truncation import short, truncate_to_bytes

CLIENT_KEYS: Final = ("hash", "source_entry_id", "source_name", "client_url")
"""Where a download is in a client."""

_MAX_BYTES_LABELS: Final = 2_000
_SOURCES: Final = f"component.{DOMAIN}.entity.sensor.last_arrival.state_attributes.source.state"
_NO_PROGRAMS: Final = frozenset({"action", "webhook"})


@callback
def download_payload(hass: HomeAssistant, download: Download, sources: DownloadSources) -> dict[str, Any]:
    """Return a download with its client: the name, and the address that opens it; each is None if there is none."""
    return {
        **download_data(download),
        "source_name": short(name) if (name := _source_name(hass, download)) else None,
        "client_url": sources.client_url(download),
    }


def download_data(download: Download) -> dict[str, Any]:
    """Return a download without its client."""
    return {
        "name": short(download.name),
        "path": download.path,
        "category": download.category and short(download.category),
        "labels": truncate_to_bytes(download.labels, _MAX_BYTES_LABELS),
        "hash": download.hash,
        "source": download.source,
        "source_entry_id": download.source_entry_id,
        "finished_at": download.finished_at.isoformat() if download.finished_at else None,
    }


def client_data(status: ClientStatus | None) -> dict[str, Any] | None:
    """Return what a client has of a download; the seeding time is in seconds."""
    if status is None:
        return None
    seeding_time = status.seeding_time
    return {
        "present": status.present,
        "ratio": None if status.ratio is None else round(status.ratio, 3),
        "seeding_time": None if seeding_time is None else round(seeding_time.total_seconds()),
    }


@callback
def source_text(hass: HomeAssistant, source: str) -> str:
    """Return the name of a source in Home Assistant's language."""
    texts = async_get_cached_translations(hass, hass.config.language, "entity", DOMAIN)
    return texts.get(f"{_SOURCES}.{source}", source)


@callback
def _source_name(hass: HomeAssistant, download: Download) -> str | None:
    if download.source in _NO_PROGRAMS:
        return None
    return source_name(hass, download.source, download.source_entry_id, source_text(hass, download.source))

"""What Home Assistant's Activity says about a delivery: one sentence when it ends, or when its import is blocked.

The event for automations reports every step of a delivery, with all that is known about it. That is too much for
Activity, so the sentences have an event of their own.
"""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.translation import async_get_cached_translations

from . import paths
from .const import DOMAIN
from .deliveries.delivery import Delivery, Reason
from .deliveries.media_payload import readable_title
from .deliveries.payload import delivery_title, event_type
from .deliveries.truncation import short

EVENT_ACTIVITY: Final = f"{DOMAIN}_activity"

ICONS: Final = {
    "available": "mdi:package-variant-closed-check",
    "upgraded": "mdi:package-up",
    "unmatched": "mdi:folder-question-outline",
    "missing": "mdi:package-variant-remove",
    "import_blocked": "mdi:account-alert-outline",
}
"""The types of events that have a sentence, and their icons."""
_TEXT: Final = f"component.{DOMAIN}.common.activity_"


@callback
def activity_data(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    delivery: Delivery,
    before: Delivery | None,
    payload: Mapping[str, Any],
) -> dict[str, Any] | None:
    """Return the data of the event for Activity, with the payload of a delivery; None if the change has no sentence."""
    if (kind := event_type(delivery, before)) not in ICONS:
        return None
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(Platform.BINARY_SENSOR, DOMAIN, f"{entry.unique_id}_online")
    entity = registry.async_get(entity_id) if entity_id else None
    return {
        # The pages of the device and of this entity show it, and cards of it, too. Not that of the event entity: who
        # hides its own lines keeps the sentences.
        ATTR_DEVICE_ID: entity.device_id if entity else None,
        ATTR_ENTITY_ID: entity_id,
        "entry_id": entry.entry_id,
        "delivery_id": delivery.id,
        "event_type": kind,
        "reason": payload["reason"],
        "title": short(delivery_title(delivery) if delivery.items else readable_title(delivery.download)),
        "library": payload["library"] or "Plex",
        "folder": paths.parent(delivery.download.path),
        "importer": payload["importer"],
        "details": "; ".join(payload["messages"]) or payload["explanation"],
    }


@callback
def activity_text(hass: HomeAssistant, data: Mapping[str, Any]) -> str:
    """Return the sentence for the data of an event, in Home Assistant's language."""
    texts = async_get_cached_translations(hass, hass.config.language, "common", DOMAIN)
    names = {key: data[key] for key in ("title", "library", "folder", "importer")}
    kind = _sentence(data)
    sentence = texts[f"{_TEXT}{kind}"].format(**names)
    if not data["details"] or kind == "unmatched":  # that sentence says why
        return sentence
    separator = ": " if kind == "import_blocked" else ". "
    return f"{sentence}{separator}{data['details']}"


@callback
def activity_icon(data: Mapping[str, Any]) -> str:
    """Return the icon for the data of an event."""
    return ICONS[_sentence(data)]


def _sentence(data: Mapping[str, Any]) -> str:
    """Return the type whose sentence is true: that no library covers the path may not be why nothing matched."""
    kind: str = data["event_type"]
    return "missing" if kind == "unmatched" and data["reason"] != Reason.NO_LIBRARY else kind


@callback
def activity_entity_id(hass: HomeAssistant, data: Mapping[str, Any]) -> str | None:
    """Return the event entity to which the sentence links; None if the server was removed."""
    entry = hass.config_entries.async_get_entry(data["entry_id"])
    if entry is None:
        return None
    return er.async_get(hass).async_get_entity_id(Platform.EVENT, DOMAIN, f"{entry.unique_id}_delivery")

"""A delivery as it is told outside, with words for a person in Home Assistant's language."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN
from .deliveries.announcement import describe, describe_running
from .deliveries.delivery import Delivery, DeliveryState, Reason
from .downloads.download import RunningDownload
from .plex.models import PlexLibrary

_SHOWN_NAMES = 5
_LONGEST_EXPLANATION = 1000
_REASONS = f"component.{DOMAIN}.entity.event.delivery.state_attributes.reason.state"
_SOURCES = f"component.{DOMAIN}.entity.sensor.last_arrival.state_attributes.source.state"


@callback
def tell(hass: HomeAssistant, delivery: Delivery, entry_id: str) -> dict[str, Any]:
    """Return a delivery as plain data, with its `explanation`: why it is where it is, None where all is well."""
    explanation = _explanation(hass, delivery)
    return {**describe(delivery, entry_id), "explanation": explanation and explanation[:_LONGEST_EXPLANATION]}


def _explanation(hass: HomeAssistant, delivery: Delivery) -> str | None:
    if delivery.reason is None:
        return None
    reason = reason_text(hass, delivery.reason)
    if delivery.state is DeliveryState.MISSING and (tried := _tried(delivery)):
        return f"{reason}: {tried}"
    if delivery.missing_files:
        return f"{reason}: {_some(delivery.missing_files, delivery.missing_count)}"
    return reason


def _some(names: Sequence[str], count: int) -> str:
    """Return the first of so many names: `a.mkv, b.mkv, … (+118)`."""
    shown = ", ".join(names[:_SHOWN_NAMES])
    return f"{shown}, … (+{count - _SHOWN_NAMES})" if count > _SHOWN_NAMES else shown


@callback
def tell_running(
    hass: HomeAssistant, running: RunningDownload, library: PlexLibrary | None, reason: Reason | None, entry_id: str
) -> dict[str, Any]:
    """Return a running download as plain data, with its `explanation`: why it will not go to a library by itself."""
    told = describe_running(running, library, reason, entry_id)
    explanation = reason and reason_text(hass, reason)
    if reason is Reason.NO_LIBRARY:
        explanation = f"{explanation}: {told['download']['path']}"
    return {**told, "explanation": explanation}


@callback
def reason_text(hass: HomeAssistant, reason: Reason) -> str:
    """Return a reason in Home Assistant's language."""
    texts = async_get_cached_translations(hass, hass.config.language, "entity", DOMAIN)
    return texts.get(f"{_REASONS}.{reason.value}", reason.value)


@callback
def source_text(hass: HomeAssistant, source: str) -> str:
    """Return what a person calls a source, in Home Assistant's language."""
    texts = async_get_cached_translations(hass, hass.config.language, "entity", DOMAIN)
    return texts.get(f"{_SOURCES}.{source}", source)


def _tried(delivery: Delivery) -> str:
    """Return what Plex was asked to scan, in the order in which it was: `/media/x (2×), /media, Movies`."""
    scans = Counter(attempt.folder or delivery.library_title or attempt.library_id for attempt in delivery.attempts)
    return ", ".join(f"{place} ({times}×)" if times > 1 else place for place, times in scans.items())

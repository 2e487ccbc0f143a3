"""Keep data of a config entry while it reloads, so that its entities do not become unavailable for a moment."""

from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

CACHE_SECONDS: Final = 60
"""After this long the data is out of date."""

_CACHE: HassKey[dict[tuple[str, HassKey[Any]], tuple[float, Any]]] = HassKey(f"{DOMAIN}_reload_cache")


@callback
def async_cache_for_reload[T](hass: HomeAssistant, entry_id: str, key: HassKey[T], data: T) -> None:
    """Keep an object for the next load of an entry."""
    hass.data.setdefault(_CACHE, {})[entry_id, key] = hass.loop.time() + CACHE_SECONDS, data


@callback
def async_pop_cached[T](hass: HomeAssistant, entry_id: str, key: HassKey[T]) -> T | None:
    """Remove and return an object; None if there is none or it is out of date."""
    kept: tuple[float, T | None] = hass.data.get(_CACHE, {}).pop((entry_id, key), (0.0, None))
    return kept[1] if hass.loop.time() < kept[0] else None


@callback
def async_clear_cached(hass: HomeAssistant, entry_id: str) -> None:
    """Remove everything that is kept for an entry."""
    cache = hass.data.get(_CACHE, {})
    for key in [key for key in cache if key[0] == entry_id]:
        del cache[key]

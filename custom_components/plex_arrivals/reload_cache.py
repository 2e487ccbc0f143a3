"""Keep data of a config entry while it reloads, so that its entities do not become unavailable for a moment."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

CACHE_SECONDS: Final = 60
"""After this long the data is out of date."""

_CACHE: HassKey[dict[tuple[str, type], tuple[float, object]]] = HassKey(f"{DOMAIN}_reload_cache")


@callback
def async_cache_for_reload(hass: HomeAssistant, entry_id: str, data: object) -> None:
    """Keep an object for the next load of an entry; it replaces one of the same type."""
    hass.data.setdefault(_CACHE, {})[entry_id, type(data)] = hass.loop.time() + CACHE_SECONDS, data


@callback
def async_pop_cached[T](hass: HomeAssistant, entry_id: str, kind: type[T]) -> T | None:
    """Remove and return the object of a type; None if there is none or it is out of date."""
    expires, data = hass.data.get(_CACHE, {}).pop((entry_id, kind), (0.0, None))
    return data if isinstance(data, kind) and hass.loop.time() < expires else None


@callback
def async_clear_cached(hass: HomeAssistant, entry_id: str) -> None:
    """Remove everything that is kept for an entry."""
    cache = hass.data.get(_CACHE, {})
    for key in [key for key in cache if key[0] == entry_id]:
        del cache[key]

"""What was known of a server when its entry was unloaded, for when it is loaded again at once.

Saving an option reloads the entry: with this nothing changes that did not change.
"""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

HOLD_SECONDS: Final = 60
"""How long something is held; after that it is out of date."""

_HELD: HassKey[dict[tuple[str, type], tuple[float, object]]] = HassKey(f"{DOMAIN}_held")


@callback
def hold(hass: HomeAssistant, entry_id: str, known: object) -> None:
    """Hold something for the next load of an entry, in place of what is held of the same type."""
    hass.data.setdefault(_HELD, {})[entry_id, type(known)] = hass.loop.time() + HOLD_SECONDS, known


@callback
def take[T](hass: HomeAssistant, entry_id: str, kind: type[T]) -> T | None:
    """Return what is held of a type, once; None where nothing is, or for too long."""
    until, known = hass.data.get(_HELD, {}).pop((entry_id, kind), (0.0, None))
    return known if isinstance(known, kind) and hass.loop.time() < until else None


@callback
def forget(hass: HomeAssistant, entry_id: str) -> None:
    """Let go of what is held for an entry that is removed."""
    held = hass.data.get(_HELD, {})
    for key in [key for key in held if key[0] == entry_id]:
        del held[key]

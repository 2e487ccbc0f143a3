"""States of entities."""

from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant

ONLINE = "binary_sensor.attic_online"


def state(hass: HomeAssistant, entity_id: str) -> str:
    found = hass.states.get(entity_id)
    assert found, entity_id
    return found.state


def is_online(hass: HomeAssistant) -> bool:
    return state(hass, ONLINE) == STATE_ON

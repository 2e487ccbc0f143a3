"""Helpers to set up automations and capture what their triggers provide."""

from typing import Any

from homeassistant.components import automation
from homeassistant.core import Event, HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_capture_events

from tests.virtual_time import pass_one_minute

EVENT_FIRED = "automation_fired"


async def automate(hass: HomeAssistant, key: str, **options: Any) -> list[Event[dict[str, Any]]]:
    """Set up an automation with a trigger of the integration; return its captured events with the trigger variables."""
    fired = async_capture_events(hass, EVENT_FIRED)
    config = {
        "alias": "On trigger",
        "mode": "queued",
        "max": 200,
        "triggers": {"trigger": f"plex_arrivals.{key}", "options": options},
        "actions": {
            "event": EVENT_FIRED,
            "event_data": {
                name: f"{{{{ trigger.{name} | default(none) }}}}"
                for name in ("config_entry_id", "server", "machine_identifier", "delivery", "item", "artwork")
            },
        },
    }
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: [config]})
    state = hass.states.get("automation.on_trigger")
    assert state
    assert state.state == "on"
    return fired


def data(fired: list[Event[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the trigger variables of each event."""
    return [event.data for event in fired]


async def settle(hass: HomeAssistant) -> None:
    """Wait long enough for what should not happen."""
    await pass_one_minute()
    await hass.async_block_till_done()

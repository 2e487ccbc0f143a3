"""Describe events for Home Assistant's Activity."""

from collections.abc import Callable

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ENTITY_ID,
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
    LazyEventPartialState,
)
from homeassistant.core import HomeAssistant, callback

from .activity import EVENT_ACTIVITY, activity_entity_id, activity_icon, activity_text
from .const import DOMAIN


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[LazyEventPartialState], dict[str, str | None]]], None],
) -> None:
    """Describe the events that have a sentence."""

    @callback
    def describe(event: LazyEventPartialState) -> dict[str, str | None]:
        # Home Assistant shows the entity's name before the message, and this name after "Via" as the cause of others.
        return {
            LOGBOOK_ENTRY_NAME: "Plex Arrivals",
            LOGBOOK_ENTRY_MESSAGE: activity_text(hass, event.data),
            LOGBOOK_ENTRY_ICON: activity_icon(event.data),
            LOGBOOK_ENTRY_ENTITY_ID: activity_entity_id(hass, event.data),
        }

    async_describe_event(DOMAIN, EVENT_ACTIVITY, describe)

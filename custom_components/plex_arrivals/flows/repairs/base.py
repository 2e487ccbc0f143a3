"""Base class of the repair flows."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import AbortFlow
import voluptuous as vol

from ...data import PlexArrivalsConfigEntry, PlexArrivalsData
from ...deliveries.delivery import Delivery, TransitionError
from ...plex.models import PlexLibrary
from ..selectors import checkboxes

DELIVERIES: Final = "deliveries"
_LONGEST_LABEL: Final = 120


class ServerRepairFlow(RepairsFlow):
    """Base class for the repair flows of a server; a flow is aborted if its entry is not loaded."""

    def __init__(self, entry_id: str) -> None:
        """Initialize the flow."""
        self._entry_id = entry_id

    @property
    def entry(self) -> PlexArrivalsConfigEntry:
        """Return the entry; raise AbortFlow if it is not loaded."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            raise AbortFlow("not_loaded")
        return entry

    @property
    def runtime_data(self) -> PlexArrivalsData:
        """Return the runtime data of the entry; raise AbortFlow if it is not loaded."""
        return self.entry.runtime_data

    @property
    def libraries(self) -> list[PlexLibrary]:
        """Return the libraries; raise AbortFlow if Plex has not responded since the entry was loaded."""
        data = self.runtime_data.coordinator.data
        if data is None:
            raise AbortFlow("plex_offline")
        return list(data.libraries.values())

    def done(self) -> RepairsFlowResult:
        """Finish the flow; the issue is created again if its cause remains."""
        return self.async_create_entry(data={})

    async def change_options(self, changes: Mapping[str, Any], retry: Iterable[str] = ()) -> None:
        """Change options, reload the entry, and retry some deliveries."""
        entry = self.entry
        self.hass.config_entries.async_update_entry(entry, options={**entry.options, **changes})
        await self.hass.config_entries.async_reload(entry.entry_id)
        await for_each(retry, self.runtime_data.manager.async_retry)


async def for_each(delivery_ids: Iterable[str], action: Callable[[str], Awaitable[Delivery]]) -> None:
    """Retry or dismiss deliveries, except those that have changed their state or are gone."""
    for delivery_id in delivery_ids:
        with suppress(KeyError, TransitionError):
            await action(delivery_id)


def deliveries_schema(names: Mapping[str, str]) -> vol.Schema:
    """Return the form to choose deliveries, all by default; `names` by their IDs."""
    labels = {delivery_id: name[:_LONGEST_LABEL] for delivery_id, name in names.items()}
    return vol.Schema({vol.Required(DELIVERIES, default=list(names)): checkboxes(labels)})

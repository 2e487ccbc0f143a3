"""What all repairs share: the entry that they are about, and how its options are changed."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import SelectOptionDict, SelectSelector, SelectSelectorConfig, SelectSelectorMode

from ...data import PlexArrivalsConfigEntry, PlexArrivalsData
from ...deliveries.delivery import Delivery, TransitionError
from ...plex.models import PlexLibrary


class ServerRepairFlow(RepairsFlow):
    """A repair of one server; it ends by itself where that is not loaded (any more)."""

    def __init__(self, entry_id: str) -> None:
        """Take whose repair it is."""
        self._entry_id = entry_id

    @property
    def entry(self) -> PlexArrivalsConfigEntry:
        """The loaded entry; raises AbortFlow where it is not."""
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            raise AbortFlow("not_loaded")
        return entry

    @property
    def parts(self) -> PlexArrivalsData:
        """The parts of the loaded entry; raises AbortFlow where it is not."""
        return self.entry.runtime_data

    @property
    def libraries(self) -> list[PlexLibrary]:
        """The libraries as last known; raises AbortFlow where Plex has not told them since we started."""
        data = self.parts.coordinator.data
        if data is None:
            raise AbortFlow("plex_offline")
        return list(data.libraries.values())

    def done(self) -> RepairsFlowResult:
        """End with the issue mended; what is left of its cause raises it again."""
        return self.async_create_entry(data={})

    async def change_options(self, changes: Mapping[str, Any], retried: Iterable[str] = ()) -> None:
        """Change options, load the entry anew with them, and set out again with these deliveries."""
        entry = self.entry
        self.hass.config_entries.async_update_entry(entry, options={**entry.options, **changes})
        await self.hass.config_entries.async_reload(entry.entry_id)
        await each(retried, self.parts.manager.async_retry)


async def each(delivery_ids: Iterable[str], act: Callable[[str], Awaitable[Delivery]]) -> None:
    """Retry or dismiss deliveries, but not those that went on by themselves or are gone by now."""
    for delivery_id in delivery_ids:
        with suppress(KeyError, TransitionError):
            await act(delivery_id)


def library_choice(libraries: Collection[PlexLibrary]) -> SelectSelector:
    """Return a choice of libraries, by their titles; by the id where several have that title.

    For a field that is optional: of a required one the frontend fills in the first, which need not fit.
    """
    titles = [library.title.casefold() for library in libraries]
    return select(
        SelectOptionDict(
            value=library.title if titles.count(library.title.casefold()) == 1 else library.id,
            label=library.title,
        )
        for library in libraries
    )


def select(
    options: Iterable[SelectOptionDict | str], *, multiple: bool = False, custom_value: bool = False
) -> SelectSelector:
    """Return a choice of these."""
    choices = [SelectOptionDict(value=one, label=one) if isinstance(one, str) else one for one in options]
    mode = SelectSelectorMode.LIST if multiple else SelectSelectorMode.DROPDOWN
    return SelectSelector(
        SelectSelectorConfig(options=choices, multiple=multiple, custom_value=custom_value, mode=mode)
    )

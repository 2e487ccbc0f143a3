"""Buttons of the Plex Arrivals integration."""

from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import PlexArrivalsConfigEntry
from .entity import LibraryEntity, async_add_library_entities
from .errors import translate_plex_errors
from .plex.models import PlexLibrary

PARALLEL_UPDATES = 1


async def async_setup_entry(
    _hass: HomeAssistant, entry: PlexArrivalsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Set up a button for each library of a server."""
    async_add_library_entities(entry, async_add_entities, lambda library: ScanButton(entry, library))


class ScanButton(LibraryEntity, ButtonEntity):
    """Scan a library."""

    def __init__(self, entry: PlexArrivalsConfigEntry, library: PlexLibrary) -> None:
        """Initialize the button."""
        super().__init__(entry, "scan", library)
        self._plex = entry.runtime_data.plex

    @override
    async def async_press(self) -> None:
        if library := self.library:
            with translate_plex_errors():
                await self._plex.refresh_library(library)

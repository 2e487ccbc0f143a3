"""Conditions of the Plex Arrivals integration."""

from typing import Any, ClassVar, override

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition, ConditionConfig
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .data import PlexArrivalsConfigEntry
from .plex.state import PlexState
from .selection import BY_LIBRARY, BY_SERVER, Selection, validate_config


class _PlexCondition(Condition):
    """Base class for the conditions; a server that is not loaded counts as offline."""

    _schema: ClassVar[vol.Schema]

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the configuration; raise vol.Invalid."""
        return validate_config(hass, config, cls._schema)

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Initialize the condition."""
        super().__init__(hass, config)
        self._selection = Selection.from_options(config.options)

    def _states(self) -> list[PlexState | None]:
        """Return the state of each selected server; None for one that is offline."""
        return [_state(entry) for entry in self._selection.servers(self._hass)]


class ServerIsOnlineCondition(_PlexCondition):
    """Every selected server is online."""

    _schema = BY_SERVER

    @override
    def _async_check(self, **kwargs: Any) -> bool:
        states = self._states()
        return bool(states) and None not in states


class LibraryIsScanningCondition(_PlexCondition):
    """Plex is scanning at least one of the selected libraries."""

    _schema = BY_LIBRARY

    @override
    def _async_check(self, **kwargs: Any) -> bool:
        return any(
            self._selection.has_library(state.libraries[library_id])
            for state in self._states()
            if state
            for library_id in state.scanning
        )


def _state(entry: PlexArrivalsConfigEntry) -> PlexState | None:
    if entry.state is not ConfigEntryState.LOADED or not entry.runtime_data.coordinator.online:
        return None
    return entry.runtime_data.coordinator.data


CONDITIONS: dict[str, type[Condition]] = {
    "server_is_online": ServerIsOnlineCondition,
    "library_is_scanning": LibraryIsScanningCondition,
}


async def async_get_conditions(_hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS

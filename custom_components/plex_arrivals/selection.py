"""Select the servers, libraries, media types and shows of a trigger or condition; an empty selection means all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self, cast

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.const import ATTR_CONFIG_ENTRY_ID, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry
from .plex.models import LibraryType, PlexLibrary

ATTR_LIBRARY: Final = "library"
ATTR_MEDIA_TYPE: Final = "media_type"
ATTR_SHOW: Final = "show"
ATTR_FIRST_OF_SEASON: Final = "first_of_season"


def _without_empty(values: list[str]) -> list[str]:
    """Return the values without empty ones, which come from blueprint inputs that were not filled in."""
    return [value for value in values if value]


_TEXTS = vol.All(cv.ensure_list, [vol.All(cv.string, vol.Strip)], _without_empty)
_SERVER = {vol.Optional(ATTR_CONFIG_ENTRY_ID): _TEXTS}
_LIBRARY = _SERVER | {vol.Optional(ATTR_LIBRARY): _TEXTS}
_MEDIA = _LIBRARY | {
    vol.Optional(ATTR_MEDIA_TYPE): vol.All(_TEXTS, [vol.In([kind.value for kind in LibraryType])]),
    vol.Optional(ATTR_SHOW): _TEXTS,
}

BY_SERVER = vol.Schema({vol.Required(CONF_OPTIONS, default=dict): _SERVER})
BY_LIBRARY = vol.Schema({vol.Required(CONF_OPTIONS, default=dict): _LIBRARY})
BY_MEDIA = vol.Schema({vol.Required(CONF_OPTIONS, default=dict): _MEDIA})
BY_ARRIVAL = vol.Schema(
    {vol.Required(CONF_OPTIONS, default=dict): _MEDIA | {vol.Optional(ATTR_FIRST_OF_SEASON): cv.boolean}}
)


@callback
def validate_config(hass: HomeAssistant, config: ConfigType, schema: vol.Schema) -> ConfigType:
    """Return the validated configuration; raise vol.Invalid. A selected server has to be set up, but not loaded."""
    result = cast("ConfigType", schema(config))
    for entry_id in result[CONF_OPTIONS].get(ATTR_CONFIG_ENTRY_ID, ()):
        entry = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise vol.Invalid(f"{entry_id} is not a Plex Arrivals server", path=[CONF_OPTIONS, ATTR_CONFIG_ENTRY_ID])
    return result


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection of servers, libraries, media types and shows."""

    entry_ids: frozenset[str]
    libraries: frozenset[str]
    """IDs and casefolded titles."""
    media_types: frozenset[str]
    shows: frozenset[str]
    """Casefolded titles."""

    @classmethod
    def from_options(cls, options: Mapping[str, Any] | None) -> Self:
        """Return the selection in validated options."""
        options = options or {}
        return cls(
            frozenset(options.get(ATTR_CONFIG_ENTRY_ID, ())),
            frozenset(name.casefold() for name in options.get(ATTR_LIBRARY, ())),
            frozenset(options.get(ATTR_MEDIA_TYPE, ())),
            frozenset(title.casefold() for title in options.get(ATTR_SHOW, ())),
        )

    def has_server(self, entry_id: str) -> bool:
        """Return whether a server is selected."""
        return not self.entry_ids or entry_id in self.entry_ids

    def has_library(self, library: PlexLibrary) -> bool:
        """Return whether a library is selected."""
        return not (
            (self.libraries and self.libraries.isdisjoint((library.id, library.title.casefold())))
            or (self.media_types and library.type not in self.media_types)
        )

    def has_show(self, titles: Iterable[str | None]) -> bool:
        """Return whether a show with one of the titles is selected."""
        return not self.shows or not self.shows.isdisjoint(title.strip().casefold() for title in titles if title)

    def servers(self, hass: HomeAssistant) -> list[PlexArrivalsConfigEntry]:
        """Return the selected servers, loaded or not."""
        entries = hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
        return [entry for entry in entries if self.has_server(entry.entry_id)]


@callback
def async_subscribe_loaded(
    hass: HomeAssistant, selection: Selection, subscribe: Callable[[PlexArrivalsConfigEntry], CALLBACK_TYPE]
) -> CALLBACK_TYPE:
    """Subscribe to each selected server whenever it is loaded; return a function that stops it."""
    subscribed: dict[str, CALLBACK_TYPE] = {}

    @callback
    def on_change(_change: ConfigEntryChange | None, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN or not selection.has_server(entry.entry_id):
            return
        if entry.state is not ConfigEntryState.LOADED:
            if unsubscribe := subscribed.pop(entry.entry_id, None):
                unsubscribe()
        elif entry.entry_id not in subscribed:
            subscribed[entry.entry_id] = subscribe(entry)

    for entry in selection.servers(hass):
        on_change(None, entry)
    disconnect = async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_change)

    @callback
    def stop() -> None:
        disconnect()
        for unsubscribe in subscribed.values():
            unsubscribe()

    return stop

"""Which servers, libraries and media types a trigger or a condition is about; nothing chosen means all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self, cast

from homeassistant.const import ATTR_CONFIG_ENTRY_ID, CONF_OPTIONS
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import DOMAIN
from .data import PlexArrivalsConfigEntry
from .plex.models import LibraryType, PlexLibrary

ATTR_LIBRARY: Final = "library"
ATTR_MEDIA_TYPE: Final = "media_type"


def _chosen(values: list[str]) -> list[str]:
    """Return what was chosen: an input of a blueprint that nobody filled in is an empty text."""
    return [value for value in values if value]


_TEXTS = vol.All(cv.ensure_list, [vol.All(cv.string, vol.Strip)], _chosen)
_SERVER = {vol.Optional(ATTR_CONFIG_ENTRY_ID): _TEXTS}
_LIBRARY = _SERVER | {vol.Optional(ATTR_LIBRARY): _TEXTS}
_MEDIA = _LIBRARY | {
    vol.Optional(ATTR_MEDIA_TYPE): vol.All(_TEXTS, [vol.In([kind.value for kind in LibraryType])]),
}

BY_SERVER = vol.Schema({vol.Required(CONF_OPTIONS, default=dict): _SERVER})
BY_LIBRARY = vol.Schema({vol.Required(CONF_OPTIONS, default=dict): _LIBRARY})
BY_MEDIA = vol.Schema({vol.Required(CONF_OPTIONS, default=dict): _MEDIA})


@callback
def validated(hass: HomeAssistant, config: ConfigType, schema: vol.Schema) -> ConfigType:
    """Return a validated configuration; raises vol.Invalid. A server need not be loaded yet, but has to be set up."""
    result = cast("ConfigType", schema(config))
    for entry_id in result[CONF_OPTIONS].get(ATTR_CONFIG_ENTRY_ID, ()):
        entry = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise vol.Invalid(f"{entry_id} is no server of Plex Arrivals", path=[CONF_OPTIONS, ATTR_CONFIG_ENTRY_ID])
    return result


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen."""

    entry_ids: frozenset[str]
    libraries: frozenset[str]
    """Ids, and titles without regard to case."""
    media_types: frozenset[str]

    @classmethod
    def of(cls, options: Mapping[str, Any] | None) -> Self:
        """Return what validated options choose."""
        chosen = options or {}
        return cls(
            frozenset(chosen.get(ATTR_CONFIG_ENTRY_ID, ())),
            frozenset(name.casefold() for name in chosen.get(ATTR_LIBRARY, ())),
            frozenset(chosen.get(ATTR_MEDIA_TYPE, ())),
        )

    def has_server(self, entry_id: str) -> bool:
        """Tell whether a server is meant."""
        return not self.entry_ids or entry_id in self.entry_ids

    def has_library(self, library: PlexLibrary) -> bool:
        """Tell whether a library is meant."""
        return not (
            (self.libraries and self.libraries.isdisjoint((library.id, library.title.casefold())))
            or (self.media_types and library.type not in self.media_types)
        )

    def servers(self, hass: HomeAssistant) -> list[PlexArrivalsConfigEntry]:
        """Return the servers that are meant, loaded or not."""
        entries = hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False)
        return [entry for entry in entries if self.has_server(entry.entry_id)]

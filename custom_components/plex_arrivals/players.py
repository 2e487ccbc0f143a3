"""The media players in Home Assistant that can play what a Plex server has.

Home Assistant's own Plex integration has the players of Plex's apps, and plays Plex's items on Cast and Sonos devices.
It has to be set up for the same server. An Apple TV is not among them: its integration opens no item of a server.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from homeassistant.components.media_player import MediaPlayerDeviceClass, MediaPlayerEntityFeature
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

PLEX: Final = "plex"
_PLEX_SERVER: Final = "server_id"
"""Under which an entry of Home Assistant's Plex integration keeps the server's machine identifier."""
_OTHERS: Final = ("cast", "sonos")
_MUSIC: Final = frozenset(("artist", "album", "track"))
_PLAYABLE: Final = _MUSIC | {"movie", "show", "season", "episode"}
_MAX_PLAYERS: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Player:
    """A media player."""

    entity_id: str
    name: str
    state: str
    has_screen: bool

    @property
    def is_available(self) -> bool:
        """Whether it responds; one that is off may still be turned on by playing."""
        return self.state != STATE_UNAVAILABLE

    @property
    def item_types(self) -> frozenset[str]:
        """The types of the items that it can play."""
        return _PLAYABLE if self.has_screen else _MUSIC

    def can_play(self, item_type: str) -> bool:
        """Return whether it can play items of a type."""
        return item_type in self.item_types


@callback
def async_has_plex_integration(hass: HomeAssistant, machine_identifier: str) -> bool:
    """Return whether Home Assistant's own Plex integration is set up for a server, and loaded."""
    return _plex_entry(hass, machine_identifier) is not None


@callback
def async_players(hass: HomeAssistant, machine_identifier: str) -> list[Player]:
    """Return the players for a server, those that respond first, in the order of their names."""
    if (plex_entry := _plex_entry(hass, machine_identifier)) is None:
        return []
    entries = [plex_entry, *(entry for domain in _OTHERS for entry in hass.config_entries.async_entries(domain))]
    registry = er.async_get(hass)
    found = (
        player
        for entry in entries
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id)
        if (player := _player(hass, entity))
    )
    return list(islice(sorted(found, key=lambda one: (not one.is_available, one.name.casefold())), _MAX_PLAYERS))


def _plex_entry(hass: HomeAssistant, machine_identifier: str) -> ConfigEntry[Any] | None:
    entries: Iterator[ConfigEntry[Any]] = iter(hass.config_entries.async_loaded_entries(PLEX))
    return next((entry for entry in entries if entry.data.get(_PLEX_SERVER) == machine_identifier), None)


def _player(hass: HomeAssistant, entity: er.RegistryEntry) -> Player | None:
    """Return an entity as a player; None if it is none, or the user has hidden it."""
    if entity.domain != Platform.MEDIA_PLAYER or entity.hidden_by:
        return None
    state = hass.states.get(entity.entity_id)
    features = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) if state else 0
    if state is None or not features & MediaPlayerEntityFeature.PLAY_MEDIA:
        return None
    device_class = entity.device_class or entity.original_device_class
    return Player(
        entity_id=entity.entity_id,
        name=state.name,
        state=state.state,
        has_screen=device_class != MediaPlayerDeviceClass.SPEAKER,
    )

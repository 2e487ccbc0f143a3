"""The players: one plays, one is asleep, and one is unavailable."""

from typing import Any, Final, override

from homeassistant.components.media_player import MediaPlayerEntity, MediaPlayerEntityFeature, MediaPlayerState
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

PLAYING: Final = "Living room"
ASLEEP: Final = "Bedroom"
UNAVAILABLE: Final = "Kitchen"


async def async_setup_entry(
    _hass: HomeAssistant, _entry: ConfigEntry[Any], async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the players."""
    async_add_entities([Player(name) for name in (PLAYING, ASLEEP, UNAVAILABLE)])


class Player(MediaPlayerEntity):
    """A player."""

    _attr_should_poll = False
    _attr_supported_features = MediaPlayerEntityFeature.PLAY_MEDIA

    def __init__(self, name: str) -> None:
        """Initialize with its name."""
        self._attr_name = name
        self._attr_unique_id = name
        self._attr_available = name != UNAVAILABLE
        self._attr_state = MediaPlayerState.IDLE

    @override
    async def async_play_media(self, media_type: str, media_id: str, **kwargs: Any) -> None:
        """Play, or raise HomeAssistantError while asleep."""
        if self.name == ASLEEP:
            raise HomeAssistantError("No response")
        self._attr_media_content_id = media_id
        self._attr_state = MediaPlayerState.PLAYING
        self.async_write_ha_state()

"""Play an item of Plex on a media player."""

import asyncio
from typing import Final

from homeassistant.components.media_player import (
    ATTR_MEDIA_CONTENT_ID,
    ATTR_MEDIA_CONTENT_TYPE,
    DOMAIN as MEDIA_PLAYER_DOMAIN,
    SERVICE_PLAY_MEDIA,
)
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized

from .const import DOMAIN, LOGGER
from .data import PlexArrivalsConfigEntry
from .errors import invalid_input, translate_plex_errors
from .players import PLEX, Player, async_has_plex_integration, async_players

_TIME_LIMIT: Final = 30
"""Seconds that a player may take to begin: Home Assistant's Plex integration asks Plex and then the player."""


async def async_play(
    hass: HomeAssistant, entry: PlexArrivalsConfigEntry, rating_key: str, entity_id: str, context: Context
) -> None:
    """Play an item on a player; return when the player has taken it.

    Raise HomeAssistantError with a translated message if it cannot be played, and Unauthorized if the user of the
    context may not control the player.
    """
    machine_identifier = entry.unique_id or ""
    player = _player(hass, machine_identifier, entity_id)
    with translate_plex_errors():
        items = await entry.runtime_data.plex.get_items([rating_key])
    if not items:
        raise invalid_input("item_gone")
    if not player.can_play(items[0].type):
        raise invalid_input("player_cannot_play_item", player=player.name, title=items[0].title)
    media = {
        ATTR_ENTITY_ID: entity_id,
        ATTR_MEDIA_CONTENT_TYPE: PLEX,
        ATTR_MEDIA_CONTENT_ID: f"plex://{machine_identifier}/{rating_key}",
    }
    try:
        async with asyncio.timeout(_TIME_LIMIT):
            await hass.services.async_call(
                MEDIA_PLAYER_DOMAIN, SERVICE_PLAY_MEDIA, media, blocking=True, context=context
            )
    except Unauthorized:
        raise
    except TimeoutError:
        raise _failure("player_not_responding", player) from None
    except Exception as err:  # noqa: BLE001 - those of three integrations and their libraries
        # Without the error, whose text may have the address of the player with a token in it.
        LOGGER.debug("Cannot play on %s: %s", entity_id, type(err).__name__)
        raise _failure("player_failed", player) from None


def _player(hass: HomeAssistant, machine_identifier: str, entity_id: str) -> Player:
    """Return a player that responds; raise ServiceValidationError."""
    state = hass.states.get(entity_id)
    if state is None:
        raise invalid_input("no_such_player", player=entity_id)
    if not async_has_plex_integration(hass, machine_identifier):
        raise invalid_input("plex_integration_missing")
    players = async_players(hass, machine_identifier)
    player = next((one for one in players if one.entity_id == entity_id), None)
    if player is None:
        raise invalid_input("player_without_plex", player=state.name)
    if not player.is_available:
        raise invalid_input("player_unavailable", player=player.name)
    return player


def _failure(failure: str, player: Player) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=failure, translation_placeholders={"player": player.name}
    )

"""Which media players can play something of a server."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.players import async_players
from testing.plex_server import PlexServer

from .conftest import Players


def names(hass: HomeAssistant, plex_server: PlexServer, item_type: str | None = None) -> list[str]:
    found = async_players(hass, plex_server.identity.machine_identifier)
    return [player.name for player in found if item_type is None or player.can_play(item_type)]


async def test_players(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    await players.add_all()
    assert names(hass, plex_server) == ["Bathroom", "Kitchen display group", "Projector", "Television"]
    assert names(hass, plex_server, "movie") == ["Projector", "Television"]
    assert names(hass, plex_server, "track") == names(hass, plex_server)
    assert names(hass, plex_server, "photo") == []


async def test_players_that_respond_come_first(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    bathroom = (await players.add_all())[3]
    bathroom._attr_available = False
    bathroom.async_write_ha_state()
    found = async_players(hass, plex_server.identity.machine_identifier)
    assert [(player.name, player.is_available) for player in found][-1] == ("Bathroom", False)


async def test_no_players_without_plex_integration(
    hass: HomeAssistant, players: Players, plex_server: PlexServer
) -> None:
    await players.add("cast", "Projector")
    assert names(hass, plex_server) == []
    players.add_plex_integration("another")
    assert names(hass, plex_server) == []
    players.add_plex_integration(state=ConfigEntryState.SETUP_RETRY)
    assert names(hass, plex_server) == []
    players.add_plex_integration()
    assert names(hass, plex_server) == ["Projector"]


@pytest.mark.parametrize("features", [0, 1])
async def test_player_that_plays_no_media(
    hass: HomeAssistant, players: Players, plex_server: PlexServer, features: int
) -> None:
    player = (await players.add_all())[1]
    player._attr_supported_features = type(player._attr_supported_features)(features)
    player.async_write_ha_state()
    assert "Projector" not in names(hass, plex_server)

"""The action that plays an item."""

import json
from typing import Any

from homeassistant.auth.models import User
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.translation import async_get_exception_message
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.plex_arrivals import play as play_module
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.plex.links import LinkStyle, item_url
from testing.plex_server import Fault, PlexServer

from .conftest import Players, key_of

pytestmark = pytest.mark.usefixtures("loaded")
SECRET = "http://192.0.2.7:32400/library/metadata/1?X-Plex-Token=secret"


async def play(hass: HomeAssistant, rating_key: str, entity_id: str, user: User | None = None, **data: Any) -> None:
    await hass.services.async_call(
        DOMAIN,
        "play",
        {"rating_key": rating_key, "entity_id": entity_id, **data},
        blocking=True,
        context=Context(user_id=user.id if user else None),
    )


def add_cellar(hass: HomeAssistant) -> None:
    MockConfigEntry(domain=DOMAIN, title="Cellar", unique_id="cellar").add_to_hass(hass)


async def refusal(hass: HomeAssistant, rating_key: str, entity_id: str) -> tuple[str, dict[str, str]]:
    """Return the translation key and the placeholders of the error, which is a mistake of the user."""
    with pytest.raises(ServiceValidationError) as error:
        await play(hass, rating_key, entity_id)
    assert error.value.translation_domain == DOMAIN
    assert error.value.translation_key
    placeholders = error.value.translation_placeholders or {}
    text = async_get_exception_message(DOMAIN, error.value.translation_key, placeholders)
    assert " " in text
    assert "{" not in text
    return error.value.translation_key, placeholders


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("kind", ["movie", "show", "season", "episode", "album", "track"])
async def test_play_on_screen(
    hass: HomeAssistant, players: Players, plex_server: PlexServer, kind: str, number: int
) -> None:
    player = (await players.add_all())[number]
    key = key_of(plex_server, kind)
    await play(hass, key, player.entity_id)
    assert player.played == [f"item {key}"]


@pytest.mark.parametrize("number", [2, 3])
async def test_speaker_plays_music_only(
    hass: HomeAssistant, players: Players, plex_server: PlexServer, number: int
) -> None:
    player = (await players.add_all())[number]
    for kind in ("artist", "album", "track"):
        await play(hass, key_of(plex_server, kind), player.entity_id)
    assert len(player.played) == 3
    key = key_of(plex_server, "movie", "Sable Coast")
    assert await refusal(hass, key, player.entity_id) == (
        "player_cannot_play_item",
        {"player": player.name, "title": "Sable Coast"},
    )
    assert len(player.played) == 3


async def test_player_that_does_not_exist(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    players.add_plex_integration()
    key = key_of(plex_server, "movie")
    assert await refusal(hass, key, "media_player.gone") == ("no_such_player", {"player": "media_player.gone"})


async def test_player_of_another_integration(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    apple_tv = (await players.add_all())[4]
    key = key_of(plex_server, "movie")
    assert await refusal(hass, key, apple_tv.entity_id) == ("player_without_plex", {"player": "Bedroom"})


async def test_player_of_another_server(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    players.add_plex_integration("another")
    player = await players.add("plex", "Television")
    assert (await refusal(hass, key_of(plex_server, "movie"), player.entity_id))[0] == "plex_integration_missing"
    players.add_plex_integration()
    assert (await refusal(hass, key_of(plex_server, "movie"), player.entity_id))[0] == "player_without_plex"


async def test_player_is_unavailable(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    player = (await players.add_all())[0]
    player._attr_available = False
    player.async_write_ha_state()
    state = hass.states.get(player.entity_id)
    assert state
    assert state.state == STATE_UNAVAILABLE
    key = key_of(plex_server, "movie")
    assert await refusal(hass, key, player.entity_id) == ("player_unavailable", {"player": "Television"})


async def test_hidden_player(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    player = (await players.add_all())[0]
    er.async_get(hass).async_update_entity(player.entity_id, hidden_by=er.RegistryEntryHider.USER)
    assert (await refusal(hass, key_of(plex_server, "movie"), player.entity_id))[0] == "player_without_plex"


@pytest.mark.parametrize(
    "error",
    [
        HomeAssistantError("Client is not currently accepting playback controls"),
        ConnectionError(SECRET),
        KeyError("server"),
    ],
)
async def test_player_fails(
    hass: HomeAssistant,
    players: Players,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    player = (await players.add_all())[0]
    player.error = error
    with pytest.raises(HomeAssistantError) as raised:
        await play(hass, key_of(plex_server, "movie"), player.entity_id)
    assert (raised.value.translation_key, raised.value.translation_placeholders) == (
        "player_failed",
        {"player": "Television"},
    )
    assert raised.value.__cause__ is None
    assert "secret" not in caplog.text


async def test_player_does_not_respond(
    hass: HomeAssistant, players: Players, plex_server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play_module, "_TIME_LIMIT", 0)
    player = (await players.add_all())[0]
    with pytest.raises(HomeAssistantError) as raised:
        await play(hass, key_of(plex_server, "movie"), player.entity_id)
    assert raised.value.translation_key == "player_not_responding"


async def test_item_is_gone(hass: HomeAssistant, players: Players) -> None:
    player = (await players.add_all())[0]
    assert await refusal(hass, "99999", player.entity_id) == ("item_gone", {})
    assert player.played == []


@pytest.mark.parametrize(("fault", "key"), [(Fault.REFUSE, "cannot_connect"), (Fault.MAINTENANCE, "not_ready")])
@pytest.mark.parametrize("noticed", [False, True])
async def test_plex_is_offline(
    hass: HomeAssistant,
    players: Players,
    plex_server: PlexServer,
    loaded: MockConfigEntry,
    fault: Fault,
    key: str,
    noticed: bool,
) -> None:
    player = (await players.add_all())[0]
    rating_key = key_of(plex_server, "movie")
    with plex_server.fail(fault):
        if noticed:
            await loaded.runtime_data.coordinator.async_refresh()
        with pytest.raises(HomeAssistantError) as raised:
            await play(hass, rating_key, player.entity_id)
    assert raised.value.translation_key == key
    assert player.played == []


async def test_user_who_may_not_control_the_player(
    hass: HomeAssistant, players: Players, plex_server: PlexServer, hass_admin_user: MockUser
) -> None:
    player = (await players.add_all())[0]
    key = key_of(plex_server, "movie")
    hass_admin_user.groups = []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {player.entity_id: {"read": True}}}})
    with pytest.raises(Unauthorized):
        await play(hass, key, player.entity_id, hass_admin_user)
    assert player.played == []
    hass_admin_user.mock_policy({"entities": {"entity_ids": {player.entity_id: {"control": True}}}})
    await play(hass, key, player.entity_id, hass_admin_user)
    assert len(player.played) == 1


@pytest.mark.parametrize("style", LinkStyle)
@pytest.mark.parametrize("named", [False, True])
async def test_play_what_a_link_opens(
    hass: HomeAssistant,
    players: Players,
    plex_server: PlexServer,
    loaded: MockConfigEntry,
    style: LinkStyle,
    named: bool,
) -> None:
    """Also with a second server: the link says which one it is."""
    add_cellar(hass)
    player = (await players.add_all())[0]
    key = key_of(plex_server, "movie")
    machine_identifier = plex_server.identity.machine_identifier
    link = item_url(style, machine_identifier=machine_identifier, server_url=plex_server.url, rating_key=key)
    server: dict[str, Any] = {"config_entry_id": loaded.entry_id} if named else {}
    await play(hass, link, player.entity_id, **server)
    assert player.played == [f"item {key}"]


async def test_link_to_another_server(hass: HomeAssistant, players: Players, loaded: MockConfigEntry) -> None:
    add_cellar(hass)
    player = (await players.add_all())[0]
    link = "plex://cellar/42"
    with pytest.raises(ServiceValidationError) as raised:
        await play(hass, link, player.entity_id, config_entry_id=loaded.entry_id)
    assert raised.value.translation_key == "link_to_another_server"
    assert await refusal(hass, "plex://nowhere/42", player.entity_id) == ("link_to_unconfigured_server", {})


@pytest.mark.parametrize("rating_key", ["", "../1", "1,2", "1?x=1", "one", "https://watch.plex.tv/movie/copper-sky"])
async def test_invalid_rating_key(hass: HomeAssistant, rating_key: str) -> None:
    assert await refusal(hass, rating_key, "media_player.television") == ("no_plex_item", {})


async def test_requests_and_token(hass: HomeAssistant, players: Players, plex_server: PlexServer) -> None:
    player = (await players.add_all())[0]
    plex_server.requests.clear()
    events: list[Any] = []
    hass.bus.async_listen("call_service", lambda event: events.append(event.data))
    await play(hass, key_of(plex_server, "movie"), player.entity_id)
    assert len(plex_server.requests) == 1, "whether the item is there"
    assert plex_server.token not in json.dumps(events, default=str)

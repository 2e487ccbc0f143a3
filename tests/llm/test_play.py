"""Playing by title or rating key on an exposed media player."""

from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er, llm
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_mock_service

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer

from .conftest import ASSISTANT, RADIO, TV, Ask, expose
from .test_answers import titled


async def test_by_rating_key(
    hass: HomeAssistant, ask: Ask, played: list[ServiceCall], plex_server: PlexServer, hass_admin_user: MockUser
) -> None:
    key = titled(plex_server, "Sable Coast").rating_key
    answer = await ask("play", rating_key=key, player_area="", user_id=hass_admin_user.id)
    assert not answer.error, answer.data
    assert answer.data["playing"]["title"] == "Sable Coast"
    assert [(call.data["rating_key"], call.data["entity_id"]) for call in played] == [(key, TV)]
    assert played[0].context.user_id == hass_admin_user.id


async def test_by_episode(ask: Ask, played: list[ServiceCall], plex_server: PlexServer) -> None:
    assert not (await ask("play", title="Harbour Watch", season=1, episode=2)).error
    episode = plex_server.catalog.items[played[0].data["rating_key"]]
    assert (episode.type, episode.level.index) == ("episode", 2)


async def test_several_titles(ask: Ask, played: list[ServiceCall], plex_server: PlexServer) -> None:
    movies = plex_server.catalog.libraries["1"]
    other = plex_server.add_items(movies, 1)[0]
    other.title = "Sable Coast"
    refused = await ask("play", title="Sable Coast")
    assert refused.error
    assert refused.data["error"] == "Several titles fit. Choose one by its rating_key."
    assert {one["rating_key"] for one in refused.data["choices"]} >= {other.rating_key}
    assert not played
    assert not (await ask("play", title="Sable Coast", rating_key=other.rating_key)).error


async def test_several_players(hass: HomeAssistant, ask: Ask, played: list[ServiceCall]) -> None:
    hass.states.async_set("media_player.bedroom", "off", {"friendly_name": "Bedroom", "supported_features": 512})
    refused = await ask("play", title="Sable Coast")
    assert refused.data == {
        "error": "Several media players fit. Say which one.",
        "players": ["Living Room TV", "Bedroom"],
    }
    assert not (await ask("play", title="Sable Coast", player_name="bedroom")).error


async def test_player_near_the_device_that_asks(
    hass: HomeAssistant, ask: Ask, played: list[ServiceCall], exposed: MockConfigEntry
) -> None:
    """The living room's voice assistant plays in the living room."""
    areas, devices, entities = ar.async_get(hass), dr.async_get(hass), er.async_get(hass)
    area = areas.async_create("Living Room")
    device = devices.async_get_or_create(config_entry_id=exposed.entry_id, identifiers={("test", "satellite")})
    devices.async_update_device(device.id, area_id=area.id)
    for name, in_area in (("near", area.id), ("far", None)):
        entity = entities.async_get_or_create("media_player", "test", name, suggested_object_id=name)
        entities.async_update_entity(entity.entity_id, area_id=in_area)
        hass.states.async_set(entity.entity_id, "idle", {"friendly_name": name, "supported_features": 512})
        expose(hass, entity.entity_id)
    context = llm.LLMContext(
        platform="test", context=Context(), language="en", assistant=ASSISTANT, device_id=device.id
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    result = await api.async_call_tool(llm.ToolInput(f"{DOMAIN}__play", {"title": "Sable Coast"}))
    assert result.data["player"] == "near"


async def test_player_that_is_not_exposed(hass: HomeAssistant, ask: Ask, played: list[ServiceCall]) -> None:
    hass.states.async_set("media_player.bedroom", "off", {"friendly_name": "Bedroom", "supported_features": 512})
    expose(hass, "media_player.bedroom", exposed=False)
    expose(hass, TV, RADIO)
    refused = await ask("play", title="Sable Coast", player_name="Bedroom")
    assert refused.data == {
        "error": "No such media player is exposed to this assistant.",
        "players": ["Living Room TV"],
    }
    assert not played


async def test_action_fails(hass: HomeAssistant, ask: Ask, players: None) -> None:
    async_mock_service(hass, DOMAIN, "play", raise_exception=ServiceValidationError("Living Room TV is not available."))
    refused = await ask("play", title="Sable Coast")
    assert (refused.error, refused.data) == (True, {"error": "Living Room TV is not available."})

"""Playing by title or rating key on an exposed media player."""

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er, llm
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from tests.playing.conftest import Players, StandInPlayer, key_of

from .conftest import ASSISTANT, DELIVERY, RECENTLY_ADDED, RUNNING, TV, TV_NAME, Ask, expose


async def test_by_rating_key(ask: Ask, tv: StandInPlayer, plex_server: PlexServer) -> None:
    key = key_of(plex_server, "movie", "Sable Coast")
    answer = await ask("play", rating_key=key, player_area="")
    assert not answer.error, answer.data
    assert (answer.data["playing"]["title"], answer.data["player"]) == ("Sable Coast", TV_NAME)
    assert tv.played == [f"item {key}"]


async def test_by_episode(ask: Ask, tv: StandInPlayer, plex_server: PlexServer) -> None:
    assert not (await ask("play", title="Harbour Watch", season=1, episode=2)).error
    [episode] = [one for one in plex_server.items(plex_server.catalog.libraries["2"]) if one.level.index == 2]
    assert tv.played == [f"item {episode.rating_key}"]


async def test_several_titles(ask: Ask, tv: StandInPlayer, plex_server: PlexServer) -> None:
    [other] = plex_server.add_items(plex_server.catalog.libraries["1"], 1)
    other.title = "Sable Coast"
    refused = await ask("play", title="Sable Coast")
    assert refused.error
    assert refused.data["error"] == "Several titles fit. Choose one by its rating_key."
    assert {one["rating_key"] for one in refused.data["choices"]} == {
        other.rating_key,
        key_of(plex_server, "movie", "Sable Coast"),
    }
    assert not tv.played
    assert not (await ask("play", title="Sable Coast", rating_key=other.rating_key)).error


async def test_similar_title(ask: Ask, tv: StandInPlayer, plex_server: PlexServer) -> None:
    """What is played instead is for a person to choose."""
    plex_server.strict_search = False
    refused = await ask("play", title="Sabel Coast")
    assert refused.data["error"] == "Plex has no such title. Ask whether one of those in “similar” is meant."
    assert refused.data["similar"][0]["rating_key"] == key_of(plex_server, "movie", "Sable Coast")
    assert not tv.played
    assert not (await ask("play", title="The Sable Coast")).error


async def test_several_players(ask: Ask, tv: StandInPlayer, players: Players) -> None:
    bedroom = await players.add("cast", "Bedroom")
    refused = await ask("play", title="Sable Coast")
    assert refused.data == {"error": "Several media players fit. Say which one.", "players": ["Bedroom", TV_NAME]}
    assert not (await ask("play", title="Sable Coast", player_name="bedroom")).error
    assert bedroom.played
    assert not tv.played


async def test_only_player_that_can(hass: HomeAssistant, ask: Ask, tv: StandInPlayer, players: Players) -> None:
    """Movies are not for speakers, and what does not respond is only used if it is named."""
    speaker = await players.add("sonos", "Bathroom", speaker=True)
    asleep = await players.add("cast", "Projector")
    hass.states.async_set(asleep.entity_id, STATE_UNAVAILABLE, hass.states.get(asleep.entity_id).attributes)  # type: ignore[union-attr]
    assert (await ask("play", title="Sable Coast")).data["player"] == TV_NAME
    refused = await ask("play", title="Sable Coast", player_name="Bathroom")
    assert refused.data == {"error": "Bathroom cannot play Sable Coast."}
    refused = await ask("play", title="Sable Coast", player_name="Projector")
    assert refused.data["error"].startswith("Projector is not available.")
    assert not (await ask("play", title="Slow Rivers", player_name="Bathroom")).error
    assert speaker.played


async def test_player_near_the_device_that_asks(
    hass: HomeAssistant, exposed: MockConfigEntry, tv: StandInPlayer, players: Players
) -> None:
    """The living room's voice assistant plays in the living room."""
    await players.add("cast", "Bedroom")
    area = ar.async_get(hass).async_create("Living Room")
    devices = dr.async_get(hass)
    satellite = devices.async_get_or_create(config_entry_id=exposed.entry_id, identifiers={("test", "satellite")})
    devices.async_update_device(satellite.id, area_id=area.id)
    er.async_get(hass).async_update_entity(TV, area_id=area.id)
    context = llm.LLMContext(
        platform="test", context=Context(), language="en", assistant=ASSISTANT, device_id=satellite.id
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    result = await api.async_call_tool(llm.ToolInput(f"{DOMAIN}__play", {"title": "Sable Coast"}))
    assert result.data["player"] == TV_NAME
    assert tv.played


async def test_player_that_is_not_exposed(hass: HomeAssistant, ask: Ask, tv: StandInPlayer, players: Players) -> None:
    bedroom = await players.add("cast", "Bedroom")
    expose(hass, bedroom.entity_id, exposed=False)
    refused = await ask("play", title="Sable Coast", player_name="Bedroom")
    assert refused.data == {"error": "No such media player is exposed to this assistant.", "players": [TV_NAME]}
    assert not bedroom.played


async def test_no_player_left(hass: HomeAssistant, ask: Ask, tv: StandInPlayer, players: Players) -> None:
    expose(hass, TV, exposed=False)
    await players.add("sonos", "Bathroom", speaker=True)
    refused = await ask("play", title="Sable Coast")
    assert refused.data == {"error": "No media player that is exposed to this assistant can play this now."}


async def test_player_fails(ask: Ask, tv: StandInPlayer) -> None:
    tv.error = RuntimeError("http://192.0.2.7:32400/?X-Plex-Token=secret")
    refused = await ask("play", title="Sable Coast")
    assert refused.error
    assert refused.data["error"].startswith(f"{TV_NAME} did not play it.")


async def test_user_who_may_not_control(ask: Ask, tv: StandInPlayer, hass_read_only_user: MockUser) -> None:
    readable = {entity_id: {"read": True} for entity_id in (RECENTLY_ADDED, RUNNING, DELIVERY, TV)}
    hass_read_only_user.mock_policy({"entities": {"entity_ids": readable}})
    refused = await ask("play", title="Sable Coast", user_id=hass_read_only_user.id)
    assert refused.data == {"error": "This user may not control the media player."}
    assert not tv.played

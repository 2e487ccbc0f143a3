"""What is exposed to the assistant, and what the user who asks may read."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from testing.plex_server import PlexServer
from tests.playing.conftest import StandInPlayer

from .conftest import DELIVERY, RADIO, RECENTLY_ADDED, RUNNING, TV, Ask, expose, llm_context, tools

SHOWS_RECENTLY_ADDED = "sensor.attic_shows_recently_added"
FIND, ON_THE_WAY = "plex_arrivals__find_title", "plex_arrivals__get_on_the_way"
RECENT, PLAY = "plex_arrivals__get_recently_added", "plex_arrivals__play"


@pytest.mark.parametrize(
    ("entity_ids", "names"),
    [
        ([], set()),
        ([TV], set()),
        (["binary_sensor.attic_online"], set()),
        ([RUNNING], {FIND, ON_THE_WAY}),
        ([DELIVERY, TV], {FIND, ON_THE_WAY}),
        ([RECENTLY_ADDED], {FIND, RECENT}),
        ([SHOWS_RECENTLY_ADDED, TV], {FIND, RECENT, PLAY}),
        ([RECENTLY_ADDED, RADIO], {FIND, RECENT}),
    ],
)
async def test_tools_follow_exposure(
    hass: HomeAssistant, server: MockConfigEntry, tv: StandInPlayer, radio: None, entity_ids: list[str], names: set[str]
) -> None:
    expose(hass, TV, RADIO, exposed=False)
    expose(hass, *entity_ids)
    assert set(await tools(hass)) == names


async def test_no_tools_without_a_loaded_server(hass: HomeAssistant, exposed: MockConfigEntry) -> None:
    assert await tools(hass)
    await hass.config_entries.async_unload(exposed.entry_id)
    assert not await tools(hass)


async def test_only_for_assist(hass: HomeAssistant, exposed: MockConfigEntry, hass_admin_user: MockUser) -> None:
    api = await llm.async_get_api(hass, llm.LLM_API_HOME_ASSISTANT, llm_context(hass_admin_user.id))
    assert api.tools
    assert not [tool for tool in api.tools if tool.integration == "plex_arrivals"]


async def test_only_exposed_libraries(
    hass: HomeAssistant, server: MockConfigEntry, ask: Ask, tv: StandInPlayer, plex_server: PlexServer
) -> None:
    expose(hass, RECENTLY_ADDED, exposed=False)
    expose(hass, SHOWS_RECENTLY_ADDED)
    assert [item["title"] for item in (await ask("get_recently_added")).data["items"]] == ["Harbour Watch"]
    assert (await ask("get_recently_added", library="Movies")).data["libraries"] == ["Shows"]
    assert (await ask("find_title", title="Harbour Watch")).data["status"] == "in_plex"
    assert (await ask("find_title", title="Sable Coast")).data["status"] == "not_found"
    movie = next(item for item in plex_server.catalog.items.values() if item.title == "Sable Coast")
    refused = await ask("play", rating_key=movie.rating_key)
    assert refused.error
    assert "not exposed" in str(refused.data["error"])


async def test_user_may_read_less(
    hass: HomeAssistant, running: MockConfigEntry, ask: Ask, hass_read_only_user: MockUser
) -> None:
    user_id = hass_read_only_user.id
    assert (await ask("find_title", title="Sable Coast", user_id=user_id)).data["status"] == "in_plex"
    hass_read_only_user.mock_policy({"entities": {"entity_ids": {RUNNING: {"read": True}}}})
    answer = await ask("find_title", title="Sable Coast", user_id=user_id)
    assert (answer.data["status"], answer.data["searched"]) == ("unknown", ["running downloads"])
    assert (await ask("get_on_the_way", user_id=user_id)).data["count"] == 1
    hass_read_only_user.mock_policy({})
    for refused in (await ask("get_on_the_way", user_id=user_id), await ask("get_on_the_way", user_id="gone")):
        assert refused.error
        assert refused.data == {"error": "No Plex server is exposed to this assistant."}

"""Ten questions and more, asked by a client of the Model Context Protocol over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import httpx2
from mcp import ClientSession, types
from mcp.client.streamable_http import streamable_http_client
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from tests.playing.conftest import StandInPlayer, key_of

from .conftest import RADIO, RADIO_NAME, TV, TV_NAME, expose

DAY = dt_util.now().date()
SABLE_COAST = {"title": "Sable Coast", "type": "movie", "year": 2010, "resolution": "1080", "library": "Movies"}
SEASON = {"title": "Harbour Watch", "type": "season", "season": 1, "episodes": [1, 2], "count": 2, "library": "Shows"}
ALBUM = {"title": "The Quiet Hours · Slow Rivers", "type": "album", "library": "Music"}
NIGHT_FERRY = {"title": "Night Ferry · S02", "state": "downloading", "progress_percent": 50.0, "time_left": "12 min"}
COPPER_SKY = {"title": "Copper Sky (2021)", "state": "missing"}

QUESTIONS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "What is new?": ("get_recently_added", {}, {"items": [ALBUM, SEASON, {"title": "Tin Orchard"}, SABLE_COAST]}),
    "Which movies came in since yesterday?": (
        "get_recently_added",
        {"media_type": "movie", "since": (DAY - timedelta(days=1)).isoformat()},
        {"items": [{"title": "Tin Orchard"}, SABLE_COAST]},
    ),
    "Anything new in Music?": ("get_recently_added", {"library": "music"}, {"items": [ALBUM]}),
    "Are there new episodes of Harbour Watch?": (
        "get_recently_added",
        {"show": "harbour watch", "library": "", "since": None},
        {"items": [SEASON]},
    ),
    "What is downloading, and how long will it take?": (
        "get_on_the_way",
        {},
        {"on_the_way": [NIGHT_FERRY], "count": 1},
    ),
    "Is anything stuck?": ("get_on_the_way", {}, {"needs_help": [COPPER_SKY]}),
    "Is Sable Coast there yet?": (
        "find_title",
        {"title": "sable coast"},
        {"status": "in_plex", "in_plex": [SABLE_COAST]},
    ),
    "Do we have season 2 of Night Ferry?": (
        "find_title",
        {"title": "Night Ferry", "season": 2},
        {"status": "on_the_way", "on_the_way": [NIGHT_FERRY]},
    ),
    "What about Copper Sky?": (
        "find_title",
        {"title": "Copper Sky (2021)"},
        {"status": "failed", "failed": [COPPER_SKY]},
    ),
    "Is the third episode of Harbour Watch there?": (
        "find_title",
        {"title": "Harbour Watch S01E03"},
        {"status": "not_found", "in_plex_instead": [{"title": "Harbour Watch", "season": 1, "episodes": [1, 2]}]},
    ),
    "Is Velvet Tide there?": (
        "find_title",
        {"title": "Velvet Tide"},
        {"status": "not_found", "searched": ["Plex", "running downloads", "finished downloads"]},
    ),
    "Play Tin Orchard on the TV.": (
        "play",
        {"title": "Tin Orchard", "player_name": TV_NAME},
        {"playing": {"title": "Tin Orchard"}, "player": TV_NAME},
    ),
}
REFUSED: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "What is new in Anime?": ("get_recently_added", {"library": "Anime"}, {"libraries": ["Movies", "Shows", "Music"]}),
    "What is new since forever?": ("get_recently_added", {"since": "forever"}, {}),
    "Which books are new?": ("get_recently_added", {"media_type": "book"}, {}),
    "Is … there?": ("find_title", {"title": " ", "season": "two"}, {}),
    "Play Night Ferry.": ("play", {"title": "Night Ferry", "player_name": TV_NAME}, {"on_the_way": [NIGHT_FERRY]}),
    "Play Tin Orchard on the radio.": (
        "play",
        {"title": "Tin Orchard", "player_name": RADIO_NAME},
        {"players": [TV_NAME]},
    ),
    "Play something.": ("play", {"player_name": TV_NAME}, {}),
}


@pytest.fixture(autouse=True)
async def _servers(
    hass: HomeAssistant,
    exposed: MockConfigEntry,
    running: MockConfigEntry,
    failed: MockConfigEntry,
    tv: StandInPlayer,
    radio: None,
) -> None:
    """Set up Plex with downloads, and the MCP server."""
    expose(hass, TV, RADIO)
    data = {"all_llm_apis": True, "llm_hass_api": [], "require_admin": False, "read_only": False}
    entry = MockConfigEntry(domain="mcp_server", data=data, minor_version=4)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)


@asynccontextmanager
async def connected(hass_client: ClientSessionGenerator, token: str) -> AsyncIterator[ClientSession]:
    """Connect an MCP client to Home Assistant, with a user's token."""
    url = str((await hass_client()).make_url("/api/mcp"))
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as http,
        streamable_http_client(url, http_client=http) as (read, write),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


async def called(session: ClientSession, tool: str, arguments: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Return the answer of a tool, and whether it is an error."""
    result = await session.call_tool(f"{DOMAIN}__{tool}", arguments)
    assert isinstance(result, types.CallToolResult)
    [content] = result.content
    assert isinstance(content, types.TextContent)
    return json.loads(content.text), bool(result.is_error)


def part_of(answer: Any, expected: Any) -> Any:
    """Return what an answer has of the expected fields."""
    if isinstance(expected, dict) and isinstance(answer, dict):
        return {key: part_of(answer.get(key), value) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(answer, list):
        return [part_of(one, value) for one, value in zip(answer, expected, strict=False)]
    return answer


async def test_list_of_tools(hass_client: ClientSessionGenerator, hass_access_token: str) -> None:
    async with connected(hass_client, hass_access_token) as session:
        listed = {tool.name: tool for tool in (await session.list_tools()).tools if tool.name.startswith(DOMAIN)}
    hints = {name: tool.annotations and tool.annotations.read_only_hint for name, tool in listed.items()}
    assert hints == {
        "plex_arrivals__find_title": True,
        "plex_arrivals__get_on_the_way": True,
        "plex_arrivals__get_recently_added": True,
        "plex_arrivals__play": False,
    }
    assert all(tool.title and tool.description for tool in listed.values())
    schema = listed["plex_arrivals__find_title"].input_schema
    assert schema["required"] == ["title"]
    assert schema["properties"]["title"]["type"] == "string"
    assert schema["properties"]["season"] == {
        "type": "integer",
        "minimum": 0,
        "description": "Number of the season, if a season or an episode of a show is meant",
    }


async def test_questions(
    hass_client: ClientSessionGenerator,
    hass_access_token: str,
    tv: StandInPlayer,
    plex_server: PlexServer,
) -> None:
    async with connected(hass_client, hass_access_token) as session:
        for question, (tool, arguments, expected) in QUESTIONS.items():
            answer, is_error = await called(session, tool, arguments)
            assert part_of(answer, expected) == expected, question
            assert not is_error, question
            text = json.dumps(answer)
            assert plex_server.token not in text
            assert plex_server.url not in text
            assert len(text) < 2_000, question
    assert tv.played == [f"item {key_of(plex_server, 'movie', 'Tin Orchard')}"]


async def test_refused(hass_client: ClientSessionGenerator, hass_access_token: str, tv: StandInPlayer) -> None:
    async with connected(hass_client, hass_access_token) as session:
        for question, (tool, arguments, expected) in REFUSED.items():
            answer, is_error = await called(session, tool, arguments)
            assert is_error, question
            assert answer["error"].endswith("."), question
            assert part_of(answer, expected) == expected, question
    assert not tv.played

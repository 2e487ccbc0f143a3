"""A server whose entities are exposed to the assistant, a running download, a failed one, and a media player."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.waiting import until
from tests.actions.conftest import call
from tests.downloads.conftest import qbittorrent
from tests.downloads.fake_clients import QBittorrentServer
from tests.playing.conftest import Players, StandInPlayer, players
from tests.running.conftest import add, listed_payloads

__all__ = ["players", "qbittorrent"]

ASSISTANT = "conversation"
RECENTLY_ADDED, RUNNING, DELIVERY = (
    "sensor.attic_recently_added",
    "sensor.attic_downloads_running",
    "event.attic_delivery",
)
TV, RADIO = "media_player.living_room_tv", "media_player.kitchen_radio"
TV_NAME, RADIO_NAME = "Living Room TV", "Kitchen Radio"
RUNNING_NAME, FAILED_NAME = "Night.Ferry.S02.1080p.WEB.x264", "Copper.Sky.2021.1080p.WEB.x264"


@dataclass
class Answer:
    data: dict[str, Any]
    error: bool


type Ask = Callable[..., Awaitable[Answer]]


def expose(hass: HomeAssistant, *entity_ids: str, exposed: bool = True) -> None:
    for entity_id in entity_ids:
        async_expose_entity(hass, ASSISTANT, entity_id, exposed)


def llm_context(user_id: str | None = None) -> llm.LLMContext:
    return llm.LLMContext(
        platform="test", context=Context(user_id=user_id), language="en", assistant=ASSISTANT, device_id=None
    )


async def tools(hass: HomeAssistant) -> dict[str, llm.Tool]:
    """Return the tools of the integration."""
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, llm_context())
    return {tool.name: tool for tool in api.tools if tool.integration == DOMAIN}


@pytest.fixture
async def server(hass: HomeAssistant, loaded: MockConfigEntry) -> MockConfigEntry:
    """Return the entry of a server of which nothing is exposed."""
    for component in ("homeassistant", ASSISTANT, "llm"):
        assert await async_setup_component(hass, component, {})
    await until(lambda: len(loaded.runtime_data.coordinator.data.recently_added_in) == 3, 120)
    return loaded


@pytest.fixture
async def exposed(hass: HomeAssistant, server: MockConfigEntry) -> MockConfigEntry:
    """Return the entry of a server that is exposed."""
    expose(hass, RECENTLY_ADDED, RUNNING, DELIVERY)
    return server


@pytest.fixture
def ask(hass: HomeAssistant, exposed: MockConfigEntry) -> Ask:
    """Return a function that calls a tool by the last part of its name."""

    async def ask(tool: str, *, user_id: str | None = None, **arguments: Any) -> Answer:
        api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, llm_context(user_id))
        result = await api.async_call_tool(llm.ToolInput(f"{DOMAIN}__{tool}", arguments))
        return Answer(dict(result.data), result.error)

    return ask


@pytest.fixture
async def running(hass: HomeAssistant, loaded: MockConfigEntry, qbittorrent: QBittorrentServer) -> MockConfigEntry:
    """Let qBittorrent download a season."""
    qbittorrent.run(name=RUNNING_NAME, eta=700)
    await add(hass, qbittorrent)
    await listed_payloads(loaded, [RUNNING_NAME])
    return loaded


@pytest.fixture
async def failed(hass: HomeAssistant, loaded: MockConfigEntry) -> MockConfigEntry:
    """Let Plex not find a movie."""
    await call(hass, "download_completed", name=FAILED_NAME, path=f"/elsewhere/{FAILED_NAME}")
    await until(lambda: all(one.ended for one in loaded.runtime_data.manager.deliveries.values()), 7200)
    return loaded


@pytest.fixture
async def tv(players: Players) -> StandInPlayer:
    """Return a TV that can play from Plex."""
    players.add_plex_integration()
    return await players.add("plex", TV_NAME)


@pytest.fixture
async def radio(players: Players) -> None:
    """Add a player of an integration that cannot play from Plex."""
    await players.add("apple_tv", RADIO_NAME)

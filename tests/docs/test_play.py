"""The example "Play what arrived" works with Home Assistant's Plex integration."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from homeassistant.components import automation
from homeassistant.components.plex import server, services
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from testing.documentation import example
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment


@pytest.mark.parametrize("query", ["", "?continuous=1"])
async def test_play_what_arrived(hass: HomeAssistant, env: DeliveryEnvironment, query: str) -> None:
    calls = async_mock_service(hass, "media_player", "play_media")
    hass.states.async_set("media_player.plex_living_room", "idle")
    text = example("docs/automations.md", "Play what arrived").text
    config = parse_yaml(text.replace('rating_key }}"', f'rating_key }}}}{query}"'))
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: [config]})
    path = "movies/Paper Moons (2020)/Paper Moons (2020).mkv"
    delivery = await env.ended(await env.finish("/media/movies/Paper Moons (2020)", env.put(path)))
    await until(lambda: calls)
    data = calls[0].data

    fetched: list[int] = []
    queued: list[Any] = []

    def fetch(key: int) -> str:
        fetched.append(key)
        return f"item {key}"

    plex: Any = SimpleNamespace(
        fetch_item=fetch, create_playqueue=lambda media, **options: queued.append((media, options))
    )
    lookup: Any = server.PlexServer.lookup_media
    plex.lookup_media = lambda kind, **query: lookup(plex, kind, **query)
    servers = {env.plex.identity.machine_identifier: plex}
    with patch.object(services, "get_plex_server", lambda _hass, plex_server_id: servers[plex_server_id]):
        services.process_plex_payload(hass, data["media_content_type"], data["media_content_id"])
    key = int(delivery.items[0].rating_key)
    assert fetched == [key]
    assert [(media, options["continuous"]) for media, options in queued] == ([(f"item {key}", 1)] if query else [])

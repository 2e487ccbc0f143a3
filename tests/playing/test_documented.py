"""The example "Play what arrived" of the documentation plays it."""

from homeassistant.components import automation
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml

from testing.documentation import example
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment, env

from .conftest import Players

__all__ = ["env"]


async def test_play_what_arrived(hass: HomeAssistant, env: DeliveryEnvironment, players: Players) -> None:
    players.add_plex_integration()
    player = await players.add("plex", "Living room")
    config = example("docs/automations.md", "Play what arrived").text.replace(
        "media_player.plex_living_room", player.entity_id
    )
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: [parse_yaml(config)]})
    path = "movies/Paper Moons (2020)/Paper Moons (2020).mkv"
    delivery = await env.ended(await env.finish("/media/movies/Paper Moons (2020)", env.put(path)))
    await until(lambda: player.played)
    assert [str(media) for media in player.played] == [f"item {delivery.items[0].rating_key}"]

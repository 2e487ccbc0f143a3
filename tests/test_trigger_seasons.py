"""Triggers for some shows only, and for the first episode of a season."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery
from testing.plex_server import Fault
from testing.waiting import until
from tests.automations import automate, data
from tests.deliveries.conftest import DeliveryEnvironment
from tests.virtual_time import pass_one_minute

SHOW = "shows/Glass Harbour (2021)"


async def arrive(env: DeliveryEnvironment, *episodes: str) -> Delivery:
    """Deliver episodes, given as `S01E02`, in one download."""
    files = [
        env.put(f"{SHOW}/Season {name[1:3]}/Glass Harbour (2021) - {name}.mkv", size=100 + index)
        for index, name in enumerate(episodes)
    ]
    path = files[0].path if len(files) == 1 else f"/media/{SHOW}"
    return await env.ended(await env.finish(path, *files))


async def settle(hass: HomeAssistant) -> None:
    """Wait long enough for what should not happen."""
    await pass_one_minute()
    await hass.async_block_till_done()


def asked(env: DeliveryEnvironment) -> list[str]:
    """Return the requests for the episodes of a season or show."""
    return [path for path in (one.path for one in env.plex.requests) if "/children" in path or "/allLeaves" in path]


def first_episodes(fired: list[Any]) -> list[int]:
    return [payload["delivery"]["items"][0]["episode"] for payload in data(fired)]


async def test_first_of_season(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """Only the first of two episodes triggers, and the first of the next season again; each asks Plex once."""
    fired = await automate(hass, "delivery_available", first_of_season=True)
    await arrive(env, "S01E03")
    await until(lambda: fired)
    await arrive(env, "S01E01")
    await settle(hass)
    assert first_episodes(fired) == [3]
    await arrive(env, "S02E01")
    await until(lambda: len(fired) == 2)
    assert len(asked(env)) == 3


async def test_episodes_at_the_same_time(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_available", first_of_season=True)
    await asyncio.gather(*(arrive(env, f"S01E0{number}") for number in range(1, 5)))
    await settle(hass)
    assert len(fired) == 1


@pytest.mark.parametrize(
    "episodes",
    [
        ("S01E01", "S01E02", "S01E03"),
        ("S01E01", "S01E02", "S02E01"),
        tuple(f"S01E{number:02}" for number in range(1, 31)),
    ],
    ids=["a season", "two seasons", "more than are stored with details"],
)
async def test_pack(hass: HomeAssistant, env: DeliveryEnvironment, episodes: tuple[str, ...]) -> None:
    """A pack of one or several seasons triggers once if Plex had nothing of one of them."""
    fired = await automate(hass, "delivery_available", first_of_season=True)
    await arrive(env, *episodes)
    await until(lambda: fired)
    await settle(hass)
    assert len(fired) == 1
    assert len(asked(env)) == 1


async def test_hidden_seasons(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """The first episode of the second season triggers, too."""
    env.plex.catalog.libraries["2"].hides_seasons = True
    fired = await automate(hass, "delivery_available", first_of_season=True)
    await arrive(env, "S01E01")
    await until(lambda: fired)
    await arrive(env, "S01E02")
    await settle(hass)
    assert len(fired) == 1
    await arrive(env, "S02E01")
    await until(lambda: len(fired) == 2)


async def test_pack_of_seasons_that_have_begun(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    await arrive(env, "S01E01")
    await arrive(env, "S02E01")
    fired = await automate(hass, "delivery_available", first_of_season=True)
    await arrive(env, "S01E02", "S02E02")
    await settle(hass)
    assert not fired


async def test_movie_is_not_first_of_season(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_available", first_of_season=True)
    file = env.put("movies/Paper Moons (2020)/Paper Moons (2020).mkv")
    await env.ended(await env.finish(file.path, file))
    await settle(hass)
    assert not fired
    assert asked(env) == []


async def test_plex_does_not_say(
    hass: HomeAssistant, env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture
) -> None:
    fired = await automate(hass, "delivery_available", first_of_season=True)
    env.plex.fail(Fault.STATUS(500), path="*/children")
    await arrive(env, "S01E01")
    await settle(hass)
    assert not fired
    assert "did not say whether an episode is the first of its season" in caplog.text


async def test_added_item_is_first_of_season(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "item_added", first_of_season=True, library="Shows")
    await arrive(env, "S01E03")
    await until(lambda: fired)
    await arrive(env, "S01E01")
    await settle(hass)
    assert [payload["item"]["episode"] for payload in data(fired)] == [3]


@pytest.mark.parametrize(
    ("key", "show", "is_triggered"),
    [
        ("delivery_available", "glass harbour", True),
        ("delivery_available", ["Night Ferry", "Glass Harbour"], True),
        ("delivery_available", "Night Ferry", False),
        ("delivery_available", "", True),
        ("item_added", "Glass Harbour", True),
        ("item_added", "Night Ferry", False),
    ],
)
async def test_show(
    hass: HomeAssistant, env: DeliveryEnvironment, key: str, show: str | list[str], is_triggered: bool
) -> None:
    fired = await automate(hass, key, show=show)
    await arrive(env, "S01E01")
    await settle(hass)
    assert bool(fired) == is_triggered


async def test_movie_is_of_no_show(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_available", show="Paper Moons")
    file = env.put("movies/Paper Moons (2020)/Paper Moons (2020).mkv")
    await env.ended(await env.finish(file.path, file))
    await settle(hass)
    assert not fired


@pytest.mark.parametrize(("show", "is_triggered"), [("Night Ferry", True), ("Glass Harbour", False)])
async def test_show_of_failed_download(
    hass: HomeAssistant, env: DeliveryEnvironment, show: str, is_triggered: bool
) -> None:
    fired = await automate(hass, "delivery_failed", show=show)
    await env.ended(await env.finish("/downloads/Night.Ferry.S02E05.1080p.WEB.H264-GROUP"))
    await env.ended(await env.finish("/downloads/thing"))
    await settle(hass)
    assert bool(fired) == is_triggered
    assert len(fired) <= 1

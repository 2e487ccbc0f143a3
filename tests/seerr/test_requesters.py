"""Who asked for what arrived."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.diagnostics import async_get_config_entry_diagnostics
from custom_components.plex_arrivals.downloads.download import MediaInfo
from custom_components.plex_arrivals.seerr.requesters import LOOKUP_SECONDS
from testing.seerr import DECLINED
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import seerr_entry
from tests.loading import entry_set_up

from .conftest import (
    MOVIE,
    MOVIE_ID,
    SHOW,
    SHOW_ID,
    SHOW_TVDB_ID,
    UNREACHABLE,
    ChangeableSeerr,
    asked,
    episodes_arrive,
    movie_arrives,
    single_items,
    warnings,
)


async def test_movie_says_who_asked_for_it(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    delivery = await movie_arrives(env)
    assert delivery.requested_by == ("Ana",)
    assert asked(seerr) == [f"GET movie/{MOVIE_ID}"]
    assert len(single_items(env)) == 1, "the item itself has the ID"
    states = {event.data["state"]: event.data["requested_by"] for event in env.events}
    assert states == {"waiting": [], "scanning": [], "available": ["Ana"]}
    await hass.async_block_till_done()
    for entity_id in ("sensor.attic_last_arrival", "event.attic_delivery"):
        state = hass.states.get(entity_id)
        assert state
        assert state.attributes["requested_by"] == ["Ana"]
    await env.restart()
    assert env.manager.deliveries[delivery.id].requested_by == ("Ana",)


async def test_diagnostics_name_nobody(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    await movie_arrives(env)
    diagnostics = str(await async_get_config_entry_diagnostics(hass, env.entry))
    assert MOVIE in diagnostics
    assert "Ana" not in diagnostics


@pytest.mark.parametrize(("season", "names"), [(1, ("Ben",)), (2, ())])
async def test_only_requests_for_the_season_count(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry, season: int, names: tuple[str, ...]
) -> None:
    delivery = await episodes_arrive(env, season)
    assert delivery.requested_by == names
    assert asked(seerr) == [f"GET tv/{SHOW_ID}"]
    show_keys = [item.rating_key for item in env.plex.catalog.items.values() if item.title == SHOW]
    assert sum(path.endswith(f"/{key}") for path in single_items(env) for key in show_keys) == 1, "for its ID"


@pytest.mark.parametrize(
    ("ids", "request_to_seerr"),
    [
        (("imdb://tt1", f"tmdb://{SHOW_ID}"), f"GET tv/{SHOW_ID}"),
        ((f"tvdb://{SHOW_TVDB_ID}",), "GET request"),
    ],
)
async def test_ids_of_the_importer(
    env: DeliveryEnvironment,
    seerr: ChangeableSeerr,
    entry: MockConfigEntry,
    ids: tuple[str, ...],
    request_to_seerr: str,
) -> None:
    env.plex.never_match = True
    media = MediaInfo(type="show", title=SHOW, external_ids=ids)
    assert (await episodes_arrive(env, media=media)).requested_by == ("Ben",)
    assert asked(seerr) == [request_to_seerr]


async def test_ids_of_another_type_do_not_count(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    media = MediaInfo(type="show", title=MOVIE, external_ids=(f"tmdb://{SHOW_ID}",))
    assert (await movie_arrives(env, media=media)).requested_by == ("Ana",)


async def test_everybody_who_asked_is_named_once(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    movie = seerr.titles[0]
    seerr.request(movie, "Chloé")
    seerr.request(movie, "Ana")
    seerr.request(movie, "Dov", status=DECLINED)
    assert (await movie_arrives(env)).requested_by == ("Ana", "Chloé")


async def test_nothing_is_asked_where_nobody_requests(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr
) -> None:
    hass.config.internal_url = UNREACHABLE
    seerr.request(seerr.titles[1], "Ben", seasons=(1,))
    async with entry_set_up(hass, seerr_entry(seerr)):
        seerr.requests.clear()
        assert (await movie_arrives(env)).requested_by == ()
    assert asked(seerr) == []


async def test_nothing_is_asked_for_music(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    file = env.put("music/The Quiet Hours/Low Tide/01 - Foam.flac")
    assert (await env.ended(await env.finish("/media/music/The Quiet Hours/Low Tide", file))).requested_by == ()
    assert asked(seerr) == []


async def test_title_that_seerr_does_not_know(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    delivery = await movie_arrives(env, "Tall Grass")
    assert (delivery.state, delivery.requested_by) == (DeliveryState.AVAILABLE, ())


async def test_slow_seerr_delays_no_arrival(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    began = asyncio.get_running_loop().time()
    await movie_arrives(env, "Tall Grass")
    usual = asyncio.get_running_loop().time() - began
    seerr.delay = 60
    began = asyncio.get_running_loop().time()
    delivery = await movie_arrives(env)
    assert (delivery.state, delivery.requested_by) == (DeliveryState.AVAILABLE, ())
    assert asyncio.get_running_loop().time() - began < usual + LOOKUP_SECONDS + 1


async def test_offline_seerr_is_not_asked(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    await seerr.stop()
    await entry.runtime_data.async_refresh()
    assert (await movie_arrives(env)).requested_by == ()
    assert warnings(caplog) == []


@pytest.mark.parametrize(
    ("status", "answer"),
    [(403, {"error": "no"}), (500, {"message": "no"}), (200, []), (200, "html"), (200, 5)],
)
async def test_unusable_answer_is_logged_once(
    env: DeliveryEnvironment,
    seerr: ChangeableSeerr,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    status: int,
    answer: Any,
) -> None:
    seerr.status, seerr.answer = status, answer
    for title in ("Tall Grass", "Low Water"):
        delivery = await movie_arrives(env, title)
        assert (delivery.state, delivery.requested_by) == (DeliveryState.AVAILABLE, ())
    assert len(warnings(caplog)) == 1
    assert "Seerr" in warnings(caplog)[0]
    assert seerr.api_key not in caplog.text
    seerr.status, seerr.answer = 200, None
    assert (await movie_arrives(env)).requested_by == ("Ana",)


async def test_another_host_does_not_get_the_key(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    seerr.redirect = "http://127.0.0.2:1/"
    assert (await movie_arrives(env)).requested_by == ()
    assert [line.endswith("The server redirects to another address.") for line in warnings(caplog)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"mediaInfo": None},
        {"mediaInfo": []},
        {"mediaInfo": {"requests": None}},
        {"mediaInfo": {"requests": [None, 5, "x", {}]}},
        {"mediaInfo": {"requests": [{"requestedBy": {"displayName": None}}, {"requestedBy": "Ana"}]}},
    ],
)
async def test_odd_fields_cost_the_names_only(
    env: DeliveryEnvironment,
    seerr: ChangeableSeerr,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    answer: Any,
) -> None:
    seerr.answer = answer
    delivery = await movie_arrives(env)
    assert (delivery.state, delivery.requested_by) == (DeliveryState.AVAILABLE, ())
    assert warnings(caplog) == []


@pytest.mark.parametrize("changed", ["client", "data", "everything"])
async def test_changed_integration_does_not_matter(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry, changed: str
) -> None:
    if changed == "everything":
        entry.runtime_data = None
    else:
        setattr(entry.runtime_data, changed, None)
    assert (await movie_arrives(env)).requested_by == ("Ana",)

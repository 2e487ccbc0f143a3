"""Who asked for what arrived, and Seerr's own scan: with Home Assistant's unmodified integration of it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
import logging
from typing import Any, override

from aiohttp import web
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_SEERR_SCAN
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.diagnostics import async_get_config_entry_diagnostics
from custom_components.plex_arrivals.downloads.download import MediaInfo
from custom_components.plex_arrivals.requesters import LOOKUP_SECONDS
from testing.api_server import Route
from testing.plex_server.describe import number
from testing.seerr import DECLINED, RECENTLY_ADDED, Seerr
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import seerr_entry
from tests.loading import entry_set_up
from tests.virtual_time import pass_one_minute

MOVIE, SHOW = "Paper Moons", "Glass Harbour"
MOVIE_ID, SHOW_ID, SHOW_TVDB_ID = number("tmdb", "movie", MOVIE), number("tmdb", "show", SHOW), 421_000
UNREACHABLE = "http://127.0.0.1:1"
"""Home Assistant's address, where Seerr tests its webhook: without it, it polls."""


class ChangeableSeerr(Seerr):
    """A Seerr that can be slow, and answer something else."""

    delay = 0.0
    answer: Any = None
    status = 200
    redirect: str | None = None

    @override
    def routes(self) -> Iterable[Route]:
        for method, path, handler in super().routes():
            yield method, path, self._changed(handler)

    def _changed(self, handler: Any) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            await asyncio.sleep(self.delay)
            if self.redirect:
                raise web.HTTPTemporaryRedirect(self.redirect)
            if self.answer is not None or self.status != 200:
                return web.json_response(self.answer, status=self.status)
            response: web.StreamResponse = await handler(request)
            return response

        return answer


@pytest.fixture
async def seerr(env: DeliveryEnvironment) -> AsyncIterator[ChangeableSeerr]:
    """Return a running Seerr that knows a movie and a show, which nobody requested."""
    server = ChangeableSeerr()
    server.add("movie", MOVIE_ID, MOVIE)
    server.add("tv", SHOW_ID, SHOW, tvdb_id=SHOW_TVDB_ID)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def entry(hass: HomeAssistant, env: DeliveryEnvironment, seerr: Seerr) -> AsyncIterator[MockConfigEntry]:
    """Return the entry of Home Assistant's integration; it knows of a request for the movie and one for a season."""
    hass.config.internal_url = UNREACHABLE
    movie, show = seerr.titles
    seerr.request(movie, "Ana")
    seerr.request(show, "Ben", seasons=(1,))
    async with entry_set_up(hass, seerr_entry(seerr)) as entry:
        seerr.requests.clear()
        env.plex.requests.clear()
        yield entry


async def movie_arrives(env: DeliveryEnvironment, title: str = MOVIE, **details: Any) -> Delivery:
    folder = f"movies/{title} (2020)"
    file = env.put(f"{folder}/{title} (2020).mkv")
    return await env.ended(await env.finish(f"/media/{folder}", file, **details))


async def episodes_arrive(env: DeliveryEnvironment, season: int = 1, **details: Any) -> Delivery:
    folder = f"shows/{SHOW} (2021)/Season {season:02}"
    files = [env.put(f"{folder}/{SHOW} (2021) - S{season:02}E0{episode}.mkv") for episode in (1, 2)]
    return await env.ended(await env.finish(f"/media/{folder}", *files, **details))


def asked(seerr: Seerr) -> list[str]:
    return [f"{request.method} {request.path.removeprefix('/api/v1/')}" for request in seerr.requests]


def single_items(env: DeliveryEnvironment) -> list[str]:
    return [one.path for one in env.plex.requests if one.path.startswith("/library/metadata/")]


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage()
        for record in caplog.records
        if record.name == "custom_components.plex_arrivals" and record.levelno >= logging.WARNING
    ]


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


async def test_seerr_scans_at_the_first_arrival_and_once_after_the_last(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_SEERR_SCAN: True})
    await env.restart()
    await movie_arrives(env)
    await until(lambda: seerr.runs == [RECENTLY_ADDED])
    for title in ("Tall Grass", "Low Water", "Deep Sand"):
        await movie_arrives(env, title)
    await asyncio.sleep(50)
    assert seerr.runs == [RECENTLY_ADDED], "at most once a minute"
    await until(lambda: seerr.runs == [RECENTLY_ADDED] * 2, 15)
    await pass_one_minute()
    await pass_one_minute()
    assert seerr.runs == [RECENTLY_ADDED] * 2, "nothing arrived"


async def test_seerr_does_not_scan_unless_chosen(
    env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    await movie_arrives(env)
    await pass_one_minute()
    assert seerr.runs == []


async def test_seerr_does_not_scan_if_nothing_arrived_that_it_knows(
    hass: HomeAssistant, env: DeliveryEnvironment, seerr: ChangeableSeerr, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_SEERR_SCAN: True})
    await env.restart()
    file = env.put("music/The Quiet Hours/Low Tide/01 - Foam.flac")
    await env.ended(await env.finish("/media/music/The Quiet Hours/Low Tide", file))
    await env.ended(await env.finish("/elsewhere/x", *[]))
    await pass_one_minute()
    assert seerr.runs == []


async def test_failing_scan_is_logged_once(
    hass: HomeAssistant,
    env: DeliveryEnvironment,
    seerr: ChangeableSeerr,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As if Seerr used Jellyfin, and had no such job."""
    hass.config_entries.async_update_entry(env.entry, options={**env.entry.options, CONF_SEERR_SCAN: True})
    await env.restart()
    seerr.status, seerr.answer = 404, {"message": "Job not found."}
    for title in ("Tall Grass", "Low Water", "Deep Sand"):
        file = env.put(f"movies/{title} (2020)/{title} (2020).mkv")
        await env.ended(await env.finish(f"/media/movies/{title} (2020)", file))
        await pass_one_minute()
        await pass_one_minute()
    failed = [line for line in warnings(caplog) if RECENTLY_ADDED in line]
    assert len(failed) == 1
    assert seerr.count(f"{RECENTLY_ADDED}/run", "POST") == 3

"""A Seerr with Home Assistant's unmodified integration of it, and arrivals of what it knows."""

import asyncio
from collections.abc import AsyncIterator, Iterable
import logging
from typing import Any, override

from aiohttp import web
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import Delivery
from testing.api_server import Route
from testing.plex_server.describe import number
from testing.seerr import Seerr
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import seerr_entry
from tests.loading import entry_set_up

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

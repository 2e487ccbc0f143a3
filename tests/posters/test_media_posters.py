"""The posters of what downloads are, while Plex does not have it, and when it gets it."""

import asyncio

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.downloads.download import MediaInfo
from custom_components.plex_arrivals.media_posters import RETRY_SECONDS, MediaPosters
from testing.plex_server import Fault, Item
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment

SEARCH = "/library/all"
MEDIA = MediaInfo(
    type="show",
    title="Harbour Watch",
    external_ids=("tvdb://4711", "imdb://tt1"),
    poster_url="https://artworks.example.com/poster.jpg",
)


@pytest.fixture
def posters(env: DeliveryEnvironment) -> MediaPosters:
    found: MediaPosters = env.entry.runtime_data.media_posters
    return found


@pytest.fixture
def show(env: DeliveryEnvironment) -> Item:
    """Return the show as it is in Plex."""
    return next(item for item in env.plex.catalog.items.values() if item.type == "show")


def searches(env: DeliveryEnvironment) -> int:
    return [request.path for request in env.plex.requests].count(SEARCH)


async def is_of_importer(posters: MediaPosters) -> None:
    """Wait for the first search; the poster is then the importer's."""
    await until(lambda: posters.poster(MEDIA))
    found = posters.poster(MEDIA)
    assert found
    assert found.artwork_id.startswith("remote-")


async def is_of_plex(posters: MediaPosters, show: Item) -> None:
    await until(lambda: (found := posters.poster(MEDIA)) and found.artwork_id == str(show.rating_key))


async def test_plex_fails_once(env: DeliveryEnvironment, posters: MediaPosters, show: Item) -> None:
    show.external_ids = ("tvdb://4711",)
    with env.plex.fail(Fault.STATUS(500), SEARCH):
        await is_of_importer(posters)
    tries = searches(env)
    await asyncio.sleep(RETRY_SECONDS - 10)
    await is_of_importer(posters)
    assert searches(env) == tries
    await asyncio.sleep(10)
    await is_of_importer(posters)  # until Plex has answered
    await is_of_plex(posters, show)


async def test_show_arrives(env: DeliveryEnvironment, posters: MediaPosters, show: Item) -> None:
    await is_of_importer(posters)
    await asyncio.sleep(RETRY_SECONDS)
    await is_of_importer(posters)
    assert searches(env) == 1
    show.external_ids = ("tvdb://4711",)
    episode = env.put("shows/Harbour Watch (2010)/Season 01/Harbour Watch (2010) - S01E03.mkv")
    reported = MediaInfo(type="show", title="Harbour Watch", external_ids=("tvdb://4711",))
    delivery = await env.ended(await env.finish("/media/shows/Harbour Watch (2010)", episode, media=reported))
    assert delivery.state is DeliveryState.AVAILABLE
    await is_of_plex(posters, show)

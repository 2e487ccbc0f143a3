"""Downloads that are not for Plex are skipped without an alarm."""

import asyncio
from typing import Any

from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.plex_server import Location
from testing.waiting import until
from tests.running.card import Card

from .conftest import DeliveryEnvironment

MEGABYTE = 1_000_000
SKIPPED = (DeliveryState.SKIPPED, Reason.NO_MEDIA)


def listed(folder: str, **files: int) -> list[DownloadedFile]:
    """Return files by their names, with `__` for a dot, and sizes in megabytes."""
    return [
        DownloadedFile(path=f"{folder}/{name.replace('__', '.')}", size=size * MEGABYTE) for name, size in files.items()
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"disc__iso": 4000, "readme__txt": 1},
        {"book__epub": 3},
        {"book__epub": 3, "cover__jpg": 1},
        {"game__exe": 9000, "intro__mp4": 300},
        {"disc__iso": 4000, "trailer__mkv": 40},
        {"setup__msi": 700, "manual__pdf": 20},
        {"comic__cbz": 80},
        {"font__ttf": 1, "notes__nfo": 1},
    ],
)
@pytest.mark.parametrize("folder", ["/media/movies/Glass Lake", "/elsewhere/Glass Lake"])
async def test_download_without_media_is_skipped(env: DeliveryEnvironment, folder: str, files: dict[str, int]) -> None:
    delivery = await env.ended(await env.finish(folder, *listed(folder, **files), category="movies"))
    assert (delivery.state, delivery.reason) == SKIPPED
    await asyncio.sleep(600)
    assert env.plex.scans == []
    assert not [issue for issue in ir.async_get(env.hass).issues.values() if issue.domain == DOMAIN]
    state = env.hass.states.get("event.attic_delivery")
    assert state is not None
    assert state.state == "unknown"


@pytest.mark.parametrize(
    "files",
    [{"film__mkv": 900, "extras__iso": 1500}, {"a__flac": 30, "scan__pdf": 40}, {"film__mkv": 0, "notes__txt": 0}],
)
async def test_download_with_some_media_is_not_skipped(env: DeliveryEnvironment, files: dict[str, int]) -> None:
    folder = "/media/movies/Glass Lake"
    delivery = await env.finish(folder, *listed(folder, **files))
    await until(lambda: env.plex.scans)
    assert env.manager.deliveries[delivery.id].state is not DeliveryState.SKIPPED


async def test_subtitles_of_a_movie_are_scanned_once(env: DeliveryEnvironment) -> None:
    folder = "/media/movies/Tin Orchard (2012)"
    files = listed(folder, film__srt=0, info__nfo=0)
    delivery = await env.ended(await env.finish(folder, *files))
    assert (delivery.state, delivery.reason) == SKIPPED
    assert env.plex.scans == [("1", folder)]


async def test_subtitles_without_library_are_skipped(env: DeliveryEnvironment) -> None:
    files = listed("/elsewhere/Subs", film__srt=0)
    delivery = await env.ended(await env.finish("/elsewhere/Subs", *files, category="movies"))
    assert (delivery.state, delivery.reason) == SKIPPED
    assert env.plex.scans == []


async def test_pictures_are_skipped_without_photo_library(env: DeliveryEnvironment) -> None:
    folder = "/pictures/Holiday"
    files = listed(folder, IMG_0001__jpg=3, IMG_0002__jpg=3)
    delivery = await env.ended(await env.finish(folder, *files))
    assert (delivery.state, delivery.reason) == SKIPPED
    library = env.plex.add_library("Photos", "photo", [Location("/pictures", env.disk / "pictures")])
    await asyncio.sleep(FRESH_SECONDS)
    delivery = await env.finish(f"{folder} again", *listed(f"{folder} again", IMG_0003__jpg=3))
    await until(lambda: (library.id, f"{folder} again") in env.plex.scans)
    assert env.manager.deliveries[delivery.id].state is not DeliveryState.SKIPPED


async def test_category_of_skipped_downloads_raises_no_issue(env: DeliveryEnvironment) -> None:
    for number in range(20):
        folder = f"/books/{number}"
        delivery = await env.ended(await env.finish(folder, *listed(folder, book__epub=3), category="books"))
        assert (delivery.state, delivery.reason) == SKIPPED
    await env.restart()
    await asyncio.sleep(3600)
    assert env.plex.scans == []
    assert not [issue for issue in ir.async_get(env.hass).issues.values() if issue.domain == DOMAIN]


async def test_card_does_not_show_skipped(env: DeliveryEnvironment, hass_ws_client: WebSocketGenerator) -> None:
    folder = "/media/movies/Glass Lake"
    await env.ended(await env.finish(folder, *listed(folder, book__epub=3)))
    card = Card(await hass_ws_client(env.hass))
    await card.subscribe()
    await card.next("servers")
    assert (await card.next("snapshot"))["deliveries"] == []
    await env.ended(await env.finish(f"{folder} 2", *listed(f"{folder} 2", book__epub=3)))
    await card.is_quiet()


async def test_action_lists_skipped(env: DeliveryEnvironment) -> None:
    folder = "/media/movies/Glass Lake"
    await env.ended(await env.finish(folder, *listed(folder, book__epub=3)))
    answer: Any = await env.hass.services.async_call(
        DOMAIN, "get_deliveries", {"states": ["skipped"]}, blocking=True, return_response=True
    )
    [delivery] = answer["deliveries"]
    assert (delivery["state"], delivery["explanation"]) == ("skipped", "No media for Plex")

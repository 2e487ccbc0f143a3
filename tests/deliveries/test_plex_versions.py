"""Differences between older and newer versions of Plex."""

import asyncio

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.plex_server import Location
from testing.waiting import until

from .conftest import DeliveryEnvironment

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"
SCANNING = "binary_sensor.attic_movies_scanning"


def state(hass: HomeAssistant, entity_id: str) -> str:
    found = hass.states.get(entity_id)
    assert found
    return found.state


async def test_music_of_older_agent_is_matched(env: DeliveryEnvironment) -> None:
    """Its tracks have local ids only, although their album is matched."""
    env.plex.remove_library(env.plex.catalog.libraries["3"])
    location = Location(plex="/media/music", disk=env.disk / "music")
    env.plex.add_library("Music", "artist", [location], "com.plexapp.agents.lastfm")
    file = env.put("music/Grey Lanes/Second Light/01 - Ember.flac")
    delivery = await env.ended(await env.finish("/media/music/Grey Lanes/Second Light", file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert [one.title for one in delivery.items] == ["Ember"]


async def test_music_without_matched_album_is_not_matched(env: DeliveryEnvironment) -> None:
    env.plex.never_match = True
    file = env.put("music/Grey Lanes/Second Light/01 - Ember.flac")
    delivery = await env.ended(await env.finish("/media/music/Grey Lanes/Second Light", file))
    assert delivery.reason == "not_recognised"


@pytest.mark.parametrize("location", ["//nas/Films", r"\\nas\Films"])
@pytest.mark.parametrize("reported", ["//NAS/films", r"\\nas\films"])
async def test_share_is_scanned_in_its_spelling(env: DeliveryEnvironment, location: str, reported: str) -> None:
    (env.disk / "share").mkdir()
    env.plex.add_library("Share", "movie", [Location(plex=location, disk=env.disk / "share")])
    env.put("share/Film (2020)/Film (2020).mkv")
    await asyncio.sleep(2 * FRESH_SECONDS)  # the libraries were fetched just now
    path = f"{reported}{reported[0]}Film (2020)"
    delivery = await env.ended(await env.finish(path, name="Film (2020)"))
    assert env.plex.scans == [("4", f"{location}{location[0]}Film (2020)")]
    assert delivery.state is DeliveryState.AVAILABLE


@pytest.mark.parametrize("deleted_state", [5, 9])
async def test_deleted_item_is_removed_from_lists(env: DeliveryEnvironment, deleted_state: int) -> None:
    env.plex.deleted_state = deleted_state  # type: ignore[assignment]
    await until(lambda: state(env.hass, "sensor.attic_movies_recently_added") not in ("unknown", "unavailable"), 60)
    newest = state(env.hass, "sensor.attic_movies_recently_added")
    (folder,) = (env.disk / "movies").glob(f"{newest}*")
    for file in folder.iterdir():
        file.unlink()
    data = {"library": "Movies", "path": f"/media/movies/{folder.name}"}
    await env.hass.services.async_call("plex_arrivals", "refresh_library", data, blocking=True)
    await until(lambda: state(env.hass, "sensor.attic_movies_recently_added") not in (newest, "unavailable"), 60)


async def test_deleted_item_is_not_ready(env: DeliveryEnvironment) -> None:
    env.plex.deleted_state = 5
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    (env.disk / FILE).unlink()
    env.plex.requests.clear()
    data = {"library": "Movies", "path": f"/media/{FOLDER}"}
    await env.hass.services.async_call("plex_arrivals", "refresh_library", data, blocking=True)
    key = delivery.items[0].rating_key
    await until(lambda: key not in env.plex.catalog.items)
    await asyncio.sleep(5)
    assert not [request for request in env.plex.requests if request.path == f"/library/metadata/{key}"]


async def test_scan_activity_with_title_only(env: DeliveryEnvironment) -> None:
    env.plex.activities_have_context = False
    env.plex.fractional_progress = True
    env.plex.scan_seconds = 2
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: state(env.hass, SCANNING) == STATE_ON)
    coordinator = env.entry.runtime_data.coordinator
    await until(lambda: coordinator.scans.percent == {"1": 50})
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    await until(lambda: state(env.hass, SCANNING) == STATE_OFF)
    assert len(env.plex.scans) == 1

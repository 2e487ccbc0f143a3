"""Differences between older and newer versions of Plex."""

import asyncio

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.plex_server import Location
from testing.waiting import until

from .conftest import Home

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"
SCANNING = "binary_sensor.attic_movies_scanning"


def state(hass: HomeAssistant, entity_id: str) -> str:
    found = hass.states.get(entity_id)
    assert found
    return found.state


async def test_music_of_older_agent_is_matched(home: Home) -> None:
    """Its tracks have local ids only, although their album is matched."""
    home.plex.remove_library(home.plex.catalog.libraries["3"])
    location = Location(plex="/media/music", disk=home.disk / "music")
    home.plex.add_library("Music", "artist", [location], "com.plexapp.agents.lastfm")
    file = home.put("music/Grey Lanes/Second Light/01 - Ember.flac")
    delivery = await home.ended(await home.finish("/media/music/Grey Lanes/Second Light", file))
    assert (delivery.state, delivery.reason) == (DeliveryState.AVAILABLE, None)
    assert [one.title for one in delivery.items] == ["Ember"]


async def test_music_without_matched_album_is_not_matched(home: Home) -> None:
    home.plex.never_match = True
    file = home.put("music/Grey Lanes/Second Light/01 - Ember.flac")
    delivery = await home.ended(await home.finish("/media/music/Grey Lanes/Second Light", file))
    assert delivery.reason == "not_recognised"


@pytest.mark.parametrize("location", ["//nas/Films", r"\\nas\Films"])
@pytest.mark.parametrize("reported", ["//NAS/films", r"\\nas\films"])
async def test_share_is_scanned_in_its_spelling(home: Home, location: str, reported: str) -> None:
    (home.disk / "share").mkdir()
    home.plex.add_library("Share", "movie", [Location(plex=location, disk=home.disk / "share")])
    home.put("share/Film (2020)/Film (2020).mkv")
    await asyncio.sleep(2 * FRESH_SECONDS)  # the libraries were fetched just now
    path = f"{reported}{reported[0]}Film (2020)"
    delivery = await home.ended(await home.finish(path, name="Film (2020)"))
    assert home.plex.scans == [("4", f"{location}{location[0]}Film (2020)")]
    assert delivery.state is DeliveryState.AVAILABLE


@pytest.mark.parametrize("deleted_state", [5, 9])
async def test_deleted_item_is_removed_from_lists(home: Home, deleted_state: int) -> None:
    home.plex.deleted_state = deleted_state  # type: ignore[assignment]
    await until(lambda: state(home.hass, "sensor.attic_movies_recently_added") not in ("unknown", "unavailable"), 60)
    newest = state(home.hass, "sensor.attic_movies_recently_added")
    (folder,) = (home.disk / "movies").glob(f"{newest}*")
    for file in folder.iterdir():
        file.unlink()
    data = {"library": "Movies", "path": f"/media/movies/{folder.name}"}
    await home.hass.services.async_call("plex_arrivals", "refresh_library", data, blocking=True)
    await until(lambda: state(home.hass, "sensor.attic_movies_recently_added") not in (newest, "unavailable"), 60)


async def test_deleted_item_is_not_ready(home: Home) -> None:
    home.plex.deleted_state = 5
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    (home.disk / FILE).unlink()
    home.plex.requests.clear()
    data = {"library": "Movies", "path": f"/media/{FOLDER}"}
    await home.hass.services.async_call("plex_arrivals", "refresh_library", data, blocking=True)
    key = delivery.items[0].rating_key
    await until(lambda: key not in home.plex.catalog.items)
    await asyncio.sleep(5)
    assert not [request for request in home.plex.requests if request.path == f"/library/metadata/{key}"]


async def test_scan_activity_with_title_only(home: Home) -> None:
    home.plex.activities_have_context = False
    home.plex.fractional_progress = True
    home.plex.scan_seconds = 2
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: state(home.hass, SCANNING) == STATE_ON)
    coordinator = home.entry.runtime_data.coordinator
    await until(lambda: coordinator.scans.percent == {"1": 50})
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE
    await until(lambda: state(home.hass, SCANNING) == STATE_OFF)
    assert len(home.plex.scans) == 1

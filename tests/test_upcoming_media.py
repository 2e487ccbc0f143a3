"""The format of the upcoming-media-card."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
import json
import time
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
import jwt
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.plex_arrivals import sensor
from custom_components.plex_arrivals.const import CONF_UPCOMING_MEDIA
from custom_components.plex_arrivals.plex.models import PlexMediaItem
from custom_components.plex_arrivals.posters.signed_paths import SignedPaths
from custom_components.plex_arrivals.posters.view import STATE_PATH_VALIDITY
from custom_components.plex_arrivals.sensor import POSTER_RENEWAL_INTERVAL
from custom_components.plex_arrivals.upcoming_media import upcoming_media
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.entities.conftest import recorded_bytes

SERVER = "sensor.attic_recently_added"
MOVIES = "sensor.attic_movies_recently_added"
ADDED = datetime(2026, 5, 4, 21, 30, tzinfo=UTC)
WORDS = {"$title", "$episode", "$release", "$rating", "$runtime", "$number", "$genres", "$studio"}
"""The variables of the card, as listed in its README."""


def test_first_element_defines_lines() -> None:
    (lines,) = upcoming_media([], {})
    assert set(lines) == {"icon", "title_default", *(f"line{number}_default" for number in (1, 2, 3, 4))}
    assert lines["icon"].startswith("mdi:")
    assert all(word in WORDS for name, line in lines.items() if name != "icon" for word in line.split(" - "))


def test_movie() -> None:
    film = PlexMediaItem(
        id="7",
        type="movie",
        title="Paper Harbour",
        url="https://app.plex.tv/x",
        added_at=ADDED,
        aired=date(2021, 2, 3),
        duration=timedelta(minutes=95, seconds=59),
        rating=7.25,
        studio="Lamplight",
        genres=("Drama", "Crime", "Sea", "Fog"),
        summary="It begins.",
        view_count=1,
    )
    assert upcoming_media([film], {"7": "/poster"})[1] == {
        "airdate": "2026-05-04T21:30:00Z",
        "aired": "2021-02-03",
        "title": "Paper Harbour",
        "episode": "",
        "number": "",
        "season_num": "",
        "episode_num": "",
        "release": "$day, $date $time",
        "runtime": 95,
        "rating": "★ 7.2",
        "studio": "Lamplight",
        "genres": "Drama, Crime, Sea",
        "summary": "It begins.",
        "poster": "/poster",
        "fanart": "",
        "flag": False,
        "deep_link": "https://app.plex.tv/x",
    }


def test_episode_and_album_have_title_of_show_and_artist() -> None:
    episode = PlexMediaItem(
        id="1", type="episode", title="Pilot", url="", show="Some Show", season=2, episode=5, added_at=ADDED
    )
    album = PlexMediaItem(id="2", type="album", title="Low Light", url="", show="The Lanterns", added_at=ADDED)
    _, first, second = upcoming_media([episode, album], {})
    assert (first["title"], first["episode"], first["number"]) == ("Some Show", "Pilot", "S02E05")
    assert (first["season_num"], first["episode_num"], first["flag"]) == (2, 5, True)
    assert (second["title"], second["episode"], second["number"]) == ("The Lanterns", "Low Light", "")


def test_unknown_values_are_empty_and_date_is_required() -> None:
    bare = PlexMediaItem(id="1", type="movie", title="", url="x:1", added_at=ADDED)
    timeless = PlexMediaItem(id="2", type="movie", title="No time", url="x:2")
    lines = upcoming_media([bare, timeless], {})
    assert len(lines) == 2
    assert None not in lines[1].values()


def shown(hass: HomeAssistant, entity_id: str) -> Any:
    state = hass.states.get(entity_id)
    assert state
    return state.attributes.get("data")


async def test_off_by_default(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    assert shown(hass, SERVER) is None
    assert shown(hass, MOVIES) is None


@pytest.fixture
async def offering(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> AsyncIterator[MockConfigEntry]:
    """Return the entry, loaded with the option and all lists fetched."""
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, options={CONF_UPCOMING_MEDIA: True}, pref_disable_polling=True)
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    for _ in range(4):
        await config_entry.runtime_data.coordinator.async_refresh()
    await until(lambda: plex_server.websockets)
    yield config_entry
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_server_and_libraries(
    hass: HomeAssistant, offering: MockConfigEntry, plex_server: PlexServer, hass_client_no_auth: ClientSessionGenerator
) -> None:
    data = shown(hass, SERVER)
    assert len(data) == 6
    airdates = [item["airdate"] for item in data[1:]]
    assert airdates == sorted(airdates, reverse=True)
    titles = {item["title"] for item in shown(hass, MOVIES)[1:]}
    assert titles == {"Sable Coast", "Tin Orchard"}
    client = await hass_client_no_auth()
    for item in data[1:]:
        assert item["deep_link"].startswith("https://app.plex.tv/")
        assert item["poster"].startswith("/api/plex_arrivals/artwork/")
        assert "http" not in item["poster"], "the card adds Home Assistant's address to what has none"
        assert (await client.get(item["poster"])).status == 200
    assert plex_server.token not in json.dumps(data)


async def test_data_is_not_recorded(hass: HomeAssistant, offering: MockConfigEntry) -> None:
    for entity_id in (SERVER, MOVIES):
        state = hass.states.get(entity_id)
        assert state
        assert recorded_bytes(hass, state) < 2000


async def test_polls_change_no_state(hass: HomeAssistant, offering: MockConfigEntry) -> None:
    changes: list[Event[EventStateChangedData]] = []

    @callback
    def count(event: Event[EventStateChangedData]) -> None:
        changes.append(event)

    async_track_state_change_event(hass, [MOVIES], count)
    await asyncio.sleep(1.1)  # a signature differs if it is made in another second
    await offering.runtime_data.coordinator.async_refresh()
    offering.runtime_data.coordinator.async_update_listeners()
    await hass.async_block_till_done()
    assert not changes


async def test_paths_are_renewed_before_they_expire(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    assert await async_setup_component(hass, "http", {})
    item = PlexMediaItem(id="1", type="movie", title="", url="", artwork="17")
    posters = SignedPaths(hass, "entry", STATE_PATH_VALIDITY)
    lives: dict[str, timedelta] = {}
    for _ in range(20):
        path = posters.paths([item])["1"]
        lives[path] = lives.get(path, timedelta()) + POSTER_RENEWAL_INTERVAL
        claims = jwt.decode(URL(path).query["authSig"], options={"verify_signature": False, "verify_exp": False})
        assert claims["exp"] >= time.time() + POSTER_RENEWAL_INTERVAL.total_seconds()
        freezer.tick(POSTER_RENEWAL_INTERVAL)
    assert set(lives.values()) == {STATE_PATH_VALIDITY / 2}


@pytest.fixture
def _short_validity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensor, "POSTER_RENEWAL_INTERVAL", timedelta(seconds=0.1))
    monkeypatch.setattr(sensor, "STATE_PATH_VALIDITY", timedelta(seconds=2))


@pytest.mark.usefixtures("_short_validity")
async def test_paths_are_renewed_without_other_changes(
    hass: HomeAssistant, config_entry: MockConfigEntry, offering: MockConfigEntry
) -> None:
    before = shown(hass, MOVIES)[1]["poster"]
    await until(lambda: shown(hass, MOVIES)[1]["poster"] != before)

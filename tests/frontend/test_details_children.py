"""The episodes of a season and the tracks of an album in the details of these."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.frontend import details as details_module
from testing.plex_server import Fault, PlexServer
from tests.deliveries.conftest import DeliveryEnvironment
from tests.playing.conftest import key_of
from tests.running.card import Card, Cards

from .conftest import details

SEASON, ALBUM = "shows/Quiet Engines/Season 07", "music/The Quiet Hours/Night Ferries"


@pytest.fixture
async def card(loaded: MockConfigEntry, cards: Cards) -> Card:
    """Return the connection of an administrator."""
    return await cards()


async def test_episodes_of_season(card: Card, env: DeliveryEnvironment) -> None:
    for number in (1, 2, 3):
        env.put(f"{SEASON}/Quiet Engines - S07E0{number}.mkv")
    env.plex.scan_now(env.plex.catalog.libraries["2"])
    season = key_of(env.plex, "season", "Season 7")
    env.plex.requests.clear()
    found = await details(card, env.entry, rating_key=season)
    assert len(env.plex.requests) == 2
    assert [(one["season"], one["episode"]) for one in found["children"]] == [(7, 1), (7, 2), (7, 3)]
    assert found["children_count"] == 3
    assert all(one["rating_key"] in one["url"] for one in found["children"])


async def test_tracks_of_album(card: Card, env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 3):
        env.put(f"{ALBUM}/{number:02} - Part {number}.flac")
    env.plex.scan_now(env.plex.catalog.libraries["3"])
    album = key_of(env.plex, "album", "Night Ferries")
    found = await details(card, env.entry, rating_key=album)
    assert [(one["track"], one["title"]) for one in found["children"]] == [(1, "Part 1"), (2, "Part 2"), (3, "Part 3")]
    monkeypatch.setattr(details_module, "_MAX_CHILDREN", 2)
    found = await details(card, env.entry, rating_key=album)
    assert (len(found["children"]), found["children_count"]) == (2, 3)


@pytest.mark.parametrize("kind", ["movie", "show", "episode", "artist", "track"])
async def test_others_have_none(card: Card, loaded: MockConfigEntry, plex_server: PlexServer, kind: str) -> None:
    plex_server.requests.clear()
    found = await details(card, loaded, rating_key=key_of(plex_server, kind))
    assert (found["children"], found["children_count"]) == ([], 0)
    assert len(plex_server.requests) == 1


async def test_delivery_lists_its_own_items(card: Card, env: DeliveryEnvironment) -> None:
    files = [env.put(f"{SEASON}/Quiet Engines - S07E0{number}.mkv") for number in (1, 2)]
    delivery = await env.ended(await env.finish(f"/media/{SEASON}", *files))
    found = await details(card, env.entry, delivery_id=delivery.id)
    assert (found["item"]["type"], found["children"]) == ("season", [])


async def test_season_is_shown_if_its_episodes_cannot_be_listed(
    card: Card, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    season = key_of(plex_server, "season")
    with plex_server.fail(Fault.STATUS(500), f"/library/metadata/{season}/children") as rule:
        found = await details(card, loaded, rating_key=season)
    assert rule.hits
    assert (found["item"]["type"], found["children"], found["problem"]) == ("season", [], None)

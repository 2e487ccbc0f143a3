"""The command that returns all about a delivery or an item."""

import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.source import ClientStatus
from custom_components.plex_arrivals.frontend import details as details_module
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.playing.conftest import Players, key_of, players
from tests.running.card import Card, Cards
from tests.running.conftest import may_read, report

from .conftest import ARRIVED, details, error

__all__ = ["players"]
DELIVERY, ADDED = "event.attic_delivery", "sensor.attic_recently_added"
MOVIES = "sensor.attic_movies_recently_added"


# `players` comes before `card`: media players cannot be set up once there is a connection


@pytest.fixture
async def card(loaded: MockConfigEntry, cards: Cards) -> Card:
    """Return the connection of an administrator."""
    return await cards()


async def test_delivery(card: Card, loaded: MockConfigEntry, arrived: str, plex_server: PlexServer) -> None:
    plex_server.requests.clear()
    found = await details(card, loaded, delivery_id=arrived)
    assert len(plex_server.requests) == 1
    item = found["item"]
    assert (item["title"], item["type"], item["library"]) == ("Paper Harbour", "movie", "Movies")
    assert item["summary"] == "The summary of “Paper Harbour”."
    assert (item["duration"], item["resolution"], item["audio_languages"]) == (5400, "1080", ["en", "de"])
    assert item["artwork"].startswith(f"/api/{DOMAIN}/artwork/")
    assert [file["path"] for file in item["files"]] == [f"/media/movies/{ARRIVED}/{ARRIVED}.mkv"]
    assert found["delivery"]["delivery_id"] == arrived
    assert found["delivery"].keys() >= {"artwork", "found", "repair", "explanation"}
    assert [step["step"] for step in found["steps"]] == ["downloaded", "scanned", "available"]
    assert found["steps"][1]["text"] == f"/media/movies/{ARRIVED}"
    assert [step["at"] for step in found["steps"]] == sorted(step["at"] for step in found["steps"])
    assert (found["client"], found["players"], found["problem"]) == (None, [], None)
    assert plex_server.token not in json.dumps(found)


async def test_item_that_a_delivery_brought(card: Card, loaded: MockConfigEntry, arrived: str) -> None:
    (item,) = loaded.runtime_data.manager.deliveries[arrived].items
    found = await details(card, loaded, rating_key=item.rating_key)
    assert found == await details(card, loaded, delivery_id=arrived)


@pytest.mark.parametrize("parent", ["season_id", "show_id"])
async def test_season_or_show_of_delivered_episodes(card: Card, env: DeliveryEnvironment, parent: str) -> None:
    folder = "shows/Quiet Engines/Season 07"
    files = [env.put(f"{folder}/Quiet Engines - S07E0{number}.mkv") for number in (1, 2)]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    key = getattr(delivery.items[0], parent)
    found = await details(card, env.entry, rating_key=key)
    assert found["item"]["rating_key"] == key
    assert found["delivery"]["delivery_id"] == delivery.id
    assert found["steps"][-1]["step"] == "available"


@pytest.mark.parametrize("deleted", [(), ("S07E01",), ("S07E01", "S07E02")])
async def test_pack_is_its_season_also_without_episodes_that_were_deleted(
    players: Players, card: Card, env: DeliveryEnvironment, deleted: tuple[str, ...]
) -> None:
    await players.add_all()
    folder = "shows/Quiet Engines/Season 07"
    files = [env.put(f"{folder}/Quiet Engines - S07E0{number}.mkv") for number in (1, 2, 3)]
    delivery = await env.ended(await env.finish(f"/media/{folder}", *files))
    _delete(env, *(f"{folder}/Quiet Engines - {one}.mkv" for one in deleted))
    env.plex.requests.clear()
    found = await details(card, env.entry, delivery_id=delivery.id)
    assert (found["item"]["type"], found["item"]["rating_key"]) == ("season", delivery.items[0].season_id)
    assert (found["item"]["url"], found["problem"]) == (delivery.url, None)
    assert [one["name"] for one in found["players"]] == ["Projector", "Television"]
    assert len(env.plex.requests) == 1


async def test_pack_of_movies_is_the_first_one_that_is_left(card: Card, env: DeliveryEnvironment) -> None:
    names = [f"movies/Harbour/{title} (2013).mkv" for title in ("Paper Harbour", "Stone Harbour", "Tin Harbour")]
    delivery = await env.ended(await env.finish("/media/movies/Harbour", *map(env.put, names)))
    titles = [item.title for item in delivery.items]
    assert sorted(titles) == ["Paper Harbour", "Stone Harbour", "Tin Harbour"]
    for count, title in enumerate(titles):
        assert (await details(card, env.entry, delivery_id=delivery.id))["item"]["title"] == title
        _delete(env, *(name for name in names if any(gone in name for gone in titles[: count + 1])))
    found = await details(card, env.entry, delivery_id=delivery.id)
    assert (found["item"], found["problem"], found["players"]) == (None, "item_gone", [])


def _delete(env: DeliveryEnvironment, *names: str) -> None:
    """Delete files, and have Plex notice."""
    for name in names:
        (env.disk / name).unlink(missing_ok=True)
    for library in env.plex.catalog.libraries.values():
        env.plex.scan_now(library)


@pytest.mark.parametrize("kind", ["movie", "show", "season", "episode", "artist", "album", "track"])
async def test_item_without_delivery(card: Card, loaded: MockConfigEntry, plex_server: PlexServer, kind: str) -> None:
    key = key_of(plex_server, kind)
    found = await details(card, loaded, rating_key=key)
    assert (found["item"]["rating_key"], found["item"]["type"]) == (key, kind)
    assert (found["delivery"], found["steps"], found["client"]) == (None, [], None)


async def test_failed_delivery(hass: HomeAssistant, card: Card, loaded: MockConfigEntry) -> None:
    delivery_id = await report(hass, "8e3f2a77")
    await until(lambda: loaded.runtime_data.manager.deliveries[delivery_id].ended)
    found = await details(card, loaded, delivery_id=delivery_id)
    assert (found["item"], found["problem"]) == (None, None)
    assert found["steps"][-1]["step"] == "unmatched"
    assert found["steps"][-1]["text"] == found["delivery"]["explanation"]


async def test_item_is_gone(
    card: Card, loaded: MockConfigEntry, arrived: str, plex_server: PlexServer, tmp_path: Path
) -> None:
    (tmp_path / "movies" / ARRIVED / f"{ARRIVED}.mkv").unlink()
    plex_server.scan_now(plex_server.catalog.libraries["1"])
    found = await details(card, loaded, delivery_id=arrived)
    assert (found["item"], found["problem"], found["players"]) == (None, "item_gone", [])
    assert found["delivery"]["state"] == "available"
    assert (await details(card, loaded, rating_key="99999"))["problem"] == "item_gone"


@pytest.mark.parametrize("is_noticed", [False, True])
@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.REFUSE, "cannot_connect"),
        (Fault.MAINTENANCE, "not_ready"),
        (Fault.STATUS(403), "forbidden"),
        (Fault.HTML, "not_plex"),
    ],
)
async def test_plex_fails(
    card: Card,
    loaded: MockConfigEntry,
    arrived: str,
    plex_server: PlexServer,
    fault: Fault,
    problem: str,
    is_noticed: bool,
) -> None:
    with plex_server.fail(fault):
        if is_noticed:
            await loaded.runtime_data.coordinator.async_refresh()
            plex_server.requests.clear()
        found = await details(card, loaded, delivery_id=arrived)
        assert (found["item"], found["problem"]) == (None, problem)
        assert found["delivery"]["delivery_id"] == arrived
        assert not (is_noticed and plex_server.requests), "it is not asked again"


async def test_another_server_responds(
    hass: HomeAssistant, card: Card, loaded: MockConfigEntry, arrived: str, plex_server: PlexServer
) -> None:
    """The card can show the sentence of the error with all that is in it."""
    plex_server.identity.machine_identifier, plex_server.identity.name = "another", "Cellar"
    await loaded.runtime_data.coordinator.async_refresh()
    found = await details(card, loaded, delivery_id=arrived)
    texts = await async_get_translations(hass, "en", "exceptions", {DOMAIN})
    sentence = texts[f"component.{DOMAIN}.exceptions.{found['problem']}.message"]
    assert "at this address: Cellar." in sentence.format(**found["problem_placeholders"])


async def test_plex_and_client_take_too_long(
    card: Card, loaded: MockConfigEntry, arrived: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details_module, "_TIME_LIMIT", 0)
    found = await details(card, loaded, delivery_id=arrived)
    assert (found["item"], found["problem"], found["client"]) == (None, "cannot_connect", None)


async def test_client(card: Card, loaded: MockConfigEntry, arrived: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def status(*_args: Any) -> ClientStatus:
        return ClientStatus(present=True, ratio=0.81234)

    monkeypatch.setattr(type(loaded.runtime_data.sources), "async_client_status", status)
    found = await details(card, loaded, delivery_id=arrived)
    assert found["client"] == {"present": True, "ratio": 0.812, "seeding_time": None}


async def test_players(players: Players, card: Card, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    television, *_ = await players.add_all()
    movie = await details(card, loaded, rating_key=key_of(plex_server, "movie"))
    assert [one["name"] for one in movie["players"]] == ["Projector", "Television"]
    assert movie["players"][1] == {"entity_id": television.entity_id, "name": "Television", "state": "idle"}
    track = await details(card, loaded, rating_key=key_of(plex_server, "track"))
    assert len(track["players"]) == 4


async def test_playable_types(players: Players, card: Card, loaded: MockConfigEntry) -> None:
    await card.subscribe()
    await card.next("servers")
    await card.next("snapshot")

    def playable() -> list[str]:
        return list(card.shown[loaded.entry_id]["server"]["playable_types"])

    assert playable() == []
    players.add_plex_integration()
    await players.add("sonos", "Bathroom", speaker=True)
    await card.until(lambda: playable() == ["album", "artist", "track"])
    await players.add("cast", "Television")
    await card.until(lambda: {"movie", "episode", "track"} <= {*playable()})
    assert "photo" not in playable()
    players.remove()
    await card.until(lambda: playable() == [])


async def test_players_that_the_user_may_not_control(
    players: Players, card: Card, loaded: MockConfigEntry, plex_server: PlexServer, hass_admin_user: MockUser
) -> None:
    television, projector, *_ = await players.add_all()
    hass_admin_user.groups = []
    hass_admin_user.mock_policy(
        {
            "entities": {
                "entity_ids": {
                    ADDED: {"read": True},
                    television.entity_id: {"read": True},
                    projector.entity_id: {"control": True},
                }
            }
        }
    )
    found = await details(card, loaded, rating_key=key_of(plex_server, "movie"))
    assert [one["name"] for one in found["players"]] == ["Projector"]


@pytest.mark.parametrize(
    ("readable", "is_delivery_readable", "is_item_readable"),
    [
        ((DELIVERY,), True, True),
        ((ADDED,), False, True),
        ((MOVIES,), False, True),
        (("sensor.attic_music_recently_added",), False, False),
        (("binary_sensor.attic_online",), False, False),
        ((), False, False),
    ],
)
async def test_permissions(
    card: Card,
    loaded: MockConfigEntry,
    arrived: str,
    hass_admin_user: MockUser,
    readable: tuple[str, ...],
    is_delivery_readable: bool,
    is_item_readable: bool,
) -> None:
    (item,) = loaded.runtime_data.manager.deliveries[arrived].items
    may_read(hass_admin_user, *readable)
    if is_delivery_readable:
        assert (await details(card, loaded, delivery_id=arrived))["item"]
    else:
        assert await error(card, loaded, delivery_id=arrived) == ("unauthorized", "server_not_allowed")
    if is_item_readable:
        found = await details(card, loaded, rating_key=item.rating_key)
        assert bool(found["delivery"]) is is_delivery_readable
    else:
        assert await error(card, loaded, rating_key=item.rating_key) == ("unauthorized", "server_not_allowed")


async def test_item_of_no_delivery_needs_its_library(
    card: Card, loaded: MockConfigEntry, plex_server: PlexServer, hass_admin_user: MockUser
) -> None:
    may_read(hass_admin_user, DELIVERY)
    key = key_of(plex_server, "movie")
    assert await error(card, loaded, rating_key=key) == ("unauthorized", "server_not_allowed")


async def test_errors(card: Card, loaded: MockConfigEntry, hass: HomeAssistant) -> None:
    assert await error(card, None, rating_key="1") == ("not_found", "no_such_server")
    assert await error(card, loaded, delivery_id="x") == ("not_found", "no_such_delivery")
    assert (await error(card, loaded))[0] == "invalid_format"
    assert (await error(card, loaded, rating_key="1", delivery_id="x"))[0] == "invalid_format"
    assert (await error(card, loaded, rating_key="../1"))[0] == "invalid_format"
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await error(card, loaded, rating_key="1") == ("not_loaded", "unloaded")

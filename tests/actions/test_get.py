"""The actions that return data, as scripts and the REST API call them."""

from dataclasses import fields
from http import HTTPStatus
import json

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.plex.models import PlexMediaItem
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

from .conftest import FAULTS, call


async def test_recently_added(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    items = (await call(hass, "get_recently_added", library="shows", limit=1))["items"]
    assert len(items) == 1
    assert items[0]["show"] == "Harbour Watch"
    assert items[0]["library"] == "Shows"
    assert "/details?key=" in items[0]["url"]
    assert len((await call(hass, "get_recently_added"))["items"]) >= 4


async def test_recently_added_items_are_complete(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    """With what Plex does not give in its lists."""
    (film,) = (await call(hass, "get_recently_added", library="movies", limit=1))["items"]
    assert film["title"] == "Tin Orchard"
    assert film["summary"] == "The summary of “Tin Orchard”."
    assert film["duration"] == 5400
    assert film["rating"] > 0
    assert (film["view_count"], film["last_viewed_at"]) == (0, None)
    assert (film["resolution"], film["hdr"], film["audio_channels"]) == ("1080", None, 6)
    assert (film["audio_languages"], film["subtitle_languages"]) == (["en", "de"], ["en", "de"])
    assert film["external_ids"]
    assert film["artwork"].startswith(f"/api/plex_arrivals/artwork/{loaded.entry_id}/{film['rating_key']}?")
    (file,) = film["files"]
    assert file.keys() == {"path", "size", "resolution", "hdr", "audio_channels"}
    assert file["path"].startswith("/media/movies/")
    unread = {"id", "matched", "artwork_id"}
    assert {field.name for field in fields(PlexMediaItem)} - unread <= film.keys() | {"library_id"}
    assert plex_server.token not in json.dumps(film)


@pytest.mark.parametrize(("fault", "key"), FAULTS)
async def test_recently_added_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault), pytest.raises(HomeAssistantError) as error:
        await call(hass, "get_recently_added")
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


async def test_deliveries(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    for number in range(3):
        await call(hass, "download_completed", name=f"some {number}", path=f"/elsewhere/{number}")
    found = (await call(hass, "get_deliveries", limit=2))["deliveries"]
    assert [one["download"]["name"] for one in found] == ["some 2", "some 1"], "the latest first"
    await until(lambda: all(one.ended for one in loaded.runtime_data.manager.deliveries.values()))
    assert len((await call(hass, "get_deliveries", states="unmatched"))["deliveries"]) == 3
    assert (await call(hass, "get_deliveries", states=["waiting", "available"]))["deliveries"] == []


async def test_server_info(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    info = await call(hass, "get_server_info")
    assert info["online"] is True
    assert info["name"] == "Attic"
    assert info["version"] == plex_server.identity.version
    assert info["platform"] == "Linux"
    assert info["machine_identifier"] == plex_server.identity.machine_identifier
    assert info["updated_at"].endswith("+00:00")
    assert [(one["id"], one["title"], one["type"], one["locations"]) for one in info["libraries"]] == [
        ("1", "Movies", "movie", ["/media/movies"]),
        ("2", "Shows", "show", ["/media/shows"]),
        ("3", "Music", "music", ["/media/music"]),
    ]
    assert all(one["scanning"] is False and one["scanned_at"] for one in info["libraries"])
    assert all(one["has_agent"] and isinstance(one["changes"], int) for one in info["libraries"])


@pytest.mark.parametrize("has_responded", [False, True])
async def test_server_info_over_rest_while_plex_is_offline(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    hass_client: ClientSessionGenerator,
    has_responded: bool,
) -> None:
    assert await async_setup_component(hass, "api", {})
    rule = None if has_responded else plex_server.fail(Fault.REFUSE)
    async with entry_set_up(hass, config_entry):
        if has_responded:
            await until(lambda: plex_server.websockets)
            rule = plex_server.fail(Fault.REFUSE)
            await config_entry.runtime_data.coordinator.async_refresh()
        client = await hass_client()
        response = await client.post(f"/api/services/{DOMAIN}/get_server_info?return_response", json={})
        assert response.status == HTTPStatus.OK
        info = (await response.json())["service_response"]
        assert info["online"] is False
        assert info["name"] == "Attic"
        assert bool(info["libraries"]) == has_responded
        assert bool(info["version"]) == has_responded
        assert rule
        rule.lift()

"""The action that finds the download of an item in Plex."""

from dataclasses import replace
from typing import Any

from homeassistant.config_entries import SOURCE_IGNORE, ConfigEntryDisabler
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault

from .conftest import DeliveryEnvironment

SHOW = "shows/Quiet Engines"
LINK = "https://app.plex.tv/desktop/#!/server/{}/details?key=%2Flibrary%2Fmetadata%2F42"


async def find(env: DeliveryEnvironment, **sought: Any) -> list[Any]:
    answer = await env.hass.services.async_call(DOMAIN, "find_download", sought, blocking=True, return_response=True)
    assert isinstance(answer, dict)
    found = answer["deliveries"]
    assert isinstance(found, list)
    return found


async def ids(env: DeliveryEnvironment, **sought: Any) -> list[str]:
    return [delivery["delivery_id"] for delivery in await find(env, **sought)]


def key(env: DeliveryEnvironment, kind: str, **fields: Any) -> str:
    """Return the rating key of an item in Plex."""
    items = env.plex.catalog.items.values()
    return next(
        item.rating_key
        for item in items
        if item.type == kind and all(getattr(item, name) == value for name, value in fields.items())
    )


async def test_pack_of_an_episode(env: DeliveryEnvironment) -> None:
    files = [env.put(f"{SHOW}/Season 02/Quiet Engines - S02E{number:02}.mkv") for number in range(1, 31)]
    pack = await env.ended(
        await env.finish(
            f"/media/{SHOW}/Season 02", *files, source="qbittorrent", source_entry_id="gone", hash="ab" * 20
        )
    )
    other = env.put(f"{SHOW}/Season 03/Quiet Engines - S03E01.mkv")
    later = await env.ended(await env.finish(other.path, other))
    assert pack.items[29].season == 2
    for sought in (pack.items[0].rating_key, pack.items[29].url, f"/library/metadata/{pack.items[29].rating_key}"):
        [found] = await find(env, rating_key=sought)
        assert found["delivery_id"] == pack.id
        assert found["download"]["source_name"] == "qBittorrent"
        assert found["download"]["hash"] == "ab" * 20
        assert (found["download"]["client_url"], found["client"]) == (None, None), "the client was removed"
    season = pack.url
    assert await ids(env, rating_key=season) == [pack.id]
    assert await ids(env, rating_key=key(env, "show", title="Quiet Engines")) == [later.id, pack.id]
    assert await ids(env, path=other.path) == [later.id]
    assert await ids(env, path=f"/media/{SHOW}/") == [later.id, pack.id]
    assert await ids(env, rating_key="999999") == []


async def test_item_that_was_added_again_is_found_by_its_file(env: DeliveryEnvironment) -> None:
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    delivery = await env.ended(await env.finish("/media/movies/Paper Harbour (2021)", file))
    stored = replace(delivery, items=(replace(delivery.items[0], rating_key="999999"),), rating_keys=("999999",))
    await env.manager._saver.save(stored)
    assert await ids(env, rating_key=delivery.items[0].rating_key) == [delivery.id]


async def test_item_is_not_said_to_have_no_download_while_plex_cannot_be_asked(env: DeliveryEnvironment) -> None:
    file = env.put("movies/Paper Harbour (2021)/Paper Harbour (2021).mkv")
    delivery = await env.ended(await env.finish("/media/movies/Paper Harbour (2021)", file))
    with env.plex.fail(Fault.STATUS(403)), pytest.raises(HomeAssistantError) as raised:
        await find(env, rating_key="999999")
    assert raised.value.translation_key == "forbidden"
    with env.plex.fail(Fault.REFUSE):
        await env.entry.runtime_data.coordinator.async_refresh()
        with pytest.raises(HomeAssistantError) as raised:
            await find(env, rating_key="999999")
        assert raised.value.translation_key == "cannot_connect"
        assert await ids(env, rating_key=delivery.items[0].rating_key) == [delivery.id]
    assert await ids(env, rating_key="999999") == []


async def test_delivery_that_failed_is_found_by_its_path(env: DeliveryEnvironment) -> None:
    lost = await env.ended(await env.finish("/elsewhere/Lost"))
    assert await ids(env, path="/elsewhere/Lost/a.mkv") == [lost.id]


@pytest.mark.parametrize("sought", [{"path": ""}, {"rating_key": {}}])
async def test_invalid_data_is_refused(env: DeliveryEnvironment, sought: dict[str, Any]) -> None:
    with pytest.raises(vol.Invalid):
        await find(env, **sought)


@pytest.mark.parametrize(
    ("sought", "error"),
    [
        ({}, "item_or_path"),
        ({"rating_key": "1", "path": "/a"}, "item_or_path"),
        ({"path": "Copper Sky/a.mkv"}, "path_not_absolute"),
        ({"rating_key": "https://watch.plex.tv/movie/copper-sky"}, "no_plex_item"),
        ({"rating_key": "http://plex:32400/library/sections/1/all?X-Plex-Token=secret"}, "no_plex_item"),
        ({"rating_key": LINK.format("another")}, "link_to_unconfigured_server"),
        ({"rating_key": LINK.format("ignored")}, "link_to_unconfigured_server"),
        ({"rating_key": LINK.format("disabled")}, "service_config_entry_not_loaded"),
    ],
)
async def test_what_cannot_be_looked_for_is_refused_with_the_reason(
    env: DeliveryEnvironment, sought: dict[str, Any], error: str
) -> None:
    MockConfigEntry(domain=DOMAIN, unique_id="ignored", source=SOURCE_IGNORE).add_to_hass(env.hass)
    MockConfigEntry(domain=DOMAIN, unique_id="disabled", disabled_by=ConfigEntryDisabler.USER).add_to_hass(env.hass)
    with pytest.raises(ServiceValidationError) as raised:
        await find(env, **sought)
    assert raised.value.translation_key == error
    assert "secret" not in str(raised.value)

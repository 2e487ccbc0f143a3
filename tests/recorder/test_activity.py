"""What Home Assistant's Activity shows of deliveries."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.recorder import get_instance
from homeassistant.helpers.translation import async_load_integrations
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.plex_arrivals import data
from custom_components.plex_arrivals.const import CONF_IMPORTED_CATEGORIES, DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries.delivery import Delivery, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.plex_server import Location
from tests.blocked_imports import SENTENCE, TITLE, blocked, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment

MOVIE = "movies/Copper Sky (2021)/Copper Sky (2021)"
ENTITY = "event.attic_delivery"


type ReadActivity = Callable[..., Any]


@pytest.fixture
async def activity(
    request: pytest.FixtureRequest, hass: HomeAssistant, hass_ws_client: WebSocketGenerator, hass_admin_user: MockUser
) -> ReadActivity:
    """Return a function that requests Activity since now, as the frontend does."""
    start = dt_util.utcnow().isoformat()
    assert await async_setup_component(
        hass, "logbook", {"logbook": {"exclude": {"entities": getattr(request, "param", [])}}}
    )

    async def read(**ids: Any) -> list[dict[str, Any]]:
        await hass.async_block_till_done()
        await get_instance(hass).async_block_till_done()
        token = await hass.auth.async_create_refresh_token(hass_admin_user, "http://localhost")
        client = await hass_ws_client(hass, hass.auth.async_create_access_token(token))
        await client.send_json_auto_id({"type": "logbook/get_events", "start_time": start, **ids})
        return list((await client.receive_json())["result"])

    return read


def sentences(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["message"] for entry in entries if entry.get("domain") == DOMAIN]


async def arrived(env: DeliveryEnvironment, suffix: str = "", **details: Any) -> Delivery:
    file = env.put(f"{MOVIE}{suffix}.mkv", size=10 + len(suffix))
    return await env.ended(await env.finish(file.path, file, **details))


async def test_arrival(hass: HomeAssistant, env: DeliveryEnvironment, activity: ReadActivity) -> None:
    await arrived(env)
    await arrived(env, " 2160p")
    entries = await activity()
    described = [entry for entry in entries if entry.get("domain") == DOMAIN]
    assert [entry["message"] for entry in described] == [
        "Copper Sky arrived in Movies",
        "Copper Sky was upgraded in Movies",
    ]
    assert described[0]["entity_id"] == ENTITY
    assert described[0]["icon"] == "mdi:package-variant-closed-check"


async def test_unmatched(env: DeliveryEnvironment, activity: ReadActivity) -> None:
    # so that the media type does not decide
    env.plex.add_library("Documentaries", "show", [Location(plex="/media/documentaries", disk=env.disk)])
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    await env.ended(await env.finish("/downloads/Night.Ferry.S02E05.1080p.WEB.H264-GROUP"))
    assert sentences(await activity()) == ["Night Ferry · S02E05 could not be matched: no library covers /downloads"]


async def test_not_imported(
    hass: HomeAssistant, env: DeliveryEnvironment, activity: ReadActivity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That nothing imported it is the reason, not that no library covers the client's folder."""
    monkeypatch.setattr(data, "TIMING", replace(data.TIMING, import_limit=600))
    options = {**env.entry.options, CONF_IMPORTED_CATEGORIES: ["series"]}
    hass.config_entries.async_update_entry(env.entry, options=options)
    await env.restart()
    env.plex.remove_library(env.plex.catalog.libraries["2"])  # so that the media type does not decide
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    lost = await env.ended(await env.finish("/downloads/tv/Copper.Tide.S02", category="series"))
    assert lost.reason is Reason.NO_IMPORT
    (entry,) = [one for one in await activity() if one.get("domain") == DOMAIN]
    assert entry["message"] == (
        "Copper Tide · S02 did not arrive. "
        "Not imported by Sonarr, Radarr, or Lidarr within a day, and no library for this folder"
    )
    assert entry["icon"] == "mdi:package-variant-remove"


async def test_missing(env: DeliveryEnvironment, activity: ReadActivity) -> None:
    path = "/media/movies/Copper Sky (2021)"
    await env.ended(await env.finish(path, DownloadedFile(path=f"{path}/other.mkv", size=1)))
    (sentence,) = sentences(await activity())
    assert sentence.startswith("Copper Sky (2021) did not arrive. Not found in Plex after several scans: ")


async def test_import_blocked(env: DeliveryEnvironment, activity: ReadActivity) -> None:
    async with sonarr_set_up(env) as sonarr:
        await blocked(env, sonarr)
        assert sentences(await activity()) == [f"Sonarr cannot import {TITLE}: {SENTENCE}"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Copper Sky ist in Movies angekommen"),
        ("es", "Copper Sky ha llegado a Movies"),
        ("fr", "Copper Sky est arrivé dans Movies"),
        ("nl", "Copper Sky is aangekomen in Movies"),
    ],
)
async def test_language(
    hass: HomeAssistant, env: DeliveryEnvironment, activity: ReadActivity, language: str, sentence: str
) -> None:
    await arrived(env)
    hass.config.language = language
    await async_load_integrations(hass, {DOMAIN})
    assert sentences(await activity()) == [sentence]


async def test_pages_of_device_and_server(
    hass: HomeAssistant, env: DeliveryEnvironment, activity: ReadActivity
) -> None:
    """A dashboard's card shows the activity of entities only."""
    await arrived(env)
    (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), env.entry.entry_id)
    assert sentences(await activity(device_ids=[device.id])) == ["Copper Sky arrived in Movies"]
    assert sentences(await activity(entity_ids=["binary_sensor.attic_online"])) == ["Copper Sky arrived in Movies"]
    assert sentences(await activity(entity_ids=[ENTITY])) == []


@pytest.mark.parametrize("activity", [[ENTITY]], indirect=True)
async def test_without_lines_of_entity(env: DeliveryEnvironment, activity: ReadActivity) -> None:
    """Who hides the entity's own lines keeps the sentences."""
    await arrived(env)
    entries = await activity()
    assert sentences(entries) == ["Copper Sky arrived in Movies"]
    assert [entry["entity_id"] for entry in entries].count(ENTITY) == 1


async def test_page_of_removed_server(hass: HomeAssistant, env: DeliveryEnvironment, activity: ReadActivity) -> None:
    await arrived(env)
    await hass.config_entries.async_remove(env.entry.entry_id)
    (entry,) = [entry for entry in await activity() if entry.get("domain") == DOMAIN]
    assert (entry["message"], entry["entity_id"]) == ("Copper Sky arrived in Movies", None)

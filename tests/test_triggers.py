"""The triggers in automations, with a running Plex server."""

from typing import Any

from homeassistant.components import automation
from homeassistant.core import HomeAssistant
from homeassistant.helpers import trigger
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import DownloadedFile
from custom_components.plex_arrivals.trigger import TRIGGERS
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.automation_texts import check_texts
from tests.automations import automate, data, settle
from tests.blocked_imports import HASH, RELEASE, SENTENCE, TITLE, blocked, imported, sonarr_set_up
from tests.deliveries.conftest import DeliveryEnvironment
from tests.virtual_time import pass_one_minute

MOVIE = "movies/Paper Moons (2020)/Paper Moons (2020).mkv"
PATH = "/media/movies/Paper Moons (2020)"


async def test_texts_and_icons(hass: HomeAssistant) -> None:
    await check_texts(hass, "trigger", set(TRIGGERS))


async def test_delivery_available(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_available")
    delivery = await env.ended(await env.finish(PATH, env.put(MOVIE)))
    await until(lambda: fired)
    (payload,) = data(fired)
    assert payload["config_entry_id"] == env.entry.entry_id
    assert payload["server"] == "Attic"
    assert payload["machine_identifier"] == env.plex.identity.machine_identifier
    assert payload["delivery"]["delivery_id"] == delivery.id
    assert payload["delivery"]["title"] == "Paper Moons"
    assert payload["delivery"]["url"] == delivery.url
    arrival = delivery.items[0]
    assert payload["artwork"].startswith(f"/api/plex_arrivals/artwork/{env.entry.entry_id}/{arrival.rating_key}?")
    assert env.plex.token not in str(payload)


async def test_pack_triggers_once(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_available")
    folder = "shows/Glass Harbour (2021)/Season 01"
    files = [env.put(f"{folder}/Glass Harbour (2021) - S01E0{number}.mkv") for number in range(1, 6)]
    await env.ended(await env.finish(f"/media/{folder}", *files))
    await until(lambda: fired)
    await settle(hass)
    (payload,) = data(fired)
    assert len(payload["delivery"]["items"]) == 5


@pytest.mark.parametrize(
    ("key", "titles"), [("delivery_available", ["Paper Moons"]), ("delivery_upgraded", ["Sable Coast"])]
)
async def test_delivery_upgraded(hass: HomeAssistant, env: DeliveryEnvironment, key: str, titles: list[str]) -> None:
    path = "movies/Sable Coast (2010)/Sable Coast (2010) 2160p.mkv"
    fired = await automate(hass, key)
    await env.ended(await env.finish(PATH, env.put(MOVIE)))
    await env.ended(await env.finish("/media/movies/Sable Coast (2010)", env.put(path, size=99)))
    await until(lambda: fired)
    await settle(hass)
    assert [payload["delivery"]["title"] for payload in data(fired)] == titles


@pytest.mark.parametrize(
    ("options", "is_triggered"),
    [
        ({}, True),
        ({"library": "movies"}, True),
        ({"library": ["1", "Shows"]}, True),
        ({"library": "Shows"}, False),
        ({"media_type": "movie"}, True),
        ({"media_type": ["show", "music"]}, False),
        ({"library": "", "media_type": [], "config_entry_id": ""}, True),
    ],
)
async def test_filters(
    hass: HomeAssistant, env: DeliveryEnvironment, options: dict[str, Any], is_triggered: bool
) -> None:
    fired = await automate(hass, "delivery_available", **options)
    await env.ended(await env.finish(PATH, env.put(MOVIE)))
    await settle(hass)
    assert bool(fired) == is_triggered


async def test_delivery_failed(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_failed", config_entry_id=env.entry.entry_id)
    missing = await env.ended(await env.finish(PATH, DownloadedFile(path=f"{PATH}/other.mkv", size=1)))
    assert missing.state == "missing"
    await until(lambda: fired)
    (payload,) = data(fired)
    assert payload["delivery"]["state"] == "missing"
    assert PATH in payload["delivery"]["explanation"]


@pytest.mark.parametrize("options", [{}, {"library": "Movies"}])
async def test_import_blocked(hass: HomeAssistant, env: DeliveryEnvironment, options: dict[str, Any]) -> None:
    """It triggers once for each time that the importer gives up, whatever it says then."""
    fired = await automate(hass, "import_blocked", **options)
    async with sonarr_set_up(env) as sonarr:
        delivery = await blocked(env, sonarr)
        await until(lambda: fired)
        await sonarr.block(HASH, "Sample")
        await until(lambda: env.manager.deliveries[delivery.id].messages == ("Sample",), 120)
        await imported(env, sonarr, delivery)
        await settle(hass)
        (payload,) = data(fired)
        shown = payload["delivery"]
        assert (shown["state"], shown["reason"]) == ("waiting", "import_blocked")
        assert (shown["title"], shown["download"]["name"]) == (TITLE, RELEASE)
        assert shown["explanation"] == f"Sonarr cannot import it: {SENTENCE}"
        assert (shown["importer"], shown["messages"]) == ("Sonarr", [SENTENCE])
        assert shown["importer_url"] == f"{sonarr.url}/activity/queue"
        assert payload["artwork"].startswith(f"/api/plex_arrivals/artwork/{env.entry.entry_id}/remote-")


async def test_rejected_import_does_not_trigger(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "import_blocked")
    async with sonarr_set_up(env) as sonarr:
        delivery = await blocked(env, sonarr)
        await until(lambda: fired)
        fired.clear()
        await sonarr.reject(HASH)
        assert (await env.ended(delivery)).reason == "import_rejected"
        await settle(hass)
        assert not fired


async def test_skipped_delivery_does_not_trigger(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_failed")
    book = DownloadedFile(path="/elsewhere/Book/book.epub", size=3_000_000)
    assert (await env.ended(await env.finish("/elsewhere/Book", book))).state == "skipped"
    await pass_one_minute()
    assert not fired


@pytest.mark.parametrize("options", [{}, {"library": "Shows"}, {"media_type": "photo"}])
async def test_unmatched_delivery_triggers_for_any_library(
    hass: HomeAssistant, env: DeliveryEnvironment, options: dict[str, Any]
) -> None:
    fired = await automate(hass, "delivery_failed", **options)
    await env.ended(await env.finish("/elsewhere/thing"))
    await until(lambda: fired)
    assert data(fired)[0]["delivery"]["state"] == "unmatched"
    assert data(fired)[0]["artwork"] is None


async def test_other_server_does_not_trigger(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    other = MockConfigEntry(domain="plex_arrivals", title="Cellar", unique_id="other")
    other.add_to_hass(hass)
    fired = await automate(hass, "delivery_failed", config_entry_id=other.entry_id)
    await env.ended(await env.finish("/elsewhere/thing"))
    await settle(hass)
    assert not fired


async def test_trigger_works_after_reload(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "delivery_available")
    await env.restart()
    await until(lambda: env.plex.websockets)
    await env.ended(await env.finish(PATH, env.put(MOVIE)))
    await until(lambda: fired)


@pytest.mark.parametrize("key", ["server_offline", "item_added", "delivery_available"])
async def test_removed_server(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, key: str
) -> None:
    config_entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    fired = await automate(hass, key, config_entry_id=config_entry.entry_id)
    await hass.config_entries.async_remove(config_entry.entry_id)
    await hass.services.async_call("automation", "turn_off", {"entity_id": "automation.on_trigger"}, blocking=True)
    await settle(hass)
    assert not fired


async def test_item_added(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    fired = await automate(hass, "item_added", library="Movies")
    env.put(MOVIE)
    env.put("shows/Glass Harbour (2021)/Season 01/Glass Harbour (2021) - S01E01.mkv")
    for library in env.entry.runtime_data.coordinator.data.libraries.values():
        await env.entry.runtime_data.plex.refresh_library(library)
    await until(lambda: fired)
    await settle(hass)
    (payload,) = data(fired)
    assert payload["item"]["title"] == "Paper Moons"
    assert payload["item"]["library"] == "Movies"
    assert payload["server"] == "Attic"
    assert f"/{payload['item']['rating_key']}?" in payload["artwork"]


@pytest.mark.parametrize(
    "options",
    [{"config_entry_id": "no such"}, {"media_type": "opera"}, {"libary": "Movies"}],
    ids=["no server", "no type", "mistyped"],
)
async def test_invalid_configuration(
    hass: HomeAssistant, options: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    config = {
        "alias": "Wrong",
        "triggers": {"trigger": "plex_arrivals.item_added", "options": options},
        "actions": [],
    }
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: [config]})
    state = hass.states.get("automation.wrong")
    assert state
    assert state.state == "unavailable"
    assert "failed to setup triggers" in caplog.text


async def test_entry_of_other_integration_is_invalid(hass: HomeAssistant) -> None:
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    config = {"platform": "plex_arrivals.server_online", "options": {"config_entry_id": other.entry_id}}
    with pytest.raises(Exception, match="not a Plex Arrivals server"):
        await trigger.async_validate_trigger_config(hass, [config])

"""Setting up, losing and finding Plex, unloading and removing."""

import asyncio
import logging
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import (
    CONF_TOKEN,
    EVENT_HOMEASSISTANT_STARTED,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.storage import STORAGE_DIR, Store
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components import plex_arrivals
from custom_components.plex_arrivals.const import CONF_SETTLE_SECONDS, DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up
from tests.virtual_time import pass_one_minute

ONLINE = "binary_sensor.attic_online"
FAULTS = [
    pytest.param(Fault.REFUSE, "Cannot connect to Plex", id="off"),
    pytest.param(Fault.HANG, "Cannot connect to Plex", id="hangs"),
    pytest.param(Fault.MAINTENANCE, "is starting", id="starting"),
    pytest.param(Fault.HTML, "No Plex Media Server", id="a proxy's page"),
    pytest.param(Fault.EMPTY, "No Plex Media Server", id="nothing in it"),
    pytest.param(Fault.STATUS(401), "rejected the token", id="token refused"),
]


def state(hass: HomeAssistant, entity_id: str) -> str:
    found = hass.states.get(entity_id)
    assert found, entity_id
    return found.state


def is_online(hass: HomeAssistant) -> bool:
    return state(hass, ONLINE) == STATE_ON


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return log records above INFO, except warnings about custom integrations and a slow zlib."""
    loud = [record for record in caplog.records if record.levelno > logging.INFO]
    return [record.getMessage() for record in loud if record.name not in ("homeassistant.loader", "aiohttp_fast_zlib")]


def recoveries(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if "recovered" in record.getMessage()]


def reauth_flows(hass: HomeAssistant) -> list[Any]:
    return [
        flow
        for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        if flow["context"]["source"] == SOURCE_REAUTH
    ]


@pytest.mark.parametrize(("fault", "complaint"), FAULTS)
async def test_setup_while_plex_is_offline(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    complaint: str,
) -> None:
    caplog.set_level(logging.INFO)
    plex_server.websocket_mode = "refuse"
    rule = plex_server.fail(fault)
    async with entry_set_up(hass, config_entry):
        assert state(hass, ONLINE) == STATE_OFF
        assert state(hass, "sensor.attic_recently_added") == STATE_UNAVAILABLE
        assert state(hass, "sensor.attic_version") == STATE_UNAVAILABLE
        assert state(hass, "sensor.attic_deliveries_in_progress") == "0"
        assert state(hass, "sensor.attic_last_arrival") == STATE_UNKNOWN
        assert state(hass, "event.attic_delivery") == STATE_UNKNOWN
        assert hass.states.get("binary_sensor.attic_movies_scanning") is None

        await asyncio.sleep(600)
        assert state(hass, ONLINE) == STATE_OFF
        (line,) = warnings(caplog)
        assert complaint in line
        assert not recoveries(caplog)

        rule.lift()
        await asyncio.sleep(95)
        await until(lambda: is_online(hass))
        assert state(hass, "sensor.attic_version") == plex_server.identity.version
        assert state(hass, "binary_sensor.attic_movies_scanning") == STATE_OFF
        assert state(hass, "button.attic_scan_shows") == STATE_UNKNOWN
        assert len(warnings(caplog)) == 1
        assert len(recoveries(caplog)) == 1


async def test_websocket_brings_server_online_before_next_poll(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    rule = plex_server.fail(Fault.REFUSE)
    async with entry_set_up(hass, config_entry):
        assert not is_online(hass)
        rule.lift()
        await until(lambda: is_online(hass))  # no poll is due for a minute


async def test_server_goes_offline_and_online(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        caplog.clear()
        rule = plex_server.fail(Fault.REFUSE)
        await until(lambda: not is_online(hass))  # by the closed websocket
        assert state(hass, "sensor.attic_movies_recently_added") == STATE_UNAVAILABLE
        assert state(hass, "sensor.attic_deliveries_in_progress") == "0"
        rule.lift()
        await asyncio.sleep(30)
        await until(lambda: is_online(hass))
        assert state(hass, "sensor.attic_movies_recently_added") != STATE_UNAVAILABLE
        assert len(warnings(caplog)) == 1
        assert len(recoveries(caplog)) == 1


async def test_hanging_plex_does_not_block_setup(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    plex_server.fail(Fault.HANG)
    began = hass.loop.time()
    async with entry_set_up(hass, config_entry):
        assert hass.loop.time() - began < plex_arrivals.FIRST_UPDATE_SECONDS + 5
        assert not is_online(hass)


async def test_slow_first_response_is_used(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plex_arrivals, "FIRST_UPDATE_SECONDS", 0)
    plex_server.websocket_mode = "refuse"
    async with entry_set_up(hass, config_entry):
        assert not is_online(hass)
        await until(lambda: is_online(hass))
        assert [request.path for request in plex_server.requests].count("/") == 1


async def test_refused_token_starts_one_reauth_which_ends_by_itself(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    """Plex sometimes refuses valid tokens for a while."""
    await until(lambda: plex_server.websockets)
    rule = plex_server.fail(Fault.STATUS(401))
    plex_server.drop_websockets()
    await until(lambda: reauth_flows(hass))
    asked = len(plex_server.requests)
    await asyncio.sleep(600)
    assert len(plex_server.requests) > asked + 5, "polling ended"
    assert len(reauth_flows(hass)) == 1
    assert loaded.state is ConfigEntryState.LOADED
    rule.lift()
    await asyncio.sleep(65)
    await until(lambda: is_online(hass))
    assert reauth_flows(hass) == []


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault.REFUSE, id="off"),
        pytest.param(Fault.HANG, id="hangs"),
        pytest.param(Fault.MAINTENANCE, id="starting"),
        pytest.param(Fault.STATUS(403), id="forbidden"),
        pytest.param(Fault.STATUS(500), id="fails"),
        pytest.param(Fault.HTML, id="a proxy's page"),
    ],
)
async def test_other_failures_start_no_reauth(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault
) -> None:
    with plex_server.fail(fault):
        plex_server.drop_websockets()
        await until(lambda: not is_online(hass), 60)
        await pass_one_minute()
        assert reauth_flows(hass) == []


async def test_reauth_from_before_reload_ends_by_itself(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    await until(lambda: plex_server.websockets)
    with plex_server.fail(Fault.STATUS(401)):
        plex_server.drop_websockets()
        await until(lambda: reauth_flows(hass))
    await hass.config_entries.async_reload(loaded.entry_id)
    assert is_online(hass)
    assert reauth_flows(hass) == []


async def test_reauth_with_new_token(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await until(lambda: plex_server.websockets)
    plex_server.token = "another-token"
    plex_server.drop_websockets()
    await until(lambda: reauth_flows(hass))
    flow = reauth_flows(hass)[0]
    await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "reauth_token"})
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {CONF_TOKEN: "another-token"})
    assert result["reason"] == "reauth_successful"
    await until(lambda: is_online(hass))
    assert reauth_flows(hass) == []


async def test_other_server_at_url_is_not_used(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, caplog: pytest.LogCaptureFixture
) -> None:
    plex_server.identity.machine_identifier = "another"
    plex_server.identity.name = "Cellar"
    async with entry_set_up(hass, config_entry):
        assert not is_online(hass)
        assert any("different Plex server responds at this address: Cellar" in line for line in warnings(caplog))
        await until(lambda: plex_server.websockets)
        assert {request.path for request in plex_server.requests} <= {"/", "/:/websockets/notifications"}


async def test_replaced_server_is_not_used(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    await until(lambda: plex_server.websockets)
    plex_server.identity.machine_identifier = "another"
    plex_server.drop_websockets()
    await until(lambda: not is_online(hass))
    plex_server.requests.clear()
    answer = await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)"},
        blocking=True,
        return_response=True,
    )
    await until(lambda: state(hass, "sensor.attic_deliveries_in_progress") == "1")
    assert answer is not None
    assert answer["library"] is None
    await pass_one_minute()
    assert {request.path for request in plex_server.requests} <= {"/", "/:/websockets/notifications"}
    assert plex_server.scans == []


async def test_failed_poll_is_repeated_soon_with_notifications(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    await until(lambda: plex_server.websockets)
    await asyncio.sleep(70)
    rule = plex_server.fail(Fault.MAINTENANCE, "/library/*")
    await asyncio.sleep(610)
    await until(lambda: not is_online(hass))
    rule.lift()
    await asyncio.sleep(65)
    await until(lambda: is_online(hass))
    assert len(plex_server.websockets) == 1


async def test_deliveries_start_after_home_assistant(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    """Automations do not listen while Home Assistant is starting."""
    hass.set_state(CoreState.starting)
    async with entry_set_up(hass, config_entry):
        path = "/media/movies/Sable Coast (2010)"
        data = {"name": "Sable Coast", "path": path, "files": ["Sable Coast (2010).mkv"]}
        await hass.services.async_call(DOMAIN, "download_completed", data, blocking=True)
        await asyncio.sleep(60)
        assert state(hass, "sensor.attic_deliveries_in_progress") == "1"
        assert plex_server.scans == []
        hass.set_state(CoreState.running)
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
        await until(lambda: state(hass, "sensor.attic_last_arrival") == "Sable Coast")


@pytest.mark.parametrize("name", ["{}", "{}.seen"])
async def test_unreadable_store_retries_setup(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, name: str
) -> None:
    key, load = f"{DOMAIN}.{name.format(config_entry.entry_id)}", Store.async_load

    async def failing(self: Store[Any]) -> Any:
        if self.key == key:
            raise PermissionError(13, "Permission denied")
        return await load(self)

    config_entry.add_to_hass(hass)
    with patch.object(Store, "async_load", failing):
        await hass.config_entries.async_setup(config_entry.entry_id)
        assert config_entry.state is ConfigEntryState.SETUP_RETRY
        assert config_entry.error_reason_translation_key == "store_unreadable"
    await until(lambda: config_entry.state is ConfigEntryState.LOADED, 60)
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_unload_ends_tasks_and_timers(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    """The test plugin fails if a task or a timer remains."""
    async with entry_set_up(hass, config_entry):
        await until(lambda: plex_server.websockets)
        assert await hass.config_entries.async_unload(config_entry.entry_id)
        assert config_entry.state is ConfigEntryState.NOT_LOADED
        await until(lambda: not plex_server.websockets)
        assert state(hass, ONLINE) == STATE_UNAVAILABLE


@pytest.mark.parametrize("path", ["*", "/library/recentlyAdded", "/library/sections/*/all", "/library/sections"])
async def test_unload_during_request(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, path: str
) -> None:
    plex_server.fail(Fault.HANG, path)
    async with entry_set_up(hass, config_entry):
        assert await hass.config_entries.async_unload(config_entry.entry_id)


async def test_reload_keeps_deliveries(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    answer = await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)", "files": ["Sable Coast (2010).mkv"]},
        blocking=True,
        return_response=True,
    )
    assert answer is not None
    await until(lambda: state(hass, "sensor.attic_last_arrival") == "Sable Coast")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    assert state(hass, "sensor.attic_last_arrival") == "Sable Coast", "restored as soon as the entry is loaded"
    assert state(hass, "sensor.attic_deliveries_in_progress") == "0"
    kept = await hass.services.async_call(DOMAIN, "get_deliveries", {}, blocking=True, return_response=True)
    assert kept is not None
    assert [one["delivery_id"] for one in kept["deliveries"]] == [answer["delivery_id"]]  # type: ignore[index,union-attr,call-overload]


async def test_remove_deletes_stored_data(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, hass_storage: dict[str, Any]
) -> None:
    hass_storage[f"{DOMAIN}.{config_entry.entry_id}"] = {"version": 1, "data": {"deliveries": []}}
    storage = Path(hass.config.path(STORAGE_DIR))
    async with entry_set_up(hass, config_entry):
        await hass.services.async_call(
            DOMAIN,
            "download_completed",
            {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)"},
            blocking=True,
        )
        await hass.config_entries.async_unload(config_entry.entry_id)
        assert list(storage.glob(f"*{config_entry.entry_id}*"))  # noqa: ASYNC240 - a small folder
        await hass.config_entries.async_remove(config_entry.entry_id)
    assert [key for key in hass_storage if config_entry.entry_id in key] == []
    assert not list(storage.glob(f"*{config_entry.entry_id}*"))  # noqa: ASYNC240 - as above


async def test_device_follows_the_server(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    device_registry: dr.DeviceRegistry,
) -> None:
    async with entry_set_up(hass, config_entry):
        (device,) = dr.async_entries_for_config_entry(device_registry, config_entry.entry_id)
        assert device.name == "Attic"
        assert device.sw_version == plex_server.identity.version
        assert device.manufacturer == "Plex"
        assert device.entry_type is dr.DeviceEntryType.SERVICE
        assert device.configuration_url == f"{plex_server.url}/web"

        plex_server.identity.version = "1.44.0.1-abc"
        plex_server.identity.name = "Loft"
        await asyncio.sleep(65)
        await until(lambda: state(hass, "sensor.attic_version") == "1.44.0.1-abc")
        (device,) = dr.async_entries_for_config_entry(device_registry, config_entry.entry_id)
        assert (device.name, device.sw_version) == ("Loft", "1.44.0.1-abc")

        rule = plex_server.fail(Fault.REFUSE)
        await hass.config_entries.async_reload(config_entry.entry_id)
        (device,) = dr.async_entries_for_config_entry(device_registry, config_entry.entry_id)
        assert (device.name, device.sw_version) == ("Loft", "1.44.0.1-abc"), (
            "the last values are kept while it is offline"
        )
        rule.lift()


async def test_actions_exist_without_entry(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    assert set(hass.services.async_services()[DOMAIN]) == {
        "refresh_library",
        "download_completed",
        "get_recently_added",
        "get_deliveries",
        "get_server_info",
        "retry_delivery",
        "dismiss_delivery",
    }


async def test_options_are_applied(hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer) -> None:
    async with entry_set_up(hass, config_entry):
        hass.config_entries.async_update_entry(
            config_entry,
            options={
                CONF_SETTLE_SECONDS: 0,
                "recently_added": 1,
                "link_style": "server",
                "path_mappings": [{"source": "/downloads", "plex": "/media/movies"}],
            },
        )
        await hass.config_entries.async_reload(config_entry.entry_id)
        newest = hass.states.get("sensor.attic_recently_added")
        assert newest
        assert len(newest.attributes["items"]) == 1
        assert newest.attributes["url"].startswith(f"{plex_server.url}/web")
        answer = await hass.services.async_call(
            DOMAIN,
            "download_completed",
            {"name": "Sable Coast", "path": "/downloads/Sable Coast (2010)"},
            blocking=True,
            return_response=True,
        )
        assert answer is not None
        assert answer["library"] == "Movies"

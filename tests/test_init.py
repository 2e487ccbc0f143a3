"""Setting up, unloading, reloading and removing an entry."""

import asyncio
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED, STATE_UNAVAILABLE
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.importlib import async_import_module
from homeassistant.helpers.storage import STORAGE_DIR, Store
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_SETTLE_SECONDS, DOMAIN
from testing.importers import Sonarr
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.importers import importer_set_up
from tests.loading import entry_set_up
from tests.states import ONLINE, state


async def test_actions_exist_without_entry(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    assert set(hass.services.async_services()[DOMAIN]) == {
        "refresh_library",
        "download_completed",
        "get_recently_added",
        "find_download",
        "get_deliveries",
        "get_server_info",
        "play",
        "retry_delivery",
        "dismiss_delivery",
    }


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


async def test_unload_while_starting(hass: HomeAssistant, config_entry: MockConfigEntry, tmp_path: Path) -> None:
    """What starts only after modules were imported is stopped, too."""

    async def slow_import(hass: HomeAssistant, name: str) -> ModuleType:
        await asyncio.sleep(1)
        return await async_import_module(hass, name)

    sonarr = Sonarr(tmp_path / "shows", version="4.0.16.2946")
    async with importer_set_up(hass, sonarr):
        with patch("custom_components.plex_arrivals.async_import_module", slow_import):
            async with entry_set_up(hass, config_entry):
                data = config_entry.runtime_data
                assert await hass.config_entries.async_unload(config_entry.entry_id)
                await asyncio.sleep(10)
        assert not data.importers.entries


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

        await until(lambda: plex_server.websockets)
        plex_server.identity.version = "1.44.0.1-abc"
        plex_server.identity.name = "Loft"
        plex_server.drop_websockets()  # as a restart does
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

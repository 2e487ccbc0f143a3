"""The conditions in automations, with a running Plex server."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import condition
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.plex_arrivals.condition import CONDITIONS
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.automation_texts import check_texts


async def check_condition(hass: HomeAssistant, key: str, **options: Any) -> bool | None:
    config: Any = {"condition": f"plex_arrivals.{key}"}
    if options:
        config["options"] = options
    config = await condition.async_validate_condition_config(hass, config)
    checker = await condition.async_from_config(hass, config)
    try:
        return checker.async_check()
    finally:
        checker.async_unload()


async def test_texts_and_icons(hass: HomeAssistant) -> None:
    await check_texts(hass, "condition", set(CONDITIONS))


async def test_server_is_online(hass: HomeAssistant, plex_server: PlexServer, loaded: MockConfigEntry) -> None:
    assert await check_condition(hass, "server_is_online")
    assert await check_condition(hass, "server_is_online", config_entry_id=loaded.entry_id)
    await plex_server.stop()
    await until(lambda: not loaded.runtime_data.coordinator.online)
    assert await check_condition(hass, "server_is_online") is False


async def test_all_servers_have_to_be_online(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    cellar = MockConfigEntry(domain="plex_arrivals", title="Cellar", unique_id="other")
    cellar.add_to_hass(hass)
    assert await check_condition(hass, "server_is_online") is False
    assert await check_condition(hass, "server_is_online", config_entry_id=loaded.entry_id)
    assert await check_condition(hass, "server_is_online", config_entry_id=cellar.entry_id) is False


async def test_server_that_is_not_loaded_is_offline(hass: HomeAssistant, config_entry: MockConfigEntry) -> None:
    config_entry.add_to_hass(hass)
    assert await check_condition(hass, "server_is_online") is False
    assert await check_condition(hass, "library_is_scanning") is False


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, True),
        ({"library": "MOVIES"}, True),
        ({"library": ["Shows", "1"]}, True),
        ({"library": ["Shows"]}, False),
    ],
)
async def test_library_is_scanning(
    hass: HomeAssistant, plex_server: PlexServer, loaded: MockConfigEntry, options: dict[str, Any], expected: bool
) -> None:
    coordinator = loaded.runtime_data.coordinator
    assert await check_condition(hass, "library_is_scanning", **options) is False
    plex_server.scan_seconds = 0.5
    await loaded.runtime_data.plex.refresh_library(coordinator.data.libraries["1"])
    await until(lambda: coordinator.data.scanning)
    assert await check_condition(hass, "library_is_scanning", **options) is expected
    await until(lambda: not coordinator.data.scanning)
    assert await check_condition(hass, "library_is_scanning", **options) is False


async def test_no_server(hass: HomeAssistant) -> None:
    assert await check_condition(hass, "server_is_online") is False


@pytest.mark.parametrize(
    ("key", "options"),
    [("server_is_online", {"config_entry_id": "no such"}), ("server_is_online", {"library": "Movies"})],
)
async def test_invalid_configuration(hass: HomeAssistant, key: str, options: dict[str, Any]) -> None:
    with pytest.raises((vol.Invalid, HomeAssistantError)):
        await check_condition(hass, key, **options)

"""The server of an action is optional if there is only one."""

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

from .conftest import call, scan


def cellar(loaded: MockConfigEntry) -> MockConfigEntry:
    """Return the entry of another server, which does not respond."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Cellar",
        unique_id="cellar",
        data={**loaded.data, "url": "http://127.0.0.1:9", CONF_WEBHOOK_ID: "cellar"},
    )


async def test_server_is_optional(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    assert (await call(hass, "get_server_info"))["name"] == "Attic"
    assert (await call(hass, "get_server_info", config_entry_id=loaded.entry_id))["name"] == "Attic"


async def test_no_server(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_server_info")
    assert error.value.translation_key == "service_found_no_config_entry_for_domain"


async def test_server_that_is_not_loaded(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    for data in ({}, {"config_entry_id": loaded.entry_id}):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "get_server_info", **data)
        assert error.value.translation_key == "service_config_entry_not_loaded"


async def test_server_that_does_not_exist(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_deliveries", config_entry_id="nonsense")
    assert error.value.translation_key == "service_config_entry_not_found"


async def test_server_is_required_with_two_servers(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    other = cellar(loaded)
    async with entry_set_up(hass, other):
        with pytest.raises(ServiceValidationError) as error:
            await scan(hass, library="Movies")
        assert error.value.translation_key == "service_found_multiple_config_entry_for_domain"
        await scan(hass, library="Movies", config_entry_id=loaded.entry_id)
        assert plex_server.scans == [("1", None)]
        assert (await call(hass, "get_server_info", config_entry_id=other.entry_id))["online"] is False
        await hass.config_entries.async_set_disabled_by(other.entry_id, ConfigEntryDisabler.USER)
        await scan(hass, library="Shows")


@pytest.mark.parametrize("action", ["retry_delivery", "dismiss_delivery"])
async def test_server_of_a_delivery_need_not_be_named(
    hass: HomeAssistant, loaded: MockConfigEntry, action: str
) -> None:
    """The example in the documentation that retries everything names none."""
    answer = await call(
        hass, "download_completed", name="A Book", path="/books/A Book", config_entry_id=loaded.entry_id
    )
    manager = loaded.runtime_data.manager
    await until(lambda: manager.in_progress == 0)
    async with entry_set_up(hass, cellar(loaded)) as other:
        data = {"delivery_id": answer["delivery_id"]}
        with pytest.raises(ServiceValidationError) as error:
            await hass.services.async_call(DOMAIN, action, {**data, "config_entry_id": other.entry_id}, blocking=True)
        assert error.value.translation_key == "no_such_delivery"
        await hass.services.async_call(DOMAIN, action, data, blocking=True)
        if action == "dismiss_delivery":
            assert answer["delivery_id"] not in manager.deliveries
        else:
            assert manager.in_progress == 1
        with pytest.raises(ServiceValidationError) as error:
            await hass.services.async_call(DOMAIN, action, {"delivery_id": "nonsense"}, blocking=True)
        assert error.value.translation_key == "no_such_delivery"

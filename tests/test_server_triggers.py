"""The triggers about the connection to a server, with a running Plex server."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components import plex_arrivals
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.automations import automate, data, settle
from tests.deliveries.conftest import DeliveryEnvironment


async def test_server_offline_and_online(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    gone = await automate(hass, "server_offline")
    await env.plex.stop()
    await until(lambda: gone)
    await env.entry.runtime_data.coordinator.async_refresh()
    await settle(hass)
    assert data(gone) == [
        {
            "config_entry_id": env.entry.entry_id,
            "server": "Attic",
            "machine_identifier": env.plex.identity.machine_identifier,
            "delivery": None,
            "item": None,
            "artwork": None,
        }
    ]


async def test_server_online(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    come = await automate(hass, "server_online")
    coordinator = env.entry.runtime_data.coordinator
    await env.plex.stop()
    await until(lambda: not coordinator.online)
    await settle(hass)
    assert not come
    await env.plex.start()
    await coordinator.async_refresh()
    await until(lambda: come)
    await coordinator.async_refresh()
    await settle(hass)
    assert len(come) == 1


@pytest.mark.parametrize("key", ["server_online", "server_offline"])
async def test_setup_and_reload_do_not_trigger(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, key: str
) -> None:
    config_entry.add_to_hass(hass)
    fired = await automate(hass, key)
    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.config_entries.async_reload(config_entry.entry_id)
    rule = plex_server.fail(Fault.MAINTENANCE)
    await hass.config_entries.async_reload(config_entry.entry_id)
    rule.lift()
    await hass.config_entries.async_reload(config_entry.entry_id)
    await settle(hass)
    assert not fired
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_first_response_does_not_trigger(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plex responds slowly, but was never offline."""
    monkeypatch.setattr(plex_arrivals, "FIRST_UPDATE_SECONDS", 0)
    config_entry.add_to_hass(hass)
    fired = await automate(hass, "server_online")
    await hass.config_entries.async_setup(config_entry.entry_id)
    coordinator = config_entry.runtime_data.coordinator
    assert not coordinator.online
    await until(lambda: coordinator.online)
    await settle(hass)
    assert not fired
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_trigger_before_server_is_loaded(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    """The first update fails, so that Plex coming online is a change."""
    config_entry.add_to_hass(hass)
    fired = await automate(hass, "server_online", config_entry_id=config_entry.entry_id)
    await plex_server.stop()
    await hass.config_entries.async_setup(config_entry.entry_id)
    await plex_server.start()
    coordinator = config_entry.runtime_data.coordinator
    await coordinator.async_refresh()
    await until(lambda: fired)
    await hass.config_entries.async_unload(config_entry.entry_id)
    assert not coordinator._listeners

"""System health of one and several servers."""

import asyncio
from typing import Any

from homeassistant.const import CONF_URL, CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.flow_texts import texts


async def health(hass: HomeAssistant) -> dict[str, Any]:
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    async with asyncio.timeout(5):
        info: dict[str, Any] = await get_system_health_info(hass, DOMAIN)
    assert set(info) <= set(texts()["system_health"]["info"])
    return info


async def test_one_server(env: DeliveryEnvironment) -> None:
    await env.ended(await env.finish("/elsewhere/Nobody Knows"))
    assert await health(env.hass) == {
        "reachable": True,
        "version": env.plex.identity.version,
        "notifications": True,
        "deliveries_in_progress": 0,
        "deliveries_failed": 1,
    }


async def test_plex_is_offline(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    with plex_server.fail(Fault.REFUSE):
        await until(lambda: not loaded.runtime_data.notifications.connected)
        await loaded.runtime_data.coordinator.async_refresh()
        info = await health(hass)
    assert (info["reachable"], info["notifications"]) == (False, False)
    assert info["version"] == plex_server.identity.version


async def test_two_servers(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    other = PlexServer(machine_identifier="feedc0de", name="Cellar", version="1.40.0")
    await other.start()
    data = {**loaded.data, CONF_URL: other.url, CONF_WEBHOOK_ID: "another"}
    entry = MockConfigEntry(domain=DOMAIN, title="Cellar", unique_id="feedc0de", data=data)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: other.websockets)
    with other.fail(Fault.REFUSE):
        await until(lambda: not entry.runtime_data.notifications.connected)
        await entry.runtime_data.coordinator.async_refresh()
        info = await health(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    await other.stop()
    assert info["servers"] == 2
    assert info["reachable"] == "Attic: ✓, Cellar: ✗"
    assert info["version"].endswith("Cellar: 1.40.0")
    assert info["deliveries_failed"] == "Attic: 0, Cellar: 0"


async def test_none_loaded(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    assert await health(hass) == {"servers": 0}

"""A refused token starts a reauthentication, which ends when Plex accepts the token."""

import asyncio
from typing import Any

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.states import is_online
from tests.virtual_time import pass_one_minute


def reauth_flows(hass: HomeAssistant) -> list[Any]:
    return [
        flow
        for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        if flow["context"]["source"] == SOURCE_REAUTH
    ]


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

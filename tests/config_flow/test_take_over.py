"""Adding a server with the data of Home Assistant's Plex integration."""

from typing import Any

from homeassistant.config_entries import SOURCE_IGNORE
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_CLIENT_IDENTIFIER, DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.tls import TlsFront
from tests.config_flow.steps import NOTHING_LISTENS, begin, choose, offered, plex_entry, submit, suggested


async def test_one_server(hass: HomeAssistant, plex_server: PlexServer) -> None:
    theirs = plex_entry(hass, plex_server)
    before = dict(theirs.data)
    menu = await begin(hass)
    assert menu["menu_options"] == ["take_over", "sign_in", "manual"]

    result = await choose(hass, menu, "take_over")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Attic"
    assert result["result"].unique_id == plex_server.identity.machine_identifier
    identifier = result["data"][CONF_CLIENT_IDENTIFIER]
    assert identifier != "theirs"
    assert result["data"] == {
        CONF_URL: plex_server.url,
        CONF_TOKEN: plex_server.token,
        CONF_VERIFY_SSL: True,
        CONF_CLIENT_IDENTIFIER: identifier,
    }
    assert theirs.data == before


async def test_unverified_certificate_stays_unverified(
    hass: HomeAssistant, plex_server: PlexServer, tls_front: TlsFront
) -> None:
    plex_entry(hass, plex_server, url=tls_front.url, verify_ssl=False)
    result = await choose(hass, await begin(hass), "take_over")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_URL] == tls_front.url
    assert result["data"][CONF_VERIFY_SSL] is False


async def test_several_servers(hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer) -> None:
    plex_entry(hass, plex_server)
    plex_entry(hass, other_server)
    form = await choose(hass, await begin(hass), "take_over")
    assert form["step_id"] == "take_over"
    assert offered(form) == {plex_server.identity.machine_identifier: "Attic", "0ther": "Cellar"}

    result = await submit(hass, form, server="0ther")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].unique_id == "0ther"
    assert result["data"][CONF_TOKEN] == other_server.token
    assert plex_server.requests == []


async def test_configured_servers_are_not_offered(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, other_server: PlexServer
) -> None:
    plex_entry(hass, plex_server)
    config_entry.add_to_hass(hass)
    assert (await begin(hass))["menu_options"] == ["sign_in", "manual"]

    plex_entry(hass, other_server)
    result = await choose(hass, await begin(hass), "take_over")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Cellar"


@pytest.mark.parametrize("data", [{}, {"server_id": "0"}, {"server_id": "0", "server_config": {"token": "x"}}])
async def test_incomplete_entry_is_not_offered(hass: HomeAssistant, data: dict[str, Any]) -> None:
    MockConfigEntry(domain="plex", data=data).add_to_hass(hass)
    assert (await begin(hass))["menu_options"] == ["sign_in", "manual"]


async def test_entry_ignored_in_plex_integration_is_not_offered(hass: HomeAssistant, plex_server: PlexServer) -> None:
    identifier = plex_server.identity.machine_identifier
    MockConfigEntry(domain="plex", unique_id=identifier, source=SOURCE_IGNORE).add_to_hass(hass)
    MockConfigEntry(domain=DOMAIN, unique_id=identifier, source=SOURCE_IGNORE).add_to_hass(hass)
    assert (await begin(hass))["menu_options"] == ["sign_in", "manual"]

    plex_entry(hass, plex_server)
    result = await choose(hass, await begin(hass), "take_over")
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_recovers_from_offline_url(hass: HomeAssistant, plex_server: PlexServer) -> None:
    """The token is kept; only the URL has to be entered."""
    plex_entry(hass, plex_server, url=NOTHING_LISTENS)
    form = await choose(hass, await begin(hass), "take_over")
    assert form["step_id"] == "address"
    assert form["errors"] == {CONF_URL: "cannot_connect"}
    assert suggested(form) == {CONF_URL: NOTHING_LISTENS, CONF_TOKEN: None, CONF_VERIFY_SSL: True}

    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_URL] == plex_server.url
    assert result["data"][CONF_TOKEN] == plex_server.token


@pytest.mark.parametrize("theirs", [{CONF_TOKEN: "revoked"}, {CONF_TOKEN: ""}])
async def test_recovers_from_refused_token(
    hass: HomeAssistant, plex_server: PlexServer, theirs: dict[str, str]
) -> None:
    plex_entry(hass, plex_server, **theirs)
    form = await choose(hass, await begin(hass), "take_over")
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}
    form = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}

    result = await submit(hass, form, url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_entry_without_token(hass: HomeAssistant, plex_server: PlexServer) -> None:
    """The Plex integration needs no token if a server allows local access without one."""
    entry = plex_entry(hass, plex_server)
    data = {**entry.data, "server_config": {CONF_URL: plex_server.url}}
    hass.config_entries.async_update_entry(entry, data=data)
    form = await choose(hass, await begin(hass), "take_over")
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}


async def test_other_server_at_url_gets_no_token(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer
) -> None:
    plex_entry(hass, plex_server, url=other_server.url)
    form = await choose(hass, await begin(hass), "take_over")
    assert form["errors"] == {CONF_URL: "other_server"}
    assert other_server.requests
    assert not any("X-Plex-Token" in request.headers for request in other_server.requests)

    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_recovers_from_starting_server(hass: HomeAssistant, plex_server: PlexServer) -> None:
    plex_entry(hass, plex_server)
    with plex_server.fail(Fault.MAINTENANCE):
        form = await choose(hass, await begin(hass), "take_over")
    assert form["errors"] == {"base": "not_ready"}
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY

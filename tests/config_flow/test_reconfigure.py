"""Reconfiguring and reauthenticating a server."""

from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from testing.plex_server import Fault, PlexServer
from testing.tls import TlsFront
from tests.config_flow.steps import NOTHING_LISTENS, choose, submit, suggested


async def test_reconfigure(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, tls_front: TlsFront
) -> None:
    config_entry.add_to_hass(hass)
    before = dict(config_entry.data)
    form = await config_entry.start_reconfigure_flow(hass)
    assert form["step_id"] == "reconfigure"
    assert suggested(form) == {CONF_URL: plex_server.url, CONF_TOKEN: None, CONF_VERIFY_SSL: True}

    plex_server.token = "new-token"
    result = await submit(hass, form, url=tls_front.url, token="new-token", verify_ssl=False)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    assert config_entry.data == {
        **before,
        CONF_URL: tls_front.url,
        CONF_TOKEN: "new-token",
        CONF_VERIFY_SSL: False,
    }


@pytest.mark.parametrize("fields", [{}, {CONF_TOKEN: ""}, {CONF_TOKEN: " "}])
async def test_reconfigure_keeps_the_token(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, fields: dict[str, str]
) -> None:
    config_entry.add_to_hass(hass)
    form = await config_entry.start_reconfigure_flow(hass)
    result = await submit(hass, form, url=plex_server.url, verify_ssl=False, **fields)
    assert result["reason"] == "reconfigure_successful"
    assert config_entry.data[CONF_TOKEN] == plex_server.token


async def test_entered_token_is_kept_while_reconfiguring(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    """The new token, and only in the form in which it was entered."""
    config_entry.add_to_hass(hass)
    plex_server.token = "new-token"
    form = await config_entry.start_reconfigure_flow(hass)
    form = await submit(hass, form, url=NOTHING_LISTENS, token="new-token", verify_ssl=True)
    again = await hass.config_entries.flow.async_configure(form["flow_id"])  # the page is reloaded
    refused = await submit(hass, again, url=plex_server.url, verify_ssl=True)
    assert refused["errors"] == {CONF_TOKEN: "invalid_auth"}
    form = await submit(hass, refused, url=NOTHING_LISTENS, token="new-token", verify_ssl=True)
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["reason"] == "reconfigure_successful"
    assert config_entry.data[CONF_TOKEN] == "new-token"


async def test_reconfigure_recovers(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    config_entry.add_to_hass(hass)
    before = dict(config_entry.data)
    form = await config_entry.start_reconfigure_flow(hass)
    form = await submit(hass, form, url=NOTHING_LISTENS, token="wrong", verify_ssl=False)
    assert form["errors"] == {CONF_URL: "cannot_connect"}
    assert suggested(form) == {CONF_URL: NOTHING_LISTENS, CONF_TOKEN: None, CONF_VERIFY_SSL: False}
    assert config_entry.data == before

    form = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["reason"] == "reconfigure_successful"
    assert config_entry.data == before


async def test_reconfigure_to_other_server_fails(
    hass: HomeAssistant, config_entry: MockConfigEntry, other_server: PlexServer
) -> None:
    config_entry.add_to_hass(hass)
    before = dict(config_entry.data)
    form = await config_entry.start_reconfigure_flow(hass)
    result = await submit(hass, form, url=other_server.url, token=other_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "unique_id_mismatch"
    assert result["description_placeholders"] == {"found": "Cellar", "expected": "Attic"}
    assert config_entry.data == before


async def test_current_token_is_not_sent_to_other_server(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, other_server: PlexServer
) -> None:
    config_entry.add_to_hass(hass)
    form = await config_entry.start_reconfigure_flow(hass)
    form = await submit(hass, form, url=other_server.url, verify_ssl=True)
    assert form["errors"] == {CONF_URL: "other_server"}
    assert {request.path for request in other_server.requests} == {"/identity"}
    assert not any("X-Plex-Token" in request.headers for request in other_server.requests)

    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["reason"] == "reconfigure_successful"


@pytest.mark.parametrize(
    ("fault", "errors"),
    [
        (Fault.STATUS(401), {CONF_TOKEN: "invalid_auth"}),
        (Fault.STATUS(403), {CONF_TOKEN: "forbidden"}),
        (Fault.REFUSE, {"base": "cannot_connect"}),
        (Fault.MAINTENANCE, {"base": "not_ready"}),
        (Fault.HTML, {"base": "not_plex"}),
    ],
)
async def test_reauth_recovers(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, fault: Fault, errors: dict[str, str]
) -> None:
    config_entry.add_to_hass(hass)
    before = dict(config_entry.data)
    plex_server.token = "new-token"
    menu = await config_entry.start_reauth_flow(hass)
    assert menu["step_id"] == "reauth_confirm"
    assert menu["description_placeholders"] == {"name": "Attic"}
    form = await choose(hass, menu, "reauth_token")
    assert form["step_id"] == "reauth_token"
    assert suggested(form) == {CONF_TOKEN: None}

    with plex_server.fail(fault):
        form = await submit(hass, form, token="new-token")
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == errors
    assert config_entry.data == before

    result = await submit(hass, form, token="new-token")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reauth_successful"
    assert config_entry.data == {**before, CONF_TOKEN: "new-token"}


async def test_reauth_at_other_server_fails(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, unique_id="replaced")
    form = await choose(hass, await config_entry.start_reauth_flow(hass), "reauth_token")
    result = await submit(hass, form, token=plex_server.token)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "unique_id_mismatch"

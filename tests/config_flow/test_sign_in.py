"""Signing in with a code, from the menu to the entry; plex.tv is on the loopback address."""

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_CLIENT_IDENTIFIER
from custom_components.plex_arrivals.plex import account
from testing.plex_server import Fault, PlexServer
from testing.plex_tv import CODES, PlexTv, connection
from testing.waiting import until
from tests.config_flow.steps import (
    NOTHING_LISTENS,
    begin,
    choose,
    offered,
    progressed,
    reason,
    shown,
    submit,
    suggested,
)
from tests.virtual_time import pass_one_minute


async def sign_in(hass: HomeAssistant, plex_tv: PlexTv) -> ConfigFlowResult:
    """Sign in and return the step after the code."""
    progress = await choose(hass, await begin(hass), "sign_in")
    plex_tv.enter(shown(progress))
    return await progressed(hass, progress)


async def test_one_server(hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv) -> None:
    plex_tv.add_server(plex_server, accessToken="the-server's")
    plex_server.token = "the-server's"
    progress = await choose(hass, await begin(hass), "sign_in")
    assert progress["type"] is FlowResultType.SHOW_PROGRESS
    assert progress["step_id"] == "sign_in"
    assert progress["description_placeholders"] == {"code": "7RQZ", "link_url": "https://plex.tv/link/?pin=7RQZ"}

    polls = len(plex_tv.requests)
    await until(lambda: len(plex_tv.requests) > polls + 2)
    again = await hass.config_entries.flow.async_configure(progress["flow_id"])  # the page is reloaded
    assert shown(again) == "7RQZ"
    assert again["type"] is FlowResultType.SHOW_PROGRESS

    plex_tv.enter("7RQZ")
    result = await progressed(hass, again)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Attic"
    assert result["result"].unique_id == plex_server.identity.machine_identifier
    identifier = result["data"][CONF_CLIENT_IDENTIFIER]
    assert result["data"] == {
        CONF_URL: plex_server.url,
        CONF_TOKEN: "the-server's",
        CONF_VERIFY_SSL: True,
        CONF_CLIENT_IDENTIFIER: identifier,
    }
    asked = [*plex_tv.requests, *[request for request in plex_server.requests if request.path == "/"]]
    assert {request.headers["X-Plex-Client-Identifier"] for request in asked} == {identifier}


async def test_several_servers(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, plex_tv: PlexTv
) -> None:
    plex_tv.add_server(other_server)
    plex_tv.add_server(plex_server)
    form = await sign_in(hass, plex_tv)
    assert form["step_id"] == "server"
    assert offered(form) == {plex_server.identity.machine_identifier: "Attic", "0ther": "Cellar"}
    result = await submit(hass, form, server="0ther")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_TOKEN] == other_server.token
    assert plex_server.requests == []


async def test_configured_servers_are_not_offered(
    hass: HomeAssistant,
    plex_server: PlexServer,
    other_server: PlexServer,
    plex_tv: PlexTv,
    config_entry: MockConfigEntry,
) -> None:
    config_entry.add_to_hass(hass)
    plex_tv.add_server(plex_server)
    assert (await sign_in(hass, plex_tv))["reason"] == "all_configured"
    plex_tv.add_server(other_server)
    result = await sign_in(hass, plex_tv)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Cellar"


async def test_account_without_server_fails(hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv) -> None:
    plex_tv.add_server(plex_server, owned=False, sourceTitle="a friend")
    plex_tv.add_server(plex_server, provides="client,player")
    menu = await sign_in(hass, plex_tv)
    assert reason(menu) == "no_servers"
    assert menu["menu_options"] == ["sign_in", "manual"]


@pytest.mark.parametrize("status", [429, 500, 503, 401])
async def test_recovers_from_failed_request_for_code(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, status: int
) -> None:
    plex_tv.add_server(plex_server)
    plex_tv.statuses["POST pins"] = [status]
    form = await choose(hass, await begin(hass), "sign_in")
    assert form["step_id"] == "sign_in_failed"
    error = {429: "plex_tv_busy", 401: "plex_tv_refused"}.get(status, "plex_tv_unreachable")
    assert reason(form) == error
    again = await hass.config_entries.flow.async_configure(form["flow_id"])  # the page is reloaded
    assert reason(again) == error

    progress = await choose(hass, form, "sign_in")
    plex_tv.enter(shown(progress))
    assert (await progressed(hass, progress))["type"] is FlowResultType.CREATE_ENTRY


async def test_recovers_from_offline_plex_tv(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, monkeypatch: pytest.MonkeyPatch
) -> None:
    plex_tv.add_server(plex_server)
    with monkeypatch.context() as offline:
        offline.setattr(account, "PINS_URL", NOTHING_LISTENS)
        form = await choose(hass, await begin(hass), "sign_in")
    assert reason(form) == "plex_tv_unreachable"
    progress = await choose(hass, form, "sign_in")
    plex_tv.enter(shown(progress))
    assert (await progressed(hass, progress))["type"] is FlowResultType.CREATE_ENTRY


async def test_recovers_from_an_expired_code(hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv) -> None:
    plex_tv.add_server(plex_server)
    progress = await choose(hass, await begin(hass), "sign_in")
    plex_tv.forget(shown(progress))
    form = await progressed(hass, progress)
    assert reason(form) == "code_expired"

    progress = await choose(hass, form, "sign_in")
    assert shown(progress) == CODES[1]
    plex_tv.enter(CODES[1])
    assert (await progressed(hass, progress))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("request_", ["GET pins", "GET resources"])
async def test_short_outage_of_plex_tv_is_tolerated(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, request_: str
) -> None:
    plex_tv.add_server(plex_server)
    plex_tv.statuses[request_] = [503, 429, 500, 502]
    assert (await sign_in(hass, plex_tv))["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("request_", ["GET pins", "GET resources"])
@pytest.mark.parametrize(
    ("statuses", "error"), [([503] * 5, "plex_tv_unreachable"), ([429] * 5, "plex_tv_busy"), ([401], "plex_tv_refused")]
)
async def test_recovers_from_failure_of_plex_tv_while_waiting(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, request_: str, statuses: list[int], error: str
) -> None:
    plex_tv.add_server(plex_server)
    plex_tv.statuses[request_] = [*statuses]
    form = await sign_in(hass, plex_tv)
    assert form["step_id"] == "sign_in_failed"
    assert reason(form) == error

    progress = await choose(hass, form, "sign_in")
    plex_tv.enter(shown(progress))
    assert (await progressed(hass, progress))["type"] is FlowResultType.CREATE_ENTRY


async def test_closed_dialog_stops_requests(hass: HomeAssistant, plex_tv: PlexTv) -> None:
    progress = await choose(hass, await begin(hass), "sign_in")
    await until(lambda: len(plex_tv.requests) > 2)
    hass.config_entries.flow.async_abort(progress["flow_id"])
    await pass_one_minute()
    asked = len(plex_tv.requests)
    await pass_one_minute()
    assert len(plex_tv.requests) == asked


async def test_url_at_which_server_responds_is_used(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, plex_tv: PlexTv
) -> None:
    """Other devices at the listed URLs get no token: they may be in another network."""
    plex_tv.add_server(plex_server, NOTHING_LISTENS, other_server.url, plex_server.url, plex_server.other_url)
    result = await sign_in(hass, plex_tv)
    assert result["data"][CONF_URL] == plex_server.url
    assert not any("X-Plex-Token" in request.headers for request in other_server.requests)


async def test_recovers_when_no_url_responds(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, plex_tv: PlexTv
) -> None:
    """The user enters another URL without signing in again."""
    plex_tv.add_server(plex_server, NOTHING_LISTENS)
    plex_tv.devices[0]["connections"].append(connection(plex_server.url, relay=True))
    form = await sign_in(hass, plex_tv)
    assert form["step_id"] == "address"
    assert form["errors"] == {CONF_URL: "no_address_answers"}
    assert suggested(form) == {CONF_URL: NOTHING_LISTENS, CONF_TOKEN: None, CONF_VERIFY_SSL: None}

    form = await submit(hass, form, url=other_server.url, verify_ssl=True)
    assert form["errors"] == {CONF_URL: "other_server"}
    assert not any("X-Plex-Token" in request.headers for request in other_server.requests)

    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_TOKEN] == plex_server.token


async def test_server_without_urls(hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv) -> None:
    plex_tv.add_server(plex_server, connections=[])
    form = await sign_in(hass, plex_tv)
    assert form["errors"] == {CONF_URL: "no_address_answers"}
    assert suggested(form)[CONF_URL] == ""


async def test_recovers_when_server_refuses_its_token(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv
) -> None:
    plex_tv.add_server(plex_server)
    with plex_server.fail(Fault.STATUS(401), "/"):
        form = await sign_in(hass, plex_tv)
    assert form["step_id"] == "address"
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_manual_step_after_failed_sign_in(hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv) -> None:
    plex_tv.statuses["POST pins"] = [503]
    form = await choose(hass, await choose(hass, await begin(hass), "sign_in"), "manual")
    result = await submit(hass, form, url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY

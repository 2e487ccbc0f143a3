"""Adding a server with a URL and a token."""

from unittest.mock import AsyncMock

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_CLIENT_IDENTIFIER
from custom_components.plex_arrivals.flows import connection
from custom_components.plex_arrivals.plex.errors import PlexError, PlexNotFound, PlexUnloaded
from testing.plex_server import Fault, PlexServer
from testing.tls import TlsFront
from tests.config_flow import steps
from tests.config_flow.steps import NOTHING_LISTENS, choose, submit, suggested

FAULTS = [
    pytest.param(Fault.REFUSE, {CONF_URL: "cannot_connect"}, id="off"),
    pytest.param(Fault.RESET, {CONF_URL: "cannot_connect"}, id="reset"),
    pytest.param(Fault.HANG, {CONF_URL: "cannot_connect"}, id="hang"),
    pytest.param(Fault.MAINTENANCE, {"base": "not_ready"}, id="starting"),
    pytest.param(Fault.STATUS(401), {CONF_TOKEN: "invalid_auth"}, id="wrong token"),
    pytest.param(Fault.STATUS(498), {CONF_TOKEN: "invalid_auth"}, id="expired token"),
    pytest.param(Fault.STATUS(403), {CONF_TOKEN: "forbidden"}, id="forbidden"),
    pytest.param(Fault.STATUS(404), {CONF_URL: "not_plex"}, id="other server"),
    pytest.param(Fault.HTML, {CONF_URL: "not_plex"}, id="proxy's page"),
    pytest.param(Fault.EMPTY, {CONF_URL: "not_plex"}, id="nothing in it"),
    pytest.param(Fault.TRUNCATED, {CONF_URL: "not_plex"}, id="broken off"),
]


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    result = await choose(hass, await steps.begin(hass), "manual")
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "manual"
    assert result["errors"] == {}
    return result


async def test_new_server(hass: HomeAssistant, plex_server: PlexServer, setup_entry: AsyncMock) -> None:
    result = await submit(hass, await begin(hass), url=plex_server.url, token=plex_server.token, verify_ssl=True)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Attic"
    assert result["result"].unique_id == plex_server.identity.machine_identifier
    identifier = result["data"][CONF_CLIENT_IDENTIFIER]
    assert result["data"] == {
        CONF_URL: plex_server.url,
        CONF_TOKEN: plex_server.token,
        CONF_VERIFY_SSL: True,
        CONF_CLIENT_IDENTIFIER: identifier,
    }
    assert [request.path for request in plex_server.requests] == ["/"]
    assert plex_server.requests[0].headers["X-Plex-Client-Identifier"] == identifier
    await hass.async_block_till_done()
    assert setup_entry.call_count == 1


async def test_certificate_is_verified_unless_switched_off(hass: HomeAssistant) -> None:
    form = await begin(hass)
    assert form["data_schema"] is not None
    assert form["data_schema"]({CONF_URL: "plex", CONF_TOKEN: "x"})[CONF_VERIFY_SSL] is True


async def test_servers_get_different_client_identifiers(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer
) -> None:
    first = await submit(hass, await begin(hass), url=plex_server.url, token=plex_server.token, verify_ssl=True)
    second = await submit(hass, await begin(hass), url=other_server.url, token=other_server.token, verify_ssl=True)
    assert second["type"] is FlowResultType.CREATE_ENTRY
    assert first["data"][CONF_CLIENT_IDENTIFIER] != second["data"][CONF_CLIENT_IDENTIFIER]


@pytest.mark.parametrize(
    "written", ["{host}:{port}", " {host}:{port}/ ", "http://{host}:{port}/web/index.html#!/media"]
)
async def test_input_is_normalized(hass: HomeAssistant, plex_server: PlexServer, written: str) -> None:
    host, port = plex_server.url.removeprefix("http://").split(":")
    url = written.format(host=host, port=port)
    result = await submit(hass, await begin(hass), url=url, token=f" {plex_server.token}\n", verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_URL] == plex_server.url
    assert result["data"][CONF_TOKEN] == plex_server.token


async def test_responding_url_is_saved(hass: HomeAssistant, plex_server: PlexServer, tls_front: TlsFront) -> None:
    url = tls_front.url.removeprefix("https://")
    result = await submit(hass, await begin(hass), url=url, token=plex_server.token, verify_ssl=False)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_URL] == tls_front.url
    assert result["data"][CONF_VERIFY_SSL] is False


@pytest.mark.parametrize(("fault", "errors"), FAULTS)
async def test_recovers_from_error(
    hass: HomeAssistant, plex_server: PlexServer, fault: Fault, errors: dict[str, str]
) -> None:
    fields = {CONF_URL: plex_server.url, CONF_TOKEN: plex_server.token, CONF_VERIFY_SSL: True}
    form = await begin(hass)
    with plex_server.fail(fault):
        form = await submit(hass, form, **fields)
    assert form["type"] is FlowResultType.FORM
    assert form["errors"] == errors
    assert suggested(form) == {CONF_URL: plex_server.url, CONF_TOKEN: None, CONF_VERIFY_SSL: True}

    result = await submit(hass, form, **fields)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_recovers_from_wrong_token(hass: HomeAssistant, plex_server: PlexServer) -> None:
    form = await submit(hass, await begin(hass), url=plex_server.url, token="wrong", verify_ssl=True)
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}
    result = await submit(hass, form, url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("token", ["", "two\nlines", "tökén ✓"])
async def test_invalid_token_is_not_sent(hass: HomeAssistant, plex_server: PlexServer, token: str) -> None:
    form = await submit(hass, await begin(hass), url=plex_server.url, token=token, verify_ssl=True)
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}


async def test_recovers_from_untrusted_certificate(
    hass: HomeAssistant, plex_server: PlexServer, tls_front: TlsFront
) -> None:
    form = await submit(hass, await begin(hass), url=tls_front.url, token=plex_server.token, verify_ssl=True)
    assert form["errors"] == {CONF_VERIFY_SSL: "invalid_certificate"}
    result = await submit(hass, form, url=tls_front.url, token=plex_server.token, verify_ssl=False)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_recovers_from_invalid_url(hass: HomeAssistant, plex_server: PlexServer) -> None:
    form = await submit(hass, await begin(hass), url="ftp://plex", token=plex_server.token, verify_ssl=True)
    assert form["errors"] == {CONF_URL: "invalid_url"}
    assert plex_server.requests == []
    result = await submit(hass, form, url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("way", ["manual", "reconfigure"])
async def test_redirect_to_https_on_same_host_is_followed(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, setup_entry: AsyncMock, way: str
) -> None:
    async with TlsFront(plex_server.url) as front:
        plex_server.redirects_to = front.url
        plex_server.fail(Fault.REDIRECT, times=1)
        if way == "reconfigure":
            config_entry.add_to_hass(hass)
            form = await config_entry.start_reconfigure_flow(hass)
        else:
            form = await begin(hass)
        typed = {"token": plex_server.token} if way == "manual" else {}
        result = await submit(hass, form, url=plex_server.url, verify_ssl=False, **typed)
    data = result["data"] if way == "manual" else config_entry.data
    assert data[CONF_URL] == front.url


async def test_redirect_to_other_host_is_not_followed(hass: HomeAssistant, plex_server: PlexServer) -> None:
    async with TlsFront(plex_server.url) as front:
        plex_server.redirects_to = front.url.replace("127.0.0.1", "127.0.0.2")
        plex_server.fail(Fault.REDIRECT)
        result = await submit(hass, await begin(hass), url=plex_server.url, token=plex_server.token, verify_ssl=False)
    assert result["errors"] == {CONF_URL: "not_plex"}
    assert len(plex_server.requests) == 1


async def test_entered_token_is_kept_while_url_is_wrong(hass: HomeAssistant, plex_server: PlexServer) -> None:
    """It stays on the server: the form that is shown again does not contain it."""
    form = await begin(hass)
    for wrong in ("ftp://plex", NOTHING_LISTENS):
        token = {CONF_TOKEN: plex_server.token} if wrong == "ftp://plex" else {CONF_TOKEN: ""}
        form = await submit(hass, form, url=wrong, verify_ssl=True, **token)
        assert set(form["errors"] or ()) == {CONF_URL}
        assert form["step_id"] == "manual_again", "whose text says that the token is kept"
        assert plex_server.token not in repr(form)
        assert form["data_schema"]
        assert [str(field) for field in form["data_schema"].schema] == [CONF_URL, CONF_TOKEN, CONF_VERIFY_SSL]
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_TOKEN] == plex_server.token


async def test_refused_token_is_not_kept(hass: HomeAssistant, plex_server: PlexServer) -> None:
    form = await submit(hass, await begin(hass), url=NOTHING_LISTENS, token="wrong", verify_ssl=True)
    assert form["step_id"] == "manual_again"
    form = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}
    assert form["step_id"] == "manual", "whose text does not say that a token is kept"
    with pytest.raises(InvalidData):
        await submit(hass, form, url=plex_server.url, verify_ssl=True)


def test_every_error_has_a_field() -> None:

    def kinds(error: type[PlexError]) -> set[type[PlexError]]:
        return set(error.__subclasses__()).union(*(kinds(kind) for kind in error.__subclasses__()))

    assert set(connection._FIELD_OF_ERROR) == {kind.key for kind in kinds(PlexError) - {PlexNotFound, PlexUnloaded}}


async def test_configured_server_is_updated(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    before = dict(config_entry.data)
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, data={**before, CONF_URL: NOTHING_LISTENS, CONF_TOKEN: "old"})

    result = await submit(hass, await begin(hass), url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert config_entry.data == before

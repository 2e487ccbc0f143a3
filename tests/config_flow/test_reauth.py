"""Signing in again after Plex refused the token, from the menu to the entry."""

from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import CONF_CLIENT_IDENTIFIER
from testing.plex_server import Fault, PlexServer
from testing.plex_tv import PlexTv
from tests.config_flow.steps import choose, progressed, reason, shown, submit


async def test_reauth_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, config_entry: MockConfigEntry
) -> None:
    config_entry.add_to_hass(hass)
    before = dict(config_entry.data)
    plex_server.token = "new-token"
    plex_tv.add_server(plex_server, plex_server.other_url)
    progress = await choose(hass, await config_entry.start_reauth_flow(hass), "sign_in")
    plex_tv.enter(shown(progress))
    result = await progressed(hass, progress)
    assert result["reason"] == "reauth_successful"
    assert config_entry.data == {**before, CONF_TOKEN: "new-token"}
    identifiers = {request.headers["X-Plex-Client-Identifier"] for request in plex_tv.requests}
    assert identifiers == {before[CONF_CLIENT_IDENTIFIER]}


async def test_reauth_recovers_from_wrong_account(
    hass: HomeAssistant,
    plex_server: PlexServer,
    other_server: PlexServer,
    plex_tv: PlexTv,
    config_entry: MockConfigEntry,
) -> None:
    config_entry.add_to_hass(hass)
    before = dict(config_entry.data)
    plex_tv.add_server(other_server)
    plex_tv.add_server(plex_server, owned=False)
    progress = await choose(hass, await config_entry.start_reauth_flow(hass), "sign_in")
    plex_tv.enter(shown(progress))
    form = await progressed(hass, progress)
    assert form["step_id"] == "sign_in_failed"
    assert reason(form) == "not_the_owner"
    assert config_entry.data == before

    plex_tv.add_server(plex_server)
    progress = await choose(hass, form, "sign_in")
    plex_tv.enter(shown(progress))
    assert (await progressed(hass, progress))["reason"] == "reauth_successful"


async def test_reauth_recovers_when_server_goes_offline(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, config_entry: MockConfigEntry
) -> None:
    config_entry.add_to_hass(hass)
    plex_tv.add_server(plex_server)
    progress = await choose(hass, await config_entry.start_reauth_flow(hass), "sign_in")
    with plex_server.fail(Fault.REFUSE):
        plex_tv.enter(shown(progress))
        form = await progressed(hass, progress)
    assert form["step_id"] == "address"
    assert form["errors"] == {CONF_URL: "cannot_connect"}
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["reason"] == "reauth_successful"


async def test_reauth_token_step_after_failed_sign_in(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv, config_entry: MockConfigEntry
) -> None:
    config_entry.add_to_hass(hass)
    plex_tv.statuses["POST pins"] = [503]
    menu = await choose(hass, await config_entry.start_reauth_flow(hass), "sign_in")
    assert menu["menu_options"] == ["sign_in", "reauth_token"]
    result = await submit(hass, await choose(hass, menu, "reauth_token"), token=plex_server.token)
    assert result["reason"] == "reauth_successful"

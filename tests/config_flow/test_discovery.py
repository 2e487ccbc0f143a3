"""Discovery by zeroconf: new servers, servers with a new address, and devices that only pretend to be a server."""

from ipaddress import IPv4Address
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_IGNORE
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_socket import socket_allow_hosts

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.plex_tv import PlexTv
from testing.tls import TlsFront
from tests.config_flow.steps import (
    NOTHING_LISTENS,
    announce,
    begin,
    choose,
    plex_entry,
    port_of,
    progressed,
    reason,
    shown,
    submit,
    suggested,
    tokens_sent,
)


@pytest.fixture
def _other_addresses(socket_enabled: None) -> None:
    """Allow requests to other addresses of this machine, which the test plugin blocks."""
    socket_allow_hosts(["127.0.0.1", "127.0.0.9", "::1"])


async def test_new_server_with_token(hass: HomeAssistant, plex_server: PlexServer) -> None:
    menu = await announce(hass, plex_server.url)
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "discovered"
    assert menu["menu_options"] == ["sign_in", "manual"]
    assert menu["description_placeholders"] == {"url": plex_server.url}
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["title_placeholders"] == {"name": "Attic"}
    assert flow["context"]["unique_id"] == plex_server.identity.machine_identifier
    assert tokens_sent(plex_server) == []

    form = await choose(hass, menu, "manual")
    assert suggested(form) == {CONF_URL: plex_server.url, CONF_TOKEN: None, CONF_VERIFY_SSL: None}
    form = await submit(hass, form, url=plex_server.url, token="wrong", verify_ssl=True)
    assert form["errors"] == {CONF_TOKEN: "invalid_auth"}
    result = await submit(hass, form, url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].unique_id == plex_server.identity.machine_identifier


async def test_new_server_with_sign_in(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, plex_tv: PlexTv
) -> None:
    """The discovered server is selected among those of the account; its URLs are those from plex.tv."""
    plex_tv.add_server(other_server)
    plex_tv.add_server(plex_server, plex_server.other_url)
    progress = await choose(hass, await announce(hass, plex_server.url), "sign_in")
    plex_tv.enter(shown(progress))
    result = await progressed(hass, progress)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Attic"
    assert result["data"][CONF_URL] == plex_server.other_url


async def test_sign_in_with_other_account_fails(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, plex_tv: PlexTv
) -> None:
    plex_tv.add_server(other_server)
    progress = await choose(hass, await announce(hass, plex_server.url), "sign_in")
    plex_tv.enter(shown(progress))
    menu = await progressed(hass, progress)
    assert reason(menu) == "not_the_owner"
    assert (await choose(hass, menu, "manual"))["step_id"] == "manual"


async def test_discovered_url_is_suggested_if_no_url_of_plex_tv_responds(
    hass: HomeAssistant, plex_server: PlexServer, plex_tv: PlexTv
) -> None:
    """It is only suggested, because any device could have announced it."""
    plex_tv.add_server(plex_server, NOTHING_LISTENS)
    progress = await choose(hass, await announce(hass, plex_server.url), "sign_in")
    plex_tv.enter(shown(progress))
    form = await progressed(hass, progress)
    assert form["errors"] == {CONF_URL: "no_address_answers"}
    assert suggested(form)[CONF_URL] == plex_server.url
    assert tokens_sent(plex_server) == []
    result = await submit(hass, form, url=plex_server.url, verify_ssl=True)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_new_server_by_take_over(hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer) -> None:
    plex_entry(hass, other_server)
    menu = await announce(hass, plex_server.url)
    assert menu["menu_options"] == ["sign_in", "manual"]
    hass.config_entries.flow.async_abort(menu["flow_id"])

    plex_entry(hass, plex_server)
    menu = await announce(hass, plex_server.url)
    assert menu["menu_options"] == ["take_over", "sign_in", "manual"]
    result = await choose(hass, menu, "take_over")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Attic"


async def test_second_announcement_is_ignored(hass: HomeAssistant, plex_server: PlexServer) -> None:
    await announce(hass, plex_server.url)
    assert (await announce(hass, plex_server.other_url))["reason"] == "already_in_progress"


async def test_discovery_ends_when_server_is_added_manually(hass: HomeAssistant, plex_server: PlexServer) -> None:
    await announce(hass, plex_server.url)
    form = await choose(hass, await begin(hass), "manual")
    await submit(hass, form, url=plex_server.url, token=plex_server.token, verify_ssl=True)
    assert hass.config_entries.flow.async_progress() == []


@pytest.mark.usefixtures("_other_addresses")
async def test_responding_address_of_many_is_used(hass: HomeAssistant, plex_server: PlexServer) -> None:
    menu = await announce(hass, plex_server.url, "169.254.7.7", "127.0.0.9", "127.0.0.1")
    assert menu["description_placeholders"] == {"url": plex_server.url}


async def test_server_that_requires_https(hass: HomeAssistant, plex_server: PlexServer, tls_front: TlsFront) -> None:
    menu = await announce(hass, tls_front.url)
    assert menu["description_placeholders"] == {"url": tls_front.url}


@pytest.mark.parametrize(
    "fault", [Fault.REFUSE, Fault.HANG, Fault.MAINTENANCE, Fault.HTML, Fault.EMPTY, Fault.STATUS(404), Fault.REDIRECT]
)
async def test_other_service_is_aborted(hass: HomeAssistant, plex_server: PlexServer, fault: Fault) -> None:
    with plex_server.fail(fault):
        result = await announce(hass, plex_server.url)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "not_plex"


async def test_ignored_server_is_aborted(hass: HomeAssistant, plex_server: PlexServer) -> None:
    MockConfigEntry(domain=DOMAIN, unique_id=plex_server.identity.machine_identifier, source=SOURCE_IGNORE).add_to_hass(
        hass
    )
    assert (await announce(hass, plex_server.url))["reason"] == "already_configured"


# A configured server


async def urls_after(hass: HomeAssistant, entry: MockConfigEntry, before: str, announced: str, *ips: str) -> str:
    """Return the URL of an entry after its server was announced."""
    data = {**entry.data, CONF_URL: before}
    if entry.entry_id not in [existing.entry_id for existing in hass.config_entries.async_entries(DOMAIN)]:
        entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data=data)
    assert (await announce(hass, announced, *ips))["reason"] == "already_configured"
    assert entry.data == {**data, CONF_URL: entry.data[CONF_URL]}
    url: str = entry.data[CONF_URL]
    return url


async def test_new_port_updates_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, setup_entry: Any
) -> None:
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, data={**config_entry.data, CONF_URL: NOTHING_LISTENS})
    await hass.config_entries.async_setup(config_entry.entry_id)
    assert await urls_after(hass, config_entry, NOTHING_LISTENS, plex_server.url) == plex_server.url
    await hass.async_block_till_done()
    assert setup_entry.call_count == 2
    assert tokens_sent(plex_server) == []


@pytest.mark.usefixtures("_other_addresses")
async def test_new_ip_updates_url(hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry) -> None:
    before = f"http://127.0.0.9:{port_of(plex_server.url)}"
    assert await urls_after(hass, config_entry, before, plex_server.url) == plex_server.url


async def test_same_address_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    assert await urls_after(hass, config_entry, plex_server.url, plex_server.url) == plex_server.url


async def test_responding_address_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    assert await urls_after(hass, config_entry, plex_server.other_url, plex_server.url) == plex_server.other_url


@pytest.mark.parametrize("fault", [Fault.MAINTENANCE, Fault.HTML, Fault.STATUS(500)])
async def test_any_response_at_address_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, fault: Fault
) -> None:
    """The server is starting, or there is a proxy in front of it."""
    front = PlexServer(machine_identifier=plex_server.identity.machine_identifier)
    await front.start()
    with front.fail(fault):
        assert await urls_after(hass, config_entry, front.url, plex_server.url) == front.url
    await front.stop()


async def test_other_server_at_old_address_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    assert await urls_after(hass, config_entry, other_server.url, plex_server.url) == plex_server.url
    assert tokens_sent(other_server) == []


@pytest.mark.parametrize("host", ["localhost", "attic.local", "plex.example.org", "plex"])
async def test_host_name_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, host: str
) -> None:
    before = f"http://{host}:9"
    assert await urls_after(hass, config_entry, before, plex_server.url) == before


async def test_https_stays_https(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, tls_front: TlsFront
) -> None:
    before = "https://127.0.0.1:9"
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, data={**config_entry.data, CONF_VERIFY_SSL: False})
    assert await urls_after(hass, config_entry, before, plex_server.url) == before
    assert await urls_after(hass, config_entry, before, tls_front.url) == tls_front.url


async def test_new_address_needs_verified_certificate(
    hass: HomeAssistant, config_entry: MockConfigEntry, tls_front: TlsFront
) -> None:
    before = "https://127.0.0.1:9"
    assert await urls_after(hass, config_entry, before, tls_front.url) == before


async def test_untrusted_certificate_at_old_address_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry, tls_front: TlsFront
) -> None:
    async with TlsFront(plex_server.url) as new:
        assert await urls_after(hass, config_entry, tls_front.url, new.url) == tls_front.url


async def test_pretended_server_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    """Any device can claim to be the server, but the server still responds at its URL."""
    impostor = PlexServer(machine_identifier=plex_server.identity.machine_identifier)
    await impostor.start()
    assert await urls_after(hass, config_entry, plex_server.url, impostor.url) == plex_server.url
    assert tokens_sent(impostor) == []
    await impostor.stop()


async def test_public_address_without_https_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    with patch.object(IPv4Address, "is_private", new=False):
        assert await urls_after(hass, config_entry, NOTHING_LISTENS, plex_server.url) == NOTHING_LISTENS


async def test_public_address_without_verification_keeps_url(
    hass: HomeAssistant, config_entry: MockConfigEntry, tls_front: TlsFront
) -> None:
    before = "https://127.0.0.1:9"
    config_entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(config_entry, data={**config_entry.data, CONF_VERIFY_SSL: False})
    with patch.object(IPv4Address, "is_private", new=False):
        assert await urls_after(hass, config_entry, before, tls_front.url) == before
    assert await urls_after(hass, config_entry, before, tls_front.url) == tls_front.url, "at home it is followed"


@pytest.mark.usefixtures("_other_addresses")
async def test_other_server_at_new_ip_keeps_url(
    hass: HomeAssistant, plex_server: PlexServer, other_server: PlexServer, config_entry: MockConfigEntry
) -> None:
    before = f"http://127.0.0.9:{port_of(other_server.url)}"
    assert await urls_after(hass, config_entry, before, plex_server.url) == plex_server.url
    assert tokens_sent(other_server) == []


@pytest.mark.usefixtures("_other_addresses")
async def test_ipv6_address_is_written_in_brackets(hass: HomeAssistant, plex_server: PlexServer) -> None:
    """Works with and without IPv6 on this machine."""
    result = await announce(hass, plex_server.url, "::1")
    assert result["reason"] == "not_plex"

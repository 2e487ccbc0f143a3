"""Steps of a flow, as a user takes them."""

from ipaddress import ip_address
from typing import Any

from homeassistant.config_entries import SOURCE_USER, SOURCE_ZEROCONF, ConfigFlowResult
from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from testing.waiting import until
from tests.flow_texts import texts

NOTHING_LISTENS = "http://127.0.0.1:9"


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Start a config flow and return its menu."""
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "user"
    return menu


async def choose(hass: HomeAssistant, menu: ConfigFlowResult, way: str) -> ConfigFlowResult:
    assert way in (menu["menu_options"] or ())
    return await hass.config_entries.flow.async_configure(menu["flow_id"], {"next_step_id": way})


async def submit(hass: HomeAssistant, form: ConfigFlowResult, **fields: Any) -> ConfigFlowResult:
    assert form["type"] is FlowResultType.FORM
    return await hass.config_entries.flow.async_configure(form["flow_id"], fields)


async def progressed(hass: HomeAssistant, progress: ConfigFlowResult) -> ConfigFlowResult:
    """Wait until a progress step has finished; return the next step."""
    assert progress["type"] is FlowResultType.SHOW_PROGRESS
    flows = hass.config_entries.flow
    await until(lambda: flows.async_get(progress["flow_id"])["step_id"] != progress["step_id"])
    return await flows.async_configure(progress["flow_id"])


def shown(progress: ConfigFlowResult) -> str:
    """Return the code that the progress step shows."""
    return (progress["description_placeholders"] or {})["code"]


def suggested(form: ConfigFlowResult) -> dict[str, Any]:
    assert form["data_schema"] is not None
    return {str(key): (key.description or {}).get("suggested_value") for key in form["data_schema"].schema}


def offered(form: ConfigFlowResult) -> dict[str, str]:
    """Return the options of a form with one selector, labels by values."""
    assert form["data_schema"] is not None
    (selector,) = form["data_schema"].schema.values()
    return {option["value"]: option["label"] for option in selector.config["options"]}


def plex_entry(hass: HomeAssistant, server: PlexServer, **connection: Any) -> MockConfigEntry:
    """Add an entry of Home Assistant's Plex integration, in its format."""
    entry = MockConfigEntry(
        domain="plex",
        title=server.url,
        unique_id=server.identity.machine_identifier,
        data={
            "server": server.identity.name,
            "server_id": server.identity.machine_identifier,
            "server_config": {CONF_URL: server.url, "token": server.token, "client_id": "theirs"} | connection,
        },
    )
    entry.add_to_hass(hass)
    return entry


def reason(menu: ConfigFlowResult) -> str:
    """Return the key of the reason in the menu after a failed sign-in."""
    assert menu["type"] is FlowResultType.MENU
    assert menu["step_id"] == "sign_in_failed"
    [key] = [
        key
        for key, text in texts()["config"]["error"].items()
        if text == (menu["description_placeholders"] or {})["reason"]
    ]
    return str(key)


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


async def announce(hass: HomeAssistant, url: str, *addresses: str) -> ConfigFlowResult:
    """Announce a server at the port of a URL, by default also at its address."""
    ips = [ip_address(address) for address in addresses or ("127.0.0.1",)]
    about = ZeroconfServiceInfo(
        ip_address=ips[0],
        ip_addresses=ips,
        port=port_of(url),
        hostname="attic.local.",
        type="_plexmediasvr._tcp.local.",
        name="Attic._plexmediasvr._tcp.local.",
        properties={},
    )
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=about)


def tokens_sent(server: PlexServer) -> list[str]:
    return [request.headers["X-Plex-Token"] for request in server.requests if "X-Plex-Token" in request.headers]

"""The longest flow, as the frontend runs it over HTTP and events."""

from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import PlexServer
from testing.plex_tv import PlexTv
from testing.waiting import until

FLOWS = "/api/config/config_entries/flow"


async def answer(client: TestClient[Any, Any], method: str, path: str, json: Any = None) -> dict[str, Any]:
    response = await client.request(method, path, json=json)
    assert response.status == 200
    document: dict[str, Any] = await response.json()
    return document


async def test_sign_in_over_http(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    plex_server: PlexServer,
    other_server: PlexServer,
    plex_tv: PlexTv,
) -> None:
    for component in ("config", DOMAIN):
        assert await async_setup_component(hass, component, {})
    progressed: list[Any] = []
    hass.bus.async_listen("data_entry_flow_progressed", progressed.append)
    client = await hass_client()
    plex_tv.add_server(plex_server)
    plex_tv.add_server(other_server)

    step = await answer(client, "POST", FLOWS, {"handler": DOMAIN})
    flow = f"{FLOWS}/{step['flow_id']}"
    assert step["type"] == "menu"
    step = await answer(client, "POST", flow, {"next_step_id": "sign_in"})
    assert step["type"] == "progress"

    plex_tv.forget(step["description_placeholders"]["code"])
    await until(lambda: len(progressed) == 1)
    step = await answer(client, "GET", flow)
    assert (step["step_id"], step["menu_options"]) == ("sign_in_failed", ["sign_in", "manual"])
    step = await answer(client, "POST", flow, {"next_step_id": "sign_in"})
    assert step["type"] == "progress"

    plex_tv.enter(step["description_placeholders"]["code"])
    await until(lambda: len(progressed) == 2)
    step = await answer(client, "GET", flow)
    (field,) = step["data_schema"]
    assert field["name"] == "server"
    step = await answer(client, "POST", flow, {"server": field["selector"]["select"]["options"][1]["value"]})
    assert step["type"] == "create_entry"
    assert step["title"] == "Cellar"

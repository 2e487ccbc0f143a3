"""Any websocket command, action, option or poster request gets a result or a translated error."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_bytes
from hypothesis import strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator
import voluptuous as vol

from custom_components.plex_arrivals.const import DOMAIN
from tests.deliveries.conftest import DeliveryEnvironment

from .hypothesis_async import fuzz, refused, traces
from .mutations import TEXTS, VALUES, mutated
from .profiles import effort

ACTIONS: dict[str, dict[str, Any]] = {
    "refresh_library": {"library": "Movies", "path": "/media/movies/Sable Coast (2010)"},
    "download_completed": {
        "name": "Sable Coast",
        "path": "/media/movies/Sable Coast (2010)",
        "category": "movies",
        "media_type": "movie",
        "files": ["Sable Coast (2010).mkv"],
        "hash": "ab" * 20,
    },
    "get_recently_added": {"library": "1", "limit": 5},
    "get_deliveries": {"states": ["available"], "limit": 5},
    "retry_delivery": {"delivery_id": "x"},
    "dismiss_delivery": {"delivery_id": "x"},
    "get_server_info": {},
}
PAGES: dict[str, dict[str, Any]] = {
    "folders": {
        "path_mappings": [{"source": "/downloads", "plex": "/media"}],
        "rules": [{"category": "tv", "library": "Shows"}],
        "imported_categories": ["tv"],
    },
    "sources": {"sources": [], "excluded_categories": ["x"], "settle_seconds": 0},
    "webhook": {"next_step_id": "webhook_qbittorrent"},
    "display": {"recently_added": 5, "link_style": "hosted", "upcoming_media": True},
}


async def test_actions(hass: HomeAssistant, env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture) -> None:
    async def call(case: tuple[str, Any]) -> None:
        action, data = case
        asks = action not in ("refresh_library", "retry_delivery", "dismiss_delivery")
        try:
            answer = await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=asks)
            json_bytes(answer)
        except (vol.Invalid, HomeAssistantError) as err:
            assert str(err)  # noqa: PT017 - either is right

    cases = st.sampled_from(sorted(ACTIONS)).flatmap(
        lambda action: st.tuples(
            st.just(action), mutated([ACTIONS[action]]).filter(lambda data: isinstance(data, dict))
        )
    )
    await fuzz(cases, call, effort())
    assert not traces(caplog)


async def test_options(hass: HomeAssistant, env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture) -> None:
    """Invalid options keep the form open; saved options load."""
    flows = hass.config_entries.options

    async def fill_in(case: tuple[str, Any]) -> None:
        page, entered = case
        flow = await flows.async_init(env.entry.entry_id)
        await flows.async_configure(flow["flow_id"], {"next_step_id": page})
        if await refused(flows.async_configure(flow["flow_id"], entered), InvalidData, vol.Invalid):
            flows.async_abort(flow["flow_id"])
            return
        for progress in flows.async_progress():
            if progress["step_id"] == "preview":
                end = await flows.async_configure(progress["flow_id"], {"next_step_id": "save"})
                assert end["type"] is FlowResultType.CREATE_ENTRY
            else:
                flows.async_abort(progress["flow_id"])
        await hass.async_block_till_done()
        assert env.entry.runtime_data.coordinator.online

    cases = st.sampled_from(sorted(PAGES)).flatmap(
        lambda page: st.tuples(
            st.just(page),
            mutated([PAGES[page]]).filter(lambda entered: isinstance(entered, dict) and _has_fields(entered)),
        )
    )
    await fuzz(cases, fill_in, effort(0.5))
    assert not traces(caplog)


async def test_subscriptions(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    websocket = await hass_ws_client(hass)
    command = {"type": f"{DOMAIN}/subscribe", "entry_id": loaded.entry_id}

    async def subscribe(message: Any) -> None:
        message.pop("id", None)
        await websocket.send_json_auto_id({**message, "type": command["type"]})
        answer = await websocket.receive_json()
        while answer["type"] == "event":
            answer = await websocket.receive_json()
        if answer["success"]:
            await websocket.send_json_auto_id({"type": "unsubscribe_events", "subscription": answer["id"]})
        else:
            assert answer["error"]["code"] in {"invalid_format", "not_found"}

    messages = mutated([command]).filter(lambda message: isinstance(message, dict) and _is_json(message))
    await fuzz(messages, subscribe, effort(0.5))
    own = "homeassistant.components.websocket_api"  # logs each invalid message
    assert not [trace for trace in traces(caplog) if not trace.startswith(own)]


def _is_json(message: Any) -> bool:
    """Return whether it is valid JSON: no lone surrogates, no NaN or infinity."""
    try:
        return bool(json.loads(json_bytes(message)) == message)
    except TypeError:
        return False


def _has_fields(entered: Any) -> bool:
    """Return whether Home Assistant's object selector accepts it: it raises TypeError for a list of other types."""
    pairs = [entered.get(name) for name in ("path_mappings", "rules")]
    return all(isinstance(element, dict | str) for pair in pairs if isinstance(pair, list) for element in pair)


async def test_addresses_of_posters(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_client: ClientSessionGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    client = await hass_client()

    async def get(case: tuple[str, str, Any]) -> None:
        rating_key, name, value = case
        address = f"/api/{DOMAIN}/artwork/{loaded.entry_id}/{rating_key.encode(errors='replace').decode()}"
        query = {name: str(value).encode(errors="replace").decode()}
        answer = await client.get(address, params=query)
        assert answer.status in {200, 400, 404, 405, 503}, await answer.text()

    names = st.sampled_from(["v", "width", "height", "authSig"])
    await fuzz(st.tuples(st.just("1") | TEXTS, names, VALUES), get, effort(0.5))
    assert not traces(caplog)

"""After a complete run with failures, the token is in the config entry's file only; everything is logged."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
import json
from pathlib import Path
import signal
from typing import Any

import pytest

from testing.home_assistant.instance import PLEX_ROOT, HomeAssistantClient, HomeAssistantInstance
from testing.plex_server import Fault, Location, PlexServer
from testing.program_error import ProgramError
from testing.waiting import until

TOKEN = "sEcReT-t0kEn-4f1d"
WRONG_TOKEN = "wR0nG-t0kEn-9c2e"
NEXT_TOKEN = "nExT-t0kEn-77aa"
SECONDS = 30
FAULTS = (Fault.RESET, Fault.HTML, Fault.REDIRECT, Fault.STATUS(401))
CONFIGURATION = """\
homeassistant:
  country: GB
  language: en
api:
config:
websocket_api:
diagnostics:
recorder:
repairs:
system_health:
logger:
  default: debug
  logs:
    aiohttp: debug
    aiohttp.access: debug
    plexapi: debug
    urllib3: debug
slow_start:
automation:
  - id: log_deliveries
    alias: Log the deliveries
    mode: parallel
    triggers:
      - trigger: event
        event_type: plex_arrivals_delivery
      - trigger: state
        entity_id: binary_sensor.attic_online
    actions:
      - action: plex_arrivals.get_server_info
        response_variable: server
      - action: plex_arrivals.get_recently_added
        response_variable: items
      - action: system_log.write
        data:
          message: "{{ trigger }} {{ server }} {{ items }}"
"""
REFUSED = (("refresh_library", {"library": "Movies"}), ("refresh_library", {"library": "1", "path": "/media/movies/x"}))
COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("get_states", {}),
    ("get_config", {}),
    ("get_services", {}),
    ("config_entries/get", {}),
    ("config/entity_registry/list", {}),
    ("config/device_registry/list", {}),
    ("repairs/list_issues", {}),
    ("system_log/list", {}),
    ("trace/list", {"domain": "automation"}),
    ("trace/contexts", {}),
    ("diagnostics/list", {}),
    ("webhook/list", {}),
)

SOURCES_WITH_TITLE = (
    "get_states",
    "system_log/list",
    "trace/get",
    "diagnostics",
    "plex_arrivals/subscribe",
    "plex_arrivals/details",
    "an event",
)
"""Sources that have to contain the title of the delivery."""
type Answer = tuple[str, str]
"""A request and its response."""


@pytest.fixture(autouse=True)
def _enable_custom_integrations() -> None:
    """Home Assistant is not in this process."""


@pytest.fixture
async def plex(socket_enabled: None, tmp_path: Path) -> AsyncGenerator[PlexServer]:
    """A Plex that is not started yet."""
    server = PlexServer(token=TOKEN)
    (tmp_path / "movies").mkdir()
    server.add_library("Movies", "movie", [Location(f"{PLEX_ROOT}/movies", tmp_path / "movies")])
    yield server
    await server.stop()


async def get(hass_client: HomeAssistantClient, path: str) -> str:
    """Return the response to a signed-in browser, with headers."""
    async with hass_client._session.get(hass_client.url + path) as answer:
        return f"{answer.status} {answer.headers} {(await answer.read()).decode(errors='replace')}"


async def refused(hass_client: HomeAssistantClient, action: str, data: dict[str, str]) -> str:
    """Call an action while Plex fails; return the message for the user."""
    with pytest.raises(ProgramError) as caught:
        await hass_client.act(f"plex_arrivals.{action}", **data)
    return str(caught.value)


async def subscribed(hass_client: HomeAssistantClient) -> str:
    """Return the first events of a card's subscription."""
    async with hass_client._session.ws_connect(f"{hass_client.url}/api/websocket") as socket:
        await socket.send_json({"type": "auth", "access_token": hass_client.authorization.removeprefix("Bearer ")})
        await socket.send_json({"id": 1, "type": "plex_arrivals/subscribe"})
        said = ""
        async with asyncio.timeout(SECONDS):
            while '"recently_added"' not in said:
                said += await socket.receive_str()
    return said


async def asked(hass_client: HomeAssistantClient, entry_id: str) -> list[Answer]:
    """Request everything that shows data of the integration; return the responses."""
    answers = [(command, json.dumps(await hass_client.command(command, **fields))) for command, fields in COMMANDS]
    traces: list[dict[str, Any]] = await hass_client.command("trace/list", domain="automation")
    for trace in traces:
        fields = {"domain": "automation", "item_id": trace["item_id"], "run_id": trace["run_id"]}
        answers.append(("trace/get", json.dumps(await hass_client.command("trace/get", **fields))))
    assert traces
    states = json.loads(dict(answers)["get_states"])
    pictures = [state["attributes"]["entity_picture"] for state in states if "entity_picture" in state["attributes"]]
    for delivery_id in {one for state in states if (one := state["attributes"].get("delivery_id"))}:
        details = await hass_client.command("plex_arrivals/details", entry_id=entry_id, delivery_id=delivery_id)
        answers.append(("plex_arrivals/details", json.dumps(details)))
    answers += [("a picture", await get(hass_client, address)) for address in pictures]
    answers.append(("diagnostics", await get(hass_client, f"/api/diagnostics/config_entry/{entry_id}")))
    answers.append(("/api/states", await get(hass_client, "/api/states")))
    return [*answers, ("plex_arrivals/subscribe", await subscribed(hass_client))]


async def reconfigured(hass_client: HomeAssistantClient, entry_id: str, url: str, token: str) -> str:
    """Enter another token in the flow; return the responses."""
    flows = "/api/config/config_entries/flow"
    begin = {"handler": "plex_arrivals", "entry_id": entry_id, "show_advanced_options": False}
    flow = await hass_client._post(flows, json=begin)
    end = await hass_client._post(f"{flows}/{flow['flow_id']}", json={"url": url, "token": token, "verify_ssl": True})
    if end["type"] == "form":
        async with hass_client._session.delete(f"{hass_client.url}{flows}/{flow['flow_id']}"):
            pass
    return json.dumps([flow, end])


async def arrives(hass_client: HomeAssistantClient, disk: Path, name: str) -> None:
    """Deliver a movie."""
    (disk / "movies" / name).mkdir()
    (disk / "movies" / name / f"{name}.mkv").write_bytes(name.encode())
    found = await hass_client.report(f"movies/{name}", f"{name}.mkv")

    def came() -> bool:
        return any(event["delivery_id"] == found and event["state"] == "available" for event in hass_client.announced)

    await until(came, SECONDS)


def kept(config: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all files including logs, except the one that has to contain the token."""
    for path in config.rglob("*"):
        name = path.relative_to(config).as_posix()
        if path.is_file() and name != ".storage/core.config_entries":
            yield name, path.read_bytes()


@pytest.mark.program
async def test_token_is_only_in_config_entries_file(plex: PlexServer, tmp_path: Path) -> None:
    config = tmp_path / "config"
    instance = await HomeAssistantInstance.prepare(config, plex, CONFIGURATION)
    await plex.start()
    answers: list[Answer] = []
    async with instance.run(end_signal=signal.SIGTERM) as hass_client:
        await hass_client.started()
        await arrives(hass_client, tmp_path, "Paper Harbour (2021)")
        answers += await asked(hass_client, instance.entry_id)
        for fault in FAULTS:
            with plex.fail(fault) as rule:
                plex.drop_websockets()
                answers += [("an error", await refused(hass_client, *call)) for call in REFUSED]
                answers += await asked(hass_client, instance.entry_id)
            assert rule.hits
        answers.append(("a dialog", await reconfigured(hass_client, instance.entry_id, plex.url, WRONG_TOKEN)))
        plex.token = NEXT_TOKEN
        answers.append(("a dialog", await reconfigured(hass_client, instance.entry_id, plex.url, NEXT_TOKEN)))
        await hass_client.loaded(instance.entry_id)
        await arrives(hass_client, tmp_path, "Tin Orchard (2012)")
        answers += await asked(hass_client, instance.entry_id)
        answers += [("an event", json.dumps(event)) for event in hass_client.announced]
    log = instance.outputs[-1].read_bytes()
    assert b"DEBUG" in log
    assert b"urllib3.connectionpool" in log
    assert NEXT_TOKEN in (config / ".storage/core.config_entries").read_text()
    places = [*((kind, text.encode()) for kind, text in answers), *kept(config)]

    def holding(word: str) -> set[str]:
        return {instance for instance, content in places if word.encode() in content}

    # a search for the title finds all these places, so a search for a token would find it there
    storage = f".storage/plex_arrivals.{instance.entry_id}.current.jsonl"
    assert holding("Tin Orchard") >= {*SOURCES_WITH_TITLE, storage, "home-assistant_v2.db", instance.outputs[-1].name}
    assert "an error" in holding("rejected the token")
    assert "a dialog" in holding("invalid_auth")
    for token in (TOKEN, WRONG_TOKEN, NEXT_TOKEN):
        assert not holding(token)
    assert all(
        token not in request.path + str(request.query) for request in plex.requests for token in (TOKEN, NEXT_TOKEN)
    )

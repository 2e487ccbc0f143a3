"""The token is sent to Plex in a header, and appears nowhere else."""

import asyncio
from collections.abc import Iterator
import json
import logging
from pathlib import Path
import traceback
from typing import Any

from homeassistant.const import MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.helpers.json import JSONEncoder
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import coordinator
from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.waiting import until

TOKEN = "sEcReT-t0kEn-4f1d"
FAULTS = [
    Fault.REFUSE,
    Fault.RESET,
    Fault.HANG,
    Fault.MAINTENANCE,
    Fault.HTML,
    Fault.TRUNCATED,
    Fault.MALFORMED,
    Fault.EMPTY,
    Fault.WRONG_ENCODING,
    Fault.REDIRECT,
    *map(Fault.STATUS, (400, 401, 403, 404, 498, 500, 502, 520)),
]


@pytest.fixture(autouse=True)
def _always_fresh_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coordinator, "FRESH_SECONDS", -1)


@pytest.fixture
def plex_server(plex_server: PlexServer) -> PlexServer:
    """Return the server with a token that occurs nowhere else by chance."""
    plex_server.token = TOKEN
    return plex_server


@pytest.fixture
def bus_events(hass: HomeAssistant) -> list[str]:
    """Return everything on Home Assistant's event bus as text."""
    texts: list[str] = []

    @callback
    def remember(event: Event[Any]) -> None:
        texts.append(json.dumps(event.as_dict(), cls=JSONEncoder, default=str))

    hass.bus.async_listen(MATCH_ALL, remember)
    return texts


def places(hass: HomeAssistant) -> Iterator[str]:
    """Yield what Home Assistant shows or stores of the integration as text, except the config entry."""
    for state in hass.states.async_all():
        yield json.dumps(state.as_dict(), cls=JSONEncoder, default=str)
    for entity in er.async_get(hass).entities.values():
        yield repr(entity.extended_dict)
    for entry in hass.config_entries.async_entries(DOMAIN):
        for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id):
            yield repr(device.dict_repr)
    for issue in ir.async_get(hass).issues.values():
        yield repr(issue)
    for flow in hass.config_entries.flow.async_progress():
        yield repr(flow)


def logged(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """Yield the log with the arguments and exceptions of each record."""
    yield caplog.text
    for record in caplog.records:
        yield repr(record.args)
        if record.exc_info and record.exc_info[1]:
            yield "".join(traceback.format_exception(record.exc_info[1]))


async def everything(hass: HomeAssistant) -> list[str]:
    """Call every action and press every button; return the results and errors."""
    calls: list[tuple[str, str, dict[str, Any]]] = [
        (DOMAIN, "refresh_library", {"library": "Movies"}),
        (DOMAIN, "refresh_library", {"library": "Movies", "path": "/media/movies/Sable Coast (2010)"}),
        (DOMAIN, "refresh_library", {"library": "None"}),
        (DOMAIN, "download_completed", {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)"}),
        (DOMAIN, "get_recently_added", {}),
        (DOMAIN, "get_recently_added", {"library": "Shows"}),
        (DOMAIN, "get_deliveries", {}),
        (DOMAIN, "get_server_info", {}),
        ("button", "press", {"entity_id": "button.attic_scan_movies"}),
    ]
    answers = []
    for domain, action, data in calls:
        asks = action not in ("refresh_library", "press")
        try:
            answer = await hass.services.async_call(domain, action, data, blocking=True, return_response=asks)
            answers.append(json.dumps(answer))
        except HomeAssistantError as err:
            answers.append("".join(traceback.format_exception(err)))
    return answers


async def test_token_is_in_headers_only(
    hass: HomeAssistant,
    plex_server: PlexServer,
    bus_events: list[str],
    caplog: pytest.LogCaptureFixture,
    loaded: MockConfigEntry,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)
    await hass.config_entries.async_reload(loaded.entry_id)
    await until(lambda: plex_server.websockets)
    folder = tmp_path / "movies" / "Paper Harbour (2021)"
    folder.mkdir()
    (folder / "Paper Harbour (2021).mkv").write_bytes(b"film")
    await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": "Paper Harbour", "path": "/media/movies/Paper Harbour (2021)", "files": ["Paper Harbour (2021).mkv"]},
        blocking=True,
    )
    await until(lambda: any('"available"' in text for text in bus_events))
    answers = await everything(hass)
    strings = [*answers, *bus_events, *places(hass), *logged(caplog)]
    assert "Paper Harbour" in "".join(strings)
    assert not [text for text in strings if TOKEN in text]
    assert plex_server.requests
    for request in plex_server.requests:
        assert request.headers["X-Plex-Token"] == TOKEN
        assert TOKEN not in f"{request.path}{request.query}"
        assert all(TOKEN not in value for name, value in request.headers.items() if name != "X-Plex-Token")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.name} {fault.status}")
async def test_token_is_in_no_error(
    hass: HomeAssistant,
    plex_server: PlexServer,
    bus_events: list[str],
    caplog: pytest.LogCaptureFixture,
    loaded: MockConfigEntry,
    fault: Fault,
) -> None:
    """First only requests fail that are sent while the server still counts as online, then all."""
    caplog.set_level(logging.DEBUG)
    with plex_server.fail(fault, "/library/*"):
        answers = await everything(hass)
    with plex_server.fail(fault):
        plex_server.drop_websockets()
        await loaded.runtime_data.coordinator.async_refresh()
        answers += await everything(hass)
        await hass.config_entries.async_reload(loaded.entry_id)
        answers += await everything(hass)
        await asyncio.sleep(30)
    strings = [*answers, *bus_events, *places(hass), *logged(caplog)]
    assert any("Traceback" in answer for answer in answers)
    assert not [text for text in strings if TOKEN in text]

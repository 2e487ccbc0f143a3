"""Plex goes offline and comes online, at setup and later, or is another server."""

import asyncio
import logging
from pathlib import Path

from homeassistant.const import STATE_OFF, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components import plex_arrivals
from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up
from tests.states import ONLINE, is_online, state
from tests.virtual_time import pass_one_minute

FAULTS = [
    pytest.param(Fault.REFUSE, "Cannot connect to Plex", id="off"),
    pytest.param(Fault.HANG, "Cannot connect to Plex", id="hangs"),
    pytest.param(Fault.MAINTENANCE, "is starting", id="starting"),
    pytest.param(Fault.HTML, "No Plex Media Server", id="a proxy's page"),
    pytest.param(Fault.EMPTY, "No Plex Media Server", id="nothing in it"),
    pytest.param(Fault.STATUS(401), "rejected the token", id="token refused"),
]


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return log records above INFO, except warnings about custom integrations and a slow zlib."""
    loud = [record for record in caplog.records if record.levelno > logging.INFO]
    return [record.getMessage() for record in loud if record.name not in ("homeassistant.loader", "aiohttp_fast_zlib")]


def recoveries(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if "recovered" in record.getMessage()]


@pytest.mark.parametrize(("fault", "complaint"), FAULTS)
async def test_setup_while_plex_is_offline(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    complaint: str,
) -> None:
    caplog.set_level(logging.INFO)
    plex_server.websocket_mode = "refuse"
    rule = plex_server.fail(fault)
    async with entry_set_up(hass, config_entry):
        assert state(hass, ONLINE) == STATE_OFF
        assert state(hass, "sensor.attic_recently_added") == STATE_UNAVAILABLE
        assert state(hass, "sensor.attic_version") == STATE_UNAVAILABLE
        assert state(hass, "sensor.attic_deliveries_in_progress") == "0"
        assert state(hass, "sensor.attic_last_arrival") == STATE_UNKNOWN
        assert state(hass, "event.attic_delivery") == STATE_UNKNOWN
        assert hass.states.get("binary_sensor.attic_movies_scanning") is None

        await asyncio.sleep(600)
        assert state(hass, ONLINE) == STATE_OFF
        (line,) = warnings(caplog)
        assert complaint in line
        assert not recoveries(caplog)

        rule.lift()
        await asyncio.sleep(95)
        await until(lambda: is_online(hass))
        assert state(hass, "sensor.attic_version") == plex_server.identity.version
        assert state(hass, "binary_sensor.attic_movies_scanning") == STATE_OFF
        assert state(hass, "button.attic_scan_shows") == STATE_UNKNOWN
        assert len(warnings(caplog)) == 1
        assert len(recoveries(caplog)) == 1


async def test_websocket_brings_server_online_before_next_poll(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    rule = plex_server.fail(Fault.REFUSE)
    async with entry_set_up(hass, config_entry):
        assert not is_online(hass)
        rule.lift()
        await until(lambda: is_online(hass))  # no poll is due for a minute


async def test_server_goes_offline_and_online(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    plex_server: PlexServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        caplog.clear()
        rule = plex_server.fail(Fault.REFUSE)
        await until(lambda: not is_online(hass))  # by the closed websocket
        assert state(hass, "sensor.attic_movies_recently_added") == STATE_UNAVAILABLE
        assert state(hass, "sensor.attic_deliveries_in_progress") == "0"
        rule.lift()
        await asyncio.sleep(30)
        await until(lambda: is_online(hass))
        assert state(hass, "sensor.attic_movies_recently_added") != STATE_UNAVAILABLE
        assert len(warnings(caplog)) == 1
        assert len(recoveries(caplog)) == 1


async def test_hanging_plex_does_not_block_setup(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer
) -> None:
    plex_server.fail(Fault.HANG)
    began = hass.loop.time()
    async with entry_set_up(hass, config_entry):
        assert hass.loop.time() - began < plex_arrivals.FIRST_UPDATE_SECONDS + 5
        assert not is_online(hass)


async def test_slow_first_response_is_used(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plex_arrivals, "FIRST_UPDATE_SECONDS", 0)
    plex_server.websocket_mode = "refuse"
    slow = plex_server.fail(Fault.SLOW_DRIP)
    async with entry_set_up(hass, config_entry):
        assert not is_online(hass)
        slow.lift()
        await until(lambda: is_online(hass))
        assert [request.path for request in plex_server.requests].count("/") == 1


async def test_other_server_at_url_is_not_used(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, caplog: pytest.LogCaptureFixture
) -> None:
    plex_server.identity.machine_identifier = "another"
    plex_server.identity.name = "Cellar"
    async with entry_set_up(hass, config_entry):
        assert not is_online(hass)
        assert any("different Plex server responds at this address: Cellar" in line for line in warnings(caplog))
        await until(lambda: plex_server.websockets)
        assert {request.path for request in plex_server.requests} <= {"/", "/:/websockets/notifications"}


async def test_replaced_server_is_not_used(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    await until(lambda: plex_server.websockets)
    plex_server.identity.machine_identifier = "another"
    plex_server.drop_websockets()
    await until(lambda: not is_online(hass))
    plex_server.requests.clear()
    answer = await hass.services.async_call(
        DOMAIN,
        "download_completed",
        {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)"},
        blocking=True,
        return_response=True,
    )
    await until(lambda: state(hass, "sensor.attic_deliveries_in_progress") == "1")
    assert answer is not None
    assert answer["library"] is None
    await pass_one_minute()
    assert {request.path for request in plex_server.requests} <= {"/", "/:/websockets/notifications"}
    assert plex_server.scans == []


async def test_failed_poll_is_repeated_soon_with_notifications(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    await until(lambda: plex_server.websockets)
    await asyncio.sleep(70)
    rule = plex_server.fail(Fault.MAINTENANCE, "/library/*")
    await asyncio.sleep(610)
    await until(lambda: not is_online(hass))
    rule.lift()
    await asyncio.sleep(65)
    await until(lambda: is_online(hass))
    assert len(plex_server.websockets) == 1

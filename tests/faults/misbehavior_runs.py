"""Runs the misbehaviors of Plex."""

from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.const import CONF_TOKEN

from testing.waiting import until

from .environment import FOLDER, FaultEnvironment
from .misbehaviors import SCENARIO, Misbehavior
from .observation import Observation

type Run = Callable[[FaultEnvironment], Awaitable[tuple[str, str, float]]]
"""Returns the state meanwhile, the end, and the seconds since Plex behaved again or, if it never did, since the
download was reported."""

ANOTHER_TOKEN: Final = "another-token"


async def run_misbehavior(environment: FaultEnvironment, misbehavior: Misbehavior) -> Observation:
    """Run a misbehavior; return the observation."""
    await environment.load_notified()
    meanwhile, end, seconds = await _RUNS[misbehavior.key](environment)
    await environment.wait_for_reconnect()
    return Observation(SCENARIO, misbehavior.key, meanwhile, end, seconds, len(environment.down), len(environment.up))


async def _finished(environment: FaultEnvironment) -> tuple[str, str, float]:
    """Report a download and wait for its final state."""
    delivery_id = await environment.finish()
    began = environment.hass.loop.time()
    await environment.hold_fault(10)
    meanwhile = environment.state(delivery_id)
    await environment.seconds_until(lambda: environment.delivery(delivery_id).ended)
    scans = len(environment.plex.scans)
    end = f"{environment.state(delivery_id)}; {scans} scan{'s' if scans > 1 else ''}"
    return meanwhile, end, round(environment.hass.loop.time() - began, 1)


async def _one_swallowed(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.swallow_scans = 1
    return await _finished(environment)


async def _all_swallowed(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.swallow_scans = 99
    return await _finished(environment)


async def _elsewhere(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.scan_elsewhere = True
    return await _finished(environment)


async def _late_folder(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.hide(f"/media/movies/{FOLDER}", scans=1)
    return await _finished(environment)


async def _never_matched(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.never_match = True
    environment.plex.match_seconds = 30
    return await _finished(environment)


async def _never_ready(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.match_seconds = 3600
    return await _finished(environment)


async def _library_deleted(environment: FaultEnvironment) -> tuple[str, str, float]:
    environment.plex.swallow_scans = 1
    delivery_id = await environment.finish()
    await until(lambda: environment.plex.scans)
    environment.plex.remove_library(environment.plex.catalog.libraries["1"])
    began = environment.hass.loop.time()
    meanwhile = environment.state(delivery_id)
    await environment.seconds_until(lambda: environment.delivery(delivery_id).ended)
    return meanwhile, environment.state(delivery_id), round(environment.hass.loop.time() - began, 1)


async def _replaced(environment: FaultEnvironment) -> tuple[str, str, float]:
    """Another server has the address and accepts the token; nothing may be scanned there."""
    ours = environment.plex.identity.machine_identifier
    environment.plex.swallow_scans = 1
    delivery_id = await environment.finish()
    await until(lambda: environment.plex.scans)
    environment.plex.identity.machine_identifier = "another"
    environment.plex.drop_websockets()
    environment.plex.scans.clear()
    await environment.hold_fault()
    assert environment.plex.scans == []
    meanwhile = f"{'on' if environment.online else 'off'}, {environment.state(delivery_id)}"
    environment.plex.identity.machine_identifier = ours
    seconds = await environment.seconds_until(lambda: environment.online and environment.delivery(delivery_id).ended)
    return meanwhile, environment.state(delivery_id), seconds


async def _rotated(environment: FaultEnvironment) -> tuple[str, str, float]:
    """The token is no longer valid; the user signs in again."""
    environment.plex.swallow_scans = 1
    delivery_id = await environment.finish()
    await until(lambda: environment.plex.scans)
    environment.plex.token = ANOTHER_TOKEN
    environment.plex.drop_websockets()
    await environment.hold_fault()
    flows = environment.hass.config_entries.flow
    (flow,) = environment.entry.async_get_active_flows(environment.hass, {SOURCE_REAUTH})
    meanwhile = f"{'on' if environment.online else 'off'}, {environment.state(delivery_id)}, 1 sign-in asked for"
    await flows.async_configure(flow["flow_id"], {"next_step_id": "reauth_token"})
    result = await flows.async_configure(flow["flow_id"], {CONF_TOKEN: ANOTHER_TOKEN})
    assert result["reason"] == "reauth_successful"
    seconds = await environment.seconds_until(lambda: environment.online and environment.delivery(delivery_id).ended)
    return meanwhile, environment.state(delivery_id), seconds


_RUNS: Final[dict[str, Run]] = {
    "swallowed": _one_swallowed,
    "all-swallowed": _all_swallowed,
    "elsewhere": _elsewhere,
    "late": _late_folder,
    "unmatched": _never_matched,
    "unready": _never_ready,
    "library": _library_deleted,
    "replaced": _replaced,
    "rotated": _rotated,
}

"""How the days on which Plex does what it should not are played."""

from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.const import CONF_TOKEN

from testing.waiting import until

from .days import SCENE, Day
from .observation import Observation
from .world import FOLDER, World

type Play = Callable[[World], Awaitable[tuple[str, str, float]]]
"""Returns how it was meanwhile, how it ended, and the seconds since it was put right, or where it never was since the
download was reported."""

ANOTHER_TOKEN: Final = "another-token"


async def play(world: World, day: Day) -> Observation:
    """Play a day; return what was seen."""
    await world.load_notified()
    meanwhile, end, seconds = await _PLAYS[day.key](world)
    await world.calm_down()
    return Observation(SCENE, day.key, meanwhile, end, seconds, len(world.down), len(world.up))


async def _finished(world: World, *, early: float = 10) -> tuple[str, str, float]:
    """Have a download finish and wait for its end."""
    delivery_id = await world.finish()
    began = world.hass.loop.time()
    await world.last(early)
    meanwhile = world.state(delivery_id)
    await world.seconds_until(lambda: world.delivery(delivery_id).ended)
    scans = len(world.plex.scans)
    end = f"{world.state(delivery_id)}; {scans} scan{'s' if scans > 1 else ''}"
    return meanwhile, end, round(world.hass.loop.time() - began, 1)


async def _one_swallowed(world: World) -> tuple[str, str, float]:
    world.plex.swallow_scans = 1
    return await _finished(world)


async def _all_swallowed(world: World) -> tuple[str, str, float]:
    world.plex.swallow_scans = 99
    return await _finished(world)


async def _elsewhere(world: World) -> tuple[str, str, float]:
    world.plex.scan_elsewhere = True
    return await _finished(world)


async def _late_folder(world: World) -> tuple[str, str, float]:
    world.plex.hide(f"/media/movies/{FOLDER}", scans=1)
    return await _finished(world)


async def _never_matched(world: World) -> tuple[str, str, float]:
    world.plex.never_match = True
    world.plex.match_seconds = 30
    return await _finished(world)


async def _never_ready(world: World) -> tuple[str, str, float]:
    world.plex.match_seconds = 3600
    return await _finished(world)


async def _library_deleted(world: World) -> tuple[str, str, float]:
    world.plex.swallow_scans = 1
    delivery_id = await world.finish()
    await until(lambda: world.plex.scans)
    world.plex.remove_library(world.plex.catalogue.libraries["1"])
    began = world.hass.loop.time()
    meanwhile = world.state(delivery_id)
    await world.seconds_until(lambda: world.delivery(delivery_id).ended)
    return meanwhile, world.state(delivery_id), round(world.hass.loop.time() - began, 1)


async def _replaced(world: World) -> tuple[str, str, float]:
    """Another server has the address, and takes the token; nothing may be scanned there."""
    ours = world.plex.identity.machine_identifier
    world.plex.swallow_scans = 1
    delivery_id = await world.finish()
    await until(lambda: world.plex.scans)
    world.plex.identity.machine_identifier = "another"
    world.plex.drop_websockets()
    world.plex.scans.clear()
    await world.last()
    assert world.plex.scans == []
    meanwhile = f"{'on' if world.online else 'off'}, {world.state(delivery_id)}"
    world.plex.identity.machine_identifier = ours
    seconds = await world.seconds_until(lambda: world.online and world.delivery(delivery_id).ended)
    return meanwhile, world.state(delivery_id), seconds


async def _rotated(world: World) -> tuple[str, str, float]:
    """The token is good for nothing any more; a person signs in again."""
    world.plex.swallow_scans = 1
    delivery_id = await world.finish()
    await until(lambda: world.plex.scans)
    world.plex.token = ANOTHER_TOKEN
    world.plex.drop_websockets()
    await world.last()
    flows = world.hass.config_entries.flow
    (flow,) = world.entry.async_get_active_flows(world.hass, {SOURCE_REAUTH})
    meanwhile = f"{'on' if world.online else 'off'}, {world.state(delivery_id)}, 1 sign-in asked for"
    await flows.async_configure(flow["flow_id"], {"next_step_id": "reauth_token"})
    result = await flows.async_configure(flow["flow_id"], {CONF_TOKEN: ANOTHER_TOKEN})
    assert result["reason"] == "reauth_successful"
    seconds = await world.seconds_until(lambda: world.online and world.delivery(delivery_id).ended)
    return meanwhile, world.state(delivery_id), seconds


_PLAYS: Final[dict[str, Play]] = {
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

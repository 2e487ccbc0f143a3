"""How the scenes of the fault matrix are played."""

from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL

from custom_components.plex_arrivals.plex.errors import PlexError
from testing.plex_server import Fault
from testing.waiting import until
from tests.config_flow import steps
from tests.config_flow.steps import choose, submit

from .observation import Observation
from .scenes import Doing, Scene
from .troubles import Trouble
from .world import World

type Play = Callable[[World, Scene, Trouble], Awaitable[Observation]]
SCAN_SECONDS = 40
MATCH_SECONDS = 60
POSTER = (160, 240)


async def play(world: World, scene: Scene, trouble: Trouble) -> Observation:
    """Play a scene in which something goes wrong; return what was seen."""
    return await _PLAYS[scene.doing](world, scene, trouble)


async def _observe(world: World, scene: Scene, trouble: Trouble, delivery_id: str) -> Observation:
    """Let the trouble that has begun last, put it right, and see how long it takes until all is well."""
    await world.last()
    before = world.told(delivery_id).count("available")
    meanwhile = f"{'on' if world.online else 'off'}, {world.state(delivery_id)}"
    await world.lift()
    ended = world.arrived if scene.doing is Doing.UNMATCHED else lambda _: world.delivery(delivery_id).ended
    seconds = await world.seconds_until(lambda: world.online and ended(delivery_id))
    end = world.state(delivery_id)
    if not world.arrived(delivery_id):
        await world.entry.runtime_data.manager.async_retry(delivery_id)
        await world.seconds_until(lambda: world.arrived(delivery_id))
        end += ", available when retried"
    await world.calm_down()
    assert world.told(delivery_id).count("available") == 1
    well = before == 1 and seconds == 0
    return _seen(world, scene, trouble, meanwhile, end, None if well else seconds)


def _seen(world: World, scene: Scene, trouble: Trouble, meanwhile: str, end: str, seconds: float | None) -> Observation:
    down, up = len(world.down), len(world.up)
    return Observation(scene.key, trouble.key, meanwhile, end, seconds, down, up)


async def _finishing(world: World, scene: Scene, trouble: Trouble) -> Observation:
    await world.load_notified()
    await world.begin(trouble, scene.path, field=scene.field)
    return await _observe(world, scene, trouble, await world.finish())


async def _finishing_unheard(world: World, scene: Scene, trouble: Trouble) -> Observation:
    """A delivery that no notification tells of: what is in Plex has to be asked for."""
    await world.load_notified()
    world.plex.websocket_mode = "silent"
    await world.begin(trouble, scene.path, field=scene.field)
    return await _observe(world, scene, trouble, await world.finish())


async def _scanning(world: World, scene: Scene, trouble: Trouble) -> Observation:
    await world.load_notified()
    world.plex.scan_seconds = SCAN_SECONDS
    delivery_id = await world.finish()
    await until(lambda: world.plex.scans)
    await world.last(5)
    await world.begin(trouble, scene.path, field=scene.field)
    return await _observe(world, scene, trouble, delivery_id)


async def _recognising(world: World, scene: Scene, trouble: Trouble) -> Observation:
    await world.load_notified()
    world.plex.match_seconds = MATCH_SECONDS
    delivery_id = await world.finish()
    await until(lambda: world.plex.scans)
    await world.last(20)  # by then the item was asked for, and had no title
    await world.begin(trouble, scene.path, field=scene.field)
    return await _observe(world, scene, trouble, delivery_id)


async def _ended(world: World, scene: Scene, trouble: Trouble) -> Observation:
    await world.load_notified()
    delivery_id = await world.finish()
    await until(lambda: world.arrived(delivery_id))
    await world.begin(trouble, scene.path, field=scene.field)
    return await _observe(world, scene, trouble, delivery_id)


async def _missing(world: World, scene: Scene, trouble: Trouble) -> Observation:
    await world.load_notified()
    with world.plex.fail(Fault.STATUS(403), "*/refresh"):
        delivery_id = await world.finish()
        await until(lambda: world.delivery(delivery_id).ended, 1000)
    await world.begin(trouble, scene.path, field=scene.field)
    return await _observe(world, scene, trouble, delivery_id)


async def _unmatched(world: World, scene: Scene, trouble: Trouble) -> Observation:
    """Its library is made only when the trouble has begun; then it sets out by itself."""
    libraries = world.plex.catalogue.libraries
    library = libraries.pop("1")
    await world.load_notified()
    delivery_id = await world.finish()
    await until(lambda: world.delivery(delivery_id).ended)
    await world.begin(trouble, scene.path, field=scene.field)
    libraries["1"] = library
    return await _observe(world, scene, trouble, delivery_id)


async def _starting(world: World, scene: Scene, trouble: Trouble) -> Observation:
    """Home Assistant starts: the entry loads whatever Plex does, and shows what it is told later."""
    await world.begin(trouble, scene.path, field=scene.field)
    loading = world.hass.async_create_task(world.load())
    await world.last()
    assert loading.done()
    coordinator = world.entry.runtime_data.coordinator
    meanwhile = f"loaded, {'on' if world.online else 'off'}"

    def is_known() -> bool:
        return world.online and bool(coordinator.data.recently_added and coordinator.data.recently_added_in)

    well = is_known()
    await world.lift()
    seconds = await world.seconds_until(is_known)
    await world.calm_down()
    return _seen(world, scene, trouble, meanwhile, "on", None if well else seconds)


async def _looking(world: World, scene: Scene, trouble: Trouble) -> Observation:
    await world.load_notified()
    item = next(item for item in world.plex.catalogue.items.values() if item.type == "movie")
    posters = world.entry.runtime_data.posters
    await world.begin(trouble, scene.path)

    async def look() -> str:
        try:
            await posters.async_get(item.rating_key, str(item.thumb_version), *POSTER)
        except PlexError as err:
            return err.key
        return "shown"

    looking = world.hass.async_create_task(look())
    await world.seconds_until(looking.done)
    await world.lift()
    assert await look() == "shown"
    return _seen(world, scene, trouble, f"on, {looking.result()}", "shown", 0)


async def _adding(world: World, scene: Scene, trouble: Trouble) -> Observation:
    hass = world.hass
    await hass.config_entries.async_remove(world.entry.entry_id)
    await world.begin(trouble)
    typed = {CONF_URL: world.url, CONF_TOKEN: world.plex.token, CONF_VERIFY_SSL: True}
    form = await choose(hass, await steps.begin(hass), "manual")
    submitting = hass.async_create_task(submit(hass, form, **typed))
    await world.seconds_until(submitting.done)
    form = submitting.result()
    (error,) = (form["errors"] or {"": ""}).items()
    await world.lift()
    result = await submit(hass, form, **typed)
    assert result["type"] == "create_entry"
    await until(lambda: world.plex.websockets)
    return _seen(world, scene, trouble, " at ".join(reversed(error)), "added", 0)


_PLAYS: Final[dict[Doing, Play]] = {
    Doing.FINISHING: _finishing,
    Doing.FINISHING_UNHEARD: _finishing_unheard,
    Doing.SCANNING: _scanning,
    Doing.RECOGNISING: _recognising,
    Doing.ENDED: _ended,
    Doing.MISSING: _missing,
    Doing.UNMATCHED: _unmatched,
    Doing.STARTING: _starting,
    Doing.LOOKING: _looking,
    Doing.ADDING: _adding,
}

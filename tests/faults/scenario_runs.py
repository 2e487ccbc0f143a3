"""Runs the scenarios of the fault matrix."""

from collections.abc import Awaitable, Callable
from typing import Final

from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL

from custom_components.plex_arrivals.plex.errors import PlexError
from testing.plex_server import Fault
from testing.waiting import until
from tests.config_flow import steps
from tests.config_flow.steps import choose, submit

from .environment import FaultEnvironment
from .fault_cases import FaultCase
from .observation import Observation
from .scenarios import Activity, Scenario

type Run = Callable[[FaultEnvironment, Scenario, FaultCase], Awaitable[Observation]]
SCAN_SECONDS = 40
MATCH_SECONDS = 60
POSTER = (160, 240)


async def run_scenario(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    """Run a scenario with a fault; return the observation."""
    return await _RUNS[scenario.activity](environment, scenario, fault_case)


async def _observe(
    environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase, delivery_id: str
) -> Observation:
    """Keep the fault for its duration, end it, and measure the time to recovery."""
    await environment.hold_fault()
    before = environment.announced_states(delivery_id).count("available")
    meanwhile = f"{'on' if environment.online else 'off'}, {environment.state(delivery_id)}"
    await environment.end_fault()
    ended = (
        environment.arrived
        if scenario.activity is Activity.UNMATCHED
        else lambda _: environment.delivery(delivery_id).ended
    )
    seconds = await environment.seconds_until(lambda: environment.online and ended(delivery_id))
    end = environment.state(delivery_id)
    if not environment.arrived(delivery_id):
        await environment.entry.runtime_data.manager.async_retry(delivery_id)
        await environment.seconds_until(lambda: environment.arrived(delivery_id))
        end += ", available when retried"
    await environment.wait_for_reconnect()
    assert environment.announced_states(delivery_id).count("available") == 1
    well = before == 1 and seconds == 0
    return _observation(environment, scenario, fault_case, meanwhile, end, None if well else seconds)


def _observation(
    environment: FaultEnvironment,
    scenario: Scenario,
    fault_case: FaultCase,
    meanwhile: str,
    end: str,
    seconds: float | None,
) -> Observation:
    down, up = len(environment.down), len(environment.up)
    return Observation(scenario.key, fault_case.key, meanwhile, end, seconds, down, up)


async def _finishing(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    await environment.load_notified()
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    return await _observe(environment, scenario, fault_case, await environment.finish())


async def _finishing_unheard(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    """A delivery without notifications, whose items are found by queries."""
    await environment.load_notified()
    environment.plex.websocket_mode = "silent"
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    return await _observe(environment, scenario, fault_case, await environment.finish())


async def _scanning(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    await environment.load_notified()
    environment.plex.scan_seconds = SCAN_SECONDS
    delivery_id = await environment.finish()
    await until(lambda: environment.plex.scans)
    await environment.hold_fault(5)
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    return await _observe(environment, scenario, fault_case, delivery_id)


async def _recognizing(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    await environment.load_notified()
    environment.plex.match_seconds = MATCH_SECONDS
    delivery_id = await environment.finish()
    await until(lambda: environment.plex.scans)
    await environment.hold_fault(20)  # by then the item was requested, and had no title
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    return await _observe(environment, scenario, fault_case, delivery_id)


async def _ended(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    await environment.load_notified()
    delivery_id = await environment.finish()
    await until(lambda: environment.arrived(delivery_id))
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    return await _observe(environment, scenario, fault_case, delivery_id)


async def _missing(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    await environment.load_notified()
    with environment.plex.fail(Fault.STATUS(403), "*/refresh"):
        delivery_id = await environment.finish()
        await until(lambda: environment.delivery(delivery_id).ended, 1000)
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    return await _observe(environment, scenario, fault_case, delivery_id)


async def _unmatched(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    """The library is added during the fault; afterward the delivery restarts by itself."""
    libraries = environment.plex.catalog.libraries
    library = libraries.pop("1")
    await environment.load_notified()
    delivery_id = await environment.finish()
    await until(lambda: environment.delivery(delivery_id).ended)
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    libraries["1"] = library
    return await _observe(environment, scenario, fault_case, delivery_id)


async def _starting(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    """Home Assistant starts: the entry loads in any case, and its entities are updated after the fault."""
    await environment.start_fault(fault_case, scenario.path, field=scenario.field)
    loading = environment.hass.async_create_task(environment.load())
    await environment.hold_fault()
    assert loading.done()
    coordinator = environment.entry.runtime_data.coordinator
    meanwhile = f"loaded, {'on' if environment.online else 'off'}"

    def is_known() -> bool:
        return environment.online and bool(coordinator.data.recently_added and coordinator.data.recently_added_in)

    well = is_known()
    await environment.end_fault()
    seconds = await environment.seconds_until(is_known)
    await environment.wait_for_reconnect()
    return _observation(environment, scenario, fault_case, meanwhile, "on", None if well else seconds)


async def _looking(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    await environment.load_notified()
    item = next(item for item in environment.plex.catalog.items.values() if item.type == "movie")
    posters = environment.entry.runtime_data.posters
    await environment.start_fault(fault_case, scenario.path)

    async def look() -> str:
        try:
            await posters.async_get(item.rating_key, str(item.thumb_version), *POSTER)
        except PlexError as err:
            return err.key
        return "shown"

    looking = environment.hass.async_create_task(look())
    await environment.seconds_until(looking.done)
    await environment.end_fault()
    assert await look() == "shown"
    return _observation(environment, scenario, fault_case, f"on, {looking.result()}", "shown", 0)


async def _adding(environment: FaultEnvironment, scenario: Scenario, fault_case: FaultCase) -> Observation:
    hass = environment.hass
    await hass.config_entries.async_remove(environment.entry.entry_id)
    await environment.start_fault(fault_case)
    typed = {CONF_URL: environment.url, CONF_TOKEN: environment.plex.token, CONF_VERIFY_SSL: True}
    form = await choose(hass, await steps.begin(hass), "manual")
    submitting = hass.async_create_task(submit(hass, form, **typed))
    await environment.seconds_until(submitting.done)
    form = submitting.result()
    (error,) = (form["errors"] or {"": ""}).items()
    await environment.end_fault()
    result = await submit(hass, form, **typed)
    assert result["type"] == "create_entry"
    await until(lambda: environment.plex.websockets)
    return _observation(environment, scenario, fault_case, " at ".join(reversed(error)), "added", 0)


_RUNS: Final[dict[Activity, Run]] = {
    Activity.FINISHING: _finishing,
    Activity.FINISHING_UNHEARD: _finishing_unheard,
    Activity.SCANNING: _scanning,
    Activity.RECOGNIZING: _recognizing,
    Activity.ENDED: _ended,
    Activity.MISSING: _missing,
    Activity.UNMATCHED: _unmatched,
    Activity.STARTING: _starting,
    Activity.LOOKING: _looking,
    Activity.ADDING: _adding,
}

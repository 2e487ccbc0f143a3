"""Unloading, reloading and cancellation at any moment: a stored delivery is announced, and continues."""

import asyncio

from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.downloads.download import Download
from testing.waiting import until
from tests.disk import Disk

from .conftest import DeliveryEnvironment

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


def hold(disk: Disk, env: DeliveryEnvironment, state: DeliveryState) -> None:
    """Hold up writes while there is a delivery in this state."""
    disk.is_held = lambda: state in {one.state for one in env.manager.deliveries.values()}


@pytest.fixture
def shown(env: DeliveryEnvironment) -> list[str]:
    """Return the states of the event entity in order."""
    shown: list[str] = []

    @callback
    def on_state(event: Event[EventStateChangedData]) -> None:
        if (state := event.data["new_state"]) and "event_type" in state.attributes:
            shown.append(state.attributes["event_type"])

    async_track_state_change_event(env.hass, "event.attic_delivery", on_state)
    return shown


async def test_end_written_during_reload_is_announced(env: DeliveryEnvironment, disk: Disk, shown: list[str]) -> None:
    hold(disk, env, DeliveryState.AVAILABLE)
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(disk.is_writing.is_set)
    reload = asyncio.create_task(env.restart())
    await asyncio.sleep(0.1)
    disk.go_on.set()
    await reload
    await env.hass.async_block_till_done()
    assert env.manager.deliveries[delivery.id].state is DeliveryState.AVAILABLE
    assert env.announced(delivery).count("available") == 1
    assert "available" in shown, "the entity was removed before the deliveries"


async def test_cancelled_report_is_delivered(env: DeliveryEnvironment, disk: Disk) -> None:
    hold(disk, env, DeliveryState.WAITING)
    report = asyncio.create_task(env.finish(f"/media/{FOLDER}", env.put(FILE)))
    await until(disk.is_writing.is_set)
    report.cancel()
    await asyncio.wait((report,))
    disk.go_on.set()
    (delivery,) = env.manager.deliveries.values()
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.announced(delivery) == ["waiting", "scanning", "available"]


@pytest.mark.parametrize("action", ["async_retry", "async_dismiss"])
async def test_cancelled_action_is_done(env: DeliveryEnvironment, disk: Disk, action: str) -> None:
    delivery = await env.ended(await env.finish("/books/A Book"))
    dismissed: list[str] = []
    env.manager.async_add_dismissal_listener(callback(lambda one: dismissed.append(one.id)))
    disk.is_held = lambda: True
    acting = asyncio.create_task(getattr(env.manager, action)(delivery.id))
    await until(disk.is_writing.is_set)
    acting.cancel()
    await asyncio.wait((acting,))
    disk.go_on.set()
    if action == "async_dismiss":
        await until(lambda: dismissed == [delivery.id])
        assert delivery.id not in env.manager.deliveries
    else:
        await until(lambda: env.announced(delivery) == ["waiting", "unmatched", "waiting", "unmatched"])


async def test_report_after_unload_raises(env: DeliveryEnvironment) -> None:
    manager = env.manager
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await manager.on_download_complete(Download(name="x", path="/media/movies/x", source="test"))
    assert error.value.translation_key == "unloaded"
    assert not manager.deliveries
    assert not env.events

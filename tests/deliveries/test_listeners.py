"""A listener that raises is logged each time, and does not keep others from being called."""

from typing import Any, Never

from homeassistant.core import callback
import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.waiting import until

from .conftest import DeliveryEnvironment

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


class ListenerError(Exception):
    """The error that the listeners of these tests raise."""


@callback
def fail(*_args: Any) -> Never:
    raise ListenerError


def failures(caplog: pytest.LogCaptureFixture) -> int:
    return sum("ListenerError" in (record.exc_text or record.getMessage()) for record in caplog.records)


async def test_delivery_goes_on_where_listener_raises(
    env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture
) -> None:
    states: list[str] = []
    env.manager.async_add_listener(fail)
    env.manager.async_add_listener(callback(lambda delivery, _: states.append(delivery.state)))
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE
    assert states == env.announced(delivery) == ["waiting", "scanning", "available"]
    assert failures(caplog) == len(states)


async def test_dismissal_is_done_where_listener_raises(env: DeliveryEnvironment) -> None:
    env.manager.async_add_dismissal_listener(fail)
    delivery = await env.ended(await env.finish("/books/A Book"))
    await env.manager.async_dismiss(delivery.id)
    assert not env.manager.deliveries


@pytest.mark.parametrize("add", ["async_add_listener", "async_add_scan_progress_listener"])
async def test_websocket_stays_connected_if_listener_raises(
    env: DeliveryEnvironment, add: str, caplog: pytest.LogCaptureFixture
) -> None:
    (websocket,) = env.plex.websockets
    stop = getattr(env.entry.runtime_data.coordinator, add)(fail)
    env.plex.scan_seconds = 0.5
    await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert failures(caplog)
    assert env.plex.websockets == [websocket]
    stop()


async def test_notification_reaches_others_where_one_raises(
    env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (websocket,) = env.plex.websockets
    monkeypatch.setattr(env.entry.runtime_data.coordinator, "_async_push", fail)
    env.entry.runtime_data.new_items.async_add_listener(fail)
    delivery = await env.ended(await env.finish(f"/media/{FOLDER}", env.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE
    await until(lambda: failures(caplog))
    assert env.plex.websockets == [websocket]
    assert not [request for request in env.plex.requests if "file" in request.query], "found by the notification"

"""A listener that raises is logged each time, and does not keep others from being called."""

from typing import Any, Never

from homeassistant.core import callback
import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.waiting import until

from .conftest import Home

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


class ListenerError(Exception):
    """The error that the listeners of these tests raise."""


@callback
def fail(*_args: Any) -> Never:
    raise ListenerError


def failures(caplog: pytest.LogCaptureFixture) -> int:
    return sum("ListenerError" in (record.exc_text or record.getMessage()) for record in caplog.records)


async def test_delivery_goes_on_where_listener_raises(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    states: list[str] = []
    home.manager.async_add_listener(fail)
    home.manager.async_add_listener(callback(lambda delivery, _: states.append(delivery.state)))
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE
    assert states == home.announced(delivery) == ["waiting", "scanning", "available"]
    assert failures(caplog) == len(states)


async def test_dismissal_is_done_where_listener_raises(home: Home) -> None:
    home.manager.async_add_dismissal_listener(fail)
    delivery = await home.ended(await home.finish("/books/A Book"))
    await home.manager.async_dismiss(delivery.id)
    assert not home.manager.deliveries


@pytest.mark.parametrize("add", ["async_add_listener", "async_add_scan_progress_listener"])
async def test_websocket_stays_connected_if_listener_raises(
    home: Home, add: str, caplog: pytest.LogCaptureFixture
) -> None:
    (websocket,) = home.plex.websockets
    stop = getattr(home.entry.runtime_data.coordinator, add)(fail)
    home.plex.scan_seconds = 0.5
    await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert failures(caplog)
    assert home.plex.websockets == [websocket]
    stop()


async def test_notification_reaches_others_where_one_raises(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (websocket,) = home.plex.websockets
    monkeypatch.setattr(home.entry.runtime_data.coordinator, "_async_push", fail)
    home.entry.runtime_data.new_items.async_add_listener(fail)
    delivery = await home.ended(await home.finish(f"/media/{FOLDER}", home.put(FILE)))
    assert delivery.state is DeliveryState.AVAILABLE
    await until(lambda: failures(caplog))
    assert home.plex.websockets == [websocket]
    assert not [request for request in home.plex.requests if "file" in request.query], "found by the notification"

"""A disk that is full for a while: what is not stored is neither accepted nor announced."""

import asyncio
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.file import WriteError
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.deliveries.disk import RaisingStore
from testing.waiting import until
from tests.deliveries.conftest import Home
from tests.virtual_time import pass_one_minute


@pytest.fixture
def disk(home: Home) -> Generator[dict[str, bool]]:
    """Return a switch that makes the disk full; Home Assistant's Store only logs that."""
    state = {"full": False}
    write: Callable[..., Any] = Store._async_write_data

    async def try_to_write(self: Store[Any], data: dict[str, Any]) -> None:
        if state["full"]:
            raise WriteError("no space left on device")
        await write(self, data)

    with patch.object(Store, "_async_write_data", try_to_write):
        yield state


async def test_report_that_cannot_be_stored_raises(home: Home, disk: dict[str, bool]) -> None:
    disk["full"] = True
    file = home.put("movies/Film (2020)/Film (2020).mkv")
    with pytest.raises(WriteError):
        await home.finish("/media/movies/Film (2020)", file)
    assert not home.manager.deliveries
    disk["full"] = False
    delivery = await home.ended(await home.finish("/media/movies/Film (2020)", file))
    assert home.announced(delivery).count("available") == 1


async def test_end_is_announced_once_on_disk(
    home: Home, disk: dict[str, bool], caplog: pytest.LogCaptureFixture
) -> None:
    home.plex.scan_seconds = 0.3
    delivery = await home.finish("/media/movies/Film (2020)", home.put("movies/Film (2020)/Film (2020).mkv"))
    await until(lambda: home.manager.deliveries[delivery.id].state is DeliveryState.SCANNING)
    disk["full"] = True
    await until(lambda: "Error writing config" in caplog.text)
    await pass_one_minute()
    assert home.manager.deliveries[delivery.id].state is DeliveryState.SCANNING
    assert "available" not in home.announced(delivery)
    disk["full"] = False
    await home.ended(delivery)
    assert home.announced(delivery).count("available") == 1
    assert "Traceback" not in caplog.text


async def test_failed_retry_keeps_delivery(home: Home, disk: dict[str, bool]) -> None:
    delivery = await home.ended(await home.finish("/books/A Book"))
    disk["full"] = True
    with pytest.raises(WriteError):
        await home.manager.async_retry(delivery.id)
    assert home.manager.deliveries[delivery.id].state is DeliveryState.UNMATCHED
    disk["full"] = False
    await home.manager.async_retry(delivery.id)
    await home.ended(delivery)
    assert home.announced(delivery).count("unmatched") == 2


async def test_failed_dismissal_keeps_delivery(home: Home, disk: dict[str, bool]) -> None:
    delivery = await home.ended(await home.finish("/books/A Book"))
    dismissed: list[Delivery] = []

    @callback
    def on_dismissal(delivery: Delivery) -> None:
        dismissed.append(delivery)

    home.manager.async_add_dismissal_listener(on_dismissal)
    disk["full"] = True
    with pytest.raises(WriteError):
        await home.manager.async_dismiss(delivery.id)
    assert delivery.id in home.manager.deliveries
    disk["full"] = False
    await home.manager.async_dismiss(delivery.id)
    assert dismissed == [delivery]


async def test_last_arrival_is_on_disk(home: Home, disk: dict[str, bool]) -> None:
    stored = await home.ended(
        await home.finish("/media/movies/Film (2020)", home.put("movies/Film (2020)/Film (2020).mkv"))
    )
    later = replace(stored, updated_at=stored.updated_at + timedelta(minutes=1))
    disk["full"] = True
    for other in (later, replace(later, id="another")):
        with pytest.raises(WriteError):
            await home.manager._store.async_put(other)
        assert home.manager.last_arrival is stored


async def test_failure_of_an_earlier_write_is_not_raised(hass: HomeAssistant, tmp_path: Path) -> None:
    disk, write, failing = RaisingStore(hass, 1, "plex_arrivals.x"), Store._async_write_data, iter((True, False))

    async def fail_once(self: Store[Any], data: dict[str, Any]) -> None:
        await asyncio.sleep(0.05)
        if next(failing):
            raise WriteError("no space left on device")
        await write(self, data)

    with patch.object(Store, "_async_write_data", fail_once):
        first = asyncio.create_task(disk.async_save({"first": True}))
        await asyncio.sleep(0.01)
        second = asyncio.create_task(disk.async_save({"second": True}))
        answers = await asyncio.gather(first, second, return_exceptions=True)
    assert [isinstance(answer, WriteError) for answer in answers] == [True, False]

"""A disk that is full for a while: what is not stored is neither accepted nor announced."""

from dataclasses import replace
from datetime import timedelta

from homeassistant.core import callback
from homeassistant.util.file import WriteError
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.disk import Disk
from tests.virtual_time import pass_one_minute


async def test_report_that_cannot_be_stored_raises(env: DeliveryEnvironment, disk: Disk) -> None:
    disk.is_full = True
    file = env.put("movies/Film (2020)/Film (2020).mkv")
    with pytest.raises(WriteError):
        await env.finish("/media/movies/Film (2020)", file)
    assert not env.manager.deliveries
    disk.is_full = False
    delivery = await env.ended(await env.finish("/media/movies/Film (2020)", file))
    assert env.announced(delivery).count("available") == 1


async def test_end_is_announced_once_on_disk(
    env: DeliveryEnvironment, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    env.plex.scan_seconds = 0.3
    delivery = await env.finish("/media/movies/Film (2020)", env.put("movies/Film (2020)/Film (2020).mkv"))
    await until(lambda: "scanning" in env.announced(delivery))
    disk.is_full = True
    await until(lambda: "No space left on device" in caplog.text)
    await pass_one_minute()
    assert env.manager.deliveries[delivery.id].state is DeliveryState.SCANNING
    assert "available" not in env.announced(delivery)
    disk.is_full = False
    await env.ended(delivery)
    assert env.announced(delivery).count("available") == 1
    assert "Traceback" not in caplog.text


async def test_failed_retry_keeps_delivery(env: DeliveryEnvironment, disk: Disk) -> None:
    delivery = await env.ended(await env.finish("/books/A Book"))
    disk.is_full = True
    with pytest.raises(WriteError):
        await env.manager.async_retry(delivery.id)
    assert env.manager.deliveries[delivery.id].state is DeliveryState.UNMATCHED
    disk.is_full = False
    await env.manager.async_retry(delivery.id)
    await env.ended(delivery)
    assert env.announced(delivery).count("unmatched") == 2


async def test_failed_dismissal_keeps_delivery(env: DeliveryEnvironment, disk: Disk) -> None:
    delivery = await env.ended(await env.finish("/books/A Book"))
    dismissed: list[Delivery] = []

    @callback
    def on_dismissal(delivery: Delivery) -> None:
        dismissed.append(delivery)

    env.manager.async_add_dismissal_listener(on_dismissal)
    disk.is_full = True
    with pytest.raises(WriteError):
        await env.manager.async_dismiss(delivery.id)
    assert delivery.id in env.manager.deliveries
    disk.is_full = False
    await env.manager.async_dismiss(delivery.id)
    assert dismissed == [delivery]


async def test_last_arrival_is_on_disk(env: DeliveryEnvironment, disk: Disk) -> None:
    stored = await env.ended(
        await env.finish("/media/movies/Film (2020)", env.put("movies/Film (2020)/Film (2020).mkv"))
    )
    later = replace(stored, updated_at=stored.updated_at + timedelta(minutes=1))
    disk.is_full = True
    for other in (later, replace(later, id="another")):
        with pytest.raises(WriteError):
            await env.manager._store.async_put(other)
        assert env.manager.last_arrival is stored

"""Deliveries are on disk when they are put, in few writes of few bytes."""

import asyncio
from dataclasses import replace
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.stored_deliveries import stored_deliveries
from testing.waiting import until
from tests.disk import Disk

from .samples import BARE, CURRENT, FULL, NOW, loaded, numbered


def stored(hass: HomeAssistant) -> list[str]:
    return list(stored_deliveries(hass.config.config_dir, "entry"))


async def test_delivery_is_on_disk_when_put_returns(hass: HomeAssistant, config_dir: Path) -> None:
    await (await loaded(hass)).async_put(BARE)
    assert stored(hass) == [BARE.id]


async def test_change_costs_what_has_changed(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    files = tuple(DownloadedFile(path=f"/d/Show/{number}.mkv", size=number) for number in range(1000))
    delivery = replace(BARE, download=replace(BARE.download, files=files))
    await asyncio.gather(*(store.async_put(numbered(number)) for number in range(100)))
    await store.async_put(delivery)
    size = (config_dir / CURRENT).stat().st_size
    await store.async_put(replace(delivery, reason=Reason.PLEX_OFFLINE))
    assert (config_dir / CURRENT).stat().st_size - size < 100


async def test_writes_are_shared(hass: HomeAssistant, config_dir: Path, disk: Disk) -> None:
    store = await loaded(hass)
    await store.async_put(BARE)
    disk.seconds, disk.writes = 0.01, 0
    await asyncio.gather(*(store.async_put(numbered(number)) for number in range(200)))
    assert disk.writes == 2, "the first, and all others"
    assert len(stored(hass)) == 201


async def test_failed_write_raises_for_all_changes(hass: HomeAssistant, config_dir: Path, disk: Disk) -> None:
    store = await loaded(hass)
    await store.async_put(FULL)
    content = (config_dir / CURRENT).read_bytes()
    disk.is_full = True
    failed = replace(FULL, reason=Reason.NOT_FOUND)
    changes = [store.async_put(failed), *(store.async_put(numbered(one)) for one in range(50))]
    puts = await asyncio.gather(*changes, return_exceptions=True)
    assert all(isinstance(one, HomeAssistantError) for one in puts)
    assert store.deliveries == {FULL.id: FULL}
    assert (config_dir / CURRENT).read_bytes() == content
    disk.is_full = False
    await store.async_put(BARE)
    assert list((await loaded(hass)).deliveries) == [FULL.id, BARE.id]


async def test_first_write_fails(hass: HomeAssistant, config_dir: Path, disk: Disk) -> None:
    store = await loaded(hass)
    disk.is_full = True
    with pytest.raises(HomeAssistantError, match="No space left"):
        await store.async_put(BARE)
    assert not stored(hass)
    disk.is_full = False
    await store.async_put(BARE)
    assert stored(hass) == [BARE.id]


async def test_failed_move_is_tried_again(
    hass: HomeAssistant, config_dir: Path, disk: Disk, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    await store.async_put(replace(FULL, updated_at=NOW))
    freezer.tick(100_000)
    disk.is_full = True
    with pytest.raises(HomeAssistantError):
        await loaded(hass)
    disk.is_full = False
    assert list((await loaded(hass)).deliveries) == stored(hass) == [FULL.id]


async def test_write_of_cancelled_caller_is_not_overtaken(hass: HomeAssistant, config_dir: Path, disk: Disk) -> None:
    store = await loaded(hass)
    await store.async_put(BARE)
    disk.is_held, disk.writes = lambda: True, 0
    first = asyncio.create_task(store.async_put(numbered(1)))
    await until(disk.is_writing.is_set)
    first.cancel()
    second = asyncio.create_task(store.async_put(numbered(2)))
    await until(first.done)
    assert not second.done()
    disk.go_on.set()
    await second
    assert first.cancelled()
    assert stored(hass) == [BARE.id, "00001", "00002"]


async def test_changes_of_one_delivery_are_in_order(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    changes = [replace(BARE, state=state) for state in (DeliveryState.SCANNING, DeliveryState.MISSING)]
    await asyncio.gather(*map(store.async_put, (BARE, *changes)))
    assert stored_deliveries(hass.config.config_dir, "entry")[BARE.id]["state"] == "missing"

"""Deliveries are on disk when they are put, in few writes."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
import threading
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
import pytest

from custom_components.plex_arrivals.deliveries import disk
from testing.waiting import until
from tests.virtual_time import pass_one_minute, skipped_seconds

from .samples import BARE, KEY, loaded, numbered


async def test_delivery_is_on_disk_when_put_returns(hass: HomeAssistant, config_dir: Path) -> None:
    await (await loaded(hass)).async_put(BARE)
    assert BARE.id in (config_dir / KEY).read_text()


async def test_writes_are_coalesced(
    hass: HomeAssistant, hass_storage: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await loaded(hass)
    writes: list[int] = []
    save = Store.async_save

    async def slow_save(self: Store[Any], data: Any) -> None:
        writes.append(len(data["deliveries"]))
        await asyncio.sleep(0.01)
        await save(self, data)

    monkeypatch.setattr(Store, "async_save", slow_save)
    await asyncio.gather(*(store.async_put(numbered(number)) for number in range(200)))
    assert writes == [200]
    await asyncio.gather(*(store.async_put(numbered(number)) for number in range(200, 203)))
    assert len(writes) <= 3
    assert len(hass_storage[KEY]["data"]["deliveries"]) == 203


async def test_many_writes_are_spaced(hass: HomeAssistant, config_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few are written at once; then there is a pause before each, and changes meanwhile share it."""
    monkeypatch.setattr(disk, "_PAUSE", 10)
    monkeypatch.setattr(disk, "_AHEAD", 50)
    store = await loaded(hass)

    async def pauses_for(*writes: Iterable[int]) -> float:
        begun = skipped_seconds()
        for numbers in writes:
            await asyncio.gather(*(store.async_put(numbered(number)) for number in numbers))
        return round((skipped_seconds() - begun) / 10)

    one_by_one = [[number] for number in range(5)]
    assert await pauses_for(*one_by_one) == 0
    assert await pauses_for(*one_by_one) == 5
    assert await pauses_for(range(100)) <= 2
    await pass_one_minute()
    assert await pauses_for(*one_by_one) == 0


async def test_failed_write_raises_for_all_changes(
    hass: HomeAssistant, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    async def fail(_store: Store[Any], _data: Any) -> None:
        nonlocal tries
        tries += 1
        raise HomeAssistantError("full")

    store = await loaded(hass)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_async_write_data", fail)
        puts = await asyncio.gather(*(store.async_put(numbered(one)) for one in range(50)), return_exceptions=True)
    assert [type(one) for one in puts] == 50 * [HomeAssistantError]
    assert tries == 1
    assert not store.deliveries
    await store.async_put(BARE)
    assert BARE.id in (config_dir / KEY).read_text()


async def test_write_of_cancelled_caller_is_not_overtaken(
    hass: HomeAssistant, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    go_on = threading.Event()

    def write() -> None:
        said.append("begin")
        assert go_on.wait(20)
        said.append("end")

    async def slowly(store: Store[Any], _data: Any) -> None:
        await store.hass.async_add_executor_job(write)

    store = await loaded(hass)
    monkeypatch.setattr(Store, "_async_write_data", slowly)
    first = asyncio.create_task(store.async_put(numbered(1)))
    await until(lambda: bool(said))
    first.cancel()
    second = asyncio.create_task(store.async_put(numbered(2)))
    await until(first.done)
    go_on.set()
    await second
    assert first.cancelled()
    assert said == ["begin", "end", "begin", "end"]


async def test_put_during_write_is_written(
    hass: HomeAssistant, hass_storage: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await loaded(hass)
    writing, go_on = asyncio.Event(), asyncio.Event()
    save = Store.async_save

    async def held_save(self: Store[Any], data: Any) -> None:
        writing.set()
        await go_on.wait()
        await save(self, data)

    monkeypatch.setattr(Store, "async_save", held_save)
    first = asyncio.create_task(store.async_put(numbered(1)))
    await writing.wait()
    second = asyncio.create_task(store.async_put(numbered(2)))
    await asyncio.sleep(1)
    assert not second.done()
    go_on.set()
    await asyncio.gather(first, second)
    assert [one["id"] for one in hass_storage[KEY]["data"]["deliveries"]] == ["00001", "00002"]

"""What is put is on disk, in as few writes as that takes."""

import asyncio
from pathlib import Path
import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
import pytest

from custom_components.plex_arrivals.arrivals import store as store_module
from testing.waiting import until

from .samples import BARE, KEY, loaded, numbered


async def test_it_is_on_disk_when_put_returns(hass: HomeAssistant, config_dir: Path) -> None:
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
    """A few come at once; then there is a pause before each, and whoever comes meanwhile shares it."""
    monkeypatch.setattr(store_module, "_PAUSE", 0.1)
    monkeypatch.setattr(store_module, "_AHEAD", 0.5)
    store = await loaded(hass)

    async def seconds_for(writes: int) -> float:
        begun = hass.loop.time()
        for number in range(writes):
            await store.async_put(numbered(number))
        return hass.loop.time() - begun

    assert await seconds_for(5) < 0.3
    assert await seconds_for(5) > 0.3
    begun = hass.loop.time()
    await asyncio.gather(*(store.async_put(numbered(number)) for number in range(100)))
    assert hass.loop.time() - begun < 1
    await asyncio.sleep(0.6)
    assert await seconds_for(5) < 0.3


async def test_one_failure_is_that_of_all_who_shared_the_write(
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


async def test_a_write_is_not_overtaken_where_its_caller_is_cancelled(
    hass: HomeAssistant, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def write() -> None:
        said.append("begin")
        time.sleep(0.1)
        said.append("end")

    async def slowly(store: Store[Any], _data: Any) -> None:
        await store.hass.async_add_executor_job(write)

    store = await loaded(hass)
    monkeypatch.setattr(Store, "_async_write_data", slowly)
    first = asyncio.create_task(store.async_put(numbered(1)))
    await until(lambda: bool(said))
    first.cancel()
    await store.async_put(numbered(2))
    assert first.cancelled()
    assert said == ["begin", "end", "begin", "end"]


async def test_a_put_during_a_write_is_written_too(
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
    await asyncio.sleep(0)
    assert not second.done()
    go_on.set()
    await asyncio.gather(first, second)
    assert [one["id"] for one in hass_storage[KEY]["data"]["deliveries"]] == ["00001", "00002"]

"""Deliveries are restored, limited in number, and found by reports of their download."""

import asyncio
from dataclasses import fields, replace
from datetime import timedelta
from itertools import product
import json
from pathlib import Path
from typing import Any
import unicodedata

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from custom_components.plex_arrivals.deliveries import store as store_module
from custom_components.plex_arrivals.deliveries.delivery import (
    DeliveredItem,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Reason,
)
from custom_components.plex_arrivals.deliveries.store import DeliveryStore
from custom_components.plex_arrivals.downloads.download import Download

from .samples import BARE, FULL, KEY, NOW, copies, loaded, numbered


async def test_round_trip(hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    for delivery in (FULL, BARE):
        await store.async_put(delivery)
    stored = hass_storage[KEY]
    hass_storage[KEY] = json.loads(json.dumps(stored))
    again = await loaded(hass)
    assert list(again.deliveries.values()) == [FULL, BARE]
    assert stored["version"] == 1


async def test_every_value_is_restored(
    hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    values = product(DeliveryState, (*DeliveryKind, None), (*Reason, None))
    all_of_them = {
        str(number): replace(FULL, id=str(number), state=state, kind=kind, reason=reason)
        for number, (state, kind, reason) in enumerate(values)
    }
    await asyncio.gather(*map(store.async_put, all_of_them.values()))
    assert (await loaded(hass)).deliveries == all_of_them


async def test_shape_is_documented(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    await (await loaded(hass)).async_put(FULL)
    (data,) = json.loads((config_dir / KEY).read_text())["data"]["deliveries"]
    documentation = " ".join((store_module.__doc__ or "").split())
    for one, name in ((data, None), *((data[key][0], key) for key in ("routes", "attempts"))):
        names = [f'"{field}"' for field in one if field not in ("download", "routes", "attempts", "arrivals")]
        assert all(field in documentation for field in names), name
    assert list(data["download"]) == [field.name for field in fields(Download)]
    assert list(data["arrivals"][0]) == [field.name for field in fields(DeliveredItem)]
    assert data["created_at"] == "2026-03-01T12:00:00.123456+00:00"
    assert (config_dir / KEY).stat().st_mode & 0o077 == 0


async def test_load_without_file(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    assert not store.deliveries
    assert not (config_dir / KEY).exists()
    assert not copies(config_dir)


async def test_delete_removes_file(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    await store.async_put(BARE)
    assert (config_dir / KEY).exists()
    await store.async_delete()
    assert not (config_dir / KEY).exists()


async def test_history_is_limited_by_number(
    hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    in_progress = numbered(0)
    puts = [store.async_put(in_progress)]
    for number in range(1, 600):
        ended = NOW + timedelta(seconds=number)
        puts.append(store.async_put(numbered(number, state=DeliveryState.MISSING, updated_at=ended)))
    await asyncio.gather(*puts)
    assert len(store.deliveries) == 600, "each may be reported again"
    freezer.tick(timedelta(minutes=30))
    await store.async_put(replace(in_progress, reason=Reason.SETTLING))
    await store.async_put(numbered(600, state=DeliveryState.MISSING, updated_at=NOW + timedelta(minutes=30)))
    assert len(store.deliveries) == 501
    assert in_progress.id in store.deliveries
    assert "00100" not in store.deliveries
    assert store.find(replace(BARE.download, path="/d/100"), NOW) is None
    # what took long to end is not what ended first
    available = replace(in_progress, state=DeliveryState.AVAILABLE, updated_at=NOW + timedelta(hours=1))
    await store.async_put(available)
    assert len(store.deliveries) == 500
    assert available.id in store.deliveries


async def test_history_is_limited_by_age(
    hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    for number, state in enumerate(DeliveryState):
        await store.async_put(numbered(number, state=state))
    freezer.tick(timedelta(days=61))
    again = await loaded(hass)
    assert {one.state for one in again.deliveries.values()} == set(DeliveryState) - {DeliveryState.AVAILABLE}


async def test_find(hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    await store.async_put(FULL)
    again = await loaded(hass)
    for same in (
        replace(FULL.download, hash="AB" * 20),
        replace(FULL.download, path="/moved/elsewhere"),
        replace(FULL.download, hash=None, path="/downloads//Copper.Valley.S02/"),
    ):
        assert again.find(same, NOW) == FULL
    assert again.find(replace(FULL.download, finished_at=NOW + timedelta(days=1)), NOW) is None
    assert again.find(replace(FULL.download, hash="cd" * 20), NOW) == FULL, "the same files under another hash"
    assert again.find(replace(FULL.download, hash="cd" * 20, files=()), NOW) is None


async def test_find_in_both_unicode_forms(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    store = await loaded(hass)
    await store.async_put(replace(BARE, download=replace(BARE.download, path="/d/Été")))
    assert store.find(replace(BARE.download, path=unicodedata.normalize("NFD", "/d/Été")), NOW)


async def test_find_returns_the_latest(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    store = await loaded(hass)
    for minutes in (0, 20, 10):
        await store.async_put(replace(BARE, id=str(minutes), created_at=NOW + timedelta(minutes=minutes)))
    found = store.find(BARE.download, NOW)
    assert found is not None
    assert found.id == "20"


async def test_keys_of_changed_download_are_removed(hass: HomeAssistant, config_dir: Path) -> None:
    """A pack is imported file by file, and dismissed; later its first file is imported again."""
    store = DeliveryStore(hass, "entry")
    first = replace(FULL.download, path="/tv/Copper Valley/S02E01.mkv", files=(), imported=True)
    begun = Delivery(id="1", download=first, created_at=NOW, updated_at=NOW)
    await store.async_put(begun)
    later = replace(begun, download=replace(first, path="/tv/Copper Valley/S02E02.mkv"))
    await store.async_put(later)
    await store.async_remove(later)
    assert store.find(replace(first, hash="cd" * 20), NOW) is None

"""Deliveries are restored, limited in number, and found by reports of their download."""

import asyncio
from dataclasses import fields, replace
from datetime import timedelta
from itertools import product
import json
from pathlib import Path
import unicodedata

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.deliveries import history, store as store_module
from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import (
    Delivery,
    DeliveryKind,
    DeliveryState,
    Reason,
)
from custom_components.plex_arrivals.deliveries.store import DeliveryStore
from custom_components.plex_arrivals.downloads.download import Contents, Download, MediaInfo

from .samples import BARE, CURRENT, FULL, KEY, NOW, envelope, files, loaded, numbered


async def test_round_trip(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    for delivery in (FULL, BARE):
        await store.async_put(delivery)
    again = await loaded(hass)
    assert list(again.deliveries.values()) == [FULL, BARE]
    assert again.last_arrival == FULL
    assert again.in_progress == {BARE.id}


async def test_every_value_is_restored(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    values = product(DeliveryState, (*DeliveryKind, None), (*Reason, None))
    all_of_them = {
        str(number): replace(FULL, id=str(number), state=state, kind=kind, reason=reason)
        for number, (state, kind, reason) in enumerate(values)
    }
    await asyncio.gather(*map(store.async_put, all_of_them.values()))
    assert (await loaded(hass)).deliveries == all_of_them


@pytest.mark.parametrize("last", [BARE, replace(BARE, download=FULL.download), replace(FULL, id=BARE.id)])
@pytest.mark.parametrize("first", [BARE, replace(FULL, id=BARE.id, cross_seeds=(BARE.download,))])
async def test_changes_are_restored(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, first: Delivery, last: Delivery
) -> None:
    """Also if a field is back at its default."""
    freezer.move_to(NOW)
    store = await loaded(hass)
    for delivery in (first, replace(first, state=DeliveryState.MISSING), last, last):
        await store.async_put(delivery)
        assert list((await loaded(hass)).deliveries.values()) == [delivery]


async def test_shape_is_documented(hass: HomeAssistant, config_dir: Path) -> None:
    whole = replace(
        FULL,
        download=replace(
            FULL.download,
            imported=True,
            imported_from="/x",
            imported_by="sonarr",
            contents=Contents(files="1", sizes="2"),
            client_id="SABnzbd_nzo_1",
            media=MediaInfo(type="movie", title="Copper Sky", year=2021),
        ),
        media_files=3,
        import_overdue=True,
        importer="sonarr",
        importer_entry_id="abc",
        expected_imports=3,
        import_absent_since=NOW,
        import_incomplete=True,
        messages=("No files found are eligible for import",),
        requested_by=("Ana", "Béla"),
        rating_keys=("7", "70"),
        cross_seeds=(BARE.download,),
    )
    await (await loaded(hass)).async_put(whole)
    header, line = (config_dir / CURRENT).read_text().splitlines()
    data = json.loads(line)
    documentation = " ".join((store_module.__doc__ or "").split())
    assert json.loads(header) == {"version": 2}
    for one, name in ((data, None), *((data[key][0], key) for key in ("routes", "attempts"))):
        names = [
            f'"{field}"'
            for field in one
            if field not in ("download", "routes", "attempts", "arrivals", "upgraded_from")
        ]
        assert all(field in documentation for field in names), name
    assert len(data) == len(fields(Delivery))
    assert set(data["download"]) == {field.name for field in fields(Download)}
    assert set(data["arrivals"][0]) == {field.name for field in fields(DeliveredItem)}
    assert data["created_at"] == "2026-03-01T12:00:00.123456+00:00"
    assert (config_dir / CURRENT).stat().st_mode & 0o077 == 0


async def test_load_without_file(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    assert not store.deliveries
    assert not files(config_dir)


async def test_delete_removes_files(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).write_text(envelope({"deliveries": []}))
    store = await loaded(hass)
    await store.async_put(replace(FULL, updated_at=NOW))
    await loaded(hass)
    await store.async_delete()
    assert not files(config_dir)


async def test_history_is_limited_by_number(
    hass: HomeAssistant, config_dir: Path, monkeypatch: pytest.MonkeyPatch, freezer: FrozenDateTimeFactory
) -> None:
    monkeypatch.setattr(history, "MAX_COUNT", 500)
    freezer.move_to(NOW)
    store = await loaded(hass)
    in_progress = numbered(0)
    puts = [store.async_put(in_progress)]
    for number in range(1, 601):
        ended = NOW + timedelta(seconds=number)
        puts.append(store.async_put(numbered(number, state=DeliveryState.MISSING, updated_at=ended)))
    await asyncio.gather(*puts)
    assert len(store.deliveries) == 501
    assert in_progress.id in store.deliveries
    assert "00100" not in store.deliveries
    assert store.find(replace(BARE.download, path="/d/100"), NOW) is None
    assert (await loaded(hass)).deliveries == store.deliveries
    # a delivery that took long to end did not end first
    available = replace(in_progress, state=DeliveryState.AVAILABLE, updated_at=NOW + timedelta(hours=1))
    await store.async_put(available)
    assert len(store.deliveries) == 500
    assert available.id in store.deliveries


async def test_history_is_limited_by_age(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    for number, state in enumerate(DeliveryState):
        await store.async_put(numbered(number, state=state))
    freezer.tick(timedelta(days=364))
    assert len((await loaded(hass)).deliveries) == len(DeliveryState)
    freezer.tick(timedelta(days=2))
    again = await loaded(hass)
    left = set(DeliveryState) - {DeliveryState.AVAILABLE, DeliveryState.SKIPPED}
    assert {one.state for one in again.deliveries.values()} == left


async def test_find(hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory) -> None:
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


async def test_find_in_both_unicode_forms(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    await store.async_put(replace(BARE, download=replace(BARE.download, path="/d/Été")))
    assert store.find(replace(BARE.download, path=unicodedata.normalize("NFD", "/d/Été")), NOW)


async def test_find_returns_the_latest(hass: HomeAssistant, config_dir: Path) -> None:
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

"""Deliveries on disk."""

import asyncio
from collections.abc import Generator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import product
import json
from pathlib import Path
import time
from typing import Any
import unicodedata

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import Store
import pytest

from custom_components.plex_arrivals.arrivals import store as store_module
from custom_components.plex_arrivals.arrivals.delivery import (
    Arrival,
    Attempt,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Reason,
)
from custom_components.plex_arrivals.arrivals.routing import Route
from custom_components.plex_arrivals.arrivals.store import DeliveryStore
from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from tests.waiting import until

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
KEY = "plex_arrivals.entry"
ISSUE = "store_broken_entry"
FULL = Delivery(
    id="01J",
    download=Download(
        name="Copper.Valley.S02",
        path="/downloads/Copper.Valley.S02",
        source="qbittorrent",
        source_entry_id="abc",
        category="tv",
        labels=("hd", "new"),
        files=(DownloadedFile(path="/downloads/Copper.Valley.S02/é.mkv", size=5), DownloadedFile(path="/downloads/x")),
        hash="ab" * 20,
        finished_at=NOW,
        media_type="show",
        settled=True,
    ),
    created_at=NOW,
    updated_at=NOW + timedelta(minutes=1),
    state=DeliveryState.AVAILABLE,
    reason=Reason.PARTLY_FOUND,
    kind=DeliveryKind.UPGRADED,
    routes=(Route(library_id="1", location="/tv", path="/tv/x", folder="/tv/x"), Route(library_id="2")),
    library_id="1",
    library_title="Shows",
    attempts=(
        Attempt(step=0, library_id="1", folder="/tv/x", at=NOW),
        Attempt(step=3, library_id="1", folder=None, at=NOW),
    ),
    arrivals=(
        Arrival(
            rating_key="7",
            title="Ore",
            type="episode",
            url="https://x",
            library_id="1",
            year=2020,
            show="Copper Valley",
            season=2,
            episode=1,
            artwork="/art/1",
        ),
    ),
    item_count=250,
    missing_files=("S02E02.mkv",),
    missing_count=210,
    url="https://x",
)
BARE = Delivery(id="01K", download=Download(name="x", path="/x", source="action"), created_at=NOW, updated_at=NOW)


# The test plugin replaces these in every test by a dict; here they were not replaced yet.
_STORE = {name: vars(Store)[name] for name in ("_async_load", "_async_write_data", "async_remove")}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Keep Home Assistant's files in a folder of the test."""
    return str(tmp_path)


@pytest.fixture
def config_dir(hass: HomeAssistant, tmp_path: Path) -> Generator[Path]:
    """Let Home Assistant really store, and return where."""
    folder = tmp_path / ".storage"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name, function in _STORE.items():
            patch.setattr(Store, name, function)
        yield folder


def numbered(number: int, **changes: Any) -> Delivery:
    return replace(BARE, id=f"{number:05}", download=replace(BARE.download, path=f"/d/{number}"), **changes)


async def loaded(hass: HomeAssistant) -> DeliveryStore:
    store = DeliveryStore(hass, "entry")
    await store.async_load()
    return store


def asides(config_dir: Path) -> list[Path]:
    """Return the files that were kept aside."""
    return list(config_dir.glob(f"{KEY}.corrupt.*"))


def issues(hass: HomeAssistant) -> list[ir.IssueEntry]:
    return [issue for issue in ir.async_get(hass).issues.values() if issue.domain == DOMAIN]


# --- what goes in comes out


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


async def test_every_value_comes_back(
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


async def test_shape_is_the_documented_one(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    await (await loaded(hass)).async_put(FULL)
    (data,) = json.loads((config_dir / KEY).read_text())["data"]["deliveries"]
    documentation = " ".join((store_module.__doc__ or "").split())
    for one, name in ((data, None), *((data[key][0], key) for key in ("routes", "attempts"))):
        names = [f'"{field}"' for field in one if field not in ("download", "routes", "attempts", "arrivals")]
        assert all(field in documentation for field in names), name
    assert list(data["download"]) == [field.name for field in fields(Download)]
    assert list(data["arrivals"][0]) == [field.name for field in fields(Arrival)]
    assert data["created_at"] == "2026-03-01T12:00:00.123456+00:00"
    assert (config_dir / KEY).stat().st_mode & 0o077 == 0


async def test_nothing_stored_yet(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    assert not store.deliveries
    assert not (config_dir / KEY).exists()
    assert not asides(config_dir)


async def test_delete(hass: HomeAssistant, config_dir: Path) -> None:
    store = await loaded(hass)
    await store.async_put(BARE)
    assert (config_dir / KEY).exists()
    await store.async_delete()
    assert not (config_dir / KEY).exists()


# --- writing


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


# --- the history is bounded


async def test_history_is_bounded_by_number(
    hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    long_under_way = numbered(0)
    puts = [store.async_put(long_under_way)]
    for number in range(1, 600):
        ended = NOW + timedelta(seconds=number)
        puts.append(store.async_put(numbered(number, state=DeliveryState.MISSING, updated_at=ended)))
    await asyncio.gather(*puts)
    assert len(store.deliveries) == 501
    assert long_under_way.id in store.deliveries
    assert "00099" not in store.deliveries
    assert store.find(replace(BARE.download, path="/d/99"), NOW) is None
    # what took long to end is not what ended first
    arrived = replace(long_under_way, state=DeliveryState.AVAILABLE, updated_at=NOW + timedelta(hours=1))
    await store.async_put(arrived)
    assert len(store.deliveries) == 500
    assert arrived.id in store.deliveries


async def test_history_is_bounded_by_age(
    hass: HomeAssistant, hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    store = await loaded(hass)
    for number, state in enumerate(DeliveryState):
        await store.async_put(numbered(number, state=state))
    freezer.tick(timedelta(days=61))
    again = await loaded(hass)
    assert {one.state for one in again.deliveries.values()} == set(DeliveryState) - {DeliveryState.AVAILABLE}


# --- finding a download's delivery


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
    assert again.find(replace(FULL.download, hash="cd" * 20), NOW) is None


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


# --- what cannot be read


GOOD: dict[str, Any] = {
    "id": "good",
    "created_at": "2026-03-01T12:00:00+00:00",
    "updated_at": "2026-03-01T12:00:00+00:00",
    "download": {"name": "x", "path": "/x", "source": "action"},
}


def envelope(data: Any, **changes: Any) -> str:
    return json.dumps({"version": 1, "minor_version": 1, "key": KEY, "data": data, **changes})


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "17",
        "null",
        '"text"',
        '{"version": 1}',
        '{"data": {}}',
        envelope(7),
        envelope([1]),
        envelope({"other": []}),
        envelope({"deliveries": None}),
        envelope({"deliveries": {"id": GOOD}}),
        envelope({"deliveries": [GOOD]}, version=2),
        envelope({"deliveries": [GOOD]}, version=0),
        envelope({"deliveries": [GOOD]}, version="1"),
    ],
)
async def test_wrong_shape_is_kept_aside(hass: HomeAssistant, config_dir: Path, text: str) -> None:
    (config_dir / KEY).write_text(text)
    store = await loaded(hass)
    assert not store.deliveries
    (aside,) = asides(config_dir)
    assert aside.read_text() == text
    (issue,) = issues(hass)
    assert (issue.issue_id, issue.translation_key, issue.severity) == (ISSUE, "store_broken", ir.IssueSeverity.WARNING)
    assert not issue.is_fixable
    assert issue.translation_placeholders == {"file": str(aside)}
    # it goes on, and the next start finds nothing to complain of
    await store.async_put(BARE)
    assert list((await loaded(hass)).deliveries) == [BARE.id]
    assert len(asides(config_dir)) == 1


async def test_broken_json_is_kept_aside_by_home_assistant(hass: HomeAssistant, config_dir: Path) -> None:
    text = envelope({"deliveries": [GOOD]})[:-20]
    (config_dir / KEY).write_text(text)
    assert not (await loaded(hass)).deliveries
    (aside,) = asides(config_dir)
    assert aside.read_text() == text
    assert [issue.translation_key for issue in ir.async_get(hass).issues.values()] == ["storage_corruption"]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {**GOOD, "id": 7},
        {**GOOD, "state": "flying"},
        {**GOOD, "reason": "bored"},
        {**GOOD, "created_at": "yesterday"},
        {**GOOD, "created_at": "2026-03-01T12:00:00"},
        {**GOOD, "created_at": None},
        {**GOOD, "download": None},
        {**GOOD, "download": {"name": "x", "path": 7, "source": "action"}},
        {**GOOD, "download": {"name": "x", "source": "action"}},
        {**GOOD, "download": {**GOOD["download"], "labels": "tv"}},
        {**GOOD, "download": {**GOOD["download"], "settled": 1}},
        {**GOOD, "routes": [{"location": "/tv"}]},
        {**GOOD, "arrivals": [None]},
    ],
)
async def test_one_broken_delivery_is_left_out(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory, broken: Any
) -> None:
    freezer.move_to(NOW)
    text = envelope({"deliveries": [GOOD, broken, {**GOOD, "id": "second"}]})
    (config_dir / KEY).write_text(text)
    assert list((await loaded(hass)).deliveries) == ["good", "second"]
    (aside,) = asides(config_dir)
    assert aside.read_text() == text
    assert [issue.issue_id for issue in issues(hass)] == [ISSUE]
    assert [one["id"] for one in json.loads((config_dir / KEY).read_text())["data"]["deliveries"]] == ["good", "second"]


async def test_fields_of_a_later_version_are_passed_over(
    hass: HomeAssistant, config_dir: Path, freezer: FrozenDateTimeFactory
) -> None:
    freezer.move_to(NOW)
    later = {
        **GOOD,
        "mood": "good",
        "download": {**GOOD["download"], "colour": "red", "files": [{"path": "/x", "crc": 1}]},
    }
    (config_dir / KEY).write_text(envelope({"deliveries": [later], "more": 1}, minor_version=4))
    (delivery,) = (await loaded(hass)).deliveries.values()
    assert delivery.download.files == (DownloadedFile(path="/x"),)
    assert not issues(hass)
    assert not asides(config_dir)


async def test_a_disk_that_fails_is_no_broken_file(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).mkdir()
    with pytest.raises(HomeAssistantError, match="directory"):
        await loaded(hass)
    assert not issues(hass)


async def test_delete_takes_the_issue_with_it(hass: HomeAssistant, config_dir: Path) -> None:
    (config_dir / KEY).write_text("[]")
    store = await loaded(hass)
    assert issues(hass)
    await store.async_delete()
    assert not issues(hass)


async def test_what_a_changed_download_was_known_by_is_forgotten(hass: HomeAssistant, config_dir: Path) -> None:
    """A pack is imported file by file, and dismissed; later its first file is imported again."""
    store = DeliveryStore(hass, "entry")
    first = replace(FULL.download, path="/tv/Copper Valley/S02E01.mkv", files=(), imported=True)
    begun = Delivery(id="1", download=first, created_at=NOW, updated_at=NOW)
    await store.async_put(begun)
    later = replace(begun, download=replace(first, path="/tv/Copper Valley/S02E02.mkv"))
    await store.async_put(later)
    await store.async_forget(later)
    assert store.find(replace(first, hash="cd" * 20), NOW) is None

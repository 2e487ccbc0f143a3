"""Stored files of older and broken versions are read or set aside, and the entry loads."""

import asyncio
from dataclasses import fields, replace
import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
from hypothesis import strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import FAILED, DeliveryState
from custom_components.plex_arrivals.deliveries.serialization import dump
from custom_components.plex_arrivals.deliveries.store import DeliveryStore
from custom_components.plex_arrivals.downloads.download import Download
from testing.plex_server import PlexServer
from tests.store.conftest import config_dir
from tests.store.samples import CURRENT, FULL, HISTORY, KEY, copies

from .hypothesis_async import fuzz, traces
from .mutations import mutated, spoiled
from .profiles import effort

__all__ = ["config_dir"]


def dumped(state: DeliveryState, number: int) -> Any:
    """Return a current delivery in some state, as it is stored."""
    now = dt_util.utcnow()
    download = replace(FULL.download, path=f"/media/movies/{number}", hash=f"{number:040}", finished_at=now)
    moved = replace(FULL, id=f"{number:05}", download=download, state=state, created_at=now, updated_at=now)
    stored = json.loads(json_bytes(dump(moved)))
    media = {"type": "show", "title": "Copper Valley", "season": 2, "episodes": [1, 2], "is_upgrade": None}
    stored["download"] |= {
        "imported": False,
        "imported_from": None,
        "imported_by": None,
        "contents": None,
        "client_id": "12",
        "media": media,
    }
    stored |= {"importer": "sonarr", "importer_entry_id": "abc", "expected_imports": 2, "messages": ["Sample"]}
    stored["arrivals"] = [{"album": None, "artwork_id": None, "file": None} | one for one in stored["arrivals"]]
    return stored


def older(delivery: Any) -> Any:
    """Return it as the first version stored it, without later fields."""
    first = {"id", "created_at", "updated_at", "state", "download", "routes", "attempts", "arrivals", "library_id"}
    return {key: value for key, value in delivery.items() if key in first}


DELIVERIES = [dumped(state, number) for number, state in enumerate(DeliveryState)]
HOME_ASSISTANTS_OWN = ("homeassistant.helpers.storage", "homeassistant.util.json")
"""The loggers of Home Assistant that report a file that is not JSON."""
FILES: list[Any] = [
    {"version": 1, "minor_version": 1, "key": KEY, "data": {"deliveries": DELIVERIES}},
    {"version": 1, "key": KEY, "data": {"deliveries": list(map(older, DELIVERIES))}},
]


def test_mutated_fields_are_stored_fields() -> None:
    assert set(DELIVERIES[0]["download"]) == {one.name for one in fields(Download)}
    assert set(DELIVERIES[0]["arrivals"][0]) == {one.name for one in fields(DeliveredItem)}


def texts(files: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    return files.map(lambda file: json.dumps(file).encode(errors="replace"))


def logs(records: Any) -> bytes:
    """Return the text of a log."""
    header = {"version": 2}
    return "".join(f"{json.dumps(one)}\n" for one in (header, *records)).encode(errors="replace")


@pytest.mark.parametrize("name", [KEY, CURRENT, HISTORY])
async def test_mutated_file_is_read_and_written_back(
    hass: HomeAssistant, config_dir: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """Loading never raises, and a saved store loads without log entries."""

    async def read(body: bytes) -> None:
        for path in (config_dir / CURRENT, config_dir / HISTORY):
            path.unlink(missing_ok=True)
        await asyncio.to_thread((config_dir / name).write_bytes, body)
        store = DeliveryStore(hass, "entry")
        await store.async_load()
        for delivery in list(store.deliveries.values()):
            await store.async_put(delivery)
        again = DeliveryStore(hass, "entry")
        await again.async_load()
        assert again.deliveries == store.deliveries
        for path in copies(config_dir):
            path.unlink()

    changes = [{"id": one["id"], "state": "missing", "reason": None} for one in DELIVERIES]
    records = mutated([[*DELIVERIES, *changes, {"id": "00001", "removed": True}]])
    whole = texts(mutated(FILES)) if name == KEY else records.filter(lambda some: isinstance(some, list)).map(logs)
    await fuzz(whole | spoiled(whole), read, effort())
    bad = [trace for trace in traces(caplog) if not trace.startswith(HOME_ASSISTANTS_OWN)]
    assert not bad, bad


async def test_setup_with_mutated_deliveries(
    hass: HomeAssistant,
    plex_server: PlexServer,
    config_entry: MockConfigEntry,
    config_dir: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Deliveries with valid types are resumed, shown and ended."""
    config_entry.add_to_hass(hass)
    key = f"plex_arrivals.{config_entry.entry_id}"

    async def live(stored: Any) -> None:
        file = {"version": 1, "minor_version": 1, "key": key, "data": {"deliveries": stored}}
        (config_dir / key).write_text(json.dumps(file))
        caplog.clear()
        try:
            assert await hass.config_entries.async_setup(config_entry.entry_id), traces(caplog)
            manager = config_entry.runtime_data.manager
            await asyncio.sleep(1)
            answer = await hass.services.async_call(
                "plex_arrivals", "get_deliveries", {}, blocking=True, return_response=True
            )
            json_bytes(answer)
            for delivery in list(manager.deliveries.values()):
                if delivery.state in FAILED:
                    await manager.async_retry(delivery.id)
            await asyncio.sleep(1)
        finally:
            await hass.config_entries.async_unload(config_entry.entry_id)
        bad = [trace for trace in traces(caplog) if not trace.startswith(HOME_ASSISTANTS_OWN)]
        assert not bad, bad

    lists = mutated([DELIVERIES]).filter(lambda some: isinstance(some, list))
    await fuzz(lists, live, effort(0.2))

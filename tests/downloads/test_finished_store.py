"""The store of finished downloads."""

from typing import Any
from unittest.mock import ANY

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.downloads.finished_store import FinishedStore
from custom_components.plex_arrivals.downloads.sources import DownloadSources

from .conftest import ENTRY_ID, Reports, set_up, update
from .fake_clients import HASH, NOW, Client, TransmissionServer

DAY = 86_400


def stored(storage: dict[str, Any]) -> dict[str, Any]:
    """Return what was written to disk."""
    data: dict[str, Any] = storage[f"{DOMAIN}.{ENTRY_ID}.seen"]["data"]
    return data


async def test_removed_client_is_removed_from_store(
    hass: HomeAssistant,
    client: Client,
    sources: DownloadSources,
    hass_storage: dict[str, Any],
) -> None:
    client.finish()
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert stored(hass_storage) == {entry.entry_id: {"since": ANY, "done": {HASH: NOW}}}
    await hass.config_entries.async_remove(entry.entry_id)
    await sources.async_stop()
    assert stored(hass_storage) == {}


async def test_client_removed_while_stopped_is_removed_from_store(
    hass: HomeAssistant, sources: DownloadSources, hass_storage: dict[str, Any]
) -> None:
    key = f"{DOMAIN}.{ENTRY_ID}.seen"
    hass_storage[key] = {"version": 1, "key": key, "data": {"gone": {"since": NOW, "done": {HASH: NOW}}}}
    await sources.async_start()
    await sources.async_stop()
    assert stored(hass_storage) == {}


async def test_torrents_gone_for_long_are_removed_from_store(
    hass: HomeAssistant,
    client: Client,
    sources: DownloadSources,
    reports: Reports,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
) -> None:
    client.finish()
    entry = await set_up(hass, client)
    await sources.async_start()
    client.torrents.clear()
    await update(hass, entry)
    assert stored(hass_storage)[entry.entry_id]["done"] == {HASH: NOW}
    freezer.tick(31 * DAY)
    await update(hass, entry)
    assert stored(hass_storage)[entry.entry_id]["done"] == {}
    client.finish()
    await update(hass, entry)
    assert not reports.downloads


async def test_burst_is_stored_once(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writes = 0
    save = sources._store._store.async_save

    async def count(data: dict[str, Any]) -> None:
        nonlocal writes
        writes += 1
        await save(data)

    monkeypatch.setattr(sources._store._store, "async_save", count)
    entry = await set_up(hass, transmission)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    writes = 0
    for number in range(1000):
        transmission.finish(f"{number:040x}", at=NOW + number)
    await update(hass, entry)
    await update(hass, entry)
    assert len(reports.downloads) == 1000
    assert writes == 1


@pytest.mark.parametrize("data", [[1], {"entry": {"since": "?"}}, {"entry": {"since": 1, "done": {HASH: "x"}}}, "text"])
async def test_broken_store_starts_anew(
    hass: HomeAssistant,
    transmission: TransmissionServer,
    sources: DownloadSources,
    reports: Reports,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    data: object,
) -> None:
    key = f"{DOMAIN}.{ENTRY_ID}.seen"
    hass_storage[key] = {"version": 1, "key": key, "data": data}
    transmission.finish()
    entry = await set_up(hass, transmission)
    await sources.async_start()
    await update(hass, entry)
    assert not reports.downloads
    assert caplog.text.count("Cannot read the stored list of finished downloads") == 1
    assert stored(hass_storage)[entry.entry_id]["done"] == {HASH: NOW}


async def test_store_is_deleted_with_config_entry(
    hass: HomeAssistant, transmission: TransmissionServer, sources: DownloadSources, hass_storage: dict[str, Any]
) -> None:
    await set_up(hass, transmission)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await sources.async_stop()
    assert f"{DOMAIN}.{ENTRY_ID}.seen" in hass_storage
    await FinishedStore(hass, ENTRY_ID).async_remove()
    assert f"{DOMAIN}.{ENTRY_ID}.seen" not in hass_storage

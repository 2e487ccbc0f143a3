"""Sources follow clients that are added, reloaded or available later, and report after a restart what finished."""

import asyncio

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.finished_store import FinishedStore
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from testing.waiting import until

from .conftest import ENTRY_ID, Reports, set_up, update
from .fake_clients import NOW, OTHER_HASH, Client


async def test_torrent_finished_while_stopped_is_reported(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await update(hass, entry)
    await sources.async_stop()
    client.finish(at=NOW + 5)
    client.finish(OTHER_HASH, at=NOW + 3, name="A film that was added meanwhile")
    await update(hass, entry)
    assert not reports.downloads

    again = DownloadSources(hass, ENTRY_ID, reports)
    await again.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await again.async_stop()
    assert reports.names == ["A film that was added meanwhile", "Show.S01"], "in the order of their completion"

    once_more = DownloadSources(hass, ENTRY_ID, reports)
    await once_more.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await once_more.async_stop()
    assert len(reports.downloads) == 2


async def test_torrent_is_reported_again_after_kill(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    async def hang(_: Download) -> None:
        await asyncio.Event().wait()

    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    reports.then = hang
    client.finish()
    await entry.runtime_data.async_refresh()
    await until(reports.first.is_set)
    await sources.async_stop()

    reports.then = None
    again = DownloadSources(hass, ENTRY_ID, reports)
    await again.async_start()
    await hass.async_block_till_done(wait_background_tasks=True)
    await again.async_stop()
    assert len(reports.downloads) == 2


async def test_client_added_later_is_followed(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    await sources.async_start()
    client.run()
    entry = await set_up(hass, client)
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_reloaded_client_is_followed_anew(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    client.run()
    entry = await set_up(hass, client)
    await sources.async_start()
    old = entry.runtime_data
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.runtime_data is not old
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1
    assert not old._listeners


async def test_client_available_later_is_followed(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports
) -> None:
    await sources.async_start()
    client.run()
    client.broken = True
    with pytest.raises(AssertionError):
        await set_up(hass, client)
    [entry] = hass.config_entries.async_entries(client.domain)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    client.broken = False
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    client.finish()
    await update(hass, entry)
    assert len(reports.downloads) == 1


async def test_stop_removes_listener(hass: HomeAssistant, client: Client, sources: DownloadSources) -> None:
    entry = await set_up(hass, client)
    listeners = len(entry.runtime_data._listeners)
    await sources.async_start()
    assert len(entry.runtime_data._listeners) == listeners + 1
    await sources.async_stop()
    assert len(entry.runtime_data._listeners) == listeners


async def test_stop_during_start_follows_nothing(
    hass: HomeAssistant, client: Client, sources: DownloadSources, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await set_up(hass, client)
    read = asyncio.Event()

    async def slowly(_store: FinishedStore) -> None:
        await read.wait()

    monkeypatch.setattr(FinishedStore, "async_load", slowly)
    starting = asyncio.create_task(sources.async_start())
    await asyncio.sleep(0)
    await sources.async_stop()
    read.set()
    await starting
    assert not sources.followed
    await hass.config_entries.async_reload(entry.entry_id)
    assert not sources.followed

"""Actions and reloads while many deliveries change at once."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.deliveries.processes import DeliveryProcesses
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.disk import Disk
from tests.virtual_time import pass_one_minute

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


async def queue(env: DeliveryEnvironment) -> None:
    """Queue other callers for several iterations of the event loop."""
    for _ in range(40):
        env.hass.async_create_background_task(env.manager._pacer.wait(), "another")
    await asyncio.sleep(0)


async def test_concurrent_retries_start_one_process(env: DeliveryEnvironment) -> None:
    delivery = await env.ended(await env.finish("/books/A Book"))
    env.events.clear()
    await queue(env)
    retries = (env.manager.async_retry(delivery.id) for _ in range(2))
    answers = await asyncio.gather(*retries, return_exceptions=True)
    await env.ended(delivery)
    assert [isinstance(answer, Exception) for answer in answers] == [False, True]
    assert env.announced(delivery).count("waiting") == 1


async def test_concurrent_retry_and_dismissal_do_only_one(env: DeliveryEnvironment) -> None:
    delivery = await env.ended(await env.finish("/books/A Book"))
    await queue(env)
    retried, dismissed = env.manager.async_retry(delivery.id), env.manager.async_dismiss(delivery.id)
    answers = await asyncio.gather(retried, dismissed, return_exceptions=True)
    await env.ended(delivery)
    assert [isinstance(answer, Exception) for answer in answers] == [False, True]
    assert delivery.id in env.manager.deliveries


async def test_stored_end_is_announced_across_reload(env: DeliveryEnvironment, disk: Disk) -> None:
    env.plex.scan_seconds = 0.3
    delivery = await env.finish(f"/media/{FOLDER}", env.put(FILE))
    await until(lambda: "scanning" in env.announced(delivery))
    disk.seconds = 0.5
    await until(lambda: env.manager.deliveries[delivery.id].state is DeliveryState.AVAILABLE)
    assert "available" not in env.announced(delivery), "it is being written"
    await env.manager._store.async_wait_for_write()
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    disk.seconds = 0
    await env.hass.config_entries.async_setup(env.entry.entry_id)
    await env.ended(delivery)
    assert env.announced(delivery).count("available") == 1


async def test_no_process_starts_after_unload(env: DeliveryEnvironment, disk: Disk) -> None:
    """The entry is unloaded while a delivery that has a library now is being stored."""
    delivery = await env.ended(await env.finish("/books/A Book"))
    manager, begun = env.manager, []
    processes = manager._processes
    create_task = processes._create_task

    def note(job: Any, name: str) -> asyncio.Task[None]:
        begun.append(name)
        task: asyncio.Task[None] = create_task(job, name)
        return task

    processes._create_task = note
    first, *others = await env.entry.runtime_data.plex.get_libraries()
    disk.seconds = 0.5
    manager.set_libraries([replace(first, locations=("/books",)), *others])
    await until(lambda: manager.deliveries[delivery.id].state is DeliveryState.WAITING)
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    await pass_one_minute()
    disk.seconds = 0
    assert begun == []


async def test_retry_while_end_is_written_restarts_delivery(env: DeliveryEnvironment, disk: Disk) -> None:
    disk.is_held = lambda: DeliveryState.UNMATCHED in {one.state for one in env.manager.deliveries.values()}
    delivery = await env.finish("/books/A Book")
    await until(disk.is_writing.is_set)
    retry = asyncio.create_task(env.manager.async_retry(delivery.id))
    await asyncio.sleep(0)
    disk.go_on.set()
    await retry
    assert (await env.ended(delivery)).state is DeliveryState.UNMATCHED
    assert env.announced(delivery) == ["waiting", "unmatched", "waiting", "unmatched"]


async def test_delivery_that_arrives_while_it_is_stopped_is_not_restarted(
    env: DeliveryEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = DeliveryProcesses.stop

    async def stop_late(processes: DeliveryProcesses, delivery_id: str) -> None:
        await until(lambda: env.manager.deliveries[delivery_id].ended, 3600)
        await stop(processes, delivery_id)

    monkeypatch.setattr(DeliveryProcesses, "stop", stop_late)
    env.put(FILE)
    file = DownloadedFile(path="/downloads/Paper Harbour (2021).mkv", size=10)
    delivery = await env.finish(file.path, file, category="Movies")
    await env.manager._restarts.skip_if_covered_elsewhere(delivery.download, env.manager._last_libraries)
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert env.announced(delivery).count("waiting") == 1

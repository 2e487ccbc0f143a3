"""Actions and reloads while many deliveries change at once."""

import asyncio
from dataclasses import replace
from typing import Any

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.waiting import until
from tests.deliveries.conftest import Home
from tests.disk import Disk
from tests.virtual_time import pass_one_minute

FOLDER = "movies/Paper Harbour (2021)"
FILE = f"{FOLDER}/Paper Harbour (2021).mkv"


async def queue(home: Home) -> None:
    """Queue other callers for several iterations of the event loop."""
    for _ in range(40):
        home.hass.async_create_background_task(home.manager._pacer.wait(), "another")
    await asyncio.sleep(0)


async def test_concurrent_retries_start_one_process(home: Home) -> None:
    delivery = await home.ended(await home.finish("/books/A Book"))
    home.events.clear()
    await queue(home)
    retries = (home.manager.async_retry(delivery.id) for _ in range(2))
    answers = await asyncio.gather(*retries, return_exceptions=True)
    await home.ended(delivery)
    assert [isinstance(answer, Exception) for answer in answers] == [False, True]
    assert home.announced(delivery).count("waiting") == 1


async def test_concurrent_retry_and_dismissal_do_only_one(home: Home) -> None:
    delivery = await home.ended(await home.finish("/books/A Book"))
    await queue(home)
    retried, dismissed = home.manager.async_retry(delivery.id), home.manager.async_dismiss(delivery.id)
    answers = await asyncio.gather(retried, dismissed, return_exceptions=True)
    await home.ended(delivery)
    assert [isinstance(answer, Exception) for answer in answers] == [False, True]
    assert delivery.id in home.manager.deliveries


async def test_stored_end_is_announced_across_reload(home: Home, disk: Disk) -> None:
    home.plex.scan_seconds = 0.3
    delivery = await home.finish(f"/media/{FOLDER}", home.put(FILE))
    await until(lambda: "scanning" in home.announced(delivery))
    disk.seconds = 0.5
    await until(lambda: home.manager.deliveries[delivery.id].state is DeliveryState.AVAILABLE)
    assert "available" not in home.announced(delivery), "it is being written"
    await home.manager._store.async_wait_for_write()
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    disk.seconds = 0
    await home.hass.config_entries.async_setup(home.entry.entry_id)
    await home.ended(delivery)
    assert home.announced(delivery).count("available") == 1


async def test_no_process_starts_after_unload(home: Home, disk: Disk) -> None:
    """Stopped while a delivery that has a library now is being stored."""
    delivery = await home.ended(await home.finish("/books/A Book"))
    manager, begun = home.manager, []
    processes = manager._processes
    create_task = processes._create_task

    def note(job: Any, name: str) -> asyncio.Task[None]:
        begun.append(name)
        task: asyncio.Task[None] = create_task(job, name)
        return task

    processes._create_task = note
    first, *others = await home.entry.runtime_data.plex.get_libraries()
    disk.seconds = 0.5
    manager.set_libraries([replace(first, locations=("/books",)), *others])
    await until(lambda: manager.deliveries[delivery.id].state is DeliveryState.WAITING)
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    await pass_one_minute()
    disk.seconds = 0
    assert begun == []


async def test_retry_while_end_is_written_restarts_delivery(home: Home, disk: Disk) -> None:
    disk.is_held = lambda: DeliveryState.UNMATCHED in {one.state for one in home.manager.deliveries.values()}
    delivery = await home.finish("/books/A Book")
    await until(disk.is_writing.is_set)
    retry = asyncio.create_task(home.manager.async_retry(delivery.id))
    await asyncio.sleep(0)
    disk.go_on.set()
    await retry
    assert (await home.ended(delivery)).state is DeliveryState.UNMATCHED
    assert home.announced(delivery) == ["waiting", "unmatched", "waiting", "unmatched"]

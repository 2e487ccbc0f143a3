"""Which downloads importers are asked about."""

import asyncio
from dataclasses import replace

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from testing.waiting import until

from .environment import MINUTE, OTHER_HASH, ImportEnvironment, imported, torrent


async def test_category_is_no_reason_to_wait_where_importers_answer(imports: ImportEnvironment) -> None:
    first = imported(
        "/media/shows/Copper Tide (2014)/Season 01/a.mkv", 5, hash=OTHER_HASH, imported_from="/downloads/x"
    )
    await imports.report(replace(first, category="tv-sonarr"))
    imports.env.plex.scans.clear()
    delivery = await imports.report(torrent(1, category="tv-sonarr"))
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING)
    assert "import_awaited" not in imports.reasons(delivery)
    await imports.env.restart()
    await asyncio.sleep(MINUTE)
    assert "import_awaited" not in imports.reasons(delivery)


async def test_download_in_a_library_needs_no_import(imports: ImportEnvironment) -> None:
    imports.grab(1)
    file = imports.env.put("shows/Copper Tide (2014)/Season 02/Copper Tide - S02E01.mkv")
    delivery = await imports.report(torrent(path=file.path, files=(file,)))
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert not imports.sonarr.count("history")


async def test_many_downloads_at_once_share_the_requests(imports: ImportEnvironment) -> None:
    count = imports.sonarr.count("queue")
    downloads = [torrent(hash=f"{number:040}", path=f"/elsewhere/{number}", name=str(number)) for number in range(100)]
    await asyncio.gather(*map(imports.report, downloads))
    await until(lambda: all(one.state is not DeliveryState.WAITING for one in imports.env.manager.deliveries.values()))
    assert imports.sonarr.count("queue") - count < 10
    assert imports.sonarr.count("history") == 100


async def test_importer_set_up_later_is_asked(without_entry: ImportEnvironment) -> None:
    await without_entry.set_up()
    delivery = await without_entry.report(without_entry.grab(1))
    await without_entry.waiting_for(delivery, Reason.IMPORT_AWAITED)


@pytest.mark.parametrize("is_known", [True, False])
async def test_destination_of_running_download(imports: ImportEnvironment, is_known: bool) -> None:
    libraries = list(imports.env.entry.runtime_data.coordinator.data.libraries.values())
    download = imports.grab(1, category=None)
    running = replace(download, files=(), name="odd")
    if is_known:
        importers = imports.env.entry.runtime_data.importers
        importers.async_set_running([running])
        await until(lambda: importers.media(running))
    library, reason = await imports.env.manager.async_destination(running, libraries)
    assert (library and library.title, reason) == (
        ("Shows", Reason.IMPORT_AWAITED) if is_known else (None, Reason.NO_LIBRARY)
    )

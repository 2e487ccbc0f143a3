"""Which downloads importers are asked about."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from testing.importers import Radarr
from testing.waiting import until
from tests.importers import hanging, importer_set_up

from .environment import HASH, MINUTE, OTHER_HASH, ImportEnvironment, imported, torrent


async def test_category_is_a_reason_to_ask_again_where_importers_answer(imports: ImportEnvironment) -> None:
    first = imported(
        "/media/shows/Copper Tide (2014)/Season 01/a.mkv", 5, hash=OTHER_HASH, imported_from="/downloads/x"
    )
    await imports.report(replace(first, category="tv-sonarr"))
    imports.env.plex.scans.clear()
    delivery = await imports.report(torrent(1, category="tv-sonarr"))
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING, 3 * MINUTE)
    await imports.env.restart()
    await asyncio.sleep(MINUTE)
    assert imports.reasons(delivery).count("import_awaited") == 1


@pytest.mark.parametrize("is_down", [False, True])
async def test_download_in_a_library_needs_no_import(imports: ImportEnvironment, is_down: bool) -> None:
    file = imports.env.put("shows/Copper Tide (2014)/Season 02/Copper Tide - S02E01.mkv")
    if is_down:
        await imports.sonarr.stop()
    began = imports.hass.loop.time()
    delivery = await imports.report(torrent(path=file.path, files=(file,)))
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert imports.hass.loop.time() - began < 10
    assert "import_awaited" not in imports.reasons(delivery)
    assert not imports.sonarr.count("history")


async def test_queued_download_in_a_library_waits_for_its_import(imports: ImportEnvironment) -> None:
    """The folder of downloads is below that of the library."""
    imports.grab(1)
    file = imports.env.put("shows/downloads/copper.tide.s02e01.mkv", size=11)
    delivery = await imports.report(torrent(path=file.path, files=(file,)))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await asyncio.sleep(MINUTE)
    assert not imports.env.plex.scans
    await imports.sonarr.process()
    ended = await imports.env.ended(delivery)
    assert ended.state is DeliveryState.AVAILABLE
    assert ended.download.path.startswith("/media/shows/Copper Tide (2014)/Season 02")


async def test_category_of_an_importer_without_an_integration_is_a_reason_to_wait(imports: ImportEnvironment) -> None:
    """Radarr only reports to the webhook."""
    first = await imports.report(torrent(hash=OTHER_HASH, path="/downloads/films/a", name="a", category="films"))
    film = imports.env.put("movies/Iron Lake (2019)/Iron Lake (2019).mkv")
    await imports.report(imported(film.path, 10, hash=OTHER_HASH, source="radarr", media_type="movie"))
    assert (await imports.env.ended(first)).state is DeliveryState.AVAILABLE
    for _ in range(2):
        like_it = torrent(hash="ef" * 20, path="/downloads/films/b", name="b", category="films")
        delivery = await imports.report(like_it)
        await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
        await imports.env.restart()
    named = await imports.report(torrent(hash="12" * 20, path="/elsewhere/c", name="c", category="whisparr"))
    await imports.waiting_for(named, Reason.IMPORT_AWAITED)
    other = await imports.report(torrent(1, hash="34" * 20, category="tv-sonarr"))
    await until(lambda: imports.now(other).state is DeliveryState.SCANNING, 3 * MINUTE)


async def test_category_of_another_sonarr_is_a_reason_to_wait(imports: ImportEnvironment) -> None:
    """It is not set up in Home Assistant, and only reports to the webhook."""
    first = await imports.report(torrent(hash=OTHER_HASH, path="/downloads/uhd/a", name="a", category="uhd"))
    show = imports.env.put("shows/Iron Lake (2019)/Season 01/Iron Lake - S01E01.mkv")
    await imports.report(imported(show.path, 10, hash=OTHER_HASH))
    assert (await imports.env.ended(first)).state is DeliveryState.AVAILABLE
    delivery = await imports.report(torrent(hash="ef" * 20, path="/downloads/uhd/b", name="b", category="uhd"))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await asyncio.sleep(4 * MINUTE)
    assert imports.now(delivery).reason is Reason.IMPORT_AWAITED


async def test_download_that_sonarr_has_not_noticed_yet(imports: ImportEnvironment) -> None:
    """It was added by hand, with Sonarr's category."""
    download = imports.grab(1, category="tv-sonarr")
    imports.sonarr.history.events.clear()
    imports.sonarr.client_reachable = False  # as long as Sonarr has not looked at its client
    delivery = await imports.report(download)
    await asyncio.sleep(50)
    imports.sonarr.client_reachable = True
    await imports.sonarr.process()
    ended = await imports.env.ended(delivery, 3 * MINUTE)
    assert ended.state is DeliveryState.AVAILABLE
    assert len(imports.env.plex.scans) == 1


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


async def test_importer_that_is_down_does_not_hide_the_others(imports: ImportEnvironment, tmp_path: Path) -> None:
    """Sonarr imported the download before it was reported; Radarr is down."""
    radarr = Radarr(tmp_path / "movies", version="5.27.5.10198")
    await imports.stack.enter_async_context(importer_set_up(imports.hass, radarr))
    await radarr.stop()
    download = imports.grab(1)
    imports.sonarr.finish(HASH)
    await imports.sonarr.process()
    delivery = await imports.report(download)
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1]
    assert "import_awaited" not in imports.reasons(delivery)


async def test_hanging_importer_delays_no_download_of_another(imports: ImportEnvironment, tmp_path: Path) -> None:
    radarr = Radarr(tmp_path / "movies", version="5.27.5.10198")
    await imports.stack.enter_async_context(importer_set_up(imports.hass, radarr))
    async with hanging(radarr):
        delivery = await imports.report(imports.grab(1))
        assert (await imports.waiting_for(delivery, Reason.IMPORT_AWAITED, 5)).importer == "sonarr"
        others = [
            await imports.report(torrent(hash=f"{number:040}", path=f"/elsewhere/{number}", name=str(number)))
            for number in range(5)
        ]
        for other in others:
            await imports.waiting_for(other, Reason.IMPORT_AWAITED, 15)
    await until(lambda: all(imports.now(one).state is not DeliveryState.WAITING for one in others), 3 * MINUTE)
    assert imports.sonarr.count("history") == 5, "each was asked once, however long Radarr took"


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


async def test_retry_continues_without_waiting_for_sonarr_to_notice(imports: ImportEnvironment) -> None:
    delivery = await imports.report(torrent(1, category="tv-sonarr"))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.env.manager.async_retry(delivery.id)
    await until(lambda: imports.now(delivery).state is DeliveryState.SCANNING, 20)

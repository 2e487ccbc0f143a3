"""A download in the queue of an importer waits for its import."""

import asyncio
from dataclasses import replace
from pathlib import Path

from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.importers import Album, Episodes, Lidarr
from tests.importers import importer_set_up

from .environment import HASH, MINUTE, NAME, ImportEnvironment, imported, torrent


async def test_import_is_awaited_without_webhook(imports: ImportEnvironment, sonarr_entry: MockConfigEntry) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED, 10)
    await asyncio.sleep(1000)
    waiting = imports.now(delivery)
    assert (waiting.state, waiting.reason) == (DeliveryState.WAITING, Reason.IMPORT_AWAITED), "as long as it takes"
    assert (waiting.importer, waiting.importer_entry_id) == ("sonarr", sonarr_entry.entry_id)
    assert not imports.env.plex.scans
    await imports.sonarr.process()
    began = imports.hass.loop.time()
    ended = await imports.env.ended(delivery)
    assert imports.hass.loop.time() - began < MINUTE + 10
    assert ended.state is DeliveryState.AVAILABLE
    assert ended.download.path.startswith("/media/shows/Copper Tide (2014)/Season 02")
    assert ended.download.imported_from == f"/downloads/{NAME}"
    assert ended.download.media
    assert (ended.download.media.title, ended.download.media.episodes) == ("Copper Tide", (1,))
    assert [one.episode for one in ended.items] == [1]
    assert imports.env.announced(delivery).count("available") == 1
    assert len(imports.env.plex.scans) == 1


async def test_webhook_ends_the_wait_at_once(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    file = await imports.sonarr.import_file(HASH)
    began = imports.hass.loop.time()
    requests = imports.sonarr.count("history")
    await imports.report(imported(imports.sonarr.name_of(file), 11))
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert imports.hass.loop.time() - began < 10
    assert imports.sonarr.count("history") == requests


async def test_pack_is_scanned_when_it_has_left_the_queue(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    for _ in range(3):
        await imports.sonarr.import_file(HASH)
        assert not imports.env.plex.scans
        await asyncio.sleep(30)
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2, 3]
    assert ended.download.path == "/media/shows/Copper Tide (2014)/Season 02"
    assert len(imports.env.plex.scans) == 1


@pytest.mark.parametrize("pause", [5, 400])
async def test_pack_reported_file_by_file_waits_for_the_rest(imports: ImportEnvironment, pause: float) -> None:
    """A large file is copied for minutes."""
    delivery = await imports.report(imports.grab(1, 2, 3))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    for number in (1, 2, 3):
        await asyncio.sleep(pause)
        assert not imports.now(delivery).ended
        file = await imports.sonarr.import_file(HASH)
        await imports.report(imported(imports.sonarr.name_of(file), 10 + number))
    began = imports.hass.loop.time()
    ended = await imports.env.ended(delivery)
    assert imports.hass.loop.time() - began < 10, "all files were reported"
    assert [one.episode for one in ended.items] == [1, 2, 3]
    assert imports.env.announced(delivery).count("available") == 1
    assert len(imports.env.manager.deliveries) == 1


async def test_pack_whose_last_report_is_lost(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    file = await imports.sonarr.import_file(HASH)
    await imports.report(imported(imports.sonarr.name_of(file), 11))
    await imports.sonarr.import_file(HASH)
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2]


async def test_file_with_two_episodes_goes_on_when_it_is_reported(imports: ImportEnvironment) -> None:
    """The queue has a record for each episode, and shows an import only after it was reported."""
    folder = imports.env.disk / "downloads" / NAME
    folder.mkdir(parents=True)
    (folder / "double.mkv").write_bytes(b"x" * 30)
    media = Episodes(title="Copper Tide", year=2014, season=2, numbers=(1, 2))
    imports.sonarr.grab(HASH, NAME, media, folder)
    files = (DownloadedFile(path=f"/downloads/{NAME}/double.mkv", size=30),)
    delivery = await imports.report(torrent(files=files))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    tracked = imports.sonarr.tracked(HASH)
    file = await imports.sonarr.import_file(HASH)
    imports.sonarr.track(tracked)
    began = imports.hass.loop.time()
    await imports.report(imported(imports.sonarr.name_of(file), 30))
    await asyncio.sleep(5)
    imports.sonarr.remove(HASH)
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.reason) == (DeliveryState.AVAILABLE, None)
    assert imports.hass.loop.time() - began < 20


async def test_usenet_pack_waits_for_the_episodes_in_the_queue(imports: ImportEnvironment) -> None:
    """Its client does not list the files."""
    usenet = replace(imports.grab(1, 2, client_id="SABnzbd_nzo_1x"), hash=None, client_id="SABnzbd_nzo_1x", files=())
    delivery = await imports.report(usenet)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    for number in (1, 2):
        file = await imports.sonarr.import_file("SABnzbd_nzo_1x")
        report = imported(imports.sonarr.name_of(file), 10 + number, hash=None, client_id="SABnzbd_nzo_1x")
        assert (await imports.report(report)).id == delivery.id
        await asyncio.sleep(400)
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2]
    assert imports.env.announced(delivery).count("available") == 1


@pytest.mark.parametrize("is_reported", [True, False])
async def test_album_goes_on_when_it_is_imported(without_entry: ImportEnvironment, is_reported: bool) -> None:
    """Its tracks are not in Lidarr's queue, which counts albums."""
    env = without_entry.env
    lidarr = Lidarr(env.disk / "music", version="2.14.5.4836", mounts={"/media/music": env.disk / "music"})
    await without_entry.stack.enter_async_context(importer_set_up(env.hass, lidarr))
    folder = env.disk / "downloads" / "Slow.Rivers"
    folder.mkdir(parents=True)
    files = tuple(DownloadedFile(path=f"/downloads/Slow.Rivers/0{number}.flac", size=20) for number in (1, 2))
    for file in files:
        (folder / Path(file.path).name).write_bytes(b"x" * 20)
    lidarr.grab(HASH, "Slow.Rivers", Album(title="Copper", artist="The Quiet Hours"), folder)
    lidarr.finish(HASH)
    delivery = await without_entry.report(torrent(name="Slow.Rivers", path="/downloads/Slow.Rivers", files=files))
    await without_entry.waiting_for(delivery, Reason.IMPORT_AWAITED)
    if is_reported:
        first = imported("/media/music/The Quiet Hours/Copper/01.flac", 20, source="lidarr", media_type="music")
        await without_entry.report(first)
        await asyncio.sleep(400)
        assert not without_entry.now(delivery).ended
    await lidarr.process()
    ended = await env.ended(delivery)
    assert (ended.state, ended.item_count) == (DeliveryState.AVAILABLE, 2)
    assert ended.download.media
    assert (ended.download.media.title, ended.download.media.album) == ("The Quiet Hours", "Copper")


async def test_usenet_download_is_recognized_by_its_id(imports: ImportEnvironment) -> None:
    usenet = replace(imports.grab(1, client_id="SABnzbd_nzo_1x"), hash=None, client_id="SABnzbd_nzo_1x", files=())
    delivery = await imports.report(usenet)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.process()
    assert [one.episode for one in (await imports.env.ended(delivery)).items] == [1]


async def test_import_before_the_report_is_found_in_the_history(imports: ImportEnvironment) -> None:
    download = imports.grab(1, 2)
    imports.sonarr.finish(HASH)
    await imports.sonarr.process()
    delivery = await imports.report(download)
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2]
    assert "import_awaited" not in imports.reasons(delivery)
    assert imports.sonarr.count("history") == 1


@pytest.mark.parametrize("is_finish_reported", [True, False])
async def test_import_of_an_earlier_time_does_not_count(imports: ImportEnvironment, is_finish_reported: bool) -> None:
    """The torrent was added again, but not by Sonarr."""
    download = imports.grab(1)
    imports.sonarr.finish(HASH)
    await imports.sonarr.process()
    for recorded in imports.sonarr.history.events:
        recorded.body["date"] = "2024-05-06T07:08:09Z"
    again = replace(download, finished_at=dt_util.utcnow() if is_finish_reported else None)
    ended = await imports.env.ended(await imports.report(again))
    assert ended.state is DeliveryState.MISSING, "it was scanned where it is"
    assert not ended.download.imported


async def test_quick_download_is_awaited_before_it_is_in_the_queue(imports: ImportEnvironment) -> None:
    """Sonarr looks at its clients once a minute."""
    imports.sonarr.client_reachable = False
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await asyncio.sleep(MINUTE)
    imports.sonarr.client_reachable = True
    await asyncio.sleep(MINUTE)
    assert imports.now(delivery).importer == "sonarr"
    await imports.sonarr.process()
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_download_that_never_gets_into_the_queue_goes_on_in_the_end(imports: ImportEnvironment) -> None:
    """Its category was changed in the client, so that Sonarr does not care for it."""
    download = imports.grab(1)
    imports.sonarr.remove(HASH)
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await asyncio.sleep(500)
    assert imports.now(delivery).reason is Reason.IMPORT_AWAITED
    assert (await imports.env.ended(delivery)).state is DeliveryState.MISSING


async def test_pack_of_which_only_a_part_is_in_the_history(imports: ImportEnvironment) -> None:
    """Sonarr was restarted while it imported the pack, before that was reported."""
    download = imports.grab(1, 2, 3)
    await imports.sonarr.import_file(HASH)
    imports.sonarr.client_reachable = False
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await asyncio.sleep(200)
    assert not imports.env.plex.scans
    imports.sonarr.client_reachable = True
    await imports.sonarr.process()
    ended = await imports.env.ended(delivery)
    assert ([one.episode for one in ended.items], ended.reason) == ([1, 2, 3], None)


async def test_files_that_the_importer_leaves_out_are_not_awaited_for_long(imports: ImportEnvironment) -> None:
    download = imports.grab(1, 2)
    imports.sonarr.finish(HASH)
    await imports.sonarr.process()
    extra = DownloadedFile(path=f"/downloads/{NAME}/interview.mkv", size=3000)
    delivery = await imports.report(replace(download, files=(*download.files, extra)))
    ended = await imports.env.ended(delivery, 500)
    assert ([one.episode for one in ended.items], ended.reason) == ([1, 2], None)

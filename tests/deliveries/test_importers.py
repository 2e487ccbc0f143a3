"""Downloads that an importer set up in Home Assistant has in its queue: they wait for their import."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import data
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState, Reason, TransitionError
from custom_components.plex_arrivals.deliveries.timing import Timing
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.importers import Album, Episodes, Lidarr, Sonarr
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.disk import Disk
from tests.importers import importer_set_up

HASH, OTHER_HASH = "ab" * 20, "cd" * 20
MINUTE = 61
NAME = "Copper.Tide.S02"
ARCHIVE = "Found archive file, might need to be extracted"


@dataclass
class ImportEnvironment:
    """An environment with a Sonarr that imports downloads into the library of shows."""

    env: DeliveryEnvironment
    sonarr: Sonarr
    stack: AsyncExitStack

    @property
    def hass(self) -> HomeAssistant:
        return self.env.hass

    async def set_up(self) -> MockConfigEntry:
        """Set up Home Assistant's integration of Sonarr."""
        return await self.stack.enter_async_context(importer_set_up(self.hass, self.sonarr))

    def grab(self, *numbers: int, client_id: str = HASH, **details: Any) -> Download:
        """Let Sonarr grab episodes; return them as the client reports them when they are complete."""
        folder = self.env.disk / "downloads" / NAME
        folder.mkdir(parents=True)
        for number in numbers:
            (folder / f"copper.tide.s02e{number:02}.mkv").write_bytes(b"x" * (10 + number))
        self.sonarr.grab(client_id, NAME, Episodes(title="Copper Tide", year=2014, season=2, numbers=numbers), folder)
        return torrent(*numbers, **details)

    async def report(self, download: Download) -> Delivery:
        """Let the client report a complete download, which Sonarr notices as well."""
        for tracked in self.sonarr.queue:
            if not tracked.finished:
                tracked.finish()
        delivery: Delivery = await self.env.manager.on_download_complete(download)
        return delivery

    def now(self, delivery: Delivery) -> Delivery:
        """Return a delivery as it is now."""
        found: Delivery = self.env.manager.deliveries[delivery.id]
        return found

    async def waiting_for(self, delivery: Delivery, reason: Reason, seconds: float = MINUTE) -> Delivery:
        """Return a delivery once it has a reason."""
        await until(lambda: self.now(delivery).reason is reason, seconds)
        return self.now(delivery)

    def reasons(self, delivery: Delivery) -> list[str | None]:
        """Return the reasons of a delivery in the events on the bus."""
        return [event.data["reason"] for event in self.env.events if event.data["delivery_id"] == delivery.id]


def torrent(*numbers: int, **details: Any) -> Download:
    """Return what a torrent client reports."""
    path = f"/downloads/{NAME}"
    files = tuple(DownloadedFile(path=f"{path}/copper.tide.s02e{n:02}.mkv", size=10 + n) for n in numbers)
    defaults = {"hash": HASH, "category": "odd", "source": "qbittorrent", "settled": True}
    return Download(**{"name": NAME, "path": path, "files": files, **defaults, **details})


def imported(path: str, size: int, **details: Any) -> Download:
    """Return what a webhook reports about an imported file."""
    return Download(
        **{
            "name": "Copper Tide",
            "path": path,
            "files": (DownloadedFile(path=path, size=size),),
            "hash": HASH,
            "source": "sonarr",
            "imported": True,
            "media_type": "show",
            "settled": True,
            **details,
        }
    )


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for ten minutes only for what no importer in Home Assistant has."""
    monkeypatch.setattr(data, "TIMING", Timing(import_limit=600))


@pytest.fixture
async def unknown(env: DeliveryEnvironment) -> AsyncIterator[ImportEnvironment]:
    """Return an environment in which Sonarr is not set up in Home Assistant yet."""
    mounts = {"/media/shows": env.disk / "shows", "/downloads": env.disk / "downloads"}
    sonarr = Sonarr(env.disk / "shows", version="4.0.16.2946", mounts=mounts)
    async with AsyncExitStack() as stack:
        yield ImportEnvironment(env, sonarr, stack)


@pytest.fixture
async def sonarr_entry(unknown: ImportEnvironment) -> MockConfigEntry:
    return await unknown.set_up()


@pytest.fixture
def imports(unknown: ImportEnvironment, sonarr_entry: MockConfigEntry) -> ImportEnvironment:
    return unknown


# --- the import comes


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
async def test_album_goes_on_when_it_is_imported(unknown: ImportEnvironment, is_reported: bool) -> None:
    """Its tracks are not in Lidarr's queue, which counts albums."""
    env = unknown.env
    lidarr = Lidarr(env.disk / "music", version="2.14.5.4836", mounts={"/media/music": env.disk / "music"})
    await unknown.stack.enter_async_context(importer_set_up(env.hass, lidarr))
    folder = env.disk / "downloads" / "Slow.Rivers"
    folder.mkdir(parents=True)
    files = tuple(DownloadedFile(path=f"/downloads/Slow.Rivers/0{number}.flac", size=20) for number in (1, 2))
    for file in files:
        (folder / Path(file.path).name).write_bytes(b"x" * 20)
    lidarr.grab(HASH, "Slow.Rivers", Album(title="Copper", artist="The Quiet Hours"), folder)
    lidarr.finish(HASH)
    delivery = await unknown.report(torrent(name="Slow.Rivers", path="/downloads/Slow.Rivers", files=files))
    await unknown.waiting_for(delivery, Reason.IMPORT_AWAITED)
    if is_reported:
        first = imported("/media/music/The Quiet Hours/Copper/01.flac", 20, source="lidarr", media_type="music")
        await unknown.report(first)
        await asyncio.sleep(400)
        assert not unknown.now(delivery).ended
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


async def test_import_of_an_earlier_time_does_not_count(imports: ImportEnvironment) -> None:
    """The torrent was added again, but not by Sonarr."""
    download = imports.grab(1)
    imports.sonarr.finish(HASH)
    await imports.sonarr.process()
    again = replace(download, finished_at=dt_util.utcnow() + timedelta(days=1))
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


async def test_download_that_never_gets_into_the_queue_goes_on(imports: ImportEnvironment) -> None:
    """Its category was changed in the client, so that Sonarr does not care for it."""
    download = imports.grab(1)
    imports.sonarr.remove(HASH)
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    assert (await imports.env.ended(delivery)).state is DeliveryState.MISSING


# --- it does not come


@pytest.mark.parametrize("version", ["3.0.10.1567", "4.0.4.1491", "4.0.16.2946"])
async def test_blocked_import_says_why(imports: ImportEnvironment, version: str) -> None:
    imports.sonarr.version = version
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.block(HASH, ARCHIVE)
    blocked = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    assert (blocked.state, blocked.messages) == (DeliveryState.WAITING, (ARCHIVE,))
    assert imports.env.manager.import_blocked == [blocked]
    assert imports.env.manager.in_progress == 1

    await imports.sonarr.block(HASH, "No files found are eligible for import")
    await until(lambda: imports.now(delivery).messages == ("No files found are eligible for import",), MINUTE)
    await asyncio.sleep(1000)
    assert imports.reasons(delivery) == ["settling", "import_awaited", "import_blocked", "import_blocked"]

    imports.sonarr.resolve(HASH)
    assert (await imports.env.manager.async_retry(delivery.id)).id == delivery.id
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.messages) == (DeliveryState.AVAILABLE, ())
    assert not imports.env.manager.import_blocked
    with pytest.raises(TransitionError):
        await imports.env.manager.async_retry(delivery.id)


async def test_retry_while_the_importer_does_not_respond(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    blocked = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    await imports.sonarr.stop()
    with pytest.raises(HomeAssistantError) as error:
        await imports.env.manager.async_retry(delivery.id)
    assert error.value.translation_key == "import_not_tried"
    assert imports.now(delivery) == blocked


async def test_dismissed_import_is_forgotten_until_it_comes(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    await imports.env.manager.async_dismiss(delivery.id)
    assert not imports.env.manager.deliveries
    requests = imports.sonarr.count("queue")
    file = await imports.sonarr.import_file(HASH)
    again = await imports.report(imported(imports.sonarr.name_of(file), 11))
    assert again.id != delivery.id
    assert (await imports.env.ended(again)).state is DeliveryState.AVAILABLE
    assert imports.sonarr.count("queue") - requests < 10, "nobody waits for it any longer"


async def test_import_that_cannot_be_dismissed_is_still_awaited(imports: ImportEnvironment, disk: Disk) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    disk.is_full_once = True
    with pytest.raises(HomeAssistantError):
        await imports.env.manager.async_dismiss(delivery.id)
    await imports.sonarr.import_file(HASH)
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_rejected_import_is_skipped_until_it_is_forced(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.reject(HASH)
    skipped = await imports.env.ended(delivery)
    assert (skipped.state, skipped.reason) == (DeliveryState.SKIPPED, Reason.IMPORT_REJECTED)
    assert any("Not an upgrade" in message for message in skipped.messages)
    assert not imports.env.plex.scans
    assert not imports.env.manager.failed

    file = await imports.sonarr.import_file(HASH)
    await imports.report(imported(imports.sonarr.name_of(file), 11))
    ended = await imports.env.ended(delivery)
    assert (ended.state, ended.messages) == (DeliveryState.AVAILABLE, ())


async def test_rejected_import_is_found_by_retrying(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.reject(HASH)
    await imports.env.ended(delivery)
    await imports.sonarr.import_file(HASH)
    await imports.env.manager.async_retry(delivery.id)
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


@pytest.mark.parametrize("how", ["fail", "ignore", "remove"])
async def test_removed_from_the_queue_is_skipped(imports: ImportEnvironment, how: str) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    getattr(imports.sonarr, how)(HASH)
    skipped = await imports.env.ended(delivery, 600)
    assert (skipped.state, skipped.reason) == (DeliveryState.SKIPPED, Reason.IMPORT_REJECTED)
    assert skipped.messages
    assert not imports.env.plex.scans


async def test_pack_of_which_the_rest_is_blocked_is_delivered(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    for _ in range(2):
        await imports.sonarr.import_file(HASH)
    await imports.sonarr.block(HASH, "Sample")
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2]
    assert imports.env.announced(delivery).count("available") == 1


# --- Home Assistant or the importer is restarted


@pytest.mark.parametrize("is_blocked", [False, True])
async def test_import_while_home_assistant_was_down(imports: ImportEnvironment, is_blocked: bool) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    if is_blocked:
        await imports.sonarr.block(HASH, ARCHIVE)
        before = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
        imports.env.events.clear()
        await imports.env.restart()
        await asyncio.sleep(2 * MINUTE)
        assert imports.now(delivery) == before
        assert not imports.reasons(delivery), "nothing is announced twice"
    await imports.hass.config_entries.async_unload(imports.env.entry.entry_id)
    await imports.sonarr.import_file(HASH)
    await imports.hass.config_entries.async_setup(imports.env.entry.entry_id)
    began = imports.hass.loop.time()
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE
    assert imports.hass.loop.time() - began < MINUTE
    assert imports.env.announced(delivery).count("available") == 1


async def test_restarts_during_the_import_of_a_pack(imports: ImportEnvironment) -> None:
    delivery = await imports.report(imports.grab(1, 2, 3))
    for number in (1, 2, 3):
        for pause in (0, 1, 5, 70):
            await imports.env.restart()
            await asyncio.sleep(pause)
        file = await imports.sonarr.import_file(HASH)
        if number == 2:
            await imports.report(imported(imports.sonarr.name_of(file), 12))
    await imports.env.restart()
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1, 2, 3]
    assert imports.env.announced(delivery).count("available") == 1
    assert len(imports.env.manager.deliveries) == 1


async def test_restart_of_the_importer_announces_nothing(imports: ImportEnvironment) -> None:
    """Its queue is empty at first."""
    delivery = await imports.report(imports.grab(1))
    await imports.sonarr.block(HASH, ARCHIVE)
    before = await imports.waiting_for(delivery, Reason.IMPORT_BLOCKED)
    imports.env.events.clear()
    await imports.sonarr.stop()
    await asyncio.sleep(3 * MINUTE)
    imports.sonarr.client_reachable = False
    await imports.sonarr.start()
    await asyncio.sleep(2 * MINUTE)
    imports.sonarr.client_reachable = True
    await asyncio.sleep(2 * MINUTE)
    assert imports.now(delivery) == before
    assert not imports.reasons(delivery)
    await imports.sonarr.import_file(HASH)
    assert (await imports.env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_known_download_waits_while_its_importer_is_down(
    imports: ImportEnvironment, sonarr_entry: MockConfigEntry
) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.import_file(HASH)
    await imports.sonarr.stop()
    await imports.hass.config_entries.async_unload(sonarr_entry.entry_id)
    await imports.env.restart()
    await asyncio.sleep(1000)
    assert imports.now(delivery).reason is Reason.IMPORT_AWAITED
    await imports.sonarr.start()
    await imports.hass.config_entries.async_setup(sonarr_entry.entry_id)
    assert (await imports.env.ended(delivery, 2 * MINUTE)).state is DeliveryState.AVAILABLE


async def test_unknown_download_goes_on_while_the_importer_is_down(imports: ImportEnvironment) -> None:
    download = imports.grab(1)
    await imports.sonarr.stop()
    ended = await imports.env.ended(await imports.report(download))
    assert (ended.state, ended.importer) == (DeliveryState.MISSING, None)


async def test_importer_that_was_down_is_asked_again(imports: ImportEnvironment) -> None:
    """A category in which something was imported before suggests that the download is its, too."""
    first = imported(
        "/media/shows/Copper Tide (2014)/Season 01/a.mkv", 5, hash=OTHER_HASH, imported_from="/downloads/x"
    )
    await imports.report(replace(first, category="odd"))
    download = imports.grab(1)
    await imports.sonarr.stop()
    delivery = await imports.report(download)
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.sonarr.start()
    await imports.sonarr.process()
    ended = await imports.env.ended(delivery)
    assert [one.episode for one in ended.items] == [1]


async def test_removed_importer_ends_the_wait(imports: ImportEnvironment, sonarr_entry: MockConfigEntry) -> None:
    delivery = await imports.report(imports.grab(1))
    await imports.waiting_for(delivery, Reason.IMPORT_AWAITED)
    await imports.hass.config_entries.async_remove(sonarr_entry.entry_id)
    await until(lambda: imports.env.plex.scans, MINUTE)
    assert (await imports.env.ended(delivery)).importer_entry_id is None


# --- which downloads are asked about


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


async def test_importer_set_up_later_is_asked(unknown: ImportEnvironment) -> None:
    await unknown.set_up()
    delivery = await unknown.report(unknown.grab(1))
    await unknown.waiting_for(delivery, Reason.IMPORT_AWAITED)


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

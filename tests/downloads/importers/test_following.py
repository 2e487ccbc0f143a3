"""A queued download is followed, also while it is absent from the queue."""

import asyncio
from contextlib import aclosing
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.importers.history import Outcome
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from custom_components.plex_arrivals.downloads.importers.queue import ImportState
from testing.importers import Album, Lidarr, Movie, Radarr, Sonarr
from testing.importers.importer import Importer as StandIn
from testing.importers.media import Media
from testing.waiting import until

from .conftest import HASH, OTHER_HASH, PACK, SHOW, SetUp, our_paths, our_requests, torrent, usenet
from .following import MINUTE, follow


@pytest.mark.usefixtures("grabbed")
async def test_import(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path
) -> None:
    follower = await follow(importers)
    sonarr.finish(HASH)
    await asyncio.sleep(MINUTE)
    assert not follower.changes
    await sonarr.process()
    began = hass.loop.time()
    await until(lambda: follower.absences, 600)
    assert hass.loop.time() - began < MINUTE
    outcome = await importers.async_outcome(torrent(), sonarr_entry.entry_id)
    assert outcome
    assert outcome.imported
    assert outcome.imported_count == 3
    folder = sonarr.root / "Harbour Watch (2010)" / "Season 02"
    assert outcome.imported.path == str(folder)
    assert {file.path for file in outcome.imported.files} == {str(path) for path in folder.iterdir()}
    assert {file.size for file in outcome.imported.files} == {1, 2, 3}
    assert outcome.imported.imported_from == str(release)
    assert (outcome.imported.hash, outcome.imported.client_id) == (HASH, None)
    assert outcome.imported.name == "Harbour Watch S02"
    assert our_paths(sonarr) == ["queue", "queue", "queue", "history"]
    follower.task.cancel()
    await asyncio.sleep(3600)
    assert len(our_paths(sonarr)) == 4


@pytest.mark.usefixtures("grabbed")
async def test_blocked_and_tried_again(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry
) -> None:
    follower = await follow(importers)
    began = hass.loop.time()
    await sonarr.block(HASH, "Found archive file, might need to be extracted")
    await until(lambda: follower.changes, 600)
    assert hass.loop.time() - began < MINUTE
    assert follower.changes[0].state is ImportState.BLOCKED
    assert follower.changes[0].messages == ("Found archive file, might need to be extracted",)
    assert follower.changes[0].media, "the poll did not ask for it again"
    assert "includeSeries" not in our_requests(sonarr)[-1].query
    await asyncio.sleep(10 * MINUTE)
    assert len(follower.changes) == 1
    sonarr.resolve(HASH)
    await importers.async_try_again(sonarr_entry.entry_id)
    await until(lambda: follower.absences, 600)
    outcome = await importers.async_outcome(torrent(), sonarr_entry.entry_id)
    assert outcome
    assert outcome.imported
    follower.task.cancel()


@pytest.mark.parametrize(
    ("kind", "version", "media"),
    [
        (Sonarr, "3.0.10.1566", PACK),
        (Sonarr, "4.0.8.1874", PACK),
        (Sonarr, "4.0.16.2946", PACK),
        (Radarr, "5.9.1.9070", Movie(title="Sable Coast")),
        (Radarr, "5.27.5.10198", Movie(title="Sable Coast")),
        (Lidarr, "2.9.6.4552", Album(title="Slow Rivers", artist="The Quiet Hours")),
        (Lidarr, "2.14.5.4836", Album(title="Slow Rivers", artist="The Quiet Hours")),
    ],
)
async def test_each_version(
    set_up: SetUp, importers: Importers, tmp_path: Path, kind: type[StandIn], version: str, media: Media
) -> None:
    stand_in = kind(tmp_path / "library", version=version)
    for info_hash in (HASH, OTHER_HASH):
        folder = tmp_path / info_hash
        folder.mkdir()
        for number in (1, 2, 3) if media == PACK else (1,):
            (folder / f"{number}{min(stand_in.suffixes)}").write_bytes(b"x")
        stand_in.grab(info_hash, "A.Release-GRP", media, folder)
    entry = await set_up(stand_in)
    await importers.async_start()
    rejected, imported = await follow(importers), await follow(importers, OTHER_HASH)
    stand_in.finish(OTHER_HASH)
    await stand_in.reject(HASH)
    await asyncio.sleep(MINUTE)
    assert rejected.states == ["rejected"]
    assert not imported.changes
    assert rejected.changes[0].messages[0].startswith("Not an upgrade")
    await stand_in.import_download(OTHER_HASH)
    await asyncio.sleep(MINUTE)
    assert (rejected.absences, imported.absences) == (0, 1)
    outcome = await importers.async_outcome(torrent(OTHER_HASH), entry.entry_id)
    assert outcome
    assert outcome.imported
    paths = [Path(file.path) for file in outcome.imported.files]
    assert sorted(paths) == sorted(path for path in stand_in.root.rglob("*") if path.is_file())
    assert outcome.imported.media_type == {"sonarr": "show", "radarr": "movie", "lidarr": "music"}[stand_in.domain]
    assert outcome.imported.source == stand_in.domain
    assert outcome.decided is (kind is Lidarr), "only Lidarr says so"
    assert outcome.imported_count == len(outcome.imported.files)
    for follower in (rejected, imported):
        follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
@pytest.mark.parametrize("how", ["fail", "ignore"])
async def test_ended_without_an_import(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, how: str
) -> None:
    follower = await follow(importers)
    getattr(sonarr, how)(HASH)
    await asyncio.sleep(MINUTE)
    assert follower.absences
    follower.task.cancel()
    outcome = await importers.async_outcome(torrent(), sonarr_entry.entry_id)
    message = {"fail": "Failed download detected", "ignore": "Manually ignored"}[how]
    assert outcome == Outcome(found=True, decided=True, messages=(message,))


@pytest.mark.usefixtures("grabbed")
async def test_removed_from_the_queue(importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry) -> None:
    """The history does not mention it, so it may come back."""
    follower = await follow(importers)
    sonarr.remove(HASH)
    await asyncio.sleep(10 * MINUTE)
    assert 9 <= follower.absences <= 11
    assert not follower.ended
    assert not our_paths(sonarr).count("history")
    assert await importers.async_outcome(torrent(), sonarr_entry.entry_id) == Outcome(found=True)
    follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
async def test_absence_is_noticed_about_once_a_minute(importers: Importers, sonarr: Sonarr) -> None:
    follower = await follow(importers)
    sonarr.client_reachable = False
    for _ in range(60):
        await importers.async_find(torrent(OTHER_HASH))
        await asyncio.sleep(2)
    assert our_paths(sonarr).count("queue") > 30
    assert 1 <= follower.absences <= 5
    follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
async def test_follower_that_is_busy_gets_the_latest(importers: Importers, sonarr: Sonarr) -> None:
    queued = await importers.async_find(torrent())
    assert queued
    async with aclosing(importers.follow(queued)) as changes:
        await sonarr.block(HASH, "First.")
        first = await anext(changes)
        assert first
        assert first.messages == ("First.",)
        for sentence in ("Second.", "Third."):
            await sonarr.block(HASH, sentence)
            await asyncio.sleep(MINUTE)
        blocked = await anext(changes)
        assert blocked
        assert blocked.messages == ("Third.",)


@pytest.mark.parametrize("number", [0, 1])
async def test_torrent_with_two_hashes(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path, number: int
) -> None:
    """qBittorrent's own is the truncated v2 hash, and the history may have either."""
    download = Download(name="x", path="/downloads/x", source="qbittorrent", hash=HASH, client_id=OTHER_HASH)
    info_hash = (HASH, OTHER_HASH)[number]
    sonarr.grab(info_hash, release.name, PACK, release)
    await importers.async_start()
    found = await importers.async_find(download)
    assert found
    assert found.download_id == info_hash
    await sonarr.import_download(info_hash)
    await importers.async_stop()
    await importers.async_start()
    outcome = await importers.async_outcome(download, sonarr_entry.entry_id)
    assert outcome
    assert outcome.imported
    assert (outcome.imported.hash, outcome.imported.client_id) == (HASH, OTHER_HASH)


async def test_importer_that_cannot_say_what_a_download_is_is_not_asked_again(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, tmp_path: Path
) -> None:
    sonarr.grab(HASH, "Something.Else-GRP", None, tmp_path)
    await importers.async_start()
    follower = await follow(importers)
    await asyncio.sleep(10 * MINUTE)
    assert ["includeSeries" in request.query for request in our_requests(sonarr)].count(True) == 1
    assert len(our_requests(sonarr)) > 5
    follower.task.cancel()


async def test_download_that_the_importer_did_not_grab(
    set_up: SetUp, importers: Importers, sonarr: Sonarr, tmp_path: Path
) -> None:
    sonarr.grab(HASH, "Something.Else-GRP", None, tmp_path)
    entry = await set_up(sonarr)
    await importers.async_start()
    follower = await follow(importers)
    sonarr.remove(HASH)
    await asyncio.sleep(MINUTE)
    assert follower.absences
    assert await importers.async_outcome(torrent(), entry.entry_id) == Outcome()
    follower.task.cancel()


async def test_many_at_once_are_polled_with_one_request(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path
) -> None:
    hashes = [f"{number:040x}" for number in range(500)]
    for info_hash in hashes:
        sonarr.grab(info_hash, release.name, SHOW, release)
    await importers.async_start()
    followers = await asyncio.gather(*(follow(importers, info_hash) for info_hash in hashes))
    for info_hash in hashes:
        sonarr.finish(info_hash)
    await asyncio.sleep(10 * MINUTE)
    assert 9 <= len(our_paths(sonarr)) <= 13
    assert not any(follower.changes or follower.ended for follower in followers)
    for follower in followers:
        follower.task.cancel()


@pytest.mark.usefixtures("grabbed")
@pytest.mark.parametrize(
    ("download", "protocol"), [(torrent(OTHER_HASH), "torrent"), (usenet("SABnzbd_nzo_A1b2"), "usenet")]
)
async def test_outcome_of_what_was_imported_while_nobody_looked(
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    release: Path,
    download: Download,
    protocol: str,
) -> None:
    download_id = download.client_id or OTHER_HASH
    sonarr.grab(download_id, release.name, PACK, release, protocol=protocol)
    await sonarr.import_download(download_id)
    assert await importers.async_find(download) is None
    outcome = await importers.async_outcome(download, sonarr_entry.entry_id)
    assert outcome
    assert outcome.imported
    assert (outcome.imported.hash, outcome.imported.client_id) == (download.hash, download.client_id)
    assert our_paths(sonarr) == ["queue", "history"]

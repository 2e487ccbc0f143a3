"""Downloads are found in the queues of all importers, with few requests."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.filter import DownloadFilter
from custom_components.plex_arrivals.downloads.importers.importer import PAGE_SIZE
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from custom_components.plex_arrivals.downloads.importers.queue import ImportState
from testing.importers import Album, Lidarr, Movie, Radarr, Sonarr
from testing.importers.importer import Importer as StandIn
from testing.importers.media import Media

from .conftest import ENTRY_ID, HASH, OTHER_HASH, PACK, SHOW, SetUp, our_paths, our_requests, torrent, usenet


@pytest.mark.parametrize(
    ("kind", "version", "media", "title"),
    [
        (Sonarr, "3.0.10.1566", SHOW, "Harbour Watch"),
        (Sonarr, "4.0.16.2946", SHOW, "Harbour Watch"),
        (Radarr, "5.9.1.9070", Movie(title="Sable Coast"), "Sable Coast"),
        (Radarr, "5.27.5.10198", Movie(title="Sable Coast"), "Sable Coast"),
        (Lidarr, "2.9.6.4552", Album(title="Slow Rivers", artist="The Quiet Hours"), "The Quiet Hours"),
        (Lidarr, "2.14.5.4836", Album(title="Slow Rivers", artist="The Quiet Hours"), "The Quiet Hours"),
    ],
)
async def test_each_version(
    set_up: SetUp,
    importers: Importers,
    tmp_path: Path,
    kind: type[StandIn],
    version: str,
    media: Media,
    title: str,
) -> None:
    stand_in = kind(tmp_path / "library", version=version)
    stand_in.grab(HASH, "A.Release-GRP", media, tmp_path)
    stand_in.grab("SABnzbd_nzo_A1b2", "Another.Release-GRP", media, tmp_path, protocol="usenet")
    entry = await set_up(stand_in)
    await importers.async_start()
    for download in (torrent(), usenet("SABnzbd_nzo_A1b2")):
        found = await importers.async_find(download)
        assert found
        assert (found.importer, found.entry_id) == (stand_in.domain, entry.entry_id)
        assert found.state is ImportState.PENDING
        assert found.media
        assert found.media.title == title
        assert found.media.quality == stand_in.default_quality
        assert found.media.poster_url
        assert importers.media(download) == found.media
    assert await importers.async_find(torrent(OTHER_HASH)) is None
    assert set(our_paths(stand_in)) == {"queue"}


async def test_pack(importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path) -> None:
    sonarr.grab(HASH, release.name, PACK, release)
    await importers.async_start()
    found = await importers.async_find(torrent())
    assert found
    assert found.remaining == 3
    assert found.media
    assert (found.media.season, found.media.episodes) == (2, (1, 2, 3))


async def test_download_without_an_id_makes_no_request(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry
) -> None:
    await importers.async_start()
    assert await importers.async_find(usenet("")) is None
    assert not our_paths(sonarr)


async def test_who_answers_for_a_download(importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry) -> None:
    assert importers.answering(torrent()) == {"sonarr"}
    assert not importers.answering(usenet("")), "it cannot be recognized"


async def test_burst_shares_requests(
    hass: HomeAssistant, importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path
) -> None:
    hashes = [f"{number:040x}" for number in range(1000)]
    for info_hash in hashes[:500]:
        sonarr.grab(info_hash, release.name, SHOW, release)
    await importers.async_start()
    first = asyncio.create_task(importers.async_find(torrent(hashes[0])))
    await asyncio.sleep(0.001)
    found = await asyncio.gather(first, *(importers.async_find(torrent(info_hash)) for info_hash in hashes[1:]))
    assert [queued.download_id for queued in found if queued] == hashes[:500]
    assert 1 <= len(our_paths(sonarr)) <= 2


async def test_request_under_way_is_not_shared(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path
) -> None:
    """What it returns may be older than what the second caller asks about."""
    await importers.async_start()
    first = asyncio.create_task(importers.async_find(torrent()))
    while not our_paths(sonarr):  # noqa: ASYNC110 - the server has no events
        await asyncio.sleep(0)
    sonarr.grab(HASH, release.name, SHOW, release)
    assert await importers.async_find(torrent())
    await first


async def test_long_queue_is_read_page_by_page(
    importers: Importers, sonarr: Sonarr, sonarr_entry: MockConfigEntry, release: Path
) -> None:
    for number in range(PAGE_SIZE + 1):
        sonarr.grab(f"{number:040x}", release.name, SHOW, release)
    await importers.async_start()
    assert await importers.async_find(torrent(f"{PAGE_SIZE:040x}"))
    assert [request.query["page"] for request in our_requests(sonarr)] == ["1", "2"]


async def test_two_of_each(set_up: SetUp, importers: Importers, tmp_path: Path) -> None:
    stand_ins = [
        kind(tmp_path / f"{number}", version=version)
        for kind, version in ((Sonarr, "4.0.16.2946"), (Radarr, "5.9.1.9070"))
        for number in (1, 2)
    ]
    entries = [await set_up(stand_in) for stand_in in stand_ins]
    await importers.async_start()
    assert importers.entries.keys() == {entry.entry_id for entry in entries}
    for number, (stand_in, entry) in enumerate(zip(stand_ins, entries, strict=True)):
        media = SHOW if stand_in.domain == "sonarr" else Movie(title="Sable Coast")
        stand_in.grab(f"{number:040x}", "A.Release-GRP", media, tmp_path)
        found = await importers.async_find(torrent(f"{number:040x}"))
        assert found
        assert found.entry_id == entry.entry_id
        assert importers.queue_url(entry.entry_id) == f"{stand_in.url}/activity/queue"


@pytest.mark.parametrize("first", ["sonarr", "radarr"])
async def test_importer_that_knows_what_it_is_wins(
    set_up: SetUp, importers: Importers, sonarr: Sonarr, radarr: Radarr, tmp_path: Path, first: str
) -> None:
    """One that watches all categories lists the downloads of the others, too."""
    sonarr.grab(HASH, "Harbour.Watch.S02E01-GRP", SHOW, tmp_path)
    radarr.grab(HASH, "Harbour.Watch.S02E01-GRP", None, tmp_path)
    for stand_in in (sonarr, radarr) if first == "sonarr" else (radarr, sonarr):
        await set_up(stand_in)
    await importers.async_start()
    found = await importers.async_find(torrent())
    assert found
    assert found.importer == "sonarr"


async def test_importer_that_cannot_assign_it(
    set_up: SetUp, importers: Importers, sonarr: Sonarr, tmp_path: Path
) -> None:
    sonarr.grab(HASH, "Harbour.Watch.S02E01-GRP", None, tmp_path)
    await sonarr.block(HASH, "Series title mismatch; automatic import is not possible.")
    await set_up(sonarr)
    await importers.async_start()
    found = await importers.async_find(torrent())
    assert found
    assert (found.state, found.media) == (ImportState.BLOCKED, None)
    assert found.messages == ("Series title mismatch; automatic import is not possible.",)


async def test_excluded_importer_is_not_asked(
    hass: HomeAssistant, sonarr: Sonarr, sonarr_entry: MockConfigEntry, tmp_path: Path
) -> None:
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    importers = Importers(hass, ENTRY_ID, DownloadFilter([sonarr_entry.entry_id]))
    await importers.async_start()
    assert not importers.is_any
    assert not importers.entries
    assert await importers.async_find(torrent()) is None
    importers.async_set_running([torrent()])
    await asyncio.sleep(600)
    await importers.async_stop()
    assert not our_paths(sonarr)


async def test_address_without_a_port(hass: HomeAssistant, importers: Importers, socket_enabled: None) -> None:
    """Home Assistant's integration adds the port that the importer has by default."""
    for domain, port in (("sonarr", 8989), ("radarr", 7878), ("lidarr", 8686)):
        data = {"url": "http://nas.local/base/", "api_key": "key", "verify_ssl": True}
        entry = MockConfigEntry(domain=domain, data=data)
        entry.add_to_hass(hass)
        entry.mock_state(hass, entry.state.LOADED)
        await importers.async_start()
        assert importers.queue_url(entry.entry_id) == f"http://nas.local:{port}/base/activity/queue"
        await importers.async_stop()


async def test_idle_hour(
    importers: Importers,
    sonarr: Sonarr,
    sonarr_entry: MockConfigEntry,
    radarr: Radarr,
    radarr_entry: MockConfigEntry,
    tmp_path: Path,
) -> None:
    sonarr.grab(HASH, "Harbour.Watch-GRP", SHOW, tmp_path)
    await importers.async_start()
    importers.async_set_running([])
    await asyncio.sleep(3600)
    assert len(sonarr.requests) > 100, "the integration itself asks"
    assert not our_paths(sonarr)
    assert not our_paths(radarr)

"""Downloads that Sonarr, Radarr or Lidarr import: one delivery, at the path of the import."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals import data
from custom_components.plex_arrivals.const import CONF_IMPORTED_CATEGORIES
from custom_components.plex_arrivals.deliveries import merging, same_download
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryKind, DeliveryState, Reason
from custom_components.plex_arrivals.deliveries.timing import Timing
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.stored_deliveries import store_record
from testing.waiting import until
from tests.deliveries.conftest import DeliveryEnvironment
from tests.virtual_time import pass_one_minute

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HASH, OTHER_HASH = "ab" * 20, "cd" * 20
SEASON = "shows/Copper Tide (2014)/Season 02"


@pytest.fixture
def config_entry(config_entry: MockConfigEntry, request: pytest.FixtureRequest) -> MockConfigEntry:
    """Return the entry with the options of the test's parameter."""
    return MockConfigEntry(
        domain=config_entry.domain,
        title=config_entry.title,
        unique_id=config_entry.unique_id,
        data=dict(config_entry.data),
        options=getattr(request, "param", {}),
    )


SERIES = {CONF_IMPORTED_CATEGORIES: ["Series "]}


def client(*names: str, folder: str = "/downloads/tv", **details: Any) -> Download:
    """Return the report of a torrent client with files of these names."""
    path = f"{folder}/Copper.Tide.S02"
    files = tuple(DownloadedFile(path=f"{path}/{name}", size=10) for name in names)
    defaults = {"hash": HASH, "category": "tv-sonarr", "source": "qbittorrent", "settled": True}
    return Download(**{"name": "Copper.Tide.S02", "path": path, "files": files, **defaults, **details})


def sonarr(file: DownloadedFile, **details: Any) -> Download:
    """Return the report of Sonarr about one imported file."""
    defaults = {"hash": HASH, "source": "sonarr", "imported": True, "media_type": "show", "settled": True}
    return Download(**{"name": "Copper Tide", "path": file.path, "files": (file,), **defaults, **details})


def episode(env: DeliveryEnvironment, number: int, size: int = 10) -> DownloadedFile:
    return env.put(f"{SEASON}/Copper Tide - S02E{number:02}.mkv", size=size)


async def report(env: DeliveryEnvironment, download: Download) -> Delivery:
    delivery: Delivery = await env.manager.on_download_complete(download)
    return delivery


async def test_import_sets_path_of_clients_download(env: DeliveryEnvironment) -> None:
    first = await report(env, client("a.mkv", folder="/downloads/x", category="odd"))
    second = await report(env, sonarr(episode(env, 1)))
    assert second.id == first.id
    delivery = await env.ended(first)
    assert delivery.state is DeliveryState.AVAILABLE
    assert [one.episode for one in delivery.items] == [1]
    assert delivery.download.name == "Copper.Tide.S02"
    assert delivery.download.imported_from == "/downloads/x/Copper.Tide.S02"
    assert env.announced(first).count("available") == 1
    assert (await report(env, client("a.mkv", folder="/downloads/x"))).id == first.id
    assert len(env.manager.deliveries) == 1


async def test_report_of_client_after_import_is_same_delivery(env: DeliveryEnvironment) -> None:
    first = await report(env, sonarr(episode(env, 1)))
    await env.ended(first)
    late = client("a.mkv", finished_at=dt_util.utcnow() - timedelta(hours=3))
    assert (await report(env, late)).id == first.id
    again = client("a.mkv", finished_at=dt_util.utcnow() + timedelta(hours=3))
    assert (await report(env, again)).id != first.id, "downloaded again"


async def test_download_like_an_imported_one_awaits_import(env: DeliveryEnvironment) -> None:
    first = await report(env, client("a.mkv"))
    await report(env, sonarr(episode(env, 1)))
    await env.ended(first)

    another = (DownloadedFile(path="/downloads/tv/Copper.Tide.S02/b.mkv", size=11),)
    second = await report(env, client(hash=OTHER_HASH, files=another))
    await until(lambda: env.manager.deliveries[second.id].reason is Reason.IMPORT_AWAITED)
    assert env.manager.deliveries[second.id].state is DeliveryState.WAITING
    await env.restart()
    await pass_one_minute()
    assert env.manager.deliveries[second.id].reason is Reason.IMPORT_AWAITED
    env.plex.scans.clear()
    await report(env, sonarr(episode(env, 2), hash=OTHER_HASH))
    delivery = await env.ended(second)
    assert [one.episode for one in delivery.items] == [2]
    assert len(env.plex.scans) == 1


@pytest.mark.parametrize("config_entry", [SERIES], indirect=True)
async def test_named_category_awaits_import(env: DeliveryEnvironment) -> None:
    covered = env.put("movies/Iron Lake (2019)/Iron Lake (2019).mkv")
    here = await env.finish("/media/movies/Iron Lake (2019)", covered, category="series")
    assert (await env.ended(here)).state is DeliveryState.AVAILABLE, "it lies in a library already"
    there = await report(env, client("a.mkv", category="series"))
    await until(lambda: env.manager.deliveries[there.id].reason is Reason.IMPORT_AWAITED)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for imports for ten minutes only."""
    monkeypatch.setattr(data, "TIMING", Timing(import_limit=600))


@pytest.mark.parametrize("config_entry", [SERIES], indirect=True)
@pytest.mark.usefixtures("impatient")
async def test_wait_for_import_is_limited_where_clock_is_set_back(env: DeliveryEnvironment) -> None:
    waiting = await report(env, client("a.mkv", category="series"))
    await until(lambda: env.manager.deliveries[waiting.id].reason is Reason.IMPORT_AWAITED)
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    updated_at = (dt_util.utcnow() + timedelta(days=400)).isoformat()
    store_record(env.hass.config.config_dir, env.entry.entry_id, {"id": waiting.id, "updated_at": updated_at})
    await env.hass.config_entries.async_setup(env.entry.entry_id)
    await until(lambda: env.manager.deliveries[waiting.id].reason is not Reason.IMPORT_AWAITED, 1000)


@pytest.mark.parametrize("config_entry", [SERIES], indirect=True)
@pytest.mark.usefixtures("impatient")
async def test_import_that_never_comes_is_no_import(env: DeliveryEnvironment) -> None:
    env.plex.remove_library(env.plex.catalog.libraries["2"])
    await env.entry.runtime_data.coordinator.async_refresh()
    lost = await env.ended(await report(env, client("a.mkv", category="series")))
    assert (lost.state, lost.reason) == (DeliveryState.UNMATCHED, Reason.NO_IMPORT)
    assert "waiting" in env.announced(lost)
    await report(env, sonarr(env.put("movies/Copper Tide/Copper Tide.mkv")))
    assert (await env.ended(lost)).state is DeliveryState.AVAILABLE, "it came after all"


async def test_pack_imported_file_by_file_is_one_delivery(env: DeliveryEnvironment) -> None:
    first = await report(env, client("a.mkv", "b.mkv", "c.mkv"))
    for number in (1, 2, 3):
        await report(env, sonarr(episode(env, number)))
        await asyncio.sleep(data.TIMING.import_pause / 2)
    delivery = await env.ended(first)
    assert [one.episode for one in delivery.items] == [1, 2, 3]
    assert delivery.download.path == f"/media/{SEASON}"
    assert env.announced(first).count("available") == 1
    assert len(env.manager.deliveries) == 1


async def test_partly_imported_pack_is_available(env: DeliveryEnvironment) -> None:
    first = await report(env, client("a.mkv", "b.mkv", "c.mkv"))
    await report(env, sonarr(episode(env, 1)))
    await asyncio.sleep(data.TIMING.import_pause / 2)
    assert not env.manager.deliveries[first.id].ended, "more may follow"
    delivery = await env.ended(first)
    assert [one.episode for one in delivery.items] == [1]


async def test_pack_reported_late_by_client_awaits_imports(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 1
    first = await report(env, sonarr(episode(env, 1)))
    await until(lambda: env.plex.scans)
    await report(env, client("a.mkv", "b.mkv"))
    assert env.manager.deliveries[first.id].more_imports_follow
    await report(env, sonarr(episode(env, 2)))
    assert [one.episode for one in (await env.ended(first)).items] == [1, 2]


async def test_usenet_import_is_identified_by_its_origin(env: DeliveryEnvironment) -> None:
    usenet = client("a.mkv", hash=None, source="nzbget", folder="/usenet/done")
    first = await report(env, usenet)
    file = episode(env, 1)
    second = await report(
        env, sonarr(file, hash=None, imported_from="/usenet/done/Copper.Tide.S02/a.mkv", finished_at=dt_util.utcnow())
    )
    assert second.id == first.id
    assert (await env.ended(first)).state is DeliveryState.AVAILABLE


async def test_two_imports_into_one_season_are_two_deliveries(env: DeliveryEnvironment) -> None:
    first = await report(env, sonarr(episode(env, 1)))
    second = await report(env, sonarr(episode(env, 2), hash=OTHER_HASH))
    assert first.id != second.id
    for number, delivery in ((1, first), (2, second)):
        assert [one.episode for one in (await env.ended(delivery)).items] == [number]


def test_upgrade_is_another_download() -> None:
    file = DownloadedFile(path="/media/movies/M/M.mkv", size=10)
    old = Delivery(id="d", download=sonarr(file), created_at=NOW, updated_at=NOW, state=DeliveryState.SCANNING)
    assert not same_download.is_same_download(old, sonarr(file, hash=OTHER_HASH), NOW)


@pytest.mark.parametrize(
    ("imported", "download", "same"),
    [
        ({"hash": HASH}, {"hash": HASH}, True),
        ({"hash": HASH}, {"hash": OTHER_HASH}, False),
        ({"hash": None, "imported_from": "/downloads/tv/Copper.Tide.S02/a.mkv"}, {}, True),
        ({"hash": None, "imported_from": "/downloads/tv/Copper.Tide.S02"}, {}, True),
        ({"hash": None, "imported_from": "/downloads/tv"}, {}, True),
        ({"hash": None, "imported_from": "/downloads/tv/Copper.Tide.S020/a.mkv"}, {}, True),
        ({"hash": None, "imported_from": "/downloads/tv/Copper.Tide.S020/b.mkv"}, {}, False),
        ({"hash": None, "imported_from": "/data/torrents/Copper.Tide.S02/a.mkv"}, {}, True),
        ({"hash": None, "imported_from": "/data/torrents/Copper.Tide.S02/z.mkv"}, {}, False),
        ({"hash": None, "imported_from": "/downloads/tv/Copper.Tide.S02/a.mkv", "size": 11}, {}, False),
        ({"hash": None}, {}, False),
    ],
)
def test_is_import_of(imported: dict[str, Any], download: dict[str, Any], same: bool) -> None:
    file = DownloadedFile(path="/media/tv/C/C.mkv", size=imported.pop("size", 10))
    assert same_download.is_import_of(sonarr(file, **imported), client("a.mkv", **download)) is same


def test_import_of_available_download_changes_nothing() -> None:
    file = DownloadedFile(path="/media/tv/C/C.mkv", size=10)
    available = Delivery(
        id="d",
        download=client("a.mkv"),
        created_at=NOW,
        updated_at=NOW,
        state=DeliveryState.AVAILABLE,
        kind=DeliveryKind.ADDED,
    )
    assert same_download.is_same_download(available, sonarr(file), NOW + timedelta(hours=2))
    assert merging.with_report(available, sonarr(file), NOW) is available
    assert not same_download.is_same_download(available, sonarr(file), NOW + timedelta(days=2)), (
        "imported to another place, later"
    )

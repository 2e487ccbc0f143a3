"""Imports that are reported at unusual moments, or that look like one another."""

import asyncio
from dataclasses import replace
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from custom_components.plex_arrivals.deliveries import merging, same_download
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState, Reason
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.plex_server import Location
from testing.waiting import until
from tests.deliveries.conftest import Home
from tests.deliveries.test_imports import HASH, OTHER_HASH, client, episode, impatient, report, sonarr

__all__ = ["impatient"]
from tests.disk import Disk
from tests.virtual_time import pass_one_minute


def usenet(*names: str, **details: Any) -> Download:
    return client(*names, folder="/done/tv", hash=None, source="nzbget", category="odd", **details)


async def test_two_imports_at_once_are_one_delivery(home: Home, disk: Disk) -> None:
    disk.seconds = 0.05
    one, other = await asyncio.gather(*(report(home, sonarr(episode(home, number))) for number in (1, 2)))
    assert one.id == other.id
    delivery = await home.ended(one)
    assert [item.episode for item in delivery.items] == [1, 2]
    assert len(home.plex.scans) == 1
    assert home.announced(one).count("available") == 1


async def test_second_report_is_stored_where_first_failed(home: Home, disk: Disk) -> None:
    disk.seconds, disk.is_full_once = 0.05, True
    download = sonarr(episode(home, 1))
    first, second = await asyncio.gather(report(home, download), report(home, download), return_exceptions=True)
    assert isinstance(first, HomeAssistantError)
    assert not isinstance(second, BaseException)
    assert second.id in home.manager.deliveries, "its source was answered that it is stored"


async def test_report_before_start_is_delivered(home: Home) -> None:
    await home.hass.config_entries.async_unload(home.entry.entry_id)
    home.hass.set_state(CoreState.not_running)
    await home.hass.config_entries.async_setup(home.entry.entry_id)
    delivery = await report(home, sonarr(episode(home, 1)))
    await pass_one_minute()
    assert home.announced(delivery)[-1:] == ["waiting"], "automations are not there yet"
    home.hass.set_state(CoreState.running)
    home.hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    assert (await home.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_common_folder_of_imports_does_not_join_them(home: Home) -> None:
    waiting = await report(home, usenet(name="Some.Other.Film"))
    await until(lambda: home.manager.deliveries[waiting.id].ended, 1000)
    imported = await report(home, sonarr(episode(home, 1), hash=None, imported_from="/done"))
    assert imported.id != waiting.id
    await home.ended(imported)


async def test_imports_into_two_libraries_are_two_deliveries(home: Home) -> None:
    movie = home.put("movies/Copper Tide (2014)/Copper Tide (2014).mkv")
    first = await report(home, sonarr(movie))
    second = await report(home, sonarr(episode(home, 1)))
    assert first.id != second.id
    for delivery in (first, second):
        assert (await home.ended(delivery)).reason is None


async def test_import_before_report_of_client_is_one_delivery(home: Home) -> None:
    deep = "/done/tv/Copper.Tide.S02/Season 2/a.mkv"
    first = await report(home, sonarr(episode(home, 1), hash=None, imported_from=deep))
    await home.ended(first)
    assert (await report(home, usenet())).id == first.id


async def test_usenet_pack_imported_file_by_file_is_one_delivery(home: Home) -> None:
    home.plex.scan_seconds = 0.5
    first = await report(home, usenet())
    for number, name in ((1, "a.mkv"), (2, "b.mkv")):
        source = f"/done/tv/Copper.Tide.S02/{name}"
        again = await report(home, sonarr(episode(home, number), hash=None, imported_from=source))
        assert again.id == first.id
    assert [one.episode for one in (await home.ended(first)).items] == [1, 2]


async def test_usenet_upgrade_is_another_delivery(home: Home) -> None:
    first = await report(home, sonarr(episode(home, 1), hash=None, imported_from="/done/one.mkv"))
    await home.ended(first)
    better = sonarr(episode(home, 1, size=20), hash=None, imported_from="/done/one.PROPER.mkv")
    assert (await report(home, better)).id != first.id


async def test_file_renamed_during_delivery_is_found(home: Home) -> None:
    home.plex.scan_seconds = 0.5
    before = episode(home, 1)
    first = await report(home, sonarr(before, hash=None, imported_from="/done/a.mkv"))
    (home.disk / before.path.removeprefix("/media/")).unlink()
    renamed = home.put("shows/Copper Tide (2014)/Season 02/Copper Tide - S02E01 - Ore.mkv")
    again = await report(home, sonarr(renamed, hash=None, imported_from=before.path))
    assert again.id == first.id
    delivery = await home.ended(first)
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.download.path == renamed.path


async def test_new_location_ends_wait_for_import(home: Home) -> None:
    await home.ended(await report(home, sonarr(episode(home, 1), hash=OTHER_HASH, imported_from="/done/x.mkv")))
    delivery = await report(home, client("a.mkv"))
    await until(lambda: home.manager.deliveries[delivery.id].reason is Reason.IMPORT_AWAITED)
    folder = home.disk / "tv" / "Copper.Tide.S02"
    folder.mkdir(parents=True)
    (folder / "a.mkv").write_bytes(b"x" * 10)
    home.plex.add_library("More shows", "show", [Location(plex="/downloads/tv", disk=home.disk / "tv")])
    await asyncio.sleep(FRESH_SECONDS)
    await home.entry.runtime_data.coordinator.async_refresh()
    await until(lambda: "scanning" in home.announced(delivery))


@pytest.mark.usefixtures("impatient")
async def test_retry_does_not_wait_for_import_again(home: Home) -> None:
    await home.ended(await report(home, sonarr(episode(home, 1), hash=OTHER_HASH, imported_from="/done/x.mkv")))
    home.plex.remove_library(home.plex.catalog.libraries["2"])
    await asyncio.sleep(FRESH_SECONDS)
    await home.entry.runtime_data.coordinator.async_refresh()
    lost = await home.ended(await report(home, client("a.mkv")))
    assert lost.reason is Reason.NO_IMPORT
    home.events.clear()
    await home.manager.async_retry(lost.id)
    await home.ended(lost)
    assert Reason.IMPORT_AWAITED not in [event.data["reason"] for event in home.events]


@pytest.mark.timeout(30)
def test_comparing_many_files_is_fast() -> None:
    files = tuple(DownloadedFile(path=f"/media/music/Artist/{number}.flac", size=number) for number in range(20_000))
    download = replace(sonarr(files[0]), path="/media/music/Artist", files=files)
    assert not same_download.has_new_files(download, download)


@pytest.mark.parametrize("other", ["D:\\Films\\b.mkv", "/b/x/b.mkv"])
def test_imports_without_common_folder(other: str) -> None:
    one = sonarr(DownloadedFile(path="C:\\Films\\a.mkv"), hash=HASH)
    merged = merging.join_imports(one, sonarr(DownloadedFile(path=other)))
    assert merged.path == "C:\\Films"
    assert len(merged.files) == 2

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
from tests.deliveries.conftest import DeliveryEnvironment
from tests.deliveries.test_imports import HASH, OTHER_HASH, client, episode, impatient, report, sonarr

__all__ = ["impatient"]
from tests.disk import Disk
from tests.virtual_time import pass_one_minute


def usenet(*names: str, **details: Any) -> Download:
    return client(*names, folder="/done/tv", hash=None, source="nzbget", category="odd", **details)


async def test_two_imports_at_once_are_one_delivery(env: DeliveryEnvironment, disk: Disk) -> None:
    disk.seconds = 0.05
    one, other = await asyncio.gather(*(report(env, sonarr(episode(env, number))) for number in (1, 2)))
    assert one.id == other.id
    delivery = await env.ended(one)
    assert [item.episode for item in delivery.items] == [1, 2]
    assert len(env.plex.scans) == 1
    assert env.announced(one).count("available") == 1


async def test_second_report_is_stored_where_first_failed(env: DeliveryEnvironment, disk: Disk) -> None:
    disk.seconds, disk.is_full_once = 0.05, True
    download = sonarr(episode(env, 1))
    first, second = await asyncio.gather(report(env, download), report(env, download), return_exceptions=True)
    assert isinstance(first, HomeAssistantError)
    assert not isinstance(second, BaseException)
    assert second.id in env.manager.deliveries, "its source was informed that it is stored"


async def test_report_before_start_is_delivered(env: DeliveryEnvironment) -> None:
    await env.hass.config_entries.async_unload(env.entry.entry_id)
    env.hass.set_state(CoreState.not_running)
    await env.hass.config_entries.async_setup(env.entry.entry_id)
    delivery = await report(env, sonarr(episode(env, 1)))
    await pass_one_minute()
    assert env.announced(delivery)[-1:] == ["waiting"], "automations are not there yet"
    env.hass.set_state(CoreState.running)
    env.hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE


async def test_common_folder_of_imports_does_not_join_them(env: DeliveryEnvironment) -> None:
    waiting = await report(env, usenet(name="Some.Other.Film"))
    await until(lambda: env.manager.deliveries[waiting.id].ended, 1000)
    imported = await report(env, sonarr(episode(env, 1), hash=None, imported_from="/done"))
    assert imported.id != waiting.id
    await env.ended(imported)


async def test_imports_into_two_libraries_are_two_deliveries(env: DeliveryEnvironment) -> None:
    movie = env.put("movies/Copper Tide (2014)/Copper Tide (2014).mkv")
    first = await report(env, sonarr(movie))
    second = await report(env, sonarr(episode(env, 1)))
    assert first.id != second.id
    for delivery in (first, second):
        assert (await env.ended(delivery)).reason is None


async def test_import_before_report_of_client_is_one_delivery(env: DeliveryEnvironment) -> None:
    deep = "/done/tv/Copper.Tide.S02/Season 2/a.mkv"
    first = await report(env, sonarr(episode(env, 1), hash=None, imported_from=deep))
    await env.ended(first)
    assert (await report(env, usenet())).id == first.id


async def test_usenet_pack_imported_file_by_file_is_one_delivery(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    first = await report(env, usenet())
    for number, name in ((1, "a.mkv"), (2, "b.mkv")):
        source = f"/done/tv/Copper.Tide.S02/{name}"
        again = await report(env, sonarr(episode(env, number), hash=None, imported_from=source))
        assert again.id == first.id
    assert [one.episode for one in (await env.ended(first)).items] == [1, 2]


async def test_usenet_upgrade_is_another_delivery(env: DeliveryEnvironment) -> None:
    first = await report(env, sonarr(episode(env, 1), hash=None, imported_from="/done/one.mkv"))
    await env.ended(first)
    better = sonarr(episode(env, 1, size=20), hash=None, imported_from="/done/one.PROPER.mkv")
    assert (await report(env, better)).id != first.id


async def test_file_renamed_during_delivery_is_found(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    before = episode(env, 1)
    first = await report(env, sonarr(before, hash=None, imported_from="/done/a.mkv"))
    (env.disk / before.path.removeprefix("/media/")).unlink()
    renamed = env.put("shows/Copper Tide (2014)/Season 02/Copper Tide - S02E01 - Ore.mkv")
    again = await report(env, sonarr(renamed, hash=None, imported_from=before.path))
    assert again.id == first.id
    delivery = await env.ended(first)
    assert delivery.state is DeliveryState.AVAILABLE
    assert delivery.download.path == renamed.path


async def test_new_location_ends_wait_for_import(env: DeliveryEnvironment) -> None:
    await env.ended(await report(env, sonarr(episode(env, 1), hash=OTHER_HASH, imported_from="/done/x.mkv")))
    delivery = await report(env, client("a.mkv"))
    await until(lambda: env.manager.deliveries[delivery.id].reason is Reason.IMPORT_AWAITED)
    folder = env.disk / "tv" / "Copper.Tide.S02"
    folder.mkdir(parents=True)
    (folder / "a.mkv").write_bytes(b"x" * 10)
    env.plex.add_library("More shows", "show", [Location(plex="/downloads/tv", disk=env.disk / "tv")])
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    await until(lambda: "scanning" in env.announced(delivery))


@pytest.mark.usefixtures("impatient")
async def test_retry_does_not_wait_for_import_again(env: DeliveryEnvironment) -> None:
    await env.ended(await report(env, sonarr(episode(env, 1), hash=OTHER_HASH, imported_from="/done/x.mkv")))
    env.plex.remove_library(env.plex.catalog.libraries["2"])
    await asyncio.sleep(FRESH_SECONDS)
    await env.entry.runtime_data.coordinator.async_refresh()
    lost = await env.ended(await report(env, client("a.mkv")))
    assert lost.reason is Reason.NO_IMPORT
    env.events.clear()
    await env.manager.async_retry(lost.id)
    await env.ended(lost)
    assert Reason.IMPORT_AWAITED not in [event.data["reason"] for event in env.events]


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

"""The same files under another hash."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from custom_components.plex_arrivals.deliveries import merging, same_download
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from custom_components.plex_arrivals.deliveries.payload import delivery_data
from custom_components.plex_arrivals.downloads.download import DownloadedFile
from testing.waiting import until

from .conftest import DeliveryEnvironment
from .reports import FOLDER, HASH, NOW, OTHER_HASH, delivery, files, report

SEEDED = {"hash": HASH, "files": files("1.mkv", "2.mkv", "a.nfo")}


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ({}, {"files": files("1.mkv", "2.mkv")}, True),
        ({}, {"files": files("1.mkv", "2.mkv", folder="/seeds/x"), "path": "/seeds/x"}, True),
        ({}, {"files": files("1.mkv")}, False),
        ({}, {"files": files("1.mkv", "2.mkv", size=7)}, False),
        ({}, {"files": files("1.mkv", "3.mkv")}, False),
        ({}, {"files": ()}, False),
        ({"files": files("1.mkv", size=None)}, {"files": files("1.mkv", size=None)}, True),
        (
            {"files": files("1.mkv", size=None)},
            {"files": files("1.mkv", size=None, folder="/x"), "path": "/x"},
            False,
        ),
        ({"hash": None}, {"files": files("1.mkv", "2.mkv"), "path": "/seeds/x"}, False),
        # imported in the meantime, under other names
        (
            {"files": files("S02E01.mkv", folder="/tv/C"), "path": "/tv/C", "imported": True, "imported_from": FOLDER},
            {"files": files("1.mkv")},
            True,
        ),
        (
            {"files": files("S02E01.mkv", folder="/tv/C"), "path": "/tv/C", "imported": True, "imported_from": FOLDER},
            {"files": files("1.mkv", size=7)},
            False,
        ),
        (
            {"files": files("S02E01.mkv", folder="/tv/C"), "path": "/tv/C", "imported": True, "name": "Copper Tide"},
            {"files": files("1.mkv", folder="/x"), "name": "Another", "path": "/x"},
            False,
        ),
    ],
)
def test_same_files_under_another_hash(ours: dict[str, Any], theirs: dict[str, Any], same: bool) -> None:
    one = delivery(DeliveryState.AVAILABLE, **SEEDED | ours)
    other = report(**{"hash": OTHER_HASH, **theirs})
    assert same_download.is_same_download(one, other, NOW + timedelta(days=3)) is same
    if same:
        noted = merging.with_report(one, other, NOW + timedelta(days=3))
        assert noted.download == one.download
        assert [seed.hash for seed in noted.cross_seeds] == [OTHER_HASH]
        assert merging.with_report(noted, other, NOW) is noted
        assert not same_download.is_same_download(one, other, NOW + timedelta(days=31)), "downloaded again"


@pytest.mark.parametrize("state", [DeliveryState.MISSING, DeliveryState.UNMATCHED])
def test_same_files_elsewhere_are_new_where_first_failed(state: DeliveryState) -> None:
    one = delivery(state, **SEEDED)
    other = report(**SEEDED | {"hash": OTHER_HASH})
    assert same_download.is_same_download(one, other, NOW)
    assert not same_download.is_same_download(one, replace(other, path="/media/tv/Copper.Tide.S02"), NOW)


@pytest.mark.parametrize("folder", ["/media/movies/Iron Lake (2019)", "/seeds/Iron Lake (2019)"])
@pytest.mark.parametrize("is_available", [True, False])
async def test_cross_seed_is_stored_without_event(env: DeliveryEnvironment, folder: str, is_available: bool) -> None:
    file = env.put("movies/Iron Lake (2019)/Iron Lake (2019).mkv")
    env.plex.scan_seconds = 0.3
    first = await env.finish("/media/movies/Iron Lake (2019)", file, hash=HASH, source="qbittorrent")
    if is_available:
        await env.ended(first)
    else:
        await until(lambda: env.manager.deliveries[first.id].state is DeliveryState.SCANNING)
    there = DownloadedFile(path=f"{folder}/Iron Lake (2019).mkv", size=file.size)
    for _ in range(2):
        second = await env.finish(folder, there, hash=OTHER_HASH, source="deluge", category="cross-seed")
        assert second.id == first.id
    ended = await env.ended(first)
    await env.restart()
    await asyncio.sleep(1)
    [kept] = env.manager.deliveries.values()
    assert kept.cross_seeds == ended.cross_seeds
    assert [(one.hash, one.source, one.path) for one in kept.cross_seeds] == [(OTHER_HASH, "deluge", folder)]
    assert delivery_data(kept, "x")["cross_seeds"][0]["source"] == "deluge"
    assert env.announced(first).count("available") == 1
    assert len({event.data["delivery_id"] for event in env.events}) == 1
    assert kept.download.category is None, "its category is not the download's"

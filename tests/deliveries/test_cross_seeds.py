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


ALBUM = ("01 - Opening.flac", "02 - Halfway.flac")
DVD = ("VIDEO_TS/VTS_01_1.VOB", "VIDEO_TS/VTS_01_2.VOB")


@pytest.mark.parametrize(
    ("names", "path", "other_path", "same"),
    [
        (ALBUM, "/music/The Lanterns - Low Tide (2024)", "/music/Marlow Reed - Field Notes (2023)", False),
        (ALBUM, "/music/The Lanterns - Low Tide (2024)", "/seeds/The.Lanterns-Low.Tide-2024", True),
        (ALBUM, "/music/The Lanterns - Low Tide (2024)", "/seeds/The Lanterns - Low Tide (2024) [FLAC]", False),
        (ALBUM, "/music/Low Tide/CD1", "/music/Field Notes/CD1", False),
        (ALBUM, "/music/Low Tide/CD1", "/music/Low Tide/CD1", True),
        (DVD, "/movies/Iron.Lake.2019.DVD", "/movies/Copper.Sky.2024.DVD", False),
        (DVD[:1], "/movies/Iron.Lake.2019.DVD", "/movies/Copper.Sky.2024.DVD", False),
        (("VTS_01_1.VOB",), "/movies/Iron Lake/VIDEO_TS", "/movies/Copper Sky/VIDEO_TS", False),
        (("00001.m2ts",), "/movies/Iron Lake/BDMV", "/movies/Copper Sky/BDMV", False),
        (("movie.mkv",), "/movies/Iron.Lake.2019/movie.mkv", "/movies/Copper.Sky.2024/movie.mkv", False),
        (("Iron.Lake.2019.mkv",), "/movies/Iron.Lake.2019", "/seeds/Iron Lake 2019 [Tracker]", True),
    ],
)
def test_same_files_of_another_release(names: tuple[str, ...], path: str, other_path: str, same: bool) -> None:
    """Albums and discs have the same file names, even sizes."""

    def torrent(path: str, info_hash: str) -> dict[str, Any]:
        folder = path.removesuffix(f"/{names[0]}")
        return {"path": path, "name": path.rpartition("/")[2], "hash": info_hash, "files": files(*names, folder=folder)}

    one, other = torrent(path, HASH), torrent(other_path, OTHER_HASH)
    client = delivery(DeliveryState.AVAILABLE, **one)
    assert same_download.is_same_download(client, report(**other), NOW) is same
    renamed = {"path": "/library/It", "files": files(*names, folder="/library/It"), "imported_from": path}
    imported = delivery(DeliveryState.AVAILABLE, **one | renamed, imported=True)
    assert same_download.is_same_download(imported, report(**other), NOW) is same


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


async def test_albums_with_the_same_file_names_and_sizes_arrive(env: DeliveryEnvironment) -> None:
    albums = ["The Lanterns - Low Tide (2024)", "Marlow Reed - Field Notes (2023)"]
    for album, info_hash in zip(albums, (HASH, OTHER_HASH), strict=True):
        tracks = [env.put(f"music/{album}/{name}") for name in ALBUM]
        arrived = await env.ended(await env.finish(f"/media/music/{album}", *tracks, hash=info_hash))
        assert (arrived.state, arrived.item_count) == (DeliveryState.AVAILABLE, 2)
    assert len(env.manager.deliveries) == 2


async def test_cross_seed_in_another_folder_of_a_library_is_scanned(env: DeliveryEnvironment) -> None:
    folders = ["movies/Iron Lake (2019)", "movies/seeds/Iron Lake (2019)"]
    for folder, info_hash in zip(folders, (HASH, OTHER_HASH), strict=True):
        file = env.put(f"{folder}/Iron Lake (2019).mkv")
        for _ in range(2):  # reported again after a restart
            first = await env.finish(f"/media/{folder}", file, hash=info_hash)
            arrived = await env.ended(first)
            assert arrived.state is DeliveryState.AVAILABLE
            await env.restart()
        assert (f"/media/{folder}") in [path for _, path in env.plex.scans]
    assert len(env.manager.deliveries) == 2


async def test_cross_seed_leaves_a_line_in_the_debug_log(
    env: DeliveryEnvironment, caplog: pytest.LogCaptureFixture
) -> None:
    file = env.put("movies/Iron Lake (2019)/Iron Lake (2019).mkv")
    first = await env.finish("/media/movies/Iron Lake (2019)", file, hash=HASH)
    await env.ended(first)
    caplog.set_level("DEBUG", "custom_components.plex_arrivals")
    await env.finish(
        "/seeds/Iron Lake (2019)", replace(file, path="/seeds/Iron Lake (2019)/Iron Lake (2019).mkv"), hash=OTHER_HASH
    )
    assert "the same files once more: Iron Lake (2019) of test, at /seeds/Iron Lake (2019)" in caplog.text

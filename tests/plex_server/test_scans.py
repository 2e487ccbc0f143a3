"""The Plex server of the tests scans like a real server."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from testing.plex_server import NO_AGENT, Library, Location, PlexServer
from testing.waiting import until
from tests.virtual_time import pass_one_minute

from .conftest import TOKEN, parse, put


async def test_notifications_of_scan(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library, tmp_path: Path
) -> None:
    put(tmp_path, "Salt Harbour (2020)/Salt Harbour (2020).mkv")
    heard: list[dict[str, Any]] = []
    address = f"{plex.url}/:/websockets/notifications?filters=timeline,activity,status"
    async with http.ws_connect(address, headers=TOKEN) as websocket:
        async with http.get(f"{plex.url}/library/sections/1/refresh", headers=TOKEN) as answer:
            assert (answer.status, answer.content_type, await answer.read()) == (200, "text/html", b"")
        while sum(f.get("TimelineEntry", [{}])[0].get("state") == 5 for f in heard) < 2:
            heard.append((await websocket.receive_json(timeout=20))["NotificationContainer"])
    activities = [frame["ActivityNotification"][0] for frame in heard if frame["type"] == "activity"]
    assert [a["event"] for a in activities] == ["started", *["updated"] * 4, "ended"]
    assert "Context" not in activities[0]["Activity"]
    assert activities[-1]["Activity"]["Context"] == {"librarySectionID": "1"}
    assert any(f["type"] == "status" and f["StatusNotification"][0]["title"] == "Library scan complete" for f in heard)
    entries = [f["TimelineEntry"][0] for f in heard if f["type"] == "timeline"]
    own = [entry for entry in entries if entry["sectionID"] == "1"]
    assert [(entry["state"], entry["title"]) for entry in own] == [
        *[(0, ""), (1, "")],
        *[(state, "Salt Harbour") for state in (2, 3, 4, 5, 5)],
    ]
    assert plex.scans == [("1", None)]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/media/Movies/Salt Harbour (2020)", True),
        ("/media/Movies/Salt Harbour (2020)/", True),
        ("/media/Movies", True),
        ("/media/Movies/Salt Harbour (2020)/Salt Harbour (2020).mkv", False),
        ("/media/Movies/Salt", False),
        ("/media/Movies-4k/Salt Harbour (2020)", False),
        ("/media//Movies/Salt Harbour (2020)", False),
        ("/downloads/Salt Harbour (2020)", False),
    ],
)
async def test_partial_scans(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library, tmp_path: Path, path: str, found: bool
) -> None:
    put(tmp_path, "Salt Harbour (2020)/Salt Harbour (2020).mkv")
    put(tmp_path, "Other (2021)/Other (2021).mkv")
    async with http.get(f"{plex.url}/library/sections/1/refresh", params={"path": path}, headers=TOKEN) as answer:
        assert answer.status == 200
    await pass_one_minute()
    assert not movies.refreshing
    assert ("Salt Harbour" in [item.title for item in plex.items(movies)]) is found


async def test_upgrade_keeps_item_and_removed_file_deletes_it(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library, tmp_path: Path
) -> None:
    put(tmp_path, "Salt Harbour (2020)/Salt.Harbour.2020.720p.mkv")
    plex.scan_now(movies)
    (item,) = plex.items(movies)
    item.added_at -= 1000
    before = (item.rating_key, item.added_at)
    (tmp_path / "Salt Harbour (2020)/Salt.Harbour.2020.720p.mkv").unlink()
    put(tmp_path, "Salt Harbour (2020)/Salt.Harbour.2020.2160p.mkv")
    refresh = f"{plex.url}/library/sections/1/refresh"
    await http.get(refresh, headers=TOKEN)
    await until(lambda: plex.items(movies)[0].files[0].endswith("2160p.mkv"))
    assert [(item.rating_key, item.added_at) for item in plex.items(movies)] == [before]
    put(tmp_path, "Salt Harbour (2020)/Salt.Harbour.2020.2160p.mkv", size=20)
    await http.get(refresh, headers=TOKEN)
    await until(lambda: plex.items(movies)[0].media[0].parts[0].size == 20)
    (tmp_path / "Salt Harbour (2020)/Salt.Harbour.2020.2160p.mkv").unlink()
    async with http.ws_connect(f"{plex.url}/:/websockets/notifications?filters=timeline", headers=TOKEN) as websocket:
        await http.get(refresh, headers=TOKEN)
        states = []
        while 9 not in states:
            states.append(
                (await websocket.receive_json(timeout=20))["NotificationContainer"]["TimelineEntry"][0]["state"]
            )
    assert plex.items(movies) == []


async def test_counter_of_library_grows_with_added_and_removed_items(
    plex: PlexServer, movies: Library, tmp_path: Path
) -> None:
    put(tmp_path, "Tall Grass (1999).mkv")
    plex.scan_now(movies)
    added = movies.content_changed_at
    assert added > 1
    plex.scan_now(movies)
    assert movies.content_changed_at == added
    (tmp_path / "Tall Grass (1999).mkv").unlink()
    plex.scan_now(movies)
    assert movies.content_changed_at > added


async def test_library_without_agent_and_unmatched_item(
    plex: PlexServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    put(tmp_path, "Home Video.mp4")
    other = plex.add_library("Other", "movie", [Location("/home", tmp_path)], agent=NO_AGENT)
    movies = plex.add_library("Movies", "movie", [Location("/movies", tmp_path)])
    plex.never_match = True
    await http.get(f"{plex.url}/library/sections/all/refresh", headers=TOKEN)
    await until(lambda: all(plex.items(lib) and plex.items(lib)[0].title for lib in (other, movies)))
    assert [(i.state, i.thumb) for lib in (other, movies) for i in plex.items(lib)] == [(1, None), (5, None)]
    async with http.get(f"{plex.url}/library/sections/1/all", headers=TOKEN) as answer:
        assert parse(await answer.text())[0].attrib["guid"].startswith("local://")


async def test_scans_that_find_nothing(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library, tmp_path: Path
) -> None:
    put(tmp_path, "Salt Harbour (2020)/Salt Harbour (2020).mkv")
    refresh = f"{plex.url}/library/sections/1/refresh"
    plex.swallow_scans = 1
    plex.hide("/media/Movies/Salt Harbour (2020)", scans=1)
    found = []
    for _ in range(3):
        await http.get(refresh, headers=TOKEN)
        await pass_one_minute()
        found.append(len(plex.items(movies)))
    assert found == [0, 0, 1]
    async with http.post(refresh, headers=TOKEN) as answer:
        assert answer.status == 404
    assert plex.scans == [("1", None)] * 3


async def test_lost_cancelled_and_misplaced_scans(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "torrents"
    movies.locations.append(Location("/torrents", elsewhere))
    put(elsewhere, "Far Shore (2022)/Far Shore (2022).mkv")
    refresh = f"{plex.url}/library/sections/1/refresh"
    path = {"path": "/torrents/Far Shore (2022)"}
    plex.scan_elsewhere = True
    await http.get(refresh, params=path, headers=TOKEN)
    await pass_one_minute()
    assert plex.items(movies) == []
    plex.scan_elsewhere = False
    plex.scan_seconds = 5
    await http.get(refresh, params=path, headers=TOKEN)
    async with http.delete(refresh, headers=TOKEN) as answer:
        assert answer.status == 200
    await pass_one_minute()
    assert plex.items(movies) == []
    plex.lose_close_scans = True
    await http.get(refresh, params={"path": "/media/Movies/None (2000)"}, headers=TOKEN)
    await http.get(refresh, params=path, headers=TOKEN)
    await pass_one_minute()
    assert plex.items(movies) == []
    await http.get(refresh, params=path, headers=TOKEN)
    await until(lambda: [item.title for item in plex.items(movies)] == ["Far Shore"])

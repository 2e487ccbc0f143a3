"""The Plex server of the tests behaves like a real one."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import aiohttp
import pytest

from testing.plex_server import NO_AGENT, Fault, Library, Location, PlexServer
from testing.waiting import until
from tests.virtual_time import pass_one_minute

pytestmark = pytest.mark.usefixtures("socket_enabled")
TOKEN = {"X-Plex-Token": "secret-token"}
JSON = {**TOKEN, "Accept": "application/json"}
PAGE = {"X-Plex-Container-Start": "0", "X-Plex-Container-Size": "2"}


@pytest.fixture
async def plex() -> AsyncIterator[PlexServer]:
    server = PlexServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture
def movies(plex: PlexServer, tmp_path: Path) -> Library:
    return plex.add_library("Movies", "movie", [Location("/media/Movies", tmp_path)])


def put(folder: Path, name: str, size: int = 10) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)


def parse(document: str | bytes) -> ET.Element:
    return ET.fromstring(document)  # noqa: S314 - our own server's


async def test_token_and_formats(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    async with http.get(f"{plex.url}/identity") as answer:
        assert parse(await answer.text()).get("claimed") == "1"
    async with http.get(plex.url) as answer:
        assert answer.status == 401
        assert "<h1>401 Unauthorized</h1>" in await answer.text()
    async with http.get(f"{plex.url}/library/sections", headers=TOKEN) as answer:
        directory = parse(await answer.text())[0]
        assert (directory.get("key"), directory.get("refreshing")) == ("1", "0")
        assert directory[0].attrib["path"] == "/media/Movies"
    async with http.get(f"{plex.url}/library/sections", headers=JSON) as answer:
        section = (await answer.json())["MediaContainer"]["Directory"][0]
        assert section["refreshing"] is False
        assert section["Location"][0]["path"] == "/media/Movies"


@pytest.mark.parametrize(
    ("library_type", "names", "items"),
    [
        (
            "movie",
            [
                "Salt Harbour (2020)/Salt.Harbour.2020.1080p.mkv",
                "Salt Harbour (2020)/Salt Harbour (2020) - 4k.mkv",
                "Salt Harbour (2020)/Sample/sample.mkv",
                "Salt Harbour (2020)/Salt Harbour (2020)-trailer.mkv",
                "Salt Harbour (2020)/Salt Harbour (2020).nfo",
            ],
            [("Salt Harbour", 2)],
        ),
        (
            "movie",
            ["Tall Grass (1999)/Tall Grass cd1.avi", "Tall Grass (1999)/Tall Grass cd2.avi"],
            [("Tall Grass", 2)],
        ),
        (
            "movie",
            ["Old Disc (1988)/VIDEO_TS/VTS_01_1.VOB", "Old Disc (1988)/VIDEO_TS/VIDEO_TS.VOB"],
            [("Old Disc", 1)],
        ),
        (
            "movie",
            ["Loose.Ends.2011.720p.WEB-DL.x264-GRP.mkv", "a.mkv.part", "b.mkv.!qB", "c.rar"],
            [("Loose Ends", 1)],
        ),
        ("movie", ["Paper Moth (2004)/8f3c.mkv"], [("Paper Moth", 1)]),
        ("show", ["Lantern Row/Season 01/Lantern Row - S01E01E02.mkv"], [("Episode 1", 1), ("Episode 2", 1)]),
        ("show", ["Lantern.Row.S02E03.1080p.WEB.x264-GRP/lantern.row.s02e03.mkv"], [("Episode 3", 1)]),
        ("show", ["Evening Desk/2024/Evening.Desk.2024.03.07.mkv"], [("2024-03-07", 1)]),
        ("show", ["Lantern Row/Season 1/04.mkv", "Lantern Row/noise.mkv"], [("Episode 4", 1)]),
        (
            "artist",
            ["The Reeds/Low Water (2019)/01 - Silt.flac", "The Reeds/Low Water (2019)/cover.jpg"],
            [("Silt", 1)],
        ),
        ("photo", ["Lake/one.jpg"], [("one", 1)]),
    ],
)
async def test_names(
    plex: PlexServer, tmp_path: Path, library_type: str, names: list[str], items: list[tuple[str, int]]
) -> None:
    library = plex.add_library("Library", library_type, [Location("/media/Library", tmp_path)])
    for name in names:
        put(tmp_path, name)
    plex.scan_now(library)
    assert [(item.title, len(item.files)) for item in plex.items(library)] == items


async def test_show_tree(plex: PlexServer, http: aiohttp.ClientSession, tmp_path: Path) -> None:
    library = plex.add_library("Series", "show", [Location("/tv", tmp_path)])
    put(tmp_path, "Lantern Row (2019)/Season 02/Lantern Row - S02E03.mkv")
    plex.scan_now(library)
    key = plex.items(library)[0].rating_key
    async with http.get(f"{plex.url}/library/metadata/{key},999", headers=JSON) as answer:
        (episode,) = (await answer.json())["MediaContainer"]["Metadata"]
    assert (episode["grandparentTitle"], episode["parentIndex"], episode["index"]) == ("Lantern Row", 2, 3)
    assert episode["Media"][0]["Part"][0]["file"] == "/tv/Lantern Row (2019)/Season 02/Lantern Row - S02E03.mkv"
    async with http.get(f"{plex.url}/library/metadata/999", headers=JSON) as answer:
        assert answer.status == 404
    async with http.get(f"{plex.url}/library/recentlyAdded", headers=TOKEN) as answer:
        (season,) = parse(await answer.text())
        assert (season.tag, season.get("type")) == ("Directory", "season")
    async with http.get(f"{plex.url}{episode['thumb']}", headers=TOKEN) as answer:
        assert (await answer.read()).startswith(b"\x89PNG")


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


async def test_large_library(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    added = plex.add_items(movies, 20_000)
    every = f"{plex.url}/library/sections/1/all"
    name = added[1234].files[0].rpartition("/")[2]
    async with http.get(every, params={"type": "1", "file": name}, headers=JSON) as answer:
        content = (await answer.json())["MediaContainer"]
        assert [item["ratingKey"] for item in content["Metadata"]] == [added[1234].rating_key]
    async with http.get(every, params={"type": "1", "sort": "addedAt:desc"}, headers={**JSON, **PAGE}) as answer:
        content = (await answer.json())["MediaContainer"]
        newest = [item["ratingKey"] for item in content["Metadata"]]
        assert newest == [item.rating_key for item in (added[-1], added[-2])]
        assert (content["size"], content["totalSize"], content["offset"]) == (2, 20_000, 0)
    async with http.get(
        every, params={"type": "1", "X-Plex-Container-Start": "0", "X-Plex-Container-Size": "0"}, headers=JSON
    ) as answer:
        content = (await answer.json())["MediaContainer"]
        assert (content["size"], content["totalSize"]) == (0, 20_000)
    async with http.get(f"{plex.url}/library/recentlyAdded", headers={**JSON, **PAGE}) as answer:
        content = (await answer.json())["MediaContainer"]
        assert [item["ratingKey"] for item in content["Metadata"]] == newest


async def test_queries_return_matching_items(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    added = plex.add_items(movies, 5)
    every = f"{plex.url}/library/sections/1/all"
    async with http.get(every, params={"file": "x.mkv"}, headers=TOKEN) as answer:
        assert answer.status == 500
    async with http.get(every, params={"type": "1", "file": "x.mkv"}, headers=TOKEN) as answer:
        assert parse(await answer.text()).get("size") == "0"
    async with http.get(f"{every}?type=1&addedAt>>={added[3].added_at}", headers=JSON) as answer:
        assert (await answer.json())["MediaContainer"]["size"] == 2
    async with http.get(every, params={"type": "1", "X-Plex-Container-Size": "2"}, headers=JSON) as answer:
        assert (await answer.json())["MediaContainer"]["size"] == 5
    async with http.get(f"{plex.url}/library/sections/7/all", headers=TOKEN) as answer:
        assert answer.status == 404
        assert "<h1>404 Not Found</h1>" in await answer.text()


async def test_faults_fail_requests(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    sections = f"{plex.url}/library/sections"

    async def ask() -> tuple[int, bytes]:
        async with http.get(sections, headers=TOKEN, timeout=aiohttp.ClientTimeout(total=0.3)) as answer:
            return answer.status, await answer.read()

    right = await ask()
    for fault, error in (
        (Fault.REFUSE, aiohttp.ClientConnectorError),
        (Fault.RESET, aiohttp.ClientOSError),
        (Fault.HANG, TimeoutError),
        (Fault.SLOW_DRIP, TimeoutError),
        (Fault.TRUNCATED, aiohttp.ClientPayloadError),
    ):
        with plex.fail(fault), pytest.raises(error):
            await ask()
        assert await ask() == right
    for fault in (Fault.HTML, Fault.EMPTY, Fault.MALFORMED, Fault.WRONG_ENCODING):
        with plex.fail(fault, path="/library/*"):
            status, body = await ask()
            assert (status, body == right[1]) == (200, False)
            if fault is not Fault.HTML:
                with pytest.raises(ET.ParseError):
                    parse(body)
    with plex.fail(Fault.STATUS(498), times=1) as rule:
        assert [(await ask())[0] for _ in range(2)] == [498, 200]
        assert rule.hits == 1
    with plex.fail(Fault.MAINTENANCE):
        status, body = await ask()
        assert (status, parse(body).get("title")) == (503, "Maintenance")
        async with http.get(f"{plex.url}/identity", headers={"Accept": "application/json"}) as answer:
            assert json.loads(await answer.text())["code"] == 503
    with plex.fail(Fault.REDIRECT, times=1):
        assert await ask() == right
        assert plex.requests[-1].headers["Host"] == plex.other_url.removeprefix("http://")
    with plex.fail(Fault.OVERSIZED):
        async with http.get(sections, headers=TOKEN) as answer:
            assert len(await answer.content.read(10_000_000)) > 1000


async def test_stops_quickly_with_hanging_requests_and_restarts(
    plex: PlexServer, http: aiohttp.ClientSession, movies: Library
) -> None:
    url = plex.url
    plex.scan_seconds = 60
    await http.get(f"{url}/library/sections/1/refresh", headers=TOKEN)
    websocket = await http.ws_connect(f"{url}/:/websockets/notifications", headers=TOKEN)
    plex.fail(Fault.HANG)
    hung = asyncio.create_task(http.get(url, headers=TOKEN).__aenter__())
    await until(lambda: plex.requests[-1].path == "/")
    async with asyncio.timeout(1):
        await plex.stop()
    assert (await websocket.receive(timeout=20)).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    with pytest.raises(aiohttp.ClientError):
        await hung
    plex.faults.rules.clear()
    await plex.start()
    assert plex.url == url
    async with http.get(url, headers=TOKEN) as answer:
        assert answer.status == 200


async def test_websocket_modes(plex: PlexServer, http: aiohttp.ClientSession) -> None:
    address = f"{plex.url}/:/websockets/notifications?filters=timeline"
    plex.websocket_mode = "refuse"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(address, headers=TOKEN)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(address)
    plex.websocket_mode = "silent"
    async with http.ws_connect(address, headers=TOKEN) as websocket:
        await until(lambda: len(plex.websockets) == 1)
        with pytest.raises(TimeoutError):
            await websocket.receive(timeout=0.1)
    async with http.ws_connect(address, headers=TOKEN) as websocket:
        await until(lambda: len(plex.websockets) == 1)
        plex.push({"hello": 1})
        assert await websocket.receive_json(timeout=20) == {"hello": 1}
        for mode in ("garbage", "flood"):
            plex.websocket_mode = mode
            for _ in range(50):
                assert (await websocket.receive(timeout=20)).type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY)
        plex.websocket_mode = "normal"
        plex.drop_websockets()
        await until(lambda: not plex.websockets)

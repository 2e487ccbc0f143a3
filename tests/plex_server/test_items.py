"""The Plex server of the tests returns libraries and items like a real server."""

from pathlib import Path

import aiohttp
import pytest

from testing.plex_server import Library, Location, PlexServer
from testing.plex_server.about import About

from .conftest import JSON, PAGE, TOKEN, parse, put


async def test_token_and_formats(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    async with http.get(f"{plex.url}/identity") as answer:
        assert parse(await answer.text()).get("claimed") == "1"
    async with http.get(plex.url) as answer:
        assert answer.status == 401
        assert "<h1>401 Unauthorized</h1>" in await answer.text()
    async with http.get(f"{plex.url}/library/sections", headers=TOKEN) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
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


async def test_what_the_agent_knows(plex: PlexServer, http: aiohttp.ClientSession, movies: Library) -> None:
    film, other = plex.add_items(movies, 2)
    movies.about = {film.title: About(summary="It begins.", genres=("Drama", "Mystery"), rating=7.5, minutes=101)}
    async with http.get(f"{plex.url}/library/metadata/{film.rating_key},{other.rating_key}", headers=JSON) as answer:
        described, made_up = (await answer.json())["MediaContainer"]["Metadata"]
    assert described["Genre"] == [{"tag": "Drama"}, {"tag": "Mystery"}]
    about = (described["summary"], described["rating"], described["duration"], described["Media"][0]["duration"])
    assert about == ("It begins.", 7.5, 6_060_000, 6_060_000)
    assert "Genre" not in made_up
    assert made_up["summary"] == f"The summary of “{other.title}”."

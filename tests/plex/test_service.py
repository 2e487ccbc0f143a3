"""What the methods of PlexService return, and how many requests they make."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
import threading
import unicodedata
from unittest.mock import patch

from plexapi import BASE_HEADERS
import pytest

from custom_components.plex_arrivals.plex import headers
from custom_components.plex_arrivals.plex.errors import PlexNotFound, PlexUnauthorized, PlexUnavailable
from custom_components.plex_arrivals.plex.links import LinkStyle
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary, PlexServerInfo
from custom_components.plex_arrivals.plex.service import MAX_FOUND, PlexService, _encoded
from testing.plex_server import Library, Location, PlexServer
from tests.virtual_time import pass_one_minute

from .conftest import CLIENT, MACHINE, TOKEN, MakeService, write


def requested(server: PlexServer) -> list[str]:
    """Return the paths that were requested since the last call."""
    paths = [request.path for request in server.requests]
    server.requests.clear()
    return paths


async def library_of(service: PlexService, server: PlexServer, title: str) -> PlexLibrary:
    """Return a library, and clear the requests that this took."""
    (found,) = [library for library in await service.get_libraries() if library.title == title]
    server.requests.clear()
    return found


async def test_server_info(service: PlexService, server: PlexServer) -> None:
    info = await service.get_server_info()
    assert isinstance(info, PlexServerInfo)
    assert (info.name, info.machine_identifier, info.platform) == ("Attic", MACHINE, "Linux")
    assert info.version.startswith("1.43.1")
    assert info.updated_at is not None
    assert abs(info.updated_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert requested(server) == ["/"]
    await service.get_server_info()
    assert requested(server) == ["/"]


async def test_libraries_are_fetched_again_with_each_call(
    service: PlexService, server: PlexServer, movies: Library
) -> None:
    await service.get_server_info()
    server.requests.clear()
    (found,) = await service.get_libraries()
    assert (found.id, found.title, found.type) == (movies.id, "Movies", LibraryType.MOVIE)
    assert found.locations == ("/media/Movies",)
    assert requested(server) == ["/library/sections"]
    server.add_library("More", "artist", [])
    assert [library.type for library in await service.get_libraries()] == [LibraryType.MOVIE, LibraryType.MUSIC]
    assert requested(server) == ["/library/sections"]


async def test_first_call_identifies_the_server(service: PlexService, server: PlexServer, movies: Library) -> None:
    await asyncio.gather(*(service.get_libraries() for _ in range(8)))
    assert sorted(requested(server)) == ["/"] + ["/library/sections"] * 8


async def test_recently_added_of_a_library(service: PlexService, server: PlexServer, movies: Library) -> None:
    server.add_items(movies, 500)
    library = await library_of(service, server, "Movies")
    items = await service.get_recently_added(3, library)
    times = [item.added_at for item in items if item.added_at]
    assert len(times) == 3
    assert times == sorted(times, reverse=True)
    assert items[0].library_id == movies.id
    assert items[0].url.startswith(
        f"https://app.plex.tv/desktop/#!/server/{MACHINE}/details?key=%2Flibrary%2Fmetadata%2F"
    )
    assert requested(server) == [f"/library/sections/{movies.id}/all"]


async def test_recently_added_is_cut_if_the_server_ignores_paging(
    service: PlexService, server: PlexServer, movies: Library
) -> None:
    newest = server.add_items(movies, 30)[-1]
    server.ignores_paging = True
    library = await library_of(service, server, "Movies")
    for found in (await service.get_recently_added(3, library), await service.get_recently_added(3)):
        assert len(found) == 3
    assert newest.title in {item.title for item in await service.get_recently_added(4, library)}


@pytest.mark.parametrize(
    ("kind", "expected"), [("movie", "movie"), ("show", "episode"), ("artist", "album"), ("photo", "photo")]
)
async def test_recently_added_has_items_with_files_or_albums(
    service: PlexService, server: PlexServer, kind: str, expected: str, tmp_path: Path
) -> None:
    server.add_items(server.add_library("Some", kind, [Location(plex="/media/some", disk=tmp_path)]), 3)
    library = await library_of(service, server, "Some")
    assert {item.type for item in await service.get_recently_added(9, library)} == {expected}


async def test_recently_added_of_the_server(service: PlexService, server: PlexServer, movies: Library) -> None:
    await service.get_server_info()
    server.requests.clear()
    assert {item.title for item in await service.get_recently_added(10)} == {
        item.title for item in server.items(movies)
    }
    assert requested(server) == ["/library/recentlyAdded"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/media/Movies/Heat (1995)", "/media/Movies/Heat (1995)"),
        ("/media//Movies///Heat (1995)", "/media/Movies/Heat (1995)"),
        ("/media/Movies/100% a+b & c#d?e=f ü", "/media/Movies/100% a+b & c#d?e=f ü"),
        (None, None),
    ],
)
async def test_refresh(
    service: PlexService, server: PlexServer, movies: Library, path: str | None, expected: str | None
) -> None:
    library = await library_of(service, server, "Movies")
    await service.refresh_library(library, path)
    assert server.scans == [(movies.id, expected)]
    (request,) = server.requests
    assert (request.method, request.path) == ("GET", f"/library/sections/{movies.id}/refresh")


async def test_cancelled_scan_is_not_requested(service: PlexService, server: PlexServer, movies: Library) -> None:
    """It was cancelled while it waited for a thread."""
    library = await library_of(service, server, "Movies")
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as threads, patch.object(loop, "_default_executor", threads):
        free = threading.Event()
        threads.submit(free.wait)
        asking = asyncio.create_task(service.refresh_library(library))
        await asyncio.sleep(0.1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        free.set()
        await pass_one_minute()
    assert not server.scans


async def test_removed_library_is_not_found(service: PlexService, server: PlexServer, movies: Library) -> None:
    library = await library_of(service, server, "Movies")
    server.remove_library(movies)
    with pytest.raises(PlexNotFound):
        await service.refresh_library(library)
    with pytest.raises(PlexNotFound):
        await service.get_recently_added(5, library)


@pytest.mark.parametrize(
    "file",
    [
        "/somewhere/else/Amélie & Co + (2001) #1.mkv",
        r"D:\downloads\Amélie & Co + (2001) #1.mkv",
        unicodedata.normalize("NFC", "Amélie & Co + (2001) #1.mkv"),
    ],
)
async def test_find_by_file(service: PlexService, server: PlexServer, movies: Library, file: str) -> None:
    library = await library_of(service, server, "Movies")
    (found,) = await service.find_by_file(library, file)
    assert [held.path for held in found.files] == ["/media/Movies/Amélie (2001)/Amélie & Co + (2001) #1.mkv"]
    assert requested(server) == [f"/library/sections/{movies.id}/all"]
    assert await service.find_by_file(library, "Nothing.mkv") == []
    assert requested(server) == [f"/library/sections/{movies.id}/all"]


async def test_find_by_file_never_fetches_a_whole_library(
    service: PlexService, server: PlexServer, movies: Library
) -> None:
    server.add_items(movies, 2000)
    server.ignored_filters = frozenset({"file"})
    library = await library_of(service, server, "Movies")
    newest = server.items(movies)[-1]
    found = await service.find_by_file(library, newest.files[0])
    assert [item.id for item in found] == [str(newest.rating_key)]
    (request,) = server.requests
    assert request.query["X-Plex-Container-Size"] == str(MAX_FOUND)
    assert request.query["X-Plex-Container-Start"] == "0"


@pytest.mark.parametrize(
    ("kind", "expected"), [("movie", "movie"), ("show", "episode"), ("artist", "track"), ("photo", "photo")]
)
async def test_find_by_file_in_libraries_of_each_type(
    service: PlexService, server: PlexServer, kind: str, expected: str, tmp_path: Path
) -> None:
    some = server.add_library("Some", kind, [Location(plex="/media/some", disk=tmp_path)])
    wanted = server.add_items(some, 3)[1]
    library = await library_of(service, server, "Some")
    (found,) = await service.find_by_file(library, wanted.files[0])
    assert (found.id, found.type) == (str(wanted.rating_key), expected)


async def test_only_whole_names_are_found(service: PlexService, server: PlexServer, tmp_path: Path) -> None:
    write(tmp_path, "a/Alien.mkv", "b/The Alien.mkv")
    films = server.add_library("Films", "movie", [Location(plex=r"E:\Films", disk=tmp_path)])
    server.scan_now(films)
    library = await library_of(service, server, "Films")
    (found,) = await service.find_by_file(library, "Alien.mkv")
    assert found.files[0].path == r"E:\Films\a\Alien.mkv"


async def test_items_in_the_trash_are_gone(service: PlexService, server: PlexServer, tmp_path: Path) -> None:
    write(tmp_path, "Alien (1979).mkv", "Heat (1995).mkv")
    films = server.add_library("Films", "movie", [Location(plex="/media/Films", disk=tmp_path)])
    server.scan_now(films)
    [item] = (one for one in server.items(films) if one.title == "Alien")
    library = await library_of(service, server, "Films")

    async def is_there() -> list[bool]:
        newest = await service.get_recently_added(5, library)
        assert "Heat" in [one.title for one in newest]
        found = newest, await service.find_by_file(library, item.files[0]), await service.search("alien")
        return [
            item.rating_key in [one.id for one in items]
            for items in (*found, await service.get_items([item.rating_key]))
        ]

    assert await is_there() == [True] * 4
    server.empties_trash = False
    (tmp_path / "Alien (1979).mkv").unlink()
    server.scan_now(films)
    assert server.catalog.items[item.rating_key].deleted_at
    assert await is_there() == [False] * 4
    write(tmp_path, "Alien (1979).mkv")
    server.scan_now(films)
    assert await is_there() == [True] * 4


async def test_commas_in_names_and_titles(service: PlexService, server: PlexServer, tmp_path: Path) -> None:
    write(tmp_path, "Crazy, Stupid, Love (2011).mkv", *(f"A Crazy Movie {n} (2000).mkv" for n in range(MAX_FOUND)))
    films = server.add_library("Films", "movie", [Location(plex="/media/Films", disk=tmp_path)])
    server.scan_now(films)
    [wanted] = (item for item in server.items(films) if item.title == "Crazy, Stupid, Love")
    wanted.added_at -= 1000
    wanted.external_ids = ("tmdb://50646",)
    library = await library_of(service, server, "Films")
    for found in (
        await service.find_by_file(library, wanted.files[0]),
        await service.find_by_title(library, "Crazy, Stupid, Love"),
        await service.find_by_title(library, "Crazy, Stupid, Love,"),
        [await service.find_by_external_id(LibraryType.MOVIE, "Crazy, Stupid, Love", ["tmdb://50646"])],
    ):
        assert [item and item.id for item in found] == [wanted.rating_key]


async def test_comma_in_title_of_show(service: PlexService, server: PlexServer, tmp_path: Path) -> None:
    write(tmp_path, *(f"{show}/Season 01/{show} S01E01.mkv" for show in ("Love, Victor", "Food We Love")))
    shows = server.add_library("Shows", "show", [Location(plex="/media/Shows", disk=tmp_path)])
    server.scan_now(shows)
    (found,) = await service.find_by_title(await library_of(service, server, "Shows"), "Love, Victor", episode=1)
    assert found.show == "Love, Victor"


def test_queries_are_percent_encoded() -> None:
    assert _encoded({"path": "/a b+c&d", "size": 5}) == "path=%2Fa%20b%2Bc%26d&size=5"


async def test_file_name_that_is_not_unicode(service: PlexService, server: PlexServer, movies: Library) -> None:
    assert await service.find_by_file(await library_of(service, server, "Movies"), "caf\udce9.mkv") == []


async def test_episodes(service: PlexService, server: PlexServer, tmp_path: Path) -> None:
    names = ["Season 01/Ore S01E01.mkv", "Season 01/Ore S01E02.mkv", "Season 02/Ore S02E01.mkv"]
    write(tmp_path / "shows", *(f"Ore (2020)/{name}" for name in names))
    shows = server.add_library("Shows", "show", [Location(plex="/media/Shows", disk=tmp_path / "shows")])
    server.scan_now(shows)
    episode = next(item for item in server.items(shows) if item.type == "episode")
    season, show = episode.parent, episode.root
    assert season is not None
    in_season = {item.rating_key for item in season.children}
    assert {found.id for found in await service.get_children(season.rating_key)} == in_season
    in_show = {item.rating_key for one in show.children for item in one.children}
    found = await service.get_children(show.rating_key, leaves=True)
    assert {one.id for one in found} == in_show
    assert {one.season_id for one in found} == {one.rating_key for one in show.children}
    assert await service.get_children("987654") == []


async def test_items(service: PlexService, server: PlexServer, movies: Library) -> None:
    await service.get_server_info()
    server.requests.clear()
    keys = [str(item.rating_key) for item in server.items(movies)]
    found = await service.get_items([*keys, keys[0], "987654"])
    assert sorted(item.id for item in found) == sorted(keys)
    assert requested(server) == [f"/library/metadata/{','.join([*keys, '987654'])}"]
    assert await service.get_items([]) == []
    assert requested(server) == []
    assert await service.get_items(["987654"]) == []


async def test_links_have_the_chosen_style(make_service: MakeService, server: PlexServer, movies: Library) -> None:
    (item, *_) = await make_service(link_style=LinkStyle.SERVER).get_recently_added(1)
    assert item.url.startswith(f"{server.url}/web/index.html#!/server/{MACHINE}/")
    (item, *_) = await make_service(link_style=LinkStyle.MOBILE).get_recently_added(1)
    assert item.url.startswith("plex://preplay/")


async def test_item_url_needs_the_machine_identifier(service: PlexService, server: PlexServer) -> None:
    with pytest.raises(PlexUnavailable):
        service.item_url("42")
    await service.get_server_info()
    assert service.item_url("42").endswith(f"/{MACHINE}/details?key=%2Flibrary%2Fmetadata%2F42")


async def test_identity_headers_are_sent_but_not_set_for_the_process(
    service: PlexService, server: PlexServer, movies: Library
) -> None:
    before = dict(BASE_HEADERS)
    await service.refresh_library(await library_of(service, server, "Movies"))
    await service.get_libraries()
    assert dict(BASE_HEADERS) == before
    foreign = set(before.values()) - {"Plex Arrivals"}
    for request in server.requests:
        ours = {name: value for name, value in request.headers.items() if name.lower().startswith("x-plex-")}
        assert ours.pop("X-Plex-Token") == TOKEN
        assert ours["X-Plex-Client-Identifier"] == CLIENT
        assert ours["X-Plex-Product"] == "Plex Arrivals"
        assert not foreign & set(ours.values())
        assert TOKEN not in request.path
        assert TOKEN not in str(request.query)


def test_version_is_that_of_the_manifest() -> None:
    manifest = Path(headers.__file__).parents[1] / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["version"] == headers.VERSION


async def test_revoked_token_raises(service: PlexService, server: PlexServer, movies: Library) -> None:
    await service.get_libraries()
    server.token = "another"
    with pytest.raises(PlexUnauthorized):
        await service.get_libraries()
    with pytest.raises(PlexUnauthorized):
        await service.get_server_info()


async def test_restarted_server_is_found_again(service: PlexService, server: PlexServer, movies: Library) -> None:
    assert await service.get_libraries()
    await server.stop()
    await server.start()
    assert await service.get_libraries()


async def test_many_calls_at_the_same_time(service: PlexService, server: PlexServer, movies: Library) -> None:
    library = await library_of(service, server, "Movies")
    answers = await asyncio.gather(
        *(service.find_by_file(library, "Heat (1995).mkv") for _ in range(20)),
        *(service.get_recently_added(2, library) for _ in range(20)),
    )
    assert all(answers[:20])
    assert len(server.requests) == 40


async def test_find_by_external_id(service: PlexService, server: PlexServer, movies: Library) -> None:
    heat, amelie = sorted(server.items(movies), key=lambda item: item.title, reverse=True)
    heat.external_ids = ("imdb://tt1", "tmdb://2")
    await service.get_server_info()
    server.requests.clear()
    found = await service.find_by_external_id(LibraryType.MOVIE, "heat", ["tvdb://9", "tmdb://2"])
    assert found is not None
    assert (found.id, found.artwork) == (heat.rating_key, str(heat.thumb_version))
    assert requested(server) == ["/library/all"]
    assert await service.find_by_external_id(LibraryType.MOVIE, "Heat", ["tmdb://22"]) is None
    assert await service.find_by_external_id(LibraryType.MOVIE, amelie.title, ["tmdb://2"]) is None
    assert await service.find_by_external_id(LibraryType.SHOW, "Heat", ["tmdb://2"]) is None

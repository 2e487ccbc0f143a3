"""How PlexService finds items by their file, title or ID."""

from pathlib import Path
import unicodedata

import pytest

from custom_components.plex_arrivals.plex.models import LibraryType
from custom_components.plex_arrivals.plex.service import MAX_FOUND, PlexService, _encoded
from testing.plex_server import Library, Location, PlexServer

from .conftest import library_of, requested, write


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

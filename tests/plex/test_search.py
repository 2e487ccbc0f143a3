"""Searching for titles, and listing what shows and seasons have."""

from pathlib import Path

from custom_components.plex_arrivals.plex.service import MAX_SEARCHED, PlexService
from testing.plex_server import Library, Location, PlexServer

from .conftest import requested, write


async def test_search(service: PlexService, server: PlexServer, movies: Library, tmp_path: Path) -> None:
    write(tmp_path / "shows", "Heat Wave/Season 01/Heat Wave - S01E01.mkv")
    shows = server.add_library("Shows", "show", [Location(plex="/media/Shows", disk=tmp_path / "shows")])
    server.scan_now(shows)
    await service.get_server_info()
    server.requests.clear()
    found = await service.search("heat")
    assert [(one.title, one.type, one.library_id) for one in found] == [
        ("Heat", "movie", movies.id),
        ("Heat Wave", "show", shows.id),
    ]
    assert "details?key=" in found[0].url
    assert requested(server) == ["/hubs/search"]
    assert await service.search("#1 & more + that = nothing?") == []


async def test_search_finds_nothing(service: PlexService, server: PlexServer, movies: Library) -> None:
    assert await service.search("nothing") == []
    server.remove_library(movies)
    assert await service.search("heat") == []


async def test_search_is_limited(service: PlexService, server: PlexServer, movies: Library) -> None:
    for number, item in enumerate(server.add_items(movies, MAX_SEARCHED + 5)):
        item.title = f"Heat {number}"
    assert len(await service.search("heat")) == MAX_SEARCHED


async def test_children(service: PlexService, server: PlexServer, tmp_path: Path) -> None:
    write(tmp_path, *(f"Heat Wave/Season 0{season}/Heat Wave - S0{season}E01.mkv" for season in (1, 2)))
    shows = server.add_library("Shows", "show", [Location(plex="/media/Shows", disk=tmp_path)])
    server.scan_now(shows)
    [show] = await service.search("heat wave")
    server.requests.clear()
    seasons = await service.get_children(show.id)
    assert [(one.type, one.season, one.show) for one in seasons] == [
        ("season", 1, "Heat Wave"),
        ("season", 2, "Heat Wave"),
    ]
    episodes = await service.get_children(seasons[1].id)
    assert [(one.type, one.season, one.episode) for one in episodes] == [("episode", 2, 1)]
    assert len(requested(server)) == 2
    assert await service.get_children("no/such?item") == []

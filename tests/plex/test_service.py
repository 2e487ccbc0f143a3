"""What the methods of PlexService return, and how many requests they make."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
import threading
from unittest.mock import patch

from plexapi import BASE_HEADERS
import pytest

from custom_components.plex_arrivals.plex import headers
from custom_components.plex_arrivals.plex.errors import PlexNotFound, PlexUnauthorized, PlexUnavailable
from custom_components.plex_arrivals.plex.links import LinkStyle
from custom_components.plex_arrivals.plex.models import LibraryType, PlexServerInfo
from custom_components.plex_arrivals.plex.service import PlexService
from testing.plex_server import Library, Location, PlexServer
from tests.virtual_time import pass_one_minute

from .conftest import CLIENT, MACHINE, TOKEN, MakeService, library_of, requested


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

"""The library and the folder for a download."""

import unicodedata

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals import paths
from custom_components.plex_arrivals.deliveries import routing
from custom_components.plex_arrivals.deliveries.escalation import scans_for_step
from custom_components.plex_arrivals.deliveries.router import Router
from custom_components.plex_arrivals.deliveries.routing import PathMapping, Route
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

MAPPING = PathMapping(source="/downloads", plex="/media")
PLACES = st.sampled_from(["/", "/a", "/a/b", "/a/b/c", "/a b", "/b", "/b/a", "D:\\", "D:\\a", "d:/a/b", "\\\\nas\\a"])
PATHS = st.text() | st.builds(paths.join, PLACES, st.sampled_from(["x", "x y", "..", "A", "b", "é", "\\x", "C:x"]))
MAPPINGS = st.lists(st.builds(PathMapping, source=PLACES, plex=PLACES), max_size=5)


def library(
    library_id: str, *locations: str, kind: LibraryType = LibraryType.SHOW, title: str = "Shows"
) -> PlexLibrary:
    return PlexLibrary(id=library_id, title=title, type=kind, locations=locations)


def download(path: str, *files: str, name: str | None = None, category: str | None = None) -> Download:
    return Download(
        name=name or paths.name(path),
        path=path,
        source="test",
        category=category,
        files=tuple(DownloadedFile(path=path if file == "." else paths.join(path, file)) for file in files),
    )


def routes(path: str, *libraries: PlexLibrary, mappings: tuple[PathMapping, ...] = ()) -> list[tuple[str, str | None]]:
    found = routing.by_path(download(path), libraries, mappings)
    return [(route.library_id, route.folder) for route in found]


# --- mappings


@pytest.mark.parametrize(
    ("path", "mappings", "names"),
    [
        ("/downloads/x", [], ["/downloads/x"]),
        ("/downloads/x", [("/downloads", "/media")], ["/media/x", "/downloads/x"]),
        ("/downloads", [("/downloads/", "/media/")], ["/media", "/downloads"]),
        ("/downloads2/x", [("/downloads", "/media")], ["/downloads2/x"]),
        ("D:\\Down\\tv\\x", [("d:\\down", "/media")], ["/media/tv/x", "D:\\Down\\tv\\x"]),
        ("/mnt/tv/x", [("/mnt", "\\\\nas\\media")], ["\\\\nas\\media\\tv\\x", "/mnt/tv/x"]),
        ("//nas/tv/x", [("\\\\nas\\tv", "/tv")], ["/tv/x", "//nas/tv/x"]),
        # the deepest first, then the others
        ("/d/tv/x", [("/d", "/m"), ("/d/tv", "/shows")], ["/shows/x", "/m/tv/x", "/d/tv/x"]),
        # a chain
        ("/a/x", [("/b", "/c"), ("/a", "/b")], ["/c/x", "/b/x", "/a/x"]),
        # mappings that point at each other, and at themselves
        ("/a/x", [("/a", "/b"), ("/b", "/a")], ["/a/x", "/b/x", "/a/x"]),
        ("/a/x", [("/a", "/a/b")], ["/a/b/x", "/a/x"]),
        ("/a/x", [("/", "/media")], ["/media/a/x", "/a/x"]),
    ],
)
def test_translations(path: str, mappings: list[tuple[str, str]], names: list[str]) -> None:
    assert routing.mapped_paths(path, [PathMapping(source=one, plex=other) for one, other in mappings]) == names


@given(PATHS, MAPPINGS)
def test_translations_end_with_the_path_itself(path: str, mappings: list[PathMapping]) -> None:
    names = routing.mapped_paths(path, mappings)
    assert names[-1] == path
    assert len(names) <= len(mappings) + 1


@given(PLACES, PLACES, st.lists(st.sampled_from(["x", "y z", "é", "b"]), max_size=3))
def test_mapping_keeps_path_below(source: str, plex: str, below: list[str]) -> None:
    first = routing.mapped_paths(paths.join(source, *below), [PathMapping(source=source, plex=plex)])[0]
    assert paths.below(first, plex) == tuple(below)


# --- the library by the path


def test_location_matches_whole_components() -> None:
    assert routes("/media/tv-4k/Show", library("1", "/media/tv")) == []


def test_deepest_location_first() -> None:
    libraries = (
        library("1", "/"),
        library("2", "/media/tv/kids"),
        library("3", "/media/tv"),
        library("4", "/media/films"),
    )
    assert [library_id for library_id, _ in routes("/media/tv/kids/Show", *libraries)] == ["2", "3", "1"]


def test_deepest_location_of_a_library_counts() -> None:
    found = routing.by_path(
        download("/media/tv/kids/Show"), [library("1", "/media", "/media/tv/kids", "/media/tv")], ()
    )
    assert [route.location for route in found] == ["/media/tv/kids"]


def test_location_itself_is_covered() -> None:
    assert routes("/media/tv", library("1", "/media/tv/")) == [("1", "/media/tv")]


@pytest.mark.parametrize(
    ("location", "path", "folder"),
    [
        ("/", "/Show", "/Show"),
        ("D:\\", "d:\\Show", "D:\\Show"),
        ("D:\\Media\\TV\\", "d:/media/tv/Show", "D:\\Media\\TV\\Show"),
        ("\\\\NAS\\TV", "\\\\nas\\tv\\Show", "\\\\NAS\\TV\\Show"),
        ("\\\\NAS\\TV", "//nas/tv/Show", "\\\\NAS\\TV\\Show"),
        ("/media//tv/", "/media/tv//Show/", "/media/tv/Show"),
        ("/media/tv", "/media/tv/AC\\DC", "/media/tv/AC\\DC"),
        ("/media/Séries", unicodedata.normalize("NFD", "/media/Séries/Show"), "/media/Séries/Show"),
    ],
)
def test_folder_is_spelled_as_location(location: str, path: str, folder: str) -> None:
    assert routes(path, library("1", location)) == [("1", folder)]


def test_dots_do_not_leave_location() -> None:
    assert routes("/media/tv/../films/x", library("1", "/media/tv")) == []
    assert routes("/media/tv/../films/x", library("1", "/media/films")) == [("1", "/media/films/x")]


def test_backslashes_in_posix_name_do_not_leave_location() -> None:
    mapping = PathMapping(source="/downloads", plex="D:\\TV")
    assert routes("/downloads/..\\..\\Windows", library("1", "D:\\TV"), mappings=(mapping,)) == []


def test_mapping_without_location_has_no_route() -> None:
    nowhere = PathMapping(source="/downloads/tv", plex="/nowhere")
    assert routes("/downloads/tv/x", library("1", "/media/tv"), mappings=(nowhere, MAPPING)) == [("1", "/media/tv/x")]
    assert routes("/downloads/tv/x", library("1", "/downloads"), mappings=(nowhere,)) == [("1", "/downloads/tv/x")]
    assert routes("/downloads/tv/x", library("1", "/media"), mappings=(nowhere,)) == []


@given(PATHS, MAPPINGS, st.lists(st.lists(PLACES, max_size=3), max_size=4))
def test_scans_stay_below_location(path: str, mappings: list[PathMapping], locations: list[list[str]]) -> None:
    libraries = [library(str(number), *places) for number, places in enumerate(locations)]
    found = routing.by_path(download(path), libraries, mappings)
    assert len({route.library_id for route in found}) == len(found)
    first = routing.preferred_routes(found, None, libraries)
    assert bool(first) == bool(found)
    assert set(first) <= set(found)
    own = {one.id: one.locations for one in libraries}
    for step in range(4):
        scans = scans_for_step(step, first, found)
        assert len(set(scans)) == len(scans)
        for library_id, folder in scans:
            assert (folder is None) == (step == 3)
            assert folder is None or any(paths.below(folder, place) is not None for place in own[library_id])


# --- several libraries over one folder


def test_guessed_type_is_first_of_all_candidates() -> None:
    libraries = [
        library("1", "/media/all", kind=LibraryType.MOVIE),
        library("2", "/media/all/"),
        library("3", "/media"),
    ]
    found = routing.by_path(download("/media/all/x"), libraries, ())
    assert [route.library_id for route in found] == ["1", "2", "3"]
    assert [route.library_id for route in routing.preferred_routes(found, LibraryType.SHOW, libraries)] == ["2"]
    assert [route.library_id for route in routing.preferred_routes(found, LibraryType.MOVIE, libraries)] == ["1"]
    assert [route.library_id for route in routing.preferred_routes(found, None, libraries)] == ["1", "2"]
    assert [route.library_id for route in routing.preferred_routes(found, LibraryType.MUSIC, libraries)] == ["1", "2"]
    assert routing.preferred_routes((), None, libraries) == ()


async def test_router_guesses_type_where_libraries_share_location() -> None:
    libraries = [library("1", "/media/all", kind=LibraryType.MOVIE), library("2", "/media/all/")]
    where = await Router([]).route(download("/media/all/Copper.Valley.S01E02.1080p.mkv", "."), libraries)
    assert [route.library_id for route in where.preferred] == ["2"]
    assert [route.library_id for route in where.routes] == ["1", "2"]


# --- the folder to scan


@pytest.mark.parametrize(
    ("path", "files", "folder"),
    [
        ("/tv/Show/S01", ["a.mkv"], "/tv/Show/S01"),
        ("/tv/Show/S01/a.mkv", ["."], "/tv/Show/S01"),
        ("/tv/Show/S01/a.mkv", [], "/tv/Show/S01"),
        ("/tv/a.mkv", ["."], "/tv"),
        ("/tv/a.mkv", [], "/tv"),
        ("/tv/a.mkv", ["inside.mkv"], "/tv/a.mkv"),
        ("/tv/Show.mp4", ["a.mkv", "b.mkv"], "/tv/Show.mp4"),
        ("/tv/Mr. Show", [], "/tv/Mr. Show"),
        ("/tv", ["a.mkv"], "/tv"),
    ],
)
def test_folder_to_scan(path: str, files: list[str], folder: str) -> None:
    (route,) = routing.by_path(download(path, *files), [library("1", "/tv")], ())
    assert route.folder == folder


def test_targets_of_each_step() -> None:
    libraries = [library("1", "/media/tv"), library("2", "/media")]
    found = routing.by_path(download("/media/tv/Show/Season 1"), libraries, ())
    first = routing.preferred_routes(found, None, libraries)
    season, show = "/media/tv/Show/Season 1", "/media/tv/Show"
    steps = [scans_for_step(step, first, found) for step in range(4)]
    assert steps == [[("1", season)], [("1", season)], [("1", show), ("2", season)], [("1", None)]]


def test_targets_of_loose_file_stay_in_location() -> None:
    found = routing.by_path(download("/media/tv/a.mkv"), [library("1", "/media/tv")], ())
    assert [scans_for_step(step, found, found) for step in range(4)] == [
        [("1", "/media/tv")],
        [("1", "/media/tv")],
        [],
        [("1", None)],
    ]


def test_targets_without_path() -> None:
    found = routing.by_type(LibraryType.SHOW, [library("1", "/media/tv")])
    assert [scans_for_step(step, found, found) for step in range(4)] == [[("1", None)], [], [], [("1", None)]]


# --- without a path: category and type


def test_by_type_needs_exactly_one_library() -> None:
    shows, more, films = library("1"), library("2"), library("3", kind=LibraryType.MOVIE)
    assert [route.library_id for route in routing.by_type(LibraryType.MOVIE, [shows, more, films])] == ["3"]
    assert routing.by_type(LibraryType.SHOW, [shows, more, films]) == ()
    assert routing.by_type(LibraryType.MUSIC, [shows, films]) == ()
    assert routing.by_type(None, [shows]) == ()


def test_by_category() -> None:
    libraries = [library("1", title="Shows"), library("2", title="Kids")]
    assert [route.library_id for route in routing.by_category(download("/x", category="kids"), libraries)] == ["2"]
    assert routing.by_category(download("/x"), libraries) == ()
    assert routing.by_category(download("/x", category="kids"), [*libraries, library("3", title="KIDS")]) == ()


@pytest.mark.parametrize(
    ("name", "category", "chosen"),
    [
        ("Copper.Valley.S01E02.1080p.WEB.mkv", None, "1"),
        ("Copper.Lantern.2019.1080p.WEB.mkv", None, "2"),
        ("Copper.Lantern.2019.1080p.WEB.mkv", "Shows", "1"),
        ("Copper.Lantern.2019.1080p.WEB.mkv", "tv", "1"),
        ("something", None, None),
        ("Song.mp3", None, None),
    ],
)
async def test_order_of_choice(name: str, category: str | None, chosen: str | None) -> None:
    libraries = [library("1", "/tv"), library("2", "/films", kind=LibraryType.MOVIE, title="Films")]
    where = await Router([MAPPING]).route(download(f"/elsewhere/{name}", category=category), libraries)
    assert [route.library_id for route in where.preferred] == ([chosen] if chosen else [])


async def test_path_is_preferred_to_category() -> None:
    libraries = [library("1", "/media/tv"), library("2", "/films", kind=LibraryType.MOVIE, title="Films")]
    where = await Router([MAPPING]).route(download("/downloads/tv/x", category="Films"), libraries)
    assert [(route.library_id, route.folder) for route in where.preferred] == [("1", "/media/tv/x")]


# --- a file as Plex sees it


def test_expected_path() -> None:
    pack = download("/downloads/tv/Show", "Season 1/a.mkv")
    (route,) = routing.by_path(pack, [library("1", "D:\\tv")], [PathMapping(source="/downloads", plex="D:\\")])
    assert routing.expected_path("/downloads/tv/Show/Season 1/a.mkv", pack, route) == "D:\\tv\\Show\\Season 1\\a.mkv"
    assert routing.expected_path("/elsewhere/a.mkv", pack, route) is None
    assert routing.expected_path("/downloads/tv/Show/a.mkv", pack, Route(library_id="1")) is None


def test_expected_path_of_a_single_file() -> None:
    single = download("/media/tv/a.mkv", ".")
    (route,) = routing.by_path(single, [library("1", "/media/tv")], ())
    assert routing.expected_path("/media/tv/a.mkv", single, route) == "/media/tv/a.mkv"

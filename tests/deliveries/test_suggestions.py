"""Suggestions of path mappings."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals import paths
from custom_components.plex_arrivals.deliveries import routing
from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState, Reason
from custom_components.plex_arrivals.deliveries.routing import PathMapping
from custom_components.plex_arrivals.deliveries.suggestions import suggest_mappings
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import LibraryType, PlexFile, PlexLibrary, PlexMediaItem

NOW = datetime(2026, 10, 1, tzinfo=UTC)
BIG = 3_000_000_000


def library(*locations: str) -> PlexLibrary:
    return PlexLibrary(id="/".join(locations), title="Library", type=LibraryType.SHOW, locations=locations)


def download(path: str, *files: str, size: int | None = None, **details: Any) -> Download:
    names = [path if file == "." else paths.join(path, file) for file in files]
    return Download(
        name=paths.name(path),
        path=path,
        source="test",
        files=tuple(DownloadedFile(path=name, size=size) for name in names),
        **details,
    )


def item(path: str, size: int | None = None) -> PlexMediaItem:
    return PlexMediaItem(id=path, type="movie", title=path, url="", files=(PlexFile(path=path, size=size),))


def delivery(one: Download, state: DeliveryState = DeliveryState.UNMATCHED) -> Delivery:
    return Delivery(id=one.path, download=one, created_at=NOW, updated_at=NOW, state=state, reason=Reason.NO_LIBRARY)


def pairs(mappings: list[PathMapping]) -> list[tuple[str, str]]:
    return [(mapping.source, mapping.plex) for mapping in mappings]


def suggest(
    downloads: list[str | Download],
    locations: list[str],
    items: list[PlexMediaItem] | None = None,
    mappings: list[tuple[str, str]] | None = None,
) -> list[tuple[str, str]]:
    return pairs(
        suggest_mappings(
            [download(one) if isinstance(one, str) else one for one in downloads],
            [],
            [library(location) for location in locations],
            items or [],
            [PathMapping(source=source, plex=plex) for source, plex in mappings or ()],
        )
    )


@pytest.mark.parametrize(
    ("downloads", "locations", "proposed"),
    [
        (["/downloads/tv/Show"], ["/data/media/tv"], [("/downloads", "/data/media")]),
        (["/downloads/tv/Show/Season 1"], ["/media/tv"], [("/downloads", "/media")]),
        (["/downloads/complete/tv/x"], ["/media/tv"], [("/downloads/complete", "/media")]),
        # one mapping for several folders
        (["/downloads/tv/x", "/downloads/films/y"], ["/media/tv", "/media/films"], [("/downloads", "/media")]),
        # never a root
        (["/tv/x"], ["/media/tv"], [("/tv", "/media/tv")]),
        (["/mnt/user/tv/x"], ["/tv"], [("/mnt/user/tv", "/tv")]),
        (["/mnt/user/data/tv/x"], ["/data/tv"], [("/mnt/user/data", "/data")]),
        # Windows paths and shares are compared without regard to case
        (["D:\\Done\\TV\\x"], ["/media/TV"], [("D:\\Done", "/media")]),
        (["D:\\TV\\x"], ["/media/TV"], [("D:\\TV", "/media/TV")]),
        (["/done/tv/x"], ["D:\\Media\\TV"], [("/done", "D:\\Media")]),
        (["/done/tv/x"], ["\\\\nas\\media\\tv"], [("/done", "\\\\nas\\media\\")]),
        # in another case: the folder itself, as the file system is case-sensitive
        (["/done/TV/x"], ["/media/tv"], [("/done/TV", "/media/tv")]),
        # two disks: the second needs its own mapping
        (
            ["/downloads/tv/x", "/downloads/tv/y", "/downloads/films/z"],
            ["/disk1/tv", "/disk2/films"],
            [("/downloads", "/disk1"), ("/downloads/films", "/disk2/films"), ("/downloads", "/disk2")],
        ),
        # two equally likely mappings
        (["/downloads/tv/x"], ["/disk1/tv", "/disk2/tv"], [("/downloads", "/disk1"), ("/downloads", "/disk2")]),
        # a folder beside Plex's is another folder, from which Sonarr and Radarr import
        (["/data/done/tv/x"], ["/data/media/tv", "/share/tv"], [("/data/done", "/share")]),
        (["/data/torrents/movies/x"], ["/data/media/movies"], []),
        # no suggestion
        (["/downloads/x"], ["/media/tv"], []),
        (["/media/tv/x"], ["/media/tv"], []),
        (["downloads/tv/x"], ["/media/tv"], []),
        (["/downloads/tv/x"], [], []),
        (["/"], ["/"], []),
    ],
)
def test_suggestion_for_folders_that_end_alike(
    downloads: list[str | Download], locations: list[str], proposed: list[tuple[str, str]]
) -> None:
    assert suggest(downloads, locations) == proposed


@pytest.mark.parametrize(
    ("done", "there", "proposed"),
    [
        # a file in the library's folder itself, or in folders that both sides have
        (download("/done/x.mkv", "."), "/media/films/x.mkv", ("/done", "/media/films")),
        (download("/done/x", "x.mkv"), "/media/films/x/x.mkv", ("/done", "/media/films")),
        (download("/done/films/x", "x.mkv"), "/media/films/x/x.mkv", ("/done", "/media")),
        # a folder with unknown files
        (download("/done/Pack"), "/media/films/Pack/CD1/x.mkv", ("/done", "/media/films")),
        # the downloads are in a folder of the library
        (download("/done/x", "x.mkv"), "/media/films/torrents/x/x.mkv", ("/done", "/media/films/torrents")),
        # only a root would match
        (download("/x.mkv", "."), "/media/films/x.mkv", ("/", "/media/films")),
        (download("C:\\x\\X.mkv", "."), "/media/films/x.mkv", ("C:\\x", "/media/films")),
        # imported there
        (download("/done/x.mkv", "."), "/media/films/X (2010)/x.mkv", None),
        (download("/done/x", "x.mkv"), "/media/films/X (2010)/x.mkv", None),
        # another file with that name, or a file in no library
        (download("/done/x.mkv", ".", size=10), "/media/films/x.mkv", None),
        (download("/done/x.mkv", "."), "/elsewhere/x.mkv", None),
    ],
)
def test_suggestion_for_files_on_both_sides(done: Download, there: str, proposed: tuple[str, str] | None) -> None:
    expected = [proposed] if proposed else []
    assert suggest([done], ["/media/films"], [item(there, 20), item("/media/films/other.mkv")]) == expected


def test_file_is_preferred_to_folder_names() -> None:
    with_file = download("/done/tv/x", "x.mkv", size=BIG)
    alike = download("/done/tv/y", "y.mkv")
    items = [item("/disk2/shows/x/x.mkv", BIG)]
    assert suggest([with_file, alike], ["/disk1/tv", "/disk2/shows"], items)[0] == ("/done/tv", "/disk2/shows")


def test_imported_file_refutes_folder_names() -> None:
    done = download("/torrents/tv/Show.S01E01-GROUP", "show.mkv", size=BIG)
    there = "/data/media/tv/Show/Season 01/Show - S01E01.mkv"
    assert suggest([done], ["/data/media/tv"], [item(there, BIG)]) == []
    assert suggest([done], ["/data/media/tv"], [item(there, BIG + 1)]) == [("/torrents", "/data/media")]


def test_imported_downloads_need_no_mapping() -> None:
    by_hash, by_path, unknown = (
        download("/done/tv/a", hash="ab"),
        download("/done/tv/b"),
        download("/done/films/c", hash="cd"),
    )
    imports = [
        download("/media/tv/A/a.mkv", hash="ab", imported=True),
        download("/media/tv/B/b.mkv", imported=True, imported_from="/done/tv/b/"),
    ]
    libraries = [library("/media/tv"), library("/share/films")]
    deliveries = [delivery(one, DeliveryState.AVAILABLE) for one in imports]
    assert suggest_mappings([by_hash, by_path], deliveries, libraries, [], []) == []
    assert pairs(suggest_mappings([by_hash, by_path, unknown], deliveries, libraries, [], [])) == [("/done", "/share")]


def test_import_itself_may_need_mapping() -> None:
    deliveries = [delivery(download("/tv/A/Season 1/a.mkv", imported=True, hash="ab"))]
    assert pairs(suggest_mappings([], deliveries, [library("/media/tv")], [], [])) == [("/tv", "/media/tv")]


def test_suggestion_from_earlier_delivery() -> None:
    """It may no longer be among Plex's newest items."""
    delivered = DeliveredItem.from_item(item("/media/films/Sable Coast (2021)/sable.mkv", BIG))
    before = delivery(download("/done/Sable Coast (2021)", "sable.mkv", size=BIG), DeliveryState.AVAILABLE)
    deliveries = [replace(before, items=(delivered,))]
    assert pairs(suggest_mappings([download("/done/Other")], deliveries, [library("/media/films")], [], [])) == [
        ("/done", "/media/films")
    ]


def test_suggestion_from_delivery_found_by_name() -> None:
    deliveries = [delivery(download("/done/x", "x.mkv", size=10), DeliveryState.AVAILABLE)]
    items = [item("/media/films/x/x.mkv", 10)]
    assert pairs(suggest_mappings([], deliveries, [library("/media/films")], items, [])) == [("/done", "/media/films")]


@pytest.mark.parametrize(
    ("present", "proposed"),
    [
        # the folder is mapped for another disk: a mapping of the deeper folder is added
        ([("/downloads", "/disk1")], [("/downloads/tv", "/disk2/tv")]),
        # a typo in a mapping without a location is corrected
        ([("/downloads", "/disk22"), ("/downloads/films", "/disk1/films")], [("/downloads", "/disk2")]),
        ([("/downloads/tv", "/tv"), ("/downloads/films", "/disk1/films")], [("/downloads", "/disk2")]),
        # a mapping that another mapping overrides
        ([("/downloads", "/disk1"), ("/downloads/tv", "/downloads/x")], [("/downloads/tv", "/disk2/tv")]),
        ([("/downloads/tv", "/downloads/x"), ("/downloads/films", "/disk1/films")], [("/downloads/tv", "/disk2/tv")]),
        # a chain of mappings that would end in the wrong folder
        ([("/downloads", "/disk1"), ("/disk2", "/nowhere")], [("/downloads/tv", "/disk2/tv")]),
    ],
)
def test_suggestions_keep_present_mappings(present: list[tuple[str, str]], proposed: list[tuple[str, str]]) -> None:
    downloads: list[str | Download] = ["/downloads/films/a", "/downloads/tv/b"]
    assert suggest(downloads, ["/disk1/films", "/disk2/tv"], mappings=present) == proposed


def test_mapping_replaces_one_of_same_folder() -> None:
    old = [PathMapping(source="D:\\a\\", plex="/x"), PathMapping(source="/b", plex="/y")]
    new = PathMapping(source="d:\\A", plex="/z")
    assert routing.with_mapping(old, new) == [old[1], new]


NAMES = st.sampled_from(["tv", "TV", "films", "data", "a", "b"])
ROOTS = st.sampled_from(["/", "/downloads", "/media", "/data/x", "D:\\", "D:\\Media", "\\\\nas\\share"])
PLACES = st.builds(lambda root, parts: paths.join(root, *parts), ROOTS, st.lists(NAMES, max_size=3))
MAPPINGS = st.lists(st.builds(PathMapping, source=PLACES, plex=PLACES), max_size=2)


@given(
    st.lists(st.tuples(PLACES, NAMES), min_size=1, max_size=5),
    st.lists(PLACES, max_size=4),
    st.lists(st.tuples(PLACES, NAMES), max_size=3),
    MAPPINGS,
)
def test_each_suggestion_adds_routes_and_keeps_others(
    lying: list[tuple[str, str]], locations: list[str], files: list[tuple[str, str]], present: list[PathMapping]
) -> None:
    downloads = [download(paths.join(place, name), f"{name}.mkv") for place, name in lying]
    libraries = [library(location) for location in locations]
    items = [item(paths.join(place, name, f"{name}.mkv")) for place, name in files]
    before = [routing.by_path(one, libraries, present) for one in downloads]

    for proposal in suggest_mappings(downloads, [], libraries, items, present):
        after = [routing.by_path(one, libraries, routing.with_mapping(present, proposal)) for one in downloads]
        assert any(now and not then for then, now in zip(before, after, strict=True))
        assert all(now == then for then, now in zip(before, after, strict=True) if then)
        assert not paths.same(proposal.source, proposal.plex)


@given(st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["/downloads", "D:\\Done"]), NAMES)
def test_suggestion_for_renamed_root(folders: list[str], source: str, location: str) -> None:
    """A suggestion leads downloads in a folder named as the library's to that library."""
    downloads = [download(paths.join(source, *folders, location, "x"))]
    libraries = [library(paths.join("/plex", location))]
    first, *_ = suggest_mappings(downloads, [], libraries, [], [])
    (route,) = routing.by_path(downloads[0], libraries, [first])
    assert route.path is not None
    assert paths.name(route.path) == "x"


def test_many_downloads_and_libraries_are_fast() -> None:
    locations = [place for n in range(20) for place in (f"/plex/{n}", f"/disk/{n}")]
    downloads: list[str | Download] = [f"/done/{n % 40}/x{n}" for n in range(1000)]
    proposed = suggest(downloads, locations)
    assert set(proposed[:2]) == {("/done", "/plex"), ("/done", "/disk")}
    assert len(proposed) <= 10

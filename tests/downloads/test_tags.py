"""The tags of a download: one definition for rules, exclusions, imported categories and library titles."""

import pytest

from custom_components.plex_arrivals.deliveries import routing
from custom_components.plex_arrivals.deliveries.imported_categories import ImportedCategories
from custom_components.plex_arrivals.deliveries.routing import Rule
from custom_components.plex_arrivals.downloads.download import Download
from custom_components.plex_arrivals.downloads.filter import DownloadFilter
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

LIBRARY = PlexLibrary(id="1", title="Shows", type=LibraryType.SHOW, locations=("/tv",))
OTHER = PlexLibrary(id="2", title="Anime", type=LibraryType.SHOW, locations=("/anime",))


def download(category: str | None = None, *labels: str) -> Download:
    return Download(name="x", path="/downloads/x", source="qbittorrent", category=category, labels=labels)


SAME = [
    ("tv", "tv"),
    ("tv", "TV "),
    ("kids ", "kids"),
    ("kids", " Kids"),
    ("tv", "tv/anime"),
    ("tv", "TV / Anime/dub"),
    ("tv/anime", "tv/anime/dub"),
    ("tv/", "tv"),
    ("séries", "se\u0301ries"),
    ("straße", "STRASSE"),
]
DIFFERENT = [("tv/anime", "tv"), ("tv", "tvshows"), ("anime", "tv/anime"), ("", "tv"), ("tv", ""), ("", "")]


@pytest.mark.parametrize(
    ("chosen", "given", "is_one"), [(*pair, True) for pair in SAME] + [(*pair, False) for pair in DIFFERENT]
)
@pytest.mark.parametrize("as_label", [False, True])
def test_tags_are_compared_alike_everywhere(chosen: str, given: str, as_label: bool, is_one: bool) -> None:
    one = download(None, "4k", given) if as_label else download(given)
    assert bool(routing.by_rule(one, [LIBRARY], [Rule(category=chosen, library="Shows")])) is is_one
    assert DownloadFilter(excluded_categories=[chosen]).includes(one) is not is_one
    assert ImportedCategories([chosen]).awaits_import(one) is is_one


def test_rule_for_nested_category_comes_first() -> None:
    rules = [Rule(category="tv", library="Shows"), Rule(category="tv/anime", library="Anime")]
    for category, library_id in (("tv", "1"), ("tv/anime", "2"), ("tv/anime/dub", "2"), ("tv/other", "1")):
        assert [one.library_id for one in routing.by_rule(download(category), [LIBRARY, OTHER], rules)] == [library_id]
    both = [Rule(category="b", library="Anime"), Rule(category="a", library="Shows")]
    assert [one.library_id for one in routing.by_rule(download("a", "b"), [LIBRARY, OTHER], both)] == ["2"]


@pytest.mark.parametrize(
    ("category", "library_id"), [("shows/new", "1"), (" ANIME ", "2"), ("Shows/4K", "3"), ("shows/4k/x", "3")]
)
def test_library_is_matched_by_category(category: str, library_id: str) -> None:
    part = PlexLibrary(id="3", title="Shows/4K", type=LibraryType.SHOW, locations=("/4k",))
    found = routing.by_category(download(category), [LIBRARY, OTHER, part])
    assert [route.library_id for route in found] == [library_id]


def test_imported_category_is_learned_regardless_of_case() -> None:
    imported = ImportedCategories()
    imported.learn(
        Download(
            name="x",
            path="/tv/x",
            source="qbittorrent",
            category="Series/HD ",
            imported=True,
            imported_from="/downloads/x",
        )
    )
    assert imported.awaits_import(download(None, "series/hd"))
    assert imported.awaits_import(download("readarr-books")), "after an import, an importer's name is enough"
    assert imported.awaits_import(download("tv/Sonarr"))
    assert not imported.awaits_import(download("films"))

"""Whatever a release and its files are called: a library is found for it or not, soon, and nothing breaks."""

import asyncio
import time

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.arrivals import media_type
from custom_components.plex_arrivals.arrivals.router import Router
from custom_components.plex_arrivals.arrivals.routing import PathMapping, Rule
from custom_components.plex_arrivals.arrivals.suggestions import suggest_mappings
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

from .effort import effort
from .mutations import TEXTS

TOKENS = st.sampled_from(
    [
        "S01E02",
        "s1",
        "S01-S03",
        "1x02",
        "E05",
        "Season.2",
        "Complete",
        "2024",
        "2024.01.02",
        "1080p",
        "2160p",
        "WEB-DL",
        "BluRay",
        "x264",
        "HEVC",
        "FLAC",
        "DTS-HD.MA",
        "5.1",
        "MULTi",
        "German",
        "DUBBED",
        "REPACK",
        "CD1",
        "Part.2",
        "II",
        "[GRP]",
        "(2010)",
        "-",
        ".",
        "_",
        ".mkv",
        ".mp3",
        ".r00",
        ".iso",
        "sample",
        "Extras",
        "VTS_01_1",
        "IMG_1234",
        "剧场版",
        "第01集",
        "Ⅷ",
        "é",
        "İ",
    ]
)
NAMES = st.lists(TOKENS | TEXTS, max_size=12).flatmap(
    lambda words: st.sampled_from((".", " ", "")).map(lambda by: by.join(words))
)
PATHS = st.tuples(st.sampled_from(["/", "/downloads/", "C:\\", "\\\\nas\\share\\", "", "/media/movies/"]), NAMES).map(
    "".join
)
LIBRARIES = [
    PlexLibrary(id="1", title="Movies", type=LibraryType.MOVIE, locations=("/media/movies", "/media")),
    PlexLibrary(id="2", title="Shows", type=LibraryType.SHOW, locations=("C:\\media\\shows", "\\\\nas\\share")),
    PlexLibrary(id="3", title="Music", type=LibraryType.MUSIC, locations=("/", "//", "relative", "..")),
]


@st.composite
def downloads(draw: st.DrawFn) -> Download:
    return Download(
        name=draw(NAMES),
        path=draw(PATHS),
        source="test",
        category=draw(st.none() | TEXTS),
        labels=tuple(draw(st.lists(TEXTS, max_size=3))),
        files=tuple(draw(st.lists(st.builds(DownloadedFile, path=PATHS, size=st.none() | st.integers(0)), max_size=5))),
        media_type=draw(st.none() | TEXTS),
        imported_from=draw(st.none() | PATHS),
    ).storable()


MAPPINGS = st.lists(st.builds(PathMapping, source=PATHS, plex=PATHS), max_size=4)
RULES = st.lists(st.builds(Rule, category=TEXTS, library=TEXTS | st.just("Movies")), max_size=3)


@effort(0.3)
@given(downloads(), MAPPINGS, RULES)
def test_where_it_goes(download: Download, mappings: list[PathMapping], rules: list[Rule]) -> None:
    where = asyncio.run(Router(mappings, rules).route(download, LIBRARIES))
    for route in where.first:
        assert route.library_id in {"1", "2", "3"}
    media_type.from_words(download)


@effort(0.2)
@given(downloads())
def test_what_it_is(download: Download) -> None:
    assert media_type.from_names(download) in {None, *LibraryType}


@effort(0.5)
@given(st.lists(downloads(), max_size=4), MAPPINGS)
def test_what_is_proposed(found: list[Download], mappings: list[PathMapping]) -> None:
    for proposal in suggest_mappings(found, [], LIBRARIES, [], mappings):
        assert proposal.source
        assert proposal.plex


PIECES = ["(", "S01E01", "1x1-", "01.02.", "2020.", "x.264.", "E01-", "[x]", "part.IV."]


@pytest.mark.parametrize("piece", PIECES)
def test_made_to_take_long(piece: str) -> None:
    """The same again and again is what makes patterns try everything."""
    name = piece * 10_000
    began = time.monotonic()
    file = DownloadedFile(path=f"/d/x/{name[:4000]}.mkv")
    media_type.from_names(Download(name=name, path="/d/x", source="test", files=(file,)))
    assert time.monotonic() - began < 5

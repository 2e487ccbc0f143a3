"""Any name of a release and its files: routing is fast and never raises."""

import asyncio
import gc
import time

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.deliveries import media_guess, media_type
from custom_components.plex_arrivals.deliveries.router import Router
from custom_components.plex_arrivals.deliveries.routing import PathMapping, Rule
from custom_components.plex_arrivals.deliveries.suggestions import suggest_mappings
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import LibraryType, PlexLibrary

from .mutations import TEXTS
from .profiles import effort

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
def test_routing_never_raises(download: Download, mappings: list[PathMapping], rules: list[Rule]) -> None:
    where = asyncio.run(Router(mappings, rules).route(download, LIBRARIES))
    for route in where.preferred:
        assert route.library_id in {"1", "2", "3"}
    media_type.from_words(download)


@effort(0.2)
@given(downloads())
def test_media_type_never_raises(download: Download) -> None:
    assert media_guess.from_names(download) in {None, *LibraryType}


@effort(0.5)
@given(st.lists(downloads(), max_size=4), MAPPINGS)
def test_suggestions_never_raise(found: list[Download], mappings: list[PathMapping]) -> None:
    for proposal in suggest_mappings(found, [], LIBRARIES, [], mappings):
        assert proposal.source
        assert proposal.plex


LIMIT_SECONDS = 0.5
LONGEST = 4096
"""Longer than file systems allow."""

PIECES = st.sampled_from(
    [
        *("(", "[", "[[]", "((x", "-", " - ", ".", "_", " ", "a", "0", "9", "1 ", "1-", "a-", "é", "İ", "ﷺ", "\u200b"),
        *("S01E01", "1x1-", "1x01x02", "01.02.", "2020.", "x.264.", "E01-", "[x]", "part.IV.", "season ", "1.season "),
        *("第1", "1話", "Complete ", "1of1", "#1", "v1.1", "5.1x2", "DTS-HD.MA.", "1080p-", "www.", "www.a.b ", "VA-"),
        *("-2016-", "a-WEB-2016-", "1st.Jan.", "[00000000]", "x264-x[x]", "Ep. ", "24bit-"),
    ]
)
NUMBER_TEXTS = st.integers(0, 10**12).map(str) | st.text("0123456789", min_size=1, max_size=LONGEST)
RANGES = st.builds(
    "Show {0}{1}{2}{0}{3}.mkv".format,
    st.sampled_from(["E", "S01E", "1x", "", "Ep.", "- ", "[", "第", "S"]),
    NUMBER_TEXTS,
    st.sampled_from(["-", " - ", "~", "-E", " to "]),
    NUMBER_TEXTS,
)
REPEATED = st.lists(PIECES | TOKENS, min_size=1, max_size=4).map(lambda pieces: ("".join(pieces) * LONGEST)[:LONGEST])
NESTED = st.tuples(st.sampled_from(["()", "[]", "【】", "{}"]), st.integers(1, LONGEST // 2)).map(
    lambda nest: nest[0][0] * nest[1] + "S01E01" + nest[0][1] * nest[1]
)


def decide(download: Download) -> None:
    """Fail if a guess takes too much processor time, regardless of the load of the machine."""
    gc.disable()  # a garbage collection may happen in it
    try:
        began = time.thread_time()
        media_type.from_words(download)
        media_guess.from_names(download)
        assert time.thread_time() - began < LIMIT_SECONDS
    finally:
        gc.enable()


@effort()
@given(NAMES | RANGES | REPEATED | NESTED | st.text(max_size=LONGEST))
def test_long_name_is_fast(name: str) -> None:
    decide(Download(name=name, path=f"/d/{name}", source="test", category=name))
    file = DownloadedFile(path=f"/d/x/{name}/{name}.mkv")
    decide(Download(name=name, path="/d/x", source="test", files=(file,)))


@pytest.mark.parametrize("times", [1, 10_000])
@pytest.mark.parametrize("piece", ["E0001-E9999.", "1x01-1x9999 ", "1x01-1x999999 ", "S01E01", "S0001-S9999.", "9"])
def test_large_range_is_fast(piece: str, times: int) -> None:
    name = f"Show.{piece * times}"
    decide(Download(name=name, path=f"/d/{name}", source="test"))


@effort(0.1)
@given(NAMES | RANGES | REPEATED, st.sampled_from([".mkv", ".mp3", ".jpg", ".rar", ".epub", ""]))
def test_huge_pack_is_fast(name: str, ending: str) -> None:
    files = tuple(DownloadedFile(path=f"/d/x/{number}/{name}{ending}", size=number) for number in range(10_000))
    decide(Download(name=name, path="/d/x", source="test", files=files))

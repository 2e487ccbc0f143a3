"""The type of library that a download belongs to."""

from collections import Counter

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.plex_arrivals.deliveries import media_guess, media_type
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import LibraryType

from .corpus import Case, cases


def guess(download: Download) -> LibraryType | None:
    return media_type.from_words(download) or media_guess.from_names(download)


def test_guesses_for_corpus() -> None:
    """No guess is wrong; at most 2 % of the downloads that have a type get none."""
    corpus = list(cases())
    assert len(corpus) >= 300
    wrong: list[tuple[Case, LibraryType]] = []
    undecided: list[Case] = []
    for case in corpus:
        found = guess(case.download)
        if found is None and case.expected is not None:
            undecided.append(case)
        elif found is not None and found is not case.expected:
            wrong.append((case, found))
    expected = Counter(case.expected for case in corpus)
    assert not [f"line {case.line}: {case.download.name} → {found}" for case, found in wrong]
    assert len(undecided) <= 0.02 * (len(corpus) - expected[None]), [case.download.name for case in undecided]
    assert set(expected) == {LibraryType.MOVIE, LibraryType.SHOW, LibraryType.MUSIC, LibraryType.PHOTO, None}


@pytest.mark.parametrize(
    ("media_type_word", "category", "labels", "expected"),
    [
        ("music", "movies", (), LibraryType.MUSIC),
        ("other", None, (), LibraryType.OTHER),
        ("episode", None, (), LibraryType.SHOW),
        ("something", "movies", (), LibraryType.MOVIE),
        (None, "tv-sonarr", (), LibraryType.SHOW),
        (None, "TV_Shows", (), LibraryType.SHOW),
        (None, "Home Videos", (), LibraryType.OTHER),
        (None, "films/4k", (), LibraryType.MOVIE),
        (None, None, ("seeding", "radarr"), LibraryType.MOVIE),
        (None, "anime-movies", (), None),
        (None, "music videos", (), None),
        (None, "other", (), None),
        (None, "", ("",), None),
        (None, "moviestar", (), None),
    ],
)
def test_from_words(
    media_type_word: str | None, category: str | None, labels: tuple[str, ...], expected: LibraryType | None
) -> None:
    download = Download(
        name="x", path="/x", source="test", media_type=media_type_word, category=category, labels=labels
    )
    assert media_type.from_words(download) is expected


def test_start_of_long_name_is_enough() -> None:
    name = "Copper.Valley.S01E02." + "x" * 100_000 + ".mkv"
    assert media_guess.from_names(Download(name=name, path=f"/d/{name}", source="test")) is LibraryType.SHOW


def pack(videos: dict[str, int | None], name: str = "Thing") -> Download:
    files = tuple(DownloadedFile(path=f"/d/{name}/{file}", size=size) for file, size in videos.items())
    return Download(name=name, path=f"/d/{name}", source="test", files=files)


def test_type_of_huge_pack() -> None:
    assert guess(pack({f"Show - {number:04}.mkv": 1 for number in range(10_000)})) is LibraryType.SHOW
    assert guess(pack({f"Show - {number:04}.mkv": None for number in range(10_000)})) is LibraryType.SHOW
    assert guess(pack({f"{number}.mp3": 1 for number in range(10_000)})) is LibraryType.MUSIC


def test_largest_files_of_huge_pack_count() -> None:
    images = dict.fromkeys((f"Screens/{number}.png" for number in range(10_000)), 1_000)
    assert guess(pack({**images, "Little Comet (2020).mkv": 4_000_000_000})) is LibraryType.MOVIE


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=3), st.sampled_from([".mkv", ".mp3", ".epub", ""]))
def test_never_raises(name: str, files: list[str], ending: str) -> None:
    listed = tuple(DownloadedFile(path=f"/d/x/{file}{ending}") for file in files)
    guess(Download(name=name, path="/d/x", source="test", category=name, files=listed))

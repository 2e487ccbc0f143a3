"""Which files of a download have to appear in Plex."""

from collections.abc import Mapping

import pytest

from custom_components.plex_arrivals.deliveries import media_files
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.plex_server import names as plex_names

PATH = "/downloads/Thing"
M, G = 1_000_000, 1_000_000_000

# As Plex documents them: https://support.plex.tv/articles/local-files-for-trailers-and-extras/
EXTRA_FOLDERS = (
    "Behind The Scenes",
    "Deleted Scenes",
    "Featurettes",
    "Interviews",
    "Scenes",
    "Shorts",
    "Trailers",
    "Other",
)
EXTRA_ENDINGS = ("behindthescenes", "deleted", "featurette", "interview", "scene", "short", "trailer", "other")
EXTRAS = [*(f"{folder}/b.mkv" for folder in EXTRA_FOLDERS), *(f"a-{ending}.mkv" for ending in EXTRA_ENDINGS)]


def download(files: Mapping[str, int | None], path: str = PATH) -> Download:
    listed = tuple(DownloadedFile(path=f"{path}/{name}" if name else path, size=size) for name, size in files.items())
    return Download(name="Thing", path=path, source="test", files=listed)


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"a.mkv": G, "a.srt": 1, "a.nfo": 1, "poster.jpg": M}, ["a.mkv"]),
        ({"a.mkv": G, "Sample/a.mkv": M, "sample.mkv": M, "a-sample.mkv": M, "sample-a.avi": M}, ["a.mkv"]),
        ({"Show/S01/a.MKV": G, "Show/Extras/b.mkv": M, "Show/Featurettes/c.mkv": M}, ["Show/S01/a.MKV"]),
        (
            {"a.mkv": G, "a-trailer.mp4": M, "a-behindthescenes.mkv": M, "The Trailer Park.mkv": G},
            ["a.mkv", "The Trailer Park.mkv"],
        ),
        ({"The Samples.mkv": G, "Resample.mkv": G}, ["The Samples.mkv", "Resample.mkv"]),
        (
            {"VIDEO_TS/VIDEO_TS.VOB": M, "VIDEO_TS/VTS_01_0.VOB": M, "VIDEO_TS/VTS_01_1.VOB": G},
            ["VIDEO_TS/VTS_01_1.VOB"],
        ),
        ({"CD1/a.cd1.avi": G, "CD2/a.cd2.avi": G}, ["CD1/a.cd1.avi", "CD2/a.cd2.avi"]),
        # nothing but extras: then these are expected
        ({"Trailers/a.mkv": M, "Trailers/b.mkv": M}, ["Trailers/a.mkv", "Trailers/b.mkv"]),
        # still packed: the files in Plex will have other names
        ({"a.rar": G, "a.r00": G, "Sample/sample.mkv": M}, []),
        ({"a.zip": G}, []),
        # most of the size
        ({"01.flac": 30 * M, "02.flac": 30 * M, "cover.jpg": M, "video.mkv": 40 * M}, ["01.flac", "02.flac"]),
        ({"film.mkv": 4 * G, "OST/01.mp3": 8 * M, "OST/02.mp3": 8 * M}, ["film.mkv"]),
        ({"film.mkv": None, "OST/01.mp3": None, "OST/02.mp3": None, "a.jpg": None}, ["film.mkv"]),
        ({"01.mp3": None, "cover.jpg": None}, ["01.mp3"]),
        ({"IMG_1.JPG": M, "IMG_2.heic": M}, ["IMG_1.JPG", "IMG_2.heic"]),
        ({"book.epub": M}, []),
        ({"linux.iso": 4 * G}, []),
        ({}, []),
    ],
)
def test_expected_files(files: dict[str, int | None], names: list[str]) -> None:
    assert [file.path.removeprefix(f"{PATH}/") for file in media_files.expected_files(download(files))] == names


@pytest.mark.parametrize("extra", EXTRAS)
def test_extras_are_not_awaited(extra: str) -> None:
    """Neither the integration nor the Plex server of the tests awaits it."""
    files = media_files.expected_files(download({"a.mkv": G, extra: M}))
    assert [file.path for file in files] == [f"{PATH}/a.mkv"]
    assert plex_names.read("movie", ("Thing", "a.mkv"))
    assert plex_names.read("movie", ("Thing", *extra.split("/"))) == []


def test_download_named_like_an_extra_is_awaited() -> None:
    assert len(media_files.expected_files(download({"a.mkv": 1}, path="/downloads/Trailers"))) == 1


def test_single_file_without_list_is_expected() -> None:
    assert [file.path for file in media_files.expected_files(download({}, path="/downloads/a.mkv"))] == [
        "/downloads/a.mkv"
    ]


@pytest.mark.parametrize(
    ("files", "path", "is_file"),
    [
        ({"": 1}, "/downloads/a.mkv", True),
        ({"": 1}, "/downloads/a.bin", True),
        ({"b.mkv": 1}, "/downloads/a.mkv", False),
        ({}, "/downloads/a.mkv", True),
        ({}, "/downloads/a.FLAC", True),
        ({}, "/downloads/Mr. Show", False),
        ({}, "/downloads/Copper.Valley.S01E05.WEB-DL.x264.AAC", False),
        ({}, "/downloads/Copper.Valley.Live.1080p.FLAC", False),
        ({"": 1}, "/downloads/Copper.Valley.1080p.AAC", True),
        ({}, "D:\\a.mkv", True),
    ],
)
def test_is_file(files: dict[str, int], path: str, is_file: bool) -> None:
    assert media_files.is_file(download(files, path)) is is_file

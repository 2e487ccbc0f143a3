"""What names of releases say about their media."""

import pytest

from custom_components.plex_arrivals.deliveries.release_media import media_from_name
from custom_components.plex_arrivals.downloads.download import MediaInfo

from .corpus import Case, cases

MISLEADING = {"Lena Vogt - S01E01 (Single)", "Tidewater (2016) 1080p WEB-DL"}
"""Names of the corpus that look like a show and a movie but are none, as their files show."""


def show(title: str, season: int | None, *episodes: int, year: int | None = None) -> MediaInfo:
    return MediaInfo(type="show", title=title, season=season, episodes=episodes, year=year)


def movie(title: str, year: int) -> MediaInfo:
    return MediaInfo(type="movie", title=title, year=year)


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("Night.Ferry.S02E05.1080p.WEB.H264-NORD", show("Night Ferry", 2, 5)),
        ("night_ferry_s2e5.mkv", show("night ferry", 2, 5)),
        ("Night Ferry (2019) - S03E02 - Ore [WEBDL-1080p].mkv", show("Night Ferry", 3, 2, year=2019)),
        ("Night.Ferry.S02E11E12.1080p.WEB.H264-NORD.mkv", show("Night Ferry", 2, 11, 12)),
        ("Night.Ferry.S02E01-E03.1080p.WEB.H264-NORD.mkv", show("Night Ferry", 2, 1, 2, 3)),
        ("Night.Ferry.S02E11-12.720p.WEB.H264-NORD.mkv", show("Night Ferry", 2, 11, 12)),
        ("Night.Ferry.S02E05-1080p.mkv", show("Night Ferry", 2, 5)),
        ("Night Ferry - Season 2 Episode 10.mp4", show("Night Ferry", 2, 10)),
        ("Night Ferry [S01] [E05].mkv", show("Night Ferry", 1, 5)),
        ("Night.Ferry.S02.1080p.WEB.H264-NORD", show("Night Ferry", 2)),
        ("Night Ferry Season 2 Complete 720p WEB-DL", show("Night Ferry", 2)),
        ("Night.Ferry.S01-S03.1080p.BluRay.x265-NORD", show("Night Ferry", None)),
        ("1883.2021.S01E04.1080p.WEB.H264-WAGON.mkv", show("1883", 1, 4, year=2021)),
        ("[Yama] Tetsu no Uta - S01E01v2 [720p].mkv", show("Tetsu no Uta", 1, 1)),
        ("www.example.com - Night.Ferry.S02E05.720p.HDTV.x264", show("Night Ferry", 2, 5)),
        ("Copper.Sky.2021.1080p.BluRay.x264-NORD", movie("Copper Sky", 2021)),
        ("Copper Sky (2021).mkv", movie("Copper Sky", 2021)),
        ("Blade.Walker.2049.2017.2160p.UHD.BluRay.x265-RAIN", movie("Blade Walker 2049", 2017)),
        (
            "Lena Vogt - Blau [2019-Web-MP3-320]",
            MediaInfo(type="music", title="Lena Vogt", album="Blau"),
        ),
    ],
)
def test_usual_forms(name: str, media: MediaInfo) -> None:
    assert media_from_name(name) == media


@pytest.mark.parametrize(
    "name",
    [
        "",
        "8e3f2a77",
        "Copper Sky",
        "Copper Sky (2021)",  # a movie, a show, a book, a game or an album
        "1984 1080p.mkv",
        "S02E14.mkv",
        "1080p.BluRay.2019.mkv",
        "Tower.of.Tides.v2.S01-CODEX",
        "Night.Ferry.2x08.HDTV.x264-NORD.mp4",
        "Night Post 2024.03.15 720p.mkv",
    ],
)
def test_uncertain_names(name: str) -> None:
    assert media_from_name(name) is None


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"line {case.line}")
def test_type_is_right(case: Case) -> None:
    media = media_from_name(case.download.name)
    if case.download.name not in MISLEADING:
        assert media is None or media.type == case.expected

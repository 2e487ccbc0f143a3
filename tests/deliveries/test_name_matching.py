"""Whether names are of the same release."""

import pytest

from custom_components.plex_arrivals.deliveries import name_matching
from custom_components.plex_arrivals.plex.models import PlexMediaItem


def movie(title: str, year: int | None = None) -> PlexMediaItem:
    return PlexMediaItem(id="7", type="movie", title=title, url="", year=year)


def episode(show: str, season: int, number: int) -> PlexMediaItem:
    return PlexMediaItem(id="7", type="episode", title="T", url="", show=show, season=season, episode=number)


def track(artist: str, album: str) -> PlexMediaItem:
    return PlexMediaItem(id="7", type="track", title="T", url="", show=artist, album=album)


@pytest.mark.parametrize(
    ("name", "item", "file"),
    [
        ("Glass.Lake.2021.1080p.WEB.x264-GRP", movie("Glass Lake", 2021), "/media/movies/abc/0815.mkv"),
        ("Glass.Lake.2021.1080p.WEB.x264-GRP", movie("Glass Lake", 2022), "/media/movies/abc/0815.mkv"),
        ("Glass.Lake.2021.1080p.WEB.x264-GRP", movie("Der gläserne See"), "/media/movies/Glass Lake (2021).mkv"),
        ("1917.2019.2160p", movie("1917", 2019), "/media/movies/x.mkv"),
        ("Amelies.Garden.2020", movie("Amélie\N{RIGHT SINGLE QUOTATION MARK}s Garden", 2020), "/media/movies/x.mkv"),
        ("Salt & Thunder 2020", movie("Salt and Thunder", 2020), "/media/movies/x.mkv"),
        ("Night.Ferry.S02E05.720p", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night.Ferry.2x05", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night.Ferry.S02E04-E06", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night Ferry Season 2 Complete", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("Night.Ferry.S02", episode("Nachtfähre", 2, 5), "/media/shows/Nachtfähre/Night.Ferry.S02E05.mkv"),
        ("[Group] Night Ferry - S02E05 [1080p]", episode("Night Ferry", 2, 5), "/media/shows/x.mkv"),
        ("The Lanterns - Low Tide (2024) FLAC", track("The Lanterns", "Low Tide"), "/media/music/x.flac"),
        ("zx8-k2", movie("x"), "/media/movies/zx8-k2/x.mkv"),
    ],
)
def test_names_agree(name: str, item: PlexMediaItem, file: str) -> None:
    assert name_matching.agree(name, item, file)


@pytest.mark.parametrize(
    ("name", "item", "file"),
    [
        ("Glass.Lake.2021.1080p", movie("Glass Lake", 1987), "/media/movies/Glass Lake (1987).mkv"),
        ("Glass.Lake.Returns.2021", movie("Glass Lake", 2021), "/media/movies/Glass Lake (2021).mkv"),
        ("Night.Ferry.S02E05", episode("Night Ferry", 2, 6), "/media/shows/Night.Ferry.S02E06.mkv"),
        ("Night.Ferry.S02", episode("Night Ferry", 1, 5), "/media/shows/Night.Ferry.S01E05.mkv"),
        ("Night.Ferry.S02E05", episode("Day Ferry", 2, 5), "/media/shows/Day.Ferry.S02E05.mkv"),
        ("The Lanterns - Low Tide", track("The Lanterns", "Paper Boats"), "/media/music/x.flac"),
        ("movies", movie("Movies"), "/media/movies/movies/x.mkv"),
        ("Season 01", episode("Night Ferry", 1, 1), "/media/shows/Other/Season 01/S01E01.mkv"),
        ("shows", episode("Night Ferry", 1, 1), "/media/shows/Night Ferry/x.mkv"),
        ("", movie(""), "/media/movies/x.mkv"),
    ],
)
def test_names_do_not_agree(name: str, item: PlexMediaItem, file: str) -> None:
    assert not name_matching.agree(name, item, file)


@pytest.mark.parametrize(
    ("folder", "is_named_after"),
    [
        ("/media/movies/Glass.Lake.2021-GRP", True),
        ("/media/movies/Glass Lake 2021 GRP", True),
        ("/media/movies/Glass.Lake.2021-GRP.1", True),
        ("/media/movies/Glass.Lake.2021-OTHER", False),
        ("/media/movies", False),
        ("/", False),
        ("D:\\", False),
    ],
)
def test_folder_is_named_after_download(folder: str, is_named_after: bool) -> None:
    assert name_matching.is_named_after(folder, "Glass.Lake.2021-GRP") is is_named_after


@pytest.mark.parametrize(
    "name", ["Season 01", "movies", "tv", "S01", "2021", "complete", "CD1", "a", "", "01", "VIDEO_TS"]
)
def test_general_name_is_not_distinctive(name: str) -> None:
    assert not name_matching.is_distinctive(name)
    assert not name_matching.is_named_after(f"/media/{name}", name)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Night.Ferry.S02E05.1080p.WEB-DL", 1),
        ("Night Ferry - S02E05E06", 2),
        ("Night.Ferry.S02E05-E07.1080p", 3),
        ("Night Ferry - 2x05", 1),
        ("Night.Ferry.S02.1080p", 0),
        ("Copper Sky (2021)", 0),
    ],
)
def test_episode_count(name: str, count: int) -> None:
    assert name_matching.episode_count(name) == count

"""What a download is, as the importers' records say."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.plex_arrivals.downloads.download import MediaInfo
from custom_components.plex_arrivals.downloads.importers.kinds import KINDS
from custom_components.plex_arrivals.downloads.importers.media import download_name, media_info

from .records import ALBUM, ARTIST, MOVIE, SERIES, episode, queued

SHOW = MediaInfo(
    type="show",
    title="Attic",
    year=2019,
    season=2,
    episodes=(1,),
    episode_title="Part 1",
    quality="WEBDL-1080p",
    external_ids=("tvdb://300001", "imdb://tt7000001"),
    poster_url="https://pictures.example/poster.jpg",
)
FILM = MediaInfo(
    type="movie",
    title="Lantern",
    year=2021,
    quality="WEBDL-1080p",
    is_upgrade=True,
    external_ids=("tmdb://900001",),
)
RECORD = MediaInfo(
    type="music",
    title="The Cellars",
    year=2012,
    album="Stairs",
    quality="WEBDL-1080p",
    external_ids=("mbid://9a8b7c6d-1111-4222-8333-444455556666",),
    poster_url="https://pictures.example/album.jpg",
)


def info(domain: str, *records: dict[str, Any]) -> MediaInfo | None:
    return media_info(KINDS[domain], records)


def test_each_kind() -> None:
    assert info("sonarr", queued(series=SERIES, episode=episode(1))) == SHOW
    assert info("radarr", queued(movie=MOVIE)) == FILM
    assert info("lidarr", queued(artist=ARTIST, album=ALBUM)) == RECORD


def test_pack() -> None:
    records = [queued(series=SERIES, episode=episode(number)) for number in (3, 1, 2)]
    assert info("sonarr", *records) == replace(SHOW, episodes=(1, 2, 3), episode_title=None)


def test_several_seasons_have_no_season() -> None:
    records = [queued(series=SERIES, episode=episode(1, seasonNumber=season)) for season in (1, 2)]
    assert info("sonarr", *records) == replace(SHOW, season=None, episodes=(), episode_title=None)


def test_specials_are_season_zero() -> None:
    assert info("sonarr", queued(series=SERIES, episode=episode(1, seasonNumber=0))) == replace(SHOW, season=0)


def test_several_albums_have_no_album() -> None:
    records = [queued(artist=ARTIST, album={**ALBUM, "title": title}) for title in ("Stairs", "Rafters")]
    found = info("lidarr", *records)
    assert found
    assert found.album is None


def test_artist_without_album_has_the_artists_picture() -> None:
    found = info("lidarr", queued(artist=ARTIST))
    assert found
    assert (found.album, found.year, found.poster_url) == (None, None, "https://pictures.example/artist.jpg")


def test_unknown_series() -> None:
    assert info("sonarr", queued()) is None


@pytest.mark.parametrize(
    ("domain", "record", "is_upgrade"),
    [
        ("sonarr", queued(series=SERIES, episode=episode(1, hasFile=True)), True),
        ("sonarr", queued(series=SERIES, episode=episode(1, hasFile=False)), False),
        ("sonarr", queued(series=SERIES, episode=episode(1, hasFile=True), episodeHasFile=False), False),
        ("sonarr", queued(series=SERIES, episode=episode(1)), None),
        ("radarr", queued(movie={**MOVIE, "hasFile": False}), False),
        ("radarr", queued(movie={**MOVIE, "hasFile": None}), None),
        ("lidarr", queued(artist=ARTIST, album=ALBUM, trackHasFileCount=0), False),
        ("lidarr", queued(artist=ARTIST, album=ALBUM, trackHasFileCount=9), True),
        ("lidarr", queued(artist=ARTIST, album=ALBUM), None),
    ],
)
def test_upgrade(domain: str, record: dict[str, Any], is_upgrade: bool | None) -> None:
    found = info(domain, record)
    assert found
    assert found.is_upgrade is is_upgrade


def test_pack_is_an_upgrade_if_it_replaces_a_file() -> None:
    found = info("sonarr", *(queued(series=SERIES, episode=episode(n, hasFile=n == 2)) for n in (1, 2, 3)))
    assert found
    assert found.is_upgrade is True


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ({"coverType": "poster", "url": "https://pictures.example/3.jpg"}, "https://pictures.example/3.jpg"),
        ({"coverType": "poster", "url": "/MediaCover/7/poster.jpg"}, None),
        ({"coverType": "poster", "remoteUrl": "file:///etc/passwd"}, None),
        ({"coverType": "fanart", "remoteUrl": "https://pictures.example/1.jpg"}, None),
    ],
    ids=["Sonarr 3", "only local", "no web address", "no poster"],
)
def test_poster(image: dict[str, str], expected: str | None) -> None:
    found = info("sonarr", queued(series={**SERIES, "images": [image]}, episode=episode(1)))
    assert found
    assert found.poster_url == expected


@pytest.mark.parametrize(
    ("media", "files", "name"),
    [
        (SHOW, 1, "Attic S02E01"),
        (replace(SHOW, episodes=(1, 2)), 1, "Attic S02E01-E02"),
        (replace(SHOW, episodes=(1, 2)), 2, "Attic S02"),
        (replace(SHOW, episodes=()), 1, "Attic S02"),
        (replace(SHOW, season=None, episodes=()), 9, "Attic"),
        (FILM, 1, "Lantern (2021)"),
        (replace(FILM, year=None), 1, "Lantern"),
        (RECORD, 9, "The Cellars - Stairs"),
        (replace(RECORD, album=None), 9, "The Cellars"),
    ],
)
def test_name(media: MediaInfo, files: int, name: str) -> None:
    assert download_name(media, files) == name

"""What importers report a download to be."""

from typing import Any

from homeassistant.helpers.json import json_bytes
import pytest

from custom_components.plex_arrivals.deliveries.serialization import dump_fields
from custom_components.plex_arrivals.downloads.download import (
    MediaInfo,
)

from .importer_bodies import (
    MOVIE,
    SERIES,
    as_download,
    episode,
    lidarr,
    radarr,
    read,
    readarr,
    sonarr,
    sonarr_release,
)

FOLDER = "/tv/Harbour Watch/Season 02"


@pytest.mark.parametrize(
    ("report", "media"),
    [
        (
            sonarr_release(2, 1, series={**SERIES, "imdbId": "tt77", "tmdbId": 0}),
            MediaInfo(
                type="show",
                title="Harbour Watch",
                year=2010,
                season=2,
                episodes=(1, 2),
                quality="WEBDL-1080p",
                external_ids=("tvdb://300001", "imdb://tt77"),
            ),
        ),
        (
            sonarr(episodes=[episode(1), episode(1, season=3)]),
            MediaInfo(
                type="show",
                title="Harbour Watch",
                year=2010,
                quality="WEBDL-1080p",
                is_upgrade=False,
                external_ids=("tvdb://300001",),
            ),
        ),
        (
            radarr(
                movie={
                    **MOVIE,
                    "images": [
                        {"coverType": "fanart", "remoteUrl": "https://artworks.example.com/fanart.jpg"},
                        {
                            "coverType": "poster",
                            "url": "/MediaCover/3/poster.jpg",
                            "remoteUrl": "https://192.168.1.1/poster.jpg",
                        },
                    ],
                }
            ),
            MediaInfo(
                type="movie",
                title="Sable Coast",
                year=2021,
                is_upgrade=True,
                external_ids=("tmdb://900001",),
            ),
        ),
        (
            lidarr(),
            MediaInfo(
                type="music",
                title="The Quiet Hours",
                year=1999,
                album="Slow Rivers",
                is_upgrade=False,
                external_ids=("mbid://a-1",),
            ),
        ),
        (readarr(), None),
        (sonarr(series={**SERIES, "title": None}), None),
    ],
)
def test_media(report: dict[str, Any], media: MediaInfo | None) -> None:
    """It has no poster: Home Assistant does not request addresses from reports, which anybody may have sent."""
    assert as_download(read(report)).media == media


@pytest.mark.parametrize("odd", [None, "", " ", -1, True, [], {}, [5], ["x"], [{}], [{"title": {}}], 1e30, 10**30])
@pytest.mark.parametrize("key", ["year", "images", "tvdbId", "imdbId", "isUpgrade"])
def test_odd_field_costs_only_that_field(key: str, odd: Any) -> None:
    body = sonarr(series={**SERIES, key: odd}, isUpgrade=odd)
    found = as_download(read(body))
    assert found.media
    assert (found.media.title, found.media.episodes) == ("Harbour Watch", (5,))
    assert found.media.is_upgrade in (True, None)
    assert json_bytes(dump_fields(found.storable()))

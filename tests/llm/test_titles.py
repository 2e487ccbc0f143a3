"""The title that someone asks for, compared with those of items and downloads."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import Delivery
from custom_components.plex_arrivals.downloads.download import Download, MediaInfo
from custom_components.plex_arrivals.llm_tools.records import duration_text
from custom_components.plex_arrivals.llm_tools.titles import WantedTitle
from custom_components.plex_arrivals.plex.models import PlexMediaItem

NOW = datetime(2026, 11, 29, tzinfo=UTC)
NIGHT_FERRY = "Night.Ferry.S02E05.1080p.WEB.x264"


def item(title: str, kind: str = "movie", **fields: Any) -> PlexMediaItem:
    return PlexMediaItem(id="1", type=kind, title=title, url="", **fields)


def delivery(name: str, media: MediaInfo | None = None, *items: DeliveredItem) -> Delivery:
    download = Download(name=name, path=f"/downloads/{name}", source="test", media=media)
    return Delivery(id="1", download=download, created_at=NOW, updated_at=NOW, items=items)


def test_query_and_numbers() -> None:
    wanted = WantedTitle.parse("Night Ferry S02E05")
    assert (wanted.query, wanted.season, wanted.episode) == ("night ferry", 2, 5)
    wanted = WantedTitle.parse("Night Ferry season 2")
    assert (wanted.query, wanted.season, wanted.episode) == ("night ferry", 2, None)
    wanted = WantedTitle.parse("Amélie's Été", season=1)
    assert (wanted.query, wanted.season) == ("Amélie's Été", 1), "as it was written, with its accents"


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("The Night Ferry S02", "night ferry"),
        ("Die Stille", "stille"),
        ("Low Tide by Ida Moen", "tide"),
        ("Harbor Watch", "harbor"),
        ("Harbourwatch", None),
        ("The", None),
        ("?!", None),
    ],
)
def test_loose_query(asked: str, query: str | None) -> None:
    assert WantedTitle.parse(asked).loose_query == query


@pytest.mark.parametrize(
    ("asked", "found", "same"),
    [
        ("copper sky", item("Copper Sky", year=2021), True),
        ("Copper Sky (2021)", item("Copper Sky", year=2020), True),
        ("Copper Sky (2021)", item("Copper Sky", year=2015), False),
        ("Copper Sky (2021)", item("Copper Sky"), True),
        ("copper", item("Copper Sky"), False),
        ("Copper Sky 2", item("Copper Sky"), False),
        ("Amelies Ete", item("Amélie\N{RIGHT SINGLE QUOTATION MARK}s Été"), True),
        ("Salt & Smoke", item("Salt and Smoke"), True),
        ("The Harbour Watch", item("Harbour Watch", "show"), True),
        ("Harbour Watch", item("The Harbour Watch", "show"), True),
        ("Stille Hafen", item("Der Stille Hafen"), True),
        ("Harbourwatch", item("Harbour Watch", "show"), True),
        ("spiderman", item("Spider-Man"), True),
        ("MASH", item("M*A*S*H", "show"), True),
        ("The", item("A"), False),
        ("Harbor Watch", item("Harbour Watch"), False),
        ("Harbor 2049", item("Harbor 2049", year=2017), True),
        ("Harbor 2049", item("Harbor", year=1982), False),
        ("1917", item("1917", year=2019), True),
        ("Night Ferry S02E05", item("Night Ferry", "show", year=2019), True),
        ("The Quiet Hours Slow Rivers", item("Slow Rivers", "album", show="The Quiet Hours"), True),
        ("Тихая гавань", item("Тихая Гавань"), True),
        ("", item(""), False),
    ],
)
def test_items(asked: str, found: PlexMediaItem, same: bool) -> None:
    assert WantedTitle.parse(asked).is_of_item(found) is same


@pytest.mark.parametrize(
    ("asked", "found", "same"),
    [
        ("Night Ferry", delivery(NIGHT_FERRY), True),
        ("Night Ferry season 2", delivery(NIGHT_FERRY), True),
        ("Night Ferry season 1", delivery(NIGHT_FERRY), False),
        ("Night Ferry S02E06", delivery(NIGHT_FERRY), False),
        ("Night Ferry S02E06", delivery("Night.Ferry.S02.1080p"), True),
        ("Night", delivery(NIGHT_FERRY), False),
        ("Copper Sky", delivery("Copper.Sky.2021.1080p.WEB"), True),
        ("Copper Sky (1999)", delivery("Copper.Sky.2021.1080p.WEB"), False),
        ("Harbour Watch", delivery("hrbr.s02e05", MediaInfo(type="show", title="Harbour Watch", season=2)), True),
        ("Nightferry", delivery("The." + NIGHT_FERRY), True),
        ("The Night Ferry", delivery(NIGHT_FERRY), True),
        ("Slow Rivers", delivery("x", MediaInfo(type="music", title="The Quiet Hours", album="Slow Rivers")), True),
        ("Himmel", delivery("x", None, DeliveredItem(rating_key="1", title="Himmel", type="movie", url="")), True),
    ],
)
def test_deliveries(asked: str, found: Delivery, same: bool) -> None:
    assert WantedTitle.parse(asked).is_of_delivery(found) is same


def test_title_word_for_word_comes_first() -> None:
    with_article, without = item("The Ring"), item("Ring")
    assert WantedTitle.parse("ring").matching([with_article, without]) == [without]
    assert WantedTitle.parse("The Ring").matching([with_article, without]) == [with_article]
    assert WantedTitle.parse("a ring").matching([with_article, without]) == [with_article, without]


def test_similar() -> None:
    """Plex has searched already, also by other titles than that of the item."""
    found = [item("Spirited Away"), item("Harbour Watchers"), item("Harbour Watch", "episode"), item("Harbour Watch")]
    similar = WantedTitle.parse("Harbor Watch").similar(found)
    assert [one.title for one in similar] == ["Harbour Watch", "Harbour Watchers", "Spirited Away"]


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "1 h"),
        (timedelta(hours=1, minutes=12), "1 h 12 min"),
        (timedelta(days=3, hours=2, minutes=9), "3 d 2 h"),
        (timedelta(days=3, minutes=9), "3 d"),
        (timedelta(seconds=-5), "0 min"),
    ],
)
def test_durations(duration: timedelta, text: str) -> None:
    assert duration_text(duration) == text

"""Deliveries as plain data."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json
from unittest.mock import create_autospec

from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import json_bytes
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries import payload
from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import (
    Attempt,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Reason,
)
from custom_components.plex_arrivals.downloads.download import Download, MediaInfo
from custom_components.plex_arrivals.downloads.importers.importers import Importers
from custom_components.plex_arrivals.downloads.sources import DownloadSources
from custom_components.plex_arrivals.event import DeliveryEvent
from custom_components.plex_arrivals.plex.models import PlexFile, PlexMediaItem

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
UNRECORDED = DeliveryEvent._unrecorded_attributes
DOWNLOAD = Download(
    name="Copper.Valley.S02",
    path="/downloads/Copper.Valley.S02",
    source="transmission",
    source_entry_id="secret-entry",
    labels=("tv",),
    hash="ab" * 20,
    finished_at=NOW,
)
WAITING = Delivery(id="d", download=DOWNLOAD, created_at=NOW, updated_at=NOW, reason=Reason.SETTLING)


def episode(number: int, *, season: int | None = 2, show: str | None = "Copper Valley") -> DeliveredItem:
    return DeliveredItem(
        rating_key=str(number), title=f"T{number}", type="episode", url="u", show=show, season=season, episode=number
    )


def there(*items: DeliveredItem, kind: DeliveryKind = DeliveryKind.ADDED) -> Delivery:
    return replace(WAITING, state=DeliveryState.AVAILABLE, kind=kind, items=items, url="u")


@pytest.mark.parametrize(
    ("delivery", "event"),
    [
        (WAITING, None),
        (replace(WAITING, state=DeliveryState.SCANNING), "scanning"),
        (replace(WAITING, state=DeliveryState.UNMATCHED), "unmatched"),
        (replace(WAITING, state=DeliveryState.MISSING), "missing"),
        (there(episode(1)), "available"),
        (there(episode(1), kind=DeliveryKind.UPGRADED), "upgraded"),
    ],
)
def test_event_type(delivery: Delivery, event: str | None) -> None:
    assert payload.event_type(delivery, WAITING) == event
    assert payload.event_type(delivery, None) == "completed"
    assert event is None or event in payload.EVENT_TYPES


@pytest.mark.parametrize(
    ("items", "title"),
    [
        ((), "Copper.Valley.S02"),
        ((episode(3),), "Copper Valley · S02E03 · T3"),
        ((episode(1), episode(2)), "Copper Valley · S02"),
        ((episode(1, season=0), episode(2, season=0)), "Copper Valley · S00"),
        ((episode(1), episode(1, season=3)), "Copper Valley"),
        ((episode(1), episode(1, show="Tidewater")), "Copper.Valley.S02"),
        ((episode(1, show=None, season=None), episode(2, show=None, season=None)), "Copper.Valley.S02"),
    ],
)
def test_title(items: tuple[DeliveredItem, ...], title: str) -> None:
    assert payload.delivery_title(there(*items)) == title


@pytest.mark.parametrize(
    ("media", "title"),
    [
        (MediaInfo(type="movie", title="Copper Sky", year=2021), "Copper Sky (2021)"),
        (MediaInfo(type="movie", title="Copper Sky"), "Copper Sky"),
        (MediaInfo(type="show", title="Night Ferry", year=2020, season=2, episodes=(5,)), "Night Ferry · S02E05"),
        (MediaInfo(type="show", title="Night Ferry", season=2, episodes=(5, 7, 6)), "Night Ferry · S02E05-E07"),
        (MediaInfo(type="show", title="Night Ferry", season=2, episodes=(5, 7)), "Night Ferry · S02"),
        (MediaInfo(type="show", title="Night Ferry", season=0), "Night Ferry · S00"),
        (MediaInfo(type="show", title="Night Ferry", year=2020), "Night Ferry"),
        (MediaInfo(type="music", title="The Quiet Hours", album="Slow Rivers"), "The Quiet Hours · Slow Rivers"),
    ],
)
def test_title_before_arrival_is_that_of_importer(media: MediaInfo, title: str) -> None:
    known = replace(DOWNLOAD, media=media)
    assert payload.delivery_title(replace(WAITING, download=known)) == title
    assert payload.delivery_title(replace(there(episode(3)), download=known)) == "Copper Valley · S02E03 · T3"
    data = payload.delivery_data(replace(WAITING, download=known), "entry")
    assert data["title"] == title
    assert data["download"]["name"] == "Copper.Valley.S02"


def test_media_of_importer() -> None:
    media = MediaInfo(
        type="show",
        title="Copper Valley",
        season=2,
        episodes=(1, 2),
        quality="WEBDL-1080p",
        is_upgrade=False,
        external_ids=("tvdb://1",),
        poster_url="https://example.com/poster.jpg",
    )
    assert payload.delivery_data(replace(WAITING, download=replace(DOWNLOAD, media=media)), "entry")["media"] == {
        "type": "show",
        "title": "Copper Valley",
        "year": None,
        "season": 2,
        "episodes": [1, 2],
        "episode_title": None,
        "album": None,
        "quality": "WEBDL-1080p",
        "is_upgrade": False,
        "from_name": False,
    }


def test_media_from_name_is_no_title() -> None:
    data = payload.delivery_data(WAITING, "entry")
    assert data["title"] == "Copper.Valley.S02"
    assert (data["media"]["title"], data["media"]["season"], data["media"]["from_name"]) == ("Copper Valley", 2, True)
    unknown = replace(WAITING, download=replace(DOWNLOAD, name="8e3f2a77"))
    assert payload.delivery_data(unknown, "entry")["media"] is None


def test_delivery_data_is_plain_data() -> None:
    data = payload.delivery_data(there(episode(3)), "entry")
    assert json.loads(json.dumps(data)) == data
    assert data["download"] == {
        "name": "Copper.Valley.S02",
        "path": "/downloads/Copper.Valley.S02",
        "category": None,
        "labels": ["tv"],
        "hash": "ab" * 20,
        "source": "transmission",
        "source_entry_id": "secret-entry",
        "finished_at": "2026-03-01T12:00:00+00:00",
    }
    assert (data["entry_id"], data["delivery_id"], data["state"], data["kind"]) == ("entry", "d", "available", "added")
    assert data["items"][0]["rating_key"] == "3"


def test_delivery_data_is_limited_and_counts_all() -> None:
    scanning = replace(WAITING, state=DeliveryState.SCANNING)
    delivery = scanning.available(
        tuple(map(episode, range(1000))),
        DeliveryKind.ADDED,
        NOW,
        url="u",
        library_title="Shows",
        missing_files=tuple(f"{number}.mkv" for number in range(300)),
    )
    data = payload.delivery_data(delivery, "entry")
    assert (len(data["items"]), data["item_count"]) == (50, 1000)
    assert (len(data["missing_files"]), data["missing_count"]) == (50, 300)


def test_counts_of_earlier_versions() -> None:
    data = payload.delivery_data(replace(there(*map(episode, range(60))), missing_files=("x",)), "entry")
    assert (data["item_count"], data["missing_count"]) == (60, 1)


def test_counts_before_arrival() -> None:
    data = payload.delivery_data(WAITING, "entry")
    assert (data["item_count"], data["missing_count"]) == (0, 0)


@pytest.mark.parametrize("letter", ["x", "ö", "電", "\U0001f3ac"])
def test_largest_delivery_can_be_recorded(hass: HomeAssistant, letter: str) -> None:
    """Home Assistant records events up to 32 KiB and attributes up to 16 KiB."""
    text, path = letter * 5000, f"/{letter * (4095 // len(letter.encode()))}"
    media = MediaInfo(
        type="show", title=text, episodes=tuple(range(5000)), episode_title=text, album=text, quality=text
    )
    download = replace(
        DOWNLOAD,
        name=text,
        path=path,
        category=text,
        labels=tuple(f"{text}{n}" for n in range(100)),
        media=media,
        imported=True,
    )
    items = tuple(
        replace(episode(number, show=text), title=text, url="https://x/" * 30, summary=text) for number in range(200)
    )
    for domain in ("transmission", "sonarr"):  # whose names are their titles if there are two
        for entry_id in (f"{domain}-entry", None):
            MockConfigEntry(domain=domain, entry_id=entry_id, title=f"{domain} {text}").add_to_hass(hass)
    sources = create_autospec(DownloadSources, instance=True)
    sources.client_url.return_value = f"https://{'x' * 1016}"
    importers = create_autospec(Importers, instance=True)
    importers.queue_url.return_value = f"https://{'x' * 1016}"
    largest = replace(
        there(*items),
        download=replace(download, source_entry_id="transmission-entry"),
        reason=Reason.PARTLY_FOUND,
        importer="sonarr",
        importer_entry_id="sonarr-entry",
        cross_seeds=(replace(DOWNLOAD, path="/downloads/other"),) * 20,
        library_title=text,
        attempts=tuple(Attempt(step=step, library_id="1", folder=path, at=NOW) for step in range(20)),
        missing_files=tuple(f"{number}{letter * 60}" for number in range(200)),
        missing_count=1000,
        messages=tuple(f"{number}{letter * 250}" for number in range(50)),
        requested_by=(letter * 100,) * 10,
    )
    data = payload.delivery_payload(hass, largest, "e" * 26, sources, importers)
    assert len(data["importer"]) > 100
    assert len(data["download"]["source_name"]) > 100
    assert letter in data["explanation"]
    assert data["messages"]
    assert data["cross_seeds"]
    assert len(json_bytes(data)) < 32768
    assert len(json_bytes({key: value for key, value in data.items() if key not in UNRECORDED})) < 16384 / 2
    assert (data["item_count"], data["missing_count"]) == (200, 1000)
    assert data["download"]["path"] == path
    assert data["items"]
    assert data["requested_by"]


def test_details_of_items() -> None:
    item = DeliveredItem.from_item(
        PlexMediaItem(
            id="7",
            type="movie",
            title="Copper Sky",
            url="u",
            summary="It begins.",
            rating=7.5,
            duration=timedelta(seconds=7_680.4),
            genres=("Drama", "Mystery"),
            view_count=2,
            last_viewed_at=NOW,
            audio_languages=("en", "de"),
            subtitle_languages=("en",),
            files=(PlexFile(path="/m/a.mkv", size=9, resolution="4k", hdr="HDR10", audio_channels=6),),
        )
    )
    row = payload.delivery_data(there(item), "entry")["items"][0]
    assert {key: row[key] for key in row.keys() - {"title", "type", "year", "show", "season", "episode", "url"}} == {
        "rating_key": "7",
        "summary": "It begins.",
        "rating": 7.5,
        "duration": 7680,
        "genres": ["Drama", "Mystery"],
        "view_count": 2,
        "last_viewed_at": "2026-03-01T12:00:00+00:00",
        "resolution": "4k",
        "hdr": "HDR10",
        "audio_channels": 6,
        "audio_languages": ["en", "de"],
        "subtitle_languages": ["en"],
    }


def test_no_item_is_left_out_for_details() -> None:
    items = tuple(replace(episode(number), summary="s" * 500) for number in range(40))
    rows = payload.delivery_data(there(*items), "entry")["items"]
    assert len(rows) == 40
    detailed = [row for row in rows if "summary" in row]
    assert rows[: len(detailed)] == detailed, "the first ones"
    assert 0 < len(detailed) < 40


def test_upgraded_from() -> None:
    old = PlexFile(path="/m/old.mkv", size=2, resolution="1080", audio_channels=2)
    data = payload.delivery_data(replace(there(episode(1)), upgraded_from=old), "entry")
    assert data["upgraded_from"] == {"resolution": "1080", "hdr": None, "audio_channels": 2, "size": 2}
    assert payload.delivery_data(there(episode(1)), "entry")["upgraded_from"] is None


def test_next_scan() -> None:
    attempt = Attempt(step=0, library_id="1", folder="/x", at=NOW)
    scanning = replace(WAITING, state=DeliveryState.SCANNING).attempted([attempt], NOW, NOW + timedelta(minutes=3))
    data = payload.delivery_data(scanning, "entry")
    assert (data["scan_number"], data["next_scan_at"]) == (1, "2026-03-01T12:03:00+00:00")
    data = payload.delivery_data(WAITING, "entry")
    assert (data["scan_number"], data["next_scan_at"]) == (None, None)


def test_short_lists_are_complete() -> None:
    items = tuple(
        replace(
            episode(number), url=f"https://app.plex.tv/desktop/#!/server/{'a' * 40}/details?key=%2Flibrary%2F{number}"
        )
        for number in range(60)
    )
    data = payload.delivery_data(replace(there(*items), missing_files=("f" * 70,) * 60), "e")
    assert (len(data["items"]), len(data["missing_files"])) == (50, 50)

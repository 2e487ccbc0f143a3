"""Deliveries to store, and the path of the file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.deliveries.delivered_item import DeliveredItem
from custom_components.plex_arrivals.deliveries.delivery import (
    Attempt,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Reason,
)
from custom_components.plex_arrivals.deliveries.routing import Route
from custom_components.plex_arrivals.deliveries.store import DeliveryStore
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from custom_components.plex_arrivals.plex.models import PlexFile

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
KEY = "plex_arrivals.entry"
"""The file of version 1, and how the others begin."""
CURRENT, HISTORY = f"{KEY}.current.jsonl", f"{KEY}.history.jsonl"
ISSUE = "store_broken_entry"
FULL = Delivery(
    id="01J",
    download=Download(
        name="Copper.Valley.S02",
        path="/downloads/Copper.Valley.S02",
        source="qbittorrent",
        source_entry_id="abc",
        category="tv",
        labels=("hd", "new"),
        files=(DownloadedFile(path="/downloads/Copper.Valley.S02/é.mkv", size=5), DownloadedFile(path="/downloads/x")),
        hash="ab" * 20,
        finished_at=NOW,
        media_type="show",
        addressed=True,
        settled=True,
    ),
    created_at=NOW,
    updated_at=NOW + timedelta(minutes=1),
    state=DeliveryState.AVAILABLE,
    reason=Reason.PARTLY_FOUND,
    kind=DeliveryKind.UPGRADED,
    routes=(Route(library_id="1", location="/tv", path="/tv/x", folder="/tv/x"), Route(library_id="2")),
    library_id="1",
    library_title="Shows",
    attempts=(
        Attempt(step=0, library_id="1", folder="/tv/x", at=NOW),
        Attempt(step=3, library_id="1", folder=None, at=NOW),
    ),
    items=(
        DeliveredItem(
            rating_key="7",
            title="Ore",
            type="episode",
            url="https://x",
            library_id="1",
            year=2020,
            show="Copper Valley",
            show_id="5",
            season=2,
            season_id="6",
            episode=1,
            artwork="/art/1",
            album="x",
            artwork_id="6",
            file=PlexFile(path="/tv/x/S02E01.mkv", size=5, resolution="4k", hdr="HDR10", audio_channels=6),
            summary="It begins.",
            rating=7.5,
            duration=timedelta(minutes=42),
            genres=("Drama",),
            view_count=1,
            last_viewed_at=NOW,
            audio_languages=("en", "de"),
            subtitle_languages=("en",),
        ),
    ),
    item_count=250,
    missing_files=("S02E02.mkv",),
    missing_count=210,
    url="https://x",
    imported_at=NOW,
    next_scan_at=NOW,
    upgraded_from=PlexFile(path="/tv/x/old.mkv", size=2, resolution="1080"),
)
BARE = Delivery(id="01K", download=Download(name="x", path="/x", source="action"), created_at=NOW, updated_at=NOW)


def numbered(number: int, **changes: Any) -> Delivery:
    return replace(BARE, id=f"{number:05}", download=replace(BARE.download, path=f"/d/{number}"), **changes)


def envelope(data: Any, **changes: Any) -> str:
    """Return the text of a file of version 1."""
    return json.dumps({"version": 1, "minor_version": 1, "key": KEY, "data": data, **changes})


async def loaded(hass: HomeAssistant) -> DeliveryStore:
    store = DeliveryStore(hass, "entry")
    await store.async_load()
    return store


def files(config_dir: Path) -> list[Path]:
    """Return the files of the store."""
    return list(config_dir.glob(f"{KEY}*"))


def copies(config_dir: Path) -> list[Path]:
    """Return the copies of broken files."""
    return list(config_dir.glob(f"{KEY}*.corrupt.*"))


def issues(hass: HomeAssistant) -> list[ir.IssueEntry]:
    return [issue for issue in ir.async_get(hass).issues.values() if issue.domain == DOMAIN]

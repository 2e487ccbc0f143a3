"""A finished download of each client, as its integration holds it, and its necessary fields."""

from types import SimpleNamespace
from typing import Any, cast

from custom_components.plex_arrivals.downloads.clients.deluge import DelugeSource
from custom_components.plex_arrivals.downloads.clients.nzbget import NZBGetSource
from custom_components.plex_arrivals.downloads.clients.qbittorrent import QBittorrentSource
from custom_components.plex_arrivals.downloads.clients.sabnzbd import SABnzbdSource
from custom_components.plex_arrivals.downloads.clients.synology_dsm import SynologyDSMSource
from custom_components.plex_arrivals.downloads.clients.transmission import TransmissionSource
from custom_components.plex_arrivals.downloads.source import DownloadSource

from .fake_clients import HASH, NOW

RAWS: dict[str, tuple[type[DownloadSource], dict[str, Any], set[str]]] = {
    "qbittorrent": (
        QBittorrentSource,
        {
            "state": "uploading",
            "progress": 1,
            "completion_on": NOW,
            "added_on": NOW - 60,
            "eta": 8_640_000,
            "name": "Show",
            "content_path": "/downloads/Show",
            "save_path": "/downloads",
            "download_path": "",
            "category": "tv",
            "tags": "a, b",
            "infohash_v1": HASH,
        },
        {"state"},
    ),
    "transmission": (
        TransmissionSource,
        {
            "status": 6,
            "percentDone": 1,
            "doneDate": NOW,
            "addedDate": NOW - 60,
            "eta": -1,
            "name": "Show",
            "downloadDir": "/downloads",
            "labels": ["tv"],
            "files": [{"name": "Show/1.mkv", "length": 5}],
            "wanted": [1],
            "priorities": [0],
        },
        {"status", "downloadDir"},
    ),
    "deluge": (
        DelugeSource,
        {
            "state": "Seeding",
            "is_finished": True,
            "progress": 100.0,
            "completed_time": NOW,
            "time_added": NOW - 60,
            "eta": 0,
            "name": "Show",
            "save_path": "/downloads",
            "move_on_completed": False,
            "move_on_completed_path": "/other",
            "label": "tv",
        },
        {"state", "save_path", "is_finished"},
    ),
    "nzbget": (
        NZBGetSource,
        {
            "in_history": True,
            "Status": "SUCCESS/ALL",
            "HistoryTime": NOW,
            "NZBName": "Show",
            "FinalDir": "",
            "DestDir": "/downloads/Show",
            "Category": "tv",
        },
        {"Status", "DestDir", "in_history"},
    ),
    "sabnzbd": (
        SABnzbdSource,
        {
            "in_history": True,
            "folder": None,
            "status": "Completed",
            "completed": NOW,
            "name": "Show",
            "category": "tv",
            "storage": "/downloads/Show",
            "path": "/x",
        },
        {"status", "storage", "in_history", "name", "category", "folder"},  # set by the source itself
    ),
    "synology_dsm": (
        SynologyDSMSource,
        {
            "status": "finished",
            "size": 1000,
            "title": "Show",
            "additional": {
                "detail": {"completed_time": NOW, "create_time": NOW - 60, "destination": "downloads"},
                "transfer": {"size_downloaded": 1000, "speed_download": 0},
            },
        },
        {"status", "title", "additional"},
    ),
}


def source_of(kind: type[DownloadSource]) -> DownloadSource:
    source = object.__new__(kind)
    source.hass = cast("Any", SimpleNamespace(data={}))
    source.entry = cast("Any", SimpleNamespace(domain="client", entry_id="id", title="Attic"))
    return source

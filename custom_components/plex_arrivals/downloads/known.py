"""The sources that we know: the domain of a Home Assistant integration, and the class that reads it."""

from typing import Final

from .deluge import DelugeSource
from .nzbget import NZBGetSource
from .qbittorrent import QBittorrentSource
from .sabnzbd import SABnzbdSource
from .source import DownloadSource
from .synology_dsm import SynologyDSMSource
from .transmission import TransmissionSource

KNOWN_SOURCES: Final[dict[str, type[DownloadSource]]] = {
    "deluge": DelugeSource,
    "nzbget": NZBGetSource,
    "qbittorrent": QBittorrentSource,
    "sabnzbd": SABnzbdSource,
    "synology_dsm": SynologyDSMSource,
    "transmission": TransmissionSource,
}

"""The sources that we know: the domain of a Home Assistant integration, and the class that reads it."""

from typing import Final

from .qbittorrent import QBittorrentSource
from .source import DownloadSource
from .transmission import TransmissionSource

KNOWN_SOURCES: Final[dict[str, type[DownloadSource]]] = {
    "qbittorrent": QBittorrentSource,
    "transmission": TransmissionSource,
}

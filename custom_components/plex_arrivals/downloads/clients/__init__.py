"""The supported download clients, one file each, by the domains of their Home Assistant integrations."""

from typing import Final

from ..source import DownloadSource
from .deluge import DelugeSource
from .nzbget import NZBGetSource
from .qbittorrent import QBittorrentSource
from .sabnzbd import SABnzbdSource
from .synology_dsm import SynologyDSMSource
from .transmission import TransmissionSource

CLIENTS: Final[dict[str, type[DownloadSource]]] = {
    "deluge": DelugeSource,
    "nzbget": NZBGetSource,
    "qbittorrent": QBittorrentSource,
    "sabnzbd": SABnzbdSource,
    "synology_dsm": SynologyDSMSource,
    "transmission": TransmissionSource,
}

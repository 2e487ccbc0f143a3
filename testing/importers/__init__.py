"""Sonarr, Radarr and Lidarr on loopback, as far as Home Assistant and this integration ask them.

They do what real ones do, also where that surprises:

- The queue has a record for each episode of a pack, and all of them stay until the last file is imported: how far an
  import is, only the history says. While files are imported by hand, their state stays `importBlocked` as well.
- The history compares IDs of downloads with case, and importers write info hashes in upper case.
- While the download client cannot be reached, and for a moment after a restart, the queue does not have its downloads.
- `ProcessMonitoredDownloads` only tries again what is `importPending`; a download that is `importBlocked` is tried
  again by `RefreshMonitoredDownloads`, and one that is `importFailed` (Lidarr) not before a restart.
- Some sentences about a problem stand in the title of a status message, which then has no messages.
"""

from .importer import Importer
from .lidarr import Lidarr
from .media import Album, Episodes, Media, Movie
from .problems import BLOCKED, FAILED, PENDING, Problem, StatusMessage, problem_of, problem_of_files
from .radarr import Radarr
from .sonarr import Sonarr

__all__ = [
    "BLOCKED",
    "FAILED",
    "PENDING",
    "Album",
    "Episodes",
    "Importer",
    "Lidarr",
    "Media",
    "Movie",
    "Problem",
    "Radarr",
    "Sonarr",
    "StatusMessage",
    "problem_of",
    "problem_of_files",
]

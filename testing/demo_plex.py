"""The Plex server of the demonstration, whose libraries have small files on disk."""

import os
from pathlib import Path
import time

from testing.plex_server import Library, Location, PlexServer
from testing.titles import ALREADY_THERE, MOVIES, MUSIC, SHOWS, Title

NAME = "Attic"
TOKEN = "demo-token"
SECOND_NAME = "Cellar"
SECOND_TOKEN = "demo-token-of-the-cellar"
PLEX_ROOT = "/media"
"""Plex's path of the folder into which the torrent client saves, as if Plex ran in a container."""

_CONCERTS = ["The Lanterns at the Pier (2022)", "Marlow Reed in the Barn (2024)"]
_TYPES = {MOVIES: "movie", SHOWS: "show", MUSIC: "artist"}
_SCAN_SECONDS = 1.5
_MATCH_SECONDS = 1.0
_HOUR = 3600


def second_plex(folder: Path) -> PlexServer:
    """Return another server with a library in that folder, to be set up by hand; blocking."""
    server = PlexServer(machine_identifier="c" * 40, name=SECOND_NAME, token=SECOND_TOKEN)
    for name in _CONCERTS:
        (folder / name).mkdir(parents=True)
        (folder / name / f"{name}.mkv").write_bytes(name.encode())
    server.scan_now(server.add_library("Concerts", "movie", [Location(plex="/concerts", disk=folder)]))
    return server


class DemoPlex:
    """A Plex server with the libraries Movies, Shows and Music; start and stop its `server`."""

    def __init__(self, downloads: Path) -> None:
        """Fill the folders of the downloads, as if some had finished before; blocking."""
        self.server = PlexServer(name=NAME, token=TOKEN)
        self.server.scan_seconds = _SCAN_SECONDS
        self.server.match_seconds = _MATCH_SECONDS
        self._libraries: dict[str, Library] = {}
        age = _HOUR * sum(map(len, ALREADY_THERE.values()))
        for folder, files in ALREADY_THERE.items():
            for file in files:
                path = downloads / folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.encode())
                os.utime(path, (time.time() - age,) * 2)
                age -= _HOUR
            location = Location(plex=f"{PLEX_ROOT}/{folder}", disk=downloads / folder)
            library = self.server.add_library(folder.title(), _TYPES[folder], [location])
            self.server.scan_now(library)
            self._libraries[folder] = library

    @property
    def libraries(self) -> list[str]:
        """The titles of the libraries."""
        return [library.title for library in self._libraries.values()]

    def library_of(self, title: Title) -> str:
        """Return the title of the library that a download belongs to."""
        return self._libraries[title.folder].title

    def was_asked_to_scan(self, title: Title) -> bool:
        """Return whether a scan of the title's folder was requested."""
        return any(path == f"{PLEX_ROOT}/{title.place}" for _, path in self.server.scans)

    def has(self, title: Title) -> bool:
        """Return whether all files of a title are in recognized items."""
        items = self.server.items(self._libraries[title.folder])
        there = [file for item in items if item.matched for file in item.files]
        return sum(file.startswith(f"{PLEX_ROOT}/{title.place}/") for file in there) == len(title.files)

    @property
    def requests(self) -> int:
        """The number of HTTP requests so far."""
        return len(self.server.requests)

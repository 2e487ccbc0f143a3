"""The Plex of the torture: its libraries, and what is in them before anything finishes."""

from collections.abc import Iterable
import os
from pathlib import Path
import time

from testing.home_assistant.life import PLEX_ROOT
from testing.plex_server import Location, PlexServer

from .finishes import LIBRARIES, Finish
from .source import write_file

_A_YEAR = 365 * 86_400


def furnished(disk: Path, plan: Iterable[Finish]) -> PlexServer:
    """Return a Plex, not started, that has had the files that are going to be replaced for a year."""
    server = PlexServer()
    long_ago = time.time() - _A_YEAR
    for finish in plan:
        if finish.replaced:
            old = disk / finish.replaced
            write_file(old)
            os.utime(old, (long_ago, long_ago))
    for folder, (title, library_type) in LIBRARIES.items():
        (disk / folder).mkdir(parents=True, exist_ok=True)
        server.scan_now(server.add_library(title, library_type, [Location(f"{PLEX_ROOT}/{folder}", disk / folder)]))
    server.scan_seconds = 0.05
    server.match_seconds = 0.1
    return server

"""Scans folders whose files an importer renamed; there is no delivery for that."""

import asyncio
import logging
from typing import Final

from .. import paths
from ..downloads.download import ChangedFolder, Download
from ..plex.errors import PlexError
from .router import Router
from .scanner import Scanner
from .server import DeliveryServer
from .timing import Timing

_LOGGER = logging.getLogger(__name__)
_TRIES: Final = 6
"""How often a scan is requested that Plex refuses: with the doubling pauses for about five minutes."""


async def scan_changed_folder(
    folder: ChangedFolder, server: DeliveryServer, router: Router, scanner: Scanner, timing: Timing
) -> None:
    """Scan a folder if a library contains it, once Plex is online. It is not stored: a restart forgets it."""
    download = Download(name=paths.name(folder.path), path=folder.path, source=folder.source)
    for tries in range(_TRIES):
        await server.wait_online()
        try:
            libraries = {library.id: library for library in await server.get_libraries()}
            result = await router.route(download, list(libraries.values()))
            scans = [(route.library_id, route.folder) for route in result.first if route.folder is not None]
            now = asyncio.get_running_loop().time()
            for library_id, path in scans:
                await scanner.request(libraries[library_id], path, now)
        except PlexError as err:
            _LOGGER.debug("%s, renamed by %s, could not be scanned: %s", folder.path, folder.source, err)
            server.report_failure()
            await asyncio.sleep(timing.retry * 2**tries)
        else:
            _LOGGER.debug("%s, renamed by %s: scanned %s", folder.path, folder.source, scans or "nothing")
            return

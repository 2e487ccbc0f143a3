"""Scans folders whose files an importer renamed; there is no delivery for that."""

import asyncio
import logging
from typing import Final

from .. import paths
from ..downloads.download import ChangedFolder, Download
from ..plex.errors import PlexError
from .plex_gateway import PlexGateway
from .router import Router
from .scanner import Scanner
from .timing import Timing

_LOGGER = logging.getLogger(__name__)
_MAX_TRIES: Final = 6
"""How often a scan is requested; with doubling pauses, about five minutes."""


async def scan_changed_folder(
    folder: ChangedFolder, gateway: PlexGateway, router: Router, scanner: Scanner, timing: Timing
) -> None:
    """Scan a folder if a library contains it, once Plex is online. It is not stored, so a restart ends it."""
    download = Download(name=paths.name(folder.path), path=folder.path, source=folder.source)
    for tries in range(_MAX_TRIES):
        await gateway.wait_online()
        try:
            libraries = {library.id: library for library in await gateway.get_libraries()}
            result = await router.route(download, list(libraries.values()))
            scans = [(route.library_id, route.folder) for route in result.preferred if route.folder is not None]
            now = asyncio.get_running_loop().time()
            for library_id, path in scans:
                await scanner.request(libraries[library_id], path, now)
        except PlexError as err:
            _LOGGER.debug("%s, renamed by %s, could not be scanned: %s", folder.path, folder.source, err)
            gateway.report_failure()
            await asyncio.sleep(timing.retry * 2**tries)
        else:
            _LOGGER.debug("%s, renamed by %s: scanned %s", folder.path, folder.source, scans or "nothing")
            return

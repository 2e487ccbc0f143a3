"""Scans of folders in which files are called otherwise now: nothing arrives by that, and nothing is announced."""

import asyncio
import logging
from typing import Final

from .. import paths
from ..downloads.download import ChangedFolder, Download
from ..plex.errors import PlexError
from .guides import Guides

_LOGGER = logging.getLogger(__name__)
_TRIES: Final = 6
"""So often a scan is asked for that Plex refuses: with the doubling pauses some five minutes."""


async def scan(folder: ChangedFolder, guides: Guides) -> None:
    """Have Plex look at a folder if a library contains it, when Plex is there; a restart forgets it."""
    place = Download(name=paths.name(folder.path), path=folder.path, source=folder.source)
    for tries in range(_TRIES):
        await guides.gate.passed()
        try:
            libraries = {library.id: library for library in await guides.libraries()}
            where = await guides.router.route(place, list(libraries.values()))
            scans = [(one.library_id, one.folder) for one in where.first if one.folder is not None]
            now = asyncio.get_running_loop().time()
            for library_id, path in scans:
                await guides.scanner.request(libraries[library_id], path, now)
        except PlexError as err:
            _LOGGER.debug("%s, renamed by %s, could not be scanned: %s", folder.path, folder.source, err)
            guides.gate.trouble()
            await asyncio.sleep(guides.timing.retry * 2**tries)
        else:
            _LOGGER.debug("%s, renamed by %s: scanned %s", folder.path, folder.source, scans or "nothing")
            return

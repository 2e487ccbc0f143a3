"""What deliveries need of the Plex server."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from ..plex.errors import PlexError, PlexUnavailable
from ..plex.models import PlexLibrary, PlexMediaItem
from ..plex.service import PlexService


class PlexGateway:
    """Access to the Plex server for deliveries; refuses requests while it is offline.

    Each request raises PlexError if it fails, and PlexUnavailable without sending anything while the server is offline,
    because another server may have taken its address.
    """

    def __init__(
        self,
        plex: PlexService,
        fetch_libraries: Callable[[], Awaitable[list[PlexLibrary]]],
        on_failure: Callable[[], None],
    ) -> None:
        """Initialize as offline; `on_failure` is called when a request of a delivery failed although Plex is online."""
        self._plex = plex
        self._fetch_libraries = fetch_libraries
        self._on_failure = on_failure
        self._online = asyncio.Event()

    @property
    def is_online(self) -> bool:
        """Whether the server was online when last checked."""
        return self._online.is_set()

    def set_online(self, *, online: bool) -> None:
        """Set whether the server is online."""
        if online:
            self._online.set()
        else:
            self._online.clear()

    async def wait_online(self) -> None:
        """Wait until the server is online, as long as it takes."""
        await self._online.wait()

    def report_failure(self) -> None:
        """Report that a request of a delivery failed, so that the coordinator checks the server."""
        self._on_failure()

    async def get_libraries(self) -> list[PlexLibrary]:
        """Return the libraries, fetched afresh."""
        self._check_online()
        return await self._fetch_libraries()

    async def prefetch_libraries(self) -> None:
        """Fetch the libraries, so that `get_libraries` soon after needs no request of its own."""
        with suppress(PlexError):  # it is raised when they are needed
            await self.get_libraries()

    async def is_scanning(self, library: PlexLibrary) -> bool:
        """Return whether the server scans the library."""
        return any(one.refreshing for one in await self.get_libraries() if one.id == library.id)

    async def refresh_library(self, library: PlexLibrary, folder: str | None) -> None:
        """Request a scan of a folder of the library, or of the whole library if it is None."""
        self._check_online()
        await self._plex.refresh_library(library, folder)

    async def get_items(self, item_ids: Sequence[str]) -> list[PlexMediaItem]:
        """Return the items with these IDs, as far as they exist."""
        self._check_online()
        return await self._plex.get_items(item_ids)

    async def get_newest_items(self, library: PlexLibrary, *, start: int, limit: int) -> list[PlexMediaItem]:
        """Return the newest items that have files, from the `start`th on."""
        self._check_online()
        return await self._plex.get_recently_added(limit, library, with_files=True, start=start)

    async def find_by_file(self, library: PlexLibrary, file_name: str) -> list[PlexMediaItem]:
        """Return the items of a library that have a file of that name."""
        self._check_online()
        return await self._plex.find_by_file(library, file_name)

    async def find_by_title(
        self, library: PlexLibrary, title: str, *, season: int | None, episode: int | None
    ) -> list[PlexMediaItem]:
        """Return the movies of a library with a title, or the episodes of a show with it."""
        self._check_online()
        return await self._plex.find_by_title(library, title, season=season, episode=episode)

    def item_url(self, item_id: str) -> str:
        """Return the link that opens an item in Plex."""
        return self._plex.item_url(item_id)

    def _check_online(self) -> None:
        if not self.is_online:
            raise PlexUnavailable("Plex is offline")

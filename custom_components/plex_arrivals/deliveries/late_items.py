"""Looks for the items of missing deliveries again, after something has changed in their libraries."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..plex.errors import PlexError
from ..plex.models import PlexLibrary
from .delivery import Delivery, DeliveryState
from .process_parts import ProcessParts
from .restarts import DeliveryRestarts
from .store import DeliveryStore

MAX_SOUGHT: Final = 10
SOUGHT_FOR: Final = timedelta(days=7)

type _Version = tuple[int | None, datetime | None]


class LateItems:
    """Continues deliveries whose items Plex added after they had been given up: by its own scan, or a mended folder.

    A look takes about one request for each delivery. Only the `MAX_SOUGHT` that were given up last are sought, for
    `SOUGHT_FOR`.
    """

    def __init__(
        self,
        store: DeliveryStore,
        restarts: DeliveryRestarts,
        parts: ProcessParts,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
    ) -> None:
        """Initialize without libraries."""
        self._store = store
        self._restarts = restarts
        self._finder = parts.finder
        self._scanner = parts.scanner
        self._create_task = create_task
        self._libraries: dict[str, PlexLibrary] = {}
        self._looked_at: dict[str, dict[str, _Version]] = {}
        """What the libraries of a delivery were when it was last sought there, by its ID."""
        self._task: asyncio.Task[None] | None = None

    @callback
    def set_libraries(self, libraries: Collection[PlexLibrary]) -> None:
        """Set the libraries as they are now, and look into those that have changed."""
        self._libraries = {library.id: library for library in libraries}
        if (self._task is None or self._task.done()) and next(self._due(), None):
            self._task = self._create_task(self._look(), "look for missing items again")

    async def _look(self) -> None:
        """Look for each delivery that is due; if Plex fails, the rest is due when it next tells its libraries."""
        self._looked_at = {one: versions for one, versions in self._looked_at.items() if one in self._store.failed}
        with suppress(PlexError):
            while delivery := next(self._due(), None):
                versions = self._versions(delivery)
                if await self._is_found(delivery):
                    await self._restarts.resume_missing(delivery)
                self._looked_at[delivery.id] = versions

    def _due(self) -> Iterator[Delivery]:
        """Yield the missing deliveries whose libraries have changed since they were last sought."""
        earliest = dt_util.utcnow() - SOUGHT_FOR
        failed = (self._store.deliveries[delivery_id] for delivery_id in reversed(self._store.failed))
        missing = (one for one in failed if one.state is DeliveryState.MISSING and one.updated_at > earliest)
        for delivery in islice(missing, MAX_SOUGHT):
            versions = self._versions(delivery)
            if versions and versions != self._looked_at.get(delivery.id):
                yield delivery

    def _versions(self, delivery: Delivery) -> dict[str, _Version]:
        """Return what differs once Plex has scanned the libraries of a delivery, or added something there."""
        ids = {route.library_id for route in delivery.routes}
        return {one: (library.changes, library.scanned_at) for one in ids if (library := self._libraries.get(one))}

    async def _is_found(self, delivery: Delivery) -> bool:
        """Return whether Plex has an item of a delivery now; raise PlexError."""
        with self._finder.matching(delivery, delivery.routes, self._scanner.clock_tolerance) as match:
            for library_id in match.library_ids & self._libraries.keys():
                await self._finder.query(match, self._libraries[library_id])
            return bool(match.found)

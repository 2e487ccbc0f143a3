"""The way of one delivery, from a finished download to its end, as a debug_log that reads from top to bottom."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
import itertools
import logging

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .. import paths
from ..plex.errors import PlexError, PlexForbidden, PlexUnauthorized
from ..plex.models import LibraryType, PlexLibrary, PlexMediaItem
from . import media_files
from .delivery import Attempt, DeliveredItem, Delivery, DeliveryKind, DeliveryState, Reason
from .escalation import Escalation
from .guides import Guides
from .match import DownloadMatch
from .routing import Route

_LOGGER = logging.getLogger(__name__)
_CLOCKS_DIFFER = timedelta(minutes=2)
_REFUSALS = 3
"""So often in a row Plex has to refuse what a delivery needs (403) until that is believed."""
_TRIES = 6
"""So often Plex may fail a delivery although it is there: with the doubling pauses some five minutes."""


class DeliveryProcess:
    """Brings one delivery to its end; every change is handed to `save` before the next step."""

    def __init__(self, delivery: Delivery, guides: Guides, save: Callable[[Delivery], Awaitable[None]]) -> None:
        """Take the delivery as it is now, also in the middle of its way after a restart."""
        self.delivery = delivery
        self._guides = guides
        self._timing = guides.timing
        self._save = save
        self._searched = False
        """Whether a scan may have been asked for since we set out."""
        self._in_place_since = 0.0
        """The event loop's time from which on the files lie still."""

    async def run(self) -> None:
        """Go until the delivery has ended; waits for Plex as long as it takes."""
        try:
            await self._settle()
            await self._persist()
        except Exception:
            _LOGGER.exception("%s: given up after a fault of our own", self.delivery.download.name)
            await self._become(self.delivery.missing(Reason.INTERNAL_ERROR, dt_util.utcnow()))

    async def _persist(self) -> None:
        """Try until it is done. Plex being away costs no try; failing although it is there does."""
        tries = refusals = 0
        while not self.delivery.ended:
            if not self._guides.gate.is_open:
                await self._wait_for_plex()
                tries = refusals = 0
            try:
                await self._go()
            except PlexError as err:
                if not self._guides.gate.is_open:
                    continue
                _LOGGER.debug("%s: Plex failed us, going on when it is back: %s", self.delivery.download.name, err)
                tries += 1
                refusals = refusals + 1 if isinstance(err, PlexForbidden) else 0
                forbidden = isinstance(err, PlexForbidden | PlexUnauthorized)
                if tries > _TRIES or (refusals >= _REFUSALS and await self._is_served()):
                    reason = Reason.FORBIDDEN if forbidden else Reason.PLEX_FAILED
                    await self._become(self.delivery.missing(reason, dt_util.utcnow()))
                    return
                self._guides.gate.trouble()
                await asyncio.sleep(self._timing.retry * 2 ** (tries - 1))

    async def _is_served(self) -> bool:
        """Tell whether Plex gives us what it gives any account: if not, what it refuses may be refused to all now."""
        try:
            await self._guides.libraries()
        except PlexError:
            return False
        return True

    async def _settle(self) -> None:
        """Give the files time to come to rest, where the source cannot tell that they have; a pack, to be imported."""
        seconds = 0 if self.delivery.download.settled else self._guides.settle_seconds
        if self.delivery.more_imports_follow:
            seconds = max(seconds, self._timing.import_pause)
        if self.delivery.state is DeliveryState.WAITING:
            await asyncio.sleep(min(max(seconds - self._age(), 0), seconds))
        # counted from the report, not from now: of many at once all are in place before the first scan begins
        self._in_place_since = asyncio.get_running_loop().time() - max(self._age() - seconds, 0)

    def _age(self) -> float:
        """Return the seconds since the download was reported, or the delivery retried."""
        return (dt_util.utcnow() - self.delivery.updated_at).total_seconds()

    async def _wait_for_import(self) -> None:
        """Wait for an import, which ends this journey and begins another; a restart does not begin the wait anew."""
        if self.delivery.reason is not Reason.IMPORT_AWAITED:
            await self._become(self.delivery.waiting(Reason.IMPORT_AWAITED, dt_util.utcnow()))
        limit = self._timing.import_limit
        await asyncio.sleep(min(max(limit - self._age(), 0), limit))  # the clock may have been set
        self.delivery = replace(self.delivery, import_overdue=True)

    async def _wait_for_plex(self) -> None:
        if not self._guides.gate.is_open:
            await self._become(self.delivery.waiting(Reason.PLEX_OFFLINE, dt_util.utcnow()))
            await self._guides.gate.passed()

    async def _become(self, delivery: Delivery) -> None:
        """Go on when it is on disk; while that is full nobody is told (Home Assistant's log says why)."""
        self.delivery = delivery
        for tries in itertools.count():
            try:
                await self._save(delivery)
            except HomeAssistantError:
                await asyncio.sleep(self._timing.retry * 2 ** min(tries, _TRIES))
            else:
                return

    async def _go(self) -> None:
        """Route, scan and look, step by step; raises PlexError, after which it may be called again."""
        resumed = self._searched or self.delivery.state is DeliveryState.SCANNING or bool(self.delivery.attempts)
        libraries = await self._guides.libraries()
        await self._guides.pacer.wait()
        where = await self._guides.router.route(self.delivery.download, libraries)
        by_id = {library.id: library for library in libraries}
        if self._has_nothing_for(by_id, where.routes):
            if media_files.are_subtitles(self.delivery.download):
                await self._scan_for_subtitles(where.routes, by_id)
            await self._become(self.delivery.skipped(dt_util.utcnow()))
            return
        if where.awaits_import and not self.delivery.import_overdue:
            await self._wait_for_import()
            return
        if not where.routes:
            reason = Reason.NO_IMPORT if where.awaits_import else Reason.NO_LIBRARY
            await self._become(self.delivery.unmatched(reason, dt_util.utcnow()))
            return
        await self._become(self.delivery.scanning(where.routes, by_id[where.first[0].library_id], dt_util.utcnow()))
        tolerance = timedelta() if self._guides.scanner.notified else _CLOCKS_DIFFER
        changes = self._guides.item_finder.changes(self.delivery, tolerance)
        with self._guides.item_finder.watch(self.delivery, where.routes, changes) as watch:
            search = Escalation(watch, by_id, self._guides, self._attempted, is_packed=self.delivery.is_packed)
            if resumed:
                await search.look()
            self._searched = True
            next_step, since = self.delivery.next_step, self._in_place_since
            await search.go(where.first, next_step=next_step, in_place_since=since)
            await search.recognised()
            if not watch.found:  # Plex may have merged the item into another one
                await search.look()
            if watch.found:
                await self._guides.pacer.wait()
                await self._arrive(watch, search, by_id)
            else:
                # a query that failed looks like one that found nothing: only a Plex that answers says what it lacks
                await self._guides.libraries()
                reason = Reason.NOT_UNPACKED if self.delivery.is_packed else Reason.NOT_FOUND
                await self._become(self.delivery.missing(reason, dt_util.utcnow()))

    def _has_nothing_for(self, libraries: Mapping[str, PlexLibrary], routes: Sequence[Route]) -> bool:
        """Tell whether nothing in the download is for Plex; pictures are only where photos are kept."""
        download = self.delivery.download
        if media_files.has_none(download):
            return True
        takers = [libraries[route.library_id] for route in routes] or libraries.values()
        return media_files.are_pictures(download) and all(one.type is not LibraryType.PHOTO for one in takers)

    async def _scan_for_subtitles(self, routes: Sequence[Route], libraries: Mapping[str, PlexLibrary]) -> None:
        """Let Plex see the subtitles that lie beside a film."""
        for route in routes[:1]:
            if route.folder is not None:
                library = libraries[route.library_id]
                await self._guides.scanner.request(library, route.folder, self._in_place_since)

    async def _attempted(self, attempts: Collection[Attempt]) -> None:
        await self._become(self.delivery.attempted(attempts, dt_util.utcnow()))

    async def _arrive(self, watch: DownloadMatch, search: Escalation, libraries: Mapping[str, PlexLibrary]) -> None:
        items = watch.items
        is_new = any(item.added_at is None or watch.changes.is_new(item) for item in items)
        reason = None
        if watch.missing:
            reason = Reason.PARTLY_FOUND
        elif not all(map(search.is_matched, items)):
            reason = Reason.NOT_RECOGNIZED
        library = libraries.get(items[0].library_id or "")
        await self._become(
            self.delivery.available(
                tuple(DeliveredItem.from_item(item) for item in items),
                DeliveryKind.ADDED if is_new else DeliveryKind.UPGRADED,
                dt_util.utcnow(),
                url=self._link(items),
                library_title=library.title if library else None,
                reason=reason,
                missing_files=tuple(paths.name(file.path) for file in watch.missing),
            )
        )

    def _link(self, items: Sequence[PlexMediaItem]) -> str:
        """Return the link to the item, or for several to the season, album or show that holds them all."""
        if len(items) > 1:
            for holders in ({item.season_id for item in items}, {item.show_id for item in items}):
                if len(holders) == 1 and (holder := holders.pop()) is not None:
                    return self._guides.link(holder)
        return items[0].url

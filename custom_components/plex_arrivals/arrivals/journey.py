"""The way of one delivery, from a finished download to its end, as a story that reads from top to bottom."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
import itertools
import logging
from typing import Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..plex.errors import PlexError, PlexForbidden, PlexUnauthorized
from ..plex.models import PlexLibrary, PlexMediaItem
from . import paths, routing
from .delivery import Arrival, Attempt, Delivery, DeliveryKind, DeliveryState, Reason
from .gate import Gate
from .locating import Locator
from .router import Router
from .routing import Route
from .scanning import Scanner
from .timing import Timing
from .watch import Watch

_LOGGER = logging.getLogger(__name__)
_CLOCKS_DIFFER = timedelta(minutes=2)
_TRIES = 6
"""So often Plex may fail a delivery although it is there: with the doubling pauses some five minutes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guides:
    """Whom a journey asks on its way; one set serves all deliveries of a server."""

    gate: Gate
    scanner: Scanner
    locator: Locator
    libraries: Callable[[], Awaitable[list[PlexLibrary]]]
    """Plex's libraries, fetched afresh."""
    link: Callable[[str], str]
    """The deep link to an item, by its id."""
    router: Router
    settle_seconds: float
    timing: Timing


class Journey:
    """Brings one delivery to its end; every change is handed to `save` before the next step."""

    def __init__(self, delivery: Delivery, guides: Guides, save: Callable[[Delivery], Awaitable[None]]) -> None:
        """Take the delivery as it is now, also in the middle of its way after a restart."""
        self.delivery = delivery
        self._guides = guides
        self._timing = guides.timing
        self._save = save
        self._in_place_since = 0.0
        """The event loop's time from which on the files lie still."""

    async def travel(self) -> None:
        """Go until the delivery has ended; waits for Plex as long as it takes."""
        try:
            await self._settle()
            await self._persist()
        except Exception:
            _LOGGER.exception("%s: given up after a fault of our own", self.delivery.download.name)
            await self._become(self.delivery.missing(Reason.INTERNAL_ERROR, dt_util.utcnow()))

    async def _persist(self) -> None:
        """Try until it is done. Plex being away costs no try; failing although it is there does."""
        tries = 0
        while not self.delivery.ended:
            if not self._guides.gate.is_open:
                await self._wait_for_plex()
                tries = 0
            try:
                await self._go()
            except PlexError as err:
                _LOGGER.debug("%s: Plex failed us, going on when it is back: %s", self.delivery.download.name, err)
                tries += 1
                forbidden = isinstance(err, PlexForbidden | PlexUnauthorized)
                if tries > _TRIES or (isinstance(err, PlexForbidden) and await self._is_served()):
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
        await asyncio.sleep(self._timing.import_limit - self._age())
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
        resumed = self.delivery.state is DeliveryState.SCANNING or bool(self.delivery.attempts)
        libraries = await self._guides.libraries()
        where = await self._guides.router.route(self.delivery.download, libraries)
        if where.awaits_import and not self.delivery.import_overdue:
            await self._wait_for_import()
            return
        if not where.routes:
            reason = Reason.NO_IMPORT if where.awaits_import else Reason.NO_LIBRARY
            await self._become(self.delivery.unmatched(reason, dt_util.utcnow()))
            return
        by_id = {library.id: library for library in libraries}
        await self._become(self.delivery.scanning(where.routes, by_id[where.first[0].library_id], dt_util.utcnow()))
        with self._guides.locator.watch(self.delivery, where.routes, self._is_new) as watch:
            if resumed:
                await self._look(watch, [by_id[library_id] for library_id in watch.library_ids])
            await self._search(watch, where.first, by_id)
            await self._recognised(watch, by_id)
            if not watch.found:  # Plex may have merged the item into another one
                await self._look(watch, [by_id[library_id] for library_id in watch.library_ids])
            if watch.found:
                await self._arrive(watch, by_id)
            else:
                # a query that failed looks like one that found nothing: only a Plex that answers says what it lacks
                await self._guides.libraries()
                await self._become(self.delivery.missing(Reason.NOT_FOUND, dt_util.utcnow()))

    async def _search(self, watch: Watch, first: Sequence[Route], libraries: Mapping[str, PlexLibrary]) -> None:
        """Go up the escalation for as long as nothing appears; for files that lag behind the rest, one step."""
        for step, pause in enumerate(self._timing.escalation):
            scans = routing.targets(step, first, watch.routes)
            if step < self.delivery.next_step or not scans:
                continue
            if not (watch.found and watch.nameless):
                await _within(pause, watch.seen(more=step == 1))
            if step > 0:
                await self._while_at_work(watch)
            if watch.complete or (watch.found and (step > 1 or watch.nameless)):
                break
            await self._scan(watch, step, [(libraries[library_id], folder) for library_id, folder in scans])
        else:
            await _within(self._timing.appear, watch.seen())
            await self._look(watch, [libraries[library_id] for library_id in watch.library_ids])
        while watch.found and not watch.complete:
            before = len(watch.found)
            at_work = not watch.nameless or self._guides.locator.in_work(watch.library_ids)
            await _within(self._timing.appear if at_work else self._timing.linger, watch.seen(more=True))
            if len(watch.found) == before:
                break

    async def _while_at_work(self, watch: Watch) -> None:
        """Give Plex the time to finish the items that it has begun: one of them may be what we wait for."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.match_limit):
                while not watch.complete and self._guides.locator.in_work(watch.library_ids):
                    await _within(self._timing.appear, watch.seen(more=True))

    async def _scan(self, watch: Watch, step: int, scans: Sequence[tuple[PlexLibrary, str | None]]) -> None:
        """Have the folders scanned and look for the files; returns early when all are there."""
        self._guides.gate.check()
        now = dt_util.utcnow()
        since = self._in_place_since if step == 0 else asyncio.get_running_loop().time()
        tasks = [self._guides.scanner.request(library, folder, since) for library, folder in scans]
        complete = asyncio.ensure_future(watch.completed())
        try:
            running: set[asyncio.Future[None]] = set(tasks)
            while running and not complete.done():
                over, _ = await asyncio.wait((*running, complete), return_when=asyncio.FIRST_COMPLETED)
                running -= over
        finally:
            complete.cancel()
        for task in tasks:
            if task.done():
                task.result()
        attempts = [Attempt(step=step, library_id=library.id, folder=folder, at=now) for library, folder in scans]
        await self._become(self.delivery.attempted(attempts, dt_util.utcnow()))
        if self._guides.locator.in_work(library.id for library, _ in scans if library.has_agent):
            # Plex will say when it is ready; asked before, it would give an item without a title
            await _within(self._timing.appear, watch.seen())
        await self._look(watch, [library for library, _ in scans])

    async def _look(self, watch: Watch, libraries: Sequence[PlexLibrary]) -> None:
        for library in libraries:
            if not watch.complete:
                self._guides.gate.check()
                await self._guides.locator.look(watch, library)

    async def _look_again(self, watch: Watch) -> None:
        self._guides.gate.check()
        await self._guides.locator.look_again(watch)

    async def _recognised(self, watch: Watch, libraries: Mapping[str, PlexLibrary]) -> None:
        """Wait until the items have their titles and posters, where Plex looks for any, or never will."""
        interval = self._timing.appear if self._guides.scanner.notified else self._timing.poll
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.match_limit):
                while any(_is_unrecognised(item, libraries) for item in watch.items):
                    watch.changed.clear()
                    try:
                        async with asyncio.timeout(interval):
                            await watch.changed.wait()
                    except TimeoutError:
                        await self._look_again(watch)
                        interval *= 2
            return
        await self._look_again(watch)

    async def _arrive(self, watch: Watch, libraries: Mapping[str, PlexLibrary]) -> None:
        items = watch.items
        new = [item for item in items if self._is_new(item)]
        if watch.nameless and new:  # what lay in the folder before is not of this download
            items = new
        reason = None
        if watch.missing:
            reason = Reason.PARTLY_FOUND
        elif not all(item.matched or not _has_agent(item, libraries) for item in items):
            reason = Reason.NOT_RECOGNISED
        library = libraries.get(items[0].library_id or "")
        await self._become(
            self.delivery.available(
                tuple(Arrival.of(item) for item in items),
                DeliveryKind.ADDED if new else DeliveryKind.UPGRADED,
                dt_util.utcnow(),
                url=self._link(items),
                library_title=library.title if library else None,
                reason=reason,
                missing_files=tuple(paths.name(file.path) for file in watch.missing),
            )
        )

    def _is_new(self, item: PlexMediaItem) -> bool:
        """Tell an addition from an upgrade, which keeps its item and the time at which that was added.

        The notifications say what was made; without them the times decide, of clocks that may differ.
        """
        download = self.delivery.download
        since = min(self.delivery.created_at, download.finished_at or self.delivery.created_at)
        if self._guides.locator.was_created(item.id, since) or item.added_at is None:
            return True
        return item.added_at >= since - (timedelta() if self._guides.scanner.notified else _CLOCKS_DIFFER)

    def _link(self, items: Sequence[PlexMediaItem]) -> str:
        """Return the link to the item, or for several to the season, album or show that holds them all."""
        if len(items) > 1:
            for holders in ({item.season_id for item in items}, {item.show_id for item in items}):
                if len(holders) == 1 and (holder := holders.pop()) is not None:
                    return self._guides.link(holder)
        return items[0].url


async def _within(seconds: float, waiting: Coroutine[Any, Any, None]) -> None:
    """Wait for something, but no longer than that."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await waiting


def _has_agent(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> bool:
    library = libraries.get(item.library_id or "")
    return library is None or library.has_agent


def _is_unrecognised(item: PlexMediaItem, libraries: Mapping[str, PlexLibrary]) -> bool:
    return _has_agent(item, libraries) and not (item.matched and item.artwork)

"""What happens to one delivery, from a finished download to an item in Plex; reads from top to bottom."""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
import itertools
import logging

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .. import paths
from ..plex.errors import PlexError, PlexForbidden, PlexUnauthorized
from ..plex.models import LibraryType, PlexFile, PlexLibrary, PlexMediaItem
from . import media_files
from .delivered_item import DeliveredItem
from .delivery import Delivery, DeliveryKind, DeliveryState, Reason
from .escalation import Escalation, scans_for_step
from .import_wait import ImportWait
from .match import DownloadMatch
from .metadata import is_matched, wait_for_metadata
from .process_parts import ProcessParts
from .router import RoutingResult
from .routing import Route
from .saver import DeliverySaver
from .upgrades import files_before_scan, former_file

_LOGGER = logging.getLogger(__name__)
_MAX_REFUSALS = 3
"""How many consecutive refusals (403) end a delivery."""
_MAX_RATING_KEYS = 10_000
_MAX_TRIES = 6
"""How many failures are retried while Plex is online; with doubling pauses, about five minutes."""


class DeliveryProcess:
    """Brings one delivery to its end; each change is saved before the next step."""

    def __init__(self, delivery: Delivery, saver: DeliverySaver, parts: ProcessParts) -> None:
        """Initialize with the delivery as it is now, which after a restart may be at any step."""
        self._delivery = delivery
        self._saver = saver
        self._gateway = parts.gateway
        self._router = parts.router
        self._importers = parts.importers
        self._other_servers = parts.other_servers
        self._import_wait = ImportWait(
            parts.importers, parts.timing, parts.router.imported_categories, self._is_in_library
        )
        self._scanner = parts.scanner
        self._finder = parts.finder
        self._pacer = parts.pacer
        self._timing = parts.timing
        self._find_requesters = parts.find_requesters
        self._delivered_files = parts.delivered_files
        self._files_before: dict[str, tuple[PlexFile, ...]] = {}
        """The files that items had before the scan, by the IDs of the items."""
        self._may_have_scanned = delivery.state is DeliveryState.SCANNING or bool(delivery.attempts)
        self._files_ready_at = 0.0
        """Event loop time since which the files have not changed."""

    async def run(self) -> None:
        """Run until the delivery has ended; wait for Plex as long as it takes."""
        try:
            if self._delivery.state is DeliveryState.WAITING:
                await self._wait_since_report(self._timing.settle_seconds(self._delivery.download))
                await self._follow_import()
            self._set_files_ready()
            await self._deliver_with_retries()
        except Exception:
            _LOGGER.exception("%s: given up because of an internal error", self._delivery.download.name)
            await self._save(self._delivery.missing(Reason.INTERNAL_ERROR, dt_util.utcnow()))

    async def _follow_import(self) -> None:
        """Wait while an importer in Home Assistant has the download, or until any other has imported all of a pack."""
        async with aclosing(self._import_wait.run(self._delivery)) as changes:
            async for delivery in changes:
                await self._save(delivery)
        if self._delivery.download.imported:
            self._router.imported_categories.learn(self._delivery.download, self._delivery.importer_entry_id)
        if self._delivery.more_imports_follow:
            await self._wait_since_report(self._timing.import_pause)

    async def _is_in_library(self) -> bool:
        """Return whether the client put the files where Plex finds them, so that they need no import."""
        if self._delivery.download.imported:
            return False
        try:
            libraries = await self._gateway.get_libraries()
        except PlexError:
            return False
        return self._router.covers(self._delivery.download, libraries)

    async def _wait_since_report(self, seconds: float) -> None:
        await asyncio.sleep(min(max(seconds - self._age(), 0), seconds))  # the clock may have been set

    def _set_files_ready(self) -> None:
        """Set that the files are ready; when many downloads finish at once, the first scan then covers them all."""
        since_report = max(self._age() - self._timing.settle_seconds(self._delivery.download), 0)
        self._files_ready_at = asyncio.get_running_loop().time() - since_report

    async def _deliver_with_retries(self) -> None:
        """Try until the delivery has ended. Only failures while Plex is online count."""
        tries = refusals = 0
        while not self._delivery.ended:
            if not self._gateway.is_online:
                await self._save(self._delivery.waiting(Reason.PLEX_OFFLINE, dt_util.utcnow()))
                await self._gateway.wait_online()
                tries = refusals = 0
            try:
                await self._deliver()
            except PlexError as err:
                if not self._gateway.is_online:
                    continue
                _LOGGER.debug("%s: Plex failed, trying again: %s", self._delivery.download.name, err)
                tries += 1
                refusals = refusals + 1 if isinstance(err, PlexForbidden) else 0
                if tries > _MAX_TRIES or (refusals >= _MAX_REFUSALS and await self._answers_other_requests()):
                    is_forbidden = isinstance(err, PlexForbidden | PlexUnauthorized)
                    reason = Reason.FORBIDDEN if is_forbidden else Reason.PLEX_FAILED
                    await self._save(self._delivery.missing(reason, dt_util.utcnow()))
                    return
                self._gateway.report_failure()
                await asyncio.sleep(self._timing.retry * 2 ** (tries - 1))

    async def _deliver(self) -> None:
        """Route, scan and match, step by step; raise PlexError, after which it may be called again."""
        libraries = await self._gateway.get_libraries()
        await self._pacer.wait()
        answering = self._importers.answering(self._delivery.download)
        result = await self._router.route(self._delivery.download, libraries, answering=answering)
        by_id = {library.id: library for library in libraries}
        if self._has_nothing_for(by_id, result.routes):
            await self._skip(by_id, result.routes)
        elif await self._is_for_other_server(result):
            await self._save(self._delivery.skipped(dt_util.utcnow(), Reason.OTHER_SERVER))
        elif self._is_awaiting(result):
            await self._wait_for_import()
        elif not result.routes:
            reason = Reason.NO_IMPORT if result.awaits_import else Reason.NO_LIBRARY
            await self._save(self._delivery.unmatched(reason, dt_util.utcnow()))
        else:
            await self._scan_and_match(by_id, result)

    async def _scan_and_match(self, libraries: Mapping[str, PlexLibrary], result: RoutingResult) -> None:
        """Have Plex scan until it has the files, and end the delivery with what was found."""
        with self._finder.matching(self._delivery, result.routes, self._scanner.clock_tolerance) as match:
            likeliest = libraries[result.preferred[0].library_id]
            if not self._may_have_scanned:
                media = self._delivery.download.media
                self._files_before = await files_before_scan(self._gateway, likeliest, media)
                # the scan that the escalation begins with, while the disk writes
                for library_id, folder in scans_for_step(0, result.preferred, result.routes):
                    self._scanner.request(libraries[library_id], folder, self._files_ready_at)
            await self._save(self._delivery.scanning(result.routes, likeliest, dt_util.utcnow()))
            escalation = Escalation(match, libraries, self._scanner, self._finder, self._pacer, self._timing)
            if self._may_have_scanned:
                await escalation.query()
            self._may_have_scanned = True
            scans = escalation.run(
                result.preferred,
                next_step=self._delivery.next_step,
                files_ready_at=self._files_ready_at,
                is_packed=self._delivery.is_packed,
            )
            async with aclosing(scans):
                async for attempts, next_scan_at in scans:
                    await self._save(self._delivery.attempted(attempts, dt_util.utcnow(), next_scan_at))
            await wait_for_metadata(
                match,
                libraries,
                self._finder,
                self._timing,
                notifications_connected=self._scanner.notifications_connected,
            )
            if not match.found:  # Plex may have merged the item into another one
                await escalation.query()
            if match.found:
                await self._pacer.wait()
                available = self._available(match, libraries)
                requested_by = await self._find_requesters(available.download, match.items)
                keys = _rating_keys(match.items)
                await self._save(replace(available, requested_by=requested_by, rating_keys=keys))
            else:
                # a query that failed looks like one that found nothing: only a Plex that answers proves what it lacks
                await self._gateway.get_libraries()
                reason = Reason.NOT_UNPACKED if self._delivery.is_packed else Reason.NOT_FOUND
                await self._save(self._delivery.missing(reason, dt_util.utcnow()))

    def _available(self, match: DownloadMatch, libraries: Mapping[str, PlexLibrary]) -> Delivery:
        """Return the delivery with the items that were found."""
        items = match.items
        is_new = any(item.added_at is None or match.changes.is_certainly_new(item) for item in items)
        missing_files = match.missing_files
        reason = None
        if missing_files or self._delivery.import_incomplete:
            reason = Reason.PARTLY_FOUND
        elif not all(is_matched(item, libraries) for item in items):
            reason = Reason.NOT_RECOGNIZED
        library = libraries.get(items[0].library_id or "")
        return self._delivery.available(
            tuple(DeliveredItem.from_item(item, next(iter(match.own_files(item)), None)) for item in items),
            DeliveryKind.ADDED if is_new else DeliveryKind.UPGRADED,
            dt_util.utcnow(),
            url=self._url(items),
            library_title=library.title if library else None,
            reason=reason,
            missing_files=tuple(paths.name(file.path) for file in missing_files),
            upgraded_from=None if is_new else former_file(match, self._former_files, self._delivered_files),
        )

    def _former_files(self, item_ids: Collection[str]) -> Iterator[tuple[str, PlexFile]]:
        return ((item_id, file) for item_id in item_ids for file in self._files_before.get(item_id, ()))

    def _url(self, items: Sequence[PlexMediaItem]) -> str:
        """Return the link to the item, or for several to the season, album or show that holds them all."""
        if len(items) > 1:
            for parents in ({item.season_id for item in items}, {item.show_id for item in items}):
                if len(parents) == 1 and (parent := parents.pop()) is not None:
                    return self._gateway.item_url(parent)
        return items[0].url

    def _has_nothing_for(self, libraries: Mapping[str, PlexLibrary], routes: Sequence[Route]) -> bool:
        """Return whether nothing in the download is for Plex; pictures only are for a photo library."""
        download = self._delivery.download
        if media_files.has_no_media(download):
            return True
        candidates = [libraries[route.library_id] for route in routes] or libraries.values()
        return media_files.has_only_pictures(download) and all(one.type is not LibraryType.PHOTO for one in candidates)

    def _is_awaiting(self, result: RoutingResult) -> bool:
        return result.awaits_import and not self._delivery.import_overdue

    async def _is_for_other_server(self, result: RoutingResult) -> bool:
        """Return whether a library of another server covers the download, and only a guess speaks for this one.

        While an import is awaited here, only an import there decides.
        """
        download = self._delivery.download
        if result.is_certain or download.addressed:
            return False
        return await self._other_servers.async_cover(download, once_imported=self._is_awaiting(result))

    async def _skip(self, libraries: Mapping[str, PlexLibrary], routes: Sequence[Route]) -> None:
        """End the delivery; have subtitles scanned before, which belong to a movie that is there already."""
        if media_files.has_only_subtitles(self._delivery.download) and routes and routes[0].folder is not None:
            library = libraries[routes[0].library_id]
            await self._scanner.request(library, routes[0].folder, self._files_ready_at)
        await self._save(self._delivery.skipped(dt_util.utcnow()))

    async def _wait_for_import(self) -> None:
        """Wait for an import, which starts another process; a restart does not restart the wait."""
        if self._delivery.reason is not Reason.IMPORT_AWAITED:
            await self._save(self._delivery.waiting(Reason.IMPORT_AWAITED, dt_util.utcnow()))
        await asyncio.sleep(self._timing.left_for_import(self._delivery.updated_at))
        self._delivery = replace(self._delivery, import_overdue=True)

    async def _answers_other_requests(self) -> bool:
        """Return whether Plex answers a request that any account may make; if not, it may be refusing everything."""
        try:
            await self._gateway.get_libraries()
        except PlexError:
            return False
        return True

    async def _save(self, delivery: Delivery) -> None:
        """Continue with a delivery when it is on disk; wait while the disk is full (Home Assistant logs why)."""
        self._delivery = delivery
        for tries in itertools.count():
            try:
                await self._saver.save(delivery)
            except HomeAssistantError:
                await asyncio.sleep(self._timing.retry * 2 ** min(tries, _MAX_TRIES))
            else:
                return

    def _age(self) -> float:
        """Return the seconds since the download was reported, or the delivery retried."""
        return (dt_util.utcnow() - self._delivery.updated_at).total_seconds()


def _rating_keys(items: Iterable[PlexMediaItem]) -> tuple[str, ...]:
    """Return the keys of items and of what they are a part of."""
    keys = (key for item in items for key in (item.id, item.season_id, item.show_id) if key)
    return tuple(itertools.islice(dict.fromkeys(keys), _MAX_RATING_KEYS))

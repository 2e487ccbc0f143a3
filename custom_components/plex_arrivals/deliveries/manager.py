"""PlexIntegrationManager: brings each finished download into Plex."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.helpers.importlib import async_import_module
from homeassistant.util import dt as dt_util
from homeassistant.util.ulid import ulid_now

from ..downloads.download import ChangedFolder, Download
from ..plex.models import PlexLibrary
from ..plex.notifications import ItemCreated, ItemDeleted, ItemReady, Notification, ScanEnded, ScanProgress, ScanStarted
from ..plex.service import PlexService
from . import media_files, merging, signals
from .changed_folder import scan_changed_folder
from .delivery import FAILED, Delivery, DeliveryState, Reason, TransitionError
from .item_finder import ItemFinder
from .pacing import Pacer
from .plex_gateway import PlexGateway
from .processes import DeliveryProcesses
from .router import Router
from .saver import DeliverySaver
from .scanner import Scanner
from .store import DeliveryStore
from .timing import Timing

if TYPE_CHECKING:
    from .match import FileCount
    from .process import DeliveryProcess

_MAX_PER_ITERATION = 10
"""How many deliveries are processed per iteration of the event loop: a few milliseconds of work."""


class PlexIntegrationManager:
    """Manages the deliveries of one Plex server (one config entry)."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        plex: PlexService,
        *,
        fetch_libraries: Callable[[], Awaitable[list[PlexLibrary]]],
        on_plex_failure: Callable[[], None],
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        router: Router,
        timing: Timing,
    ) -> None:
        """Initialize the manager of a config entry.

        `on_plex_failure` is called when Plex failed a delivery although it is online; `create_task` starts a task that
        ends with the entry.
        """
        self._hass = hass
        self._entry_id = entry_id
        self._create_task = create_task
        self._router = router
        self._timing = timing
        self._pacer = Pacer(_MAX_PER_ITERATION)
        self._restart_lock = asyncio.Lock()
        self._last_libraries: list[PlexLibrary] = []
        self._gateway = PlexGateway(plex, fetch_libraries, on_plex_failure)
        self._scanner = Scanner(self._gateway, create_task, timing)
        on_file_count = partial(async_dispatcher_send, hass, signals.file_count_changed(entry_id))
        self._finder = ItemFinder(self._gateway, create_task, timing, on_file_count)
        self._store = DeliveryStore(hass, entry_id)
        self._saver = DeliverySaver(hass, entry_id, self._store)
        self._processes = DeliveryProcesses(self._store, self._saver, create_task, self._create_process)

    @property
    def deliveries(self) -> Mapping[str, Delivery]:
        """All deliveries in progress and in the history, by their IDs, the oldest first."""
        return self._store.deliveries

    @property
    def in_progress(self) -> int:
        """How many deliveries have not ended."""
        return len(self._store.in_progress)

    @property
    def latest(self) -> Iterator[Delivery]:
        """All deliveries, the latest first."""
        return reversed(self._store.deliveries.values())

    @property
    def failed(self) -> list[Delivery]:
        """The deliveries that can be retried, those that ended first before others."""
        return [self.deliveries[delivery_id] for delivery_id in self._store.failed]

    @property
    def has_imports(self) -> bool:
        """Whether an importer has reported anything."""
        return self._router.imported_categories.has_imports

    @property
    def last_arrival(self) -> Delivery | None:
        """The delivery that became available last."""
        return self._store.last_arrival

    @callback
    def file_count(self, delivery_id: str) -> FileCount | None:
        """Return how many files of a delivery Plex has by now; None unless it is scanning for several known files."""
        delivery = self.deliveries.get(delivery_id)
        is_scanning = delivery is not None and delivery.state is DeliveryState.SCANNING
        return self._finder.file_count(delivery_id) if is_scanning else None

    async def async_load(self) -> None:
        """Load the stored deliveries; raise HomeAssistantError if the disk cannot be read."""
        await self._store.async_load()
        for delivery in self.deliveries.values():
            self._router.imported_categories.learn(delivery.download)

    @callback
    def async_start(self) -> None:
        """Resume the deliveries in progress, including those reported since loading."""
        self._processes.start_all()
        self._reroute_unmatched_soon()

    async def async_stop(self) -> None:
        """Stop all deliveries where they are, and announce what is stored. They resume at the next start."""
        await self._processes.stop_all()
        await self._saver.async_close()

    async def on_download_complete(self, download: Download) -> Delivery:
        """Start the delivery of a finished download, which any source may report any number of times.

        Return its delivery, new or already there; it is on disk then. Raise HomeAssistantError if it could not be
        stored: the disk fails, or the server is being unloaded.
        """
        now = dt_util.utcnow()  # before waiting, so that all downloads reported at once share the first scan
        await self._pacer.wait()
        return await self._saver.run(self._start(download.storable(), now), f"start {download.name}")

    async def _start(self, download: Download, now: datetime) -> Delivery:
        if delivery := self._store.find(download, now):
            return await self._add_report(delivery.id, download)
        self._router.imported_categories.learn(download)
        delivery = Delivery(id=ulid_now(), download=download, created_at=now, updated_at=now, reason=Reason.SETTLING)
        if media_files.has_nothing_for_plex(download):
            delivery = delivery.skipped(now)
        elif self._timing.settle_seconds(download) == 0:  # needed as soon as the delivery is stored
            self._create_task(self._gateway.prefetch_libraries(), "fetch libraries")
        await self._processes.save_and_start(delivery)
        return delivery

    async def _add_report(self, delivery_id: str, download: Download) -> Delivery:
        """Add another report to a delivery. If the report adds something, the process restarts at its last step."""
        await self._store.async_wait_for_write()
        async with self._restart_lock:
            delivery = self.deliveries.get(delivery_id)
            if delivery and merging.with_report(delivery, download, dt_util.utcnow()) is delivery:
                return delivery
            if delivery:
                await self._processes.stop(delivery_id)
                delivery = merging.with_report(self.deliveries[delivery_id], download, dt_util.utcnow())
                if delivery.download.imported:
                    self._router.imported_categories.learn(delivery.download)
                await self._processes.save_and_start(delivery)
                return delivery
        return await self._start(download, dt_util.utcnow())  # the first report could not be stored

    @callback
    def on_changed_folder(self, folder: ChangedFolder) -> None:
        """Scan a folder in which an importer renamed files; there is no delivery for that."""
        scan = scan_changed_folder(folder, self._gateway, self._router, self._scanner, self._timing)
        self._create_task(scan, f"scan of {folder.path}")

    async def async_retry(self, delivery_id: str) -> Delivery:
        """Restart a delivery that is unmatched or missing, and return it.

        Raise KeyError if there is none with this ID, TransitionError if it is in progress or available, and
        HomeAssistantError if it could not be stored.
        """
        return await self._saver.run(self._retry(self._failed(delivery_id)), "retry a delivery")

    async def _retry(self, failed: Delivery) -> Delivery:
        async with self._restart_lock:
            self._failed(failed.id)  # not retried by another caller meanwhile
            await self._processes.stop(failed.id)  # it may still be announcing its end
            delivery = self._failed(failed.id).retried(dt_util.utcnow())
            await self._processes.save_and_start(delivery)
        return delivery

    async def async_dismiss(self, delivery_id: str) -> Delivery:
        """Delete a delivery that is unmatched or missing; return what it was. Raise as `async_retry` does."""
        return await self._saver.run(self._dismiss(self._failed(delivery_id)), "dismiss a delivery")

    async def _dismiss(self, failed: Delivery) -> Delivery:
        async with self._restart_lock:
            delivery = self._failed(failed.id)
            await self._saver.remove(delivery)
        return delivery

    async def async_find_library(self, download: Download) -> PlexLibrary | None:
        """Return the library that a download would go to, None if there is none; raise PlexError."""
        library, _reason = await self.async_destination(download, await self._gateway.get_libraries())
        return library

    async def async_destination(
        self, download: Download, libraries: Collection[PlexLibrary]
    ) -> tuple[PlexLibrary | None, Reason | None]:
        """Return the library that a download would go to, and the reason if it would not. Makes no requests."""
        result = await self._router.route(download, list(libraries))
        library = result.library(libraries)
        if result.awaits_import:
            return library, Reason.IMPORT_AWAITED
        return library, None if library else Reason.NO_LIBRARY

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Handle a notification of Plex; while that is offline, it may come from another server."""
        if not self._gateway.is_online:
            return
        match notification:
            case ScanStarted() | ScanProgress():
                self._scanner.on_scan_started(notification.library_id)
            case ScanEnded():
                self._scanner.on_scan_ended(notification.library_id)
            case ItemCreated() | ItemReady() | ItemDeleted():
                self._finder.on_notification(notification)

    @callback
    def set_libraries(self, libraries: Collection[PlexLibrary]) -> None:
        """Set which libraries Plex has; unmatched deliveries may belong to one now."""
        stable = [one.without_volatile_fields() for one in libraries]
        if stable != self._last_libraries:
            self._last_libraries = stable
            self._reroute_unmatched_soon()

    @callback
    def set_online(self, *, online: bool) -> None:
        """Set whether Plex is online; deliveries wait while it is not."""
        self._gateway.set_online(online=online)

    @callback
    def set_notifications_connected(self, *, connected: bool) -> None:
        """Set whether Plex's notifications are received; otherwise it is polled."""
        self._scanner.notifications_connected = connected

    @callback
    def async_add_listener(self, listener: Callable[[Delivery, Delivery | None], None]) -> Callable[[], None]:
        """Add a listener for changes of deliveries (now, before; None: it is new); return how to remove it."""
        return async_dispatcher_connect(self._hass, signals.delivery_changed(self._entry_id), listener)

    @callback
    def async_add_dismissal_listener(self, listener: Callable[[Delivery], None]) -> Callable[[], None]:
        """Add a listener for dismissed deliveries; return how to remove it."""
        return async_dispatcher_connect(self._hass, signals.delivery_dismissed(self._entry_id), listener)

    @callback
    def async_add_file_count_listener(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Add a listener for the IDs of deliveries whose file count may have changed; return how to remove it."""
        return async_dispatcher_connect(self._hass, signals.file_count_changed(self._entry_id), listener)

    async def _create_process(self, delivery: Delivery) -> DeliveryProcess:
        """Return the process of a delivery; its code is loaded with the first one."""
        module = await async_import_module(self._hass, f"{__package__}.process")
        process: type[DeliveryProcess] = module.DeliveryProcess
        return process(
            delivery,
            self._saver,
            gateway=self._gateway,
            router=self._router,
            scanner=self._scanner,
            finder=self._finder,
            pacer=self._pacer,
            timing=self._timing,
        )

    def _failed(self, delivery_id: str) -> Delivery:
        delivery = self.deliveries[delivery_id]
        if delivery.state not in FAILED:
            raise TransitionError(f"a delivery that is {delivery.state} has not failed")
        return delivery

    def _reroute_unmatched_soon(self) -> None:
        self._create_task(self._reroute_unmatched(), "route unmatched deliveries again")

    async def _reroute_unmatched(self) -> None:
        """Restart deliveries that no library's folder covered, if one does now."""
        in_progress = [self.deliveries[delivery_id] for delivery_id in self._store.in_progress]
        for delivery in (*in_progress, *self.failed):
            if delivery.state is not DeliveryState.UNMATCHED and delivery.reason is not Reason.IMPORT_AWAITED:
                continue
            result = await self._router.route(delivery.download, self._last_libraries)
            if result.routes and not result.awaits_import:
                with suppress(HomeAssistantError):  # the disk is full: it stays unmatched until the next start
                    await self._saver.run(self._restart(delivery), "restart a delivery that has a library now")

    async def _restart(self, delivery: Delivery) -> None:
        async with self._restart_lock:
            if self.deliveries.get(delivery.id) is delivery:
                await self._processes.stop(delivery.id)
                await self._processes.save_and_start(self.deliveries[delivery.id].retried(dt_util.utcnow()))

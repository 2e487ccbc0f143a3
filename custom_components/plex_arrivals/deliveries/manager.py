"""PlexIntegrationManager: brings each finished download into Plex."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util import dt as dt_util
from homeassistant.util.ulid import ulid_now

from ..downloads.download import ChangedFolder, Download
from ..downloads.importers.importers import Importers
from ..plex.models import PlexLibrary
from ..plex.notifications import ItemCreated, ItemDeleted, ItemReady, Notification, ScanEnded, ScanProgress, ScanStarted
from . import media_files, merging, signals
from .changed_folder import scan_changed_folder
from .delivery import Delivery, DeliveryState, Reason
from .item_finder import ItemFinder
from .late_items import LateItems
from .other_servers import OtherServers
from .pacing import Pacer
from .plex_gateway import PlexGateway
from .process_parts import FindRequesters, ProcessParts
from .processes import DeliveryProcesses
from .restarts import DeliveryRestarts
from .router import Router
from .saver import DeliverySaver
from .scanner import Scanner
from .store import DeliveryStore
from .timing import Timing

if TYPE_CHECKING:
    from .match import FileCount


class PlexIntegrationManager:
    """Manages the deliveries of one Plex server (one config entry)."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        gateway: PlexGateway,
        *,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        router: Router,
        importers: Importers,
        other_servers: OtherServers,
        timing: Timing,
        find_requesters: FindRequesters,
    ) -> None:
        """Initialize the manager of a config entry; `create_task` starts a task that ends with the entry."""
        self._hass = hass
        self._entry_id = entry_id
        self._create_task = create_task
        self._router = router
        self._importers = importers
        self._other_servers = other_servers
        self._timing = timing
        self._gateway = gateway
        self._pacer = Pacer()
        self._last_libraries: list[PlexLibrary] = []
        self._scanner = Scanner(self._gateway, create_task, timing)
        on_file_count = partial(async_dispatcher_send, hass, signals.file_count_changed(entry_id))
        self._store = DeliveryStore(hass, entry_id)
        self._finder = ItemFinder(self._gateway, create_task, timing, on_file_count, self._store.delivered_files)
        parts = ProcessParts(
            gateway=gateway,
            router=router,
            importers=importers,
            other_servers=other_servers,
            scanner=self._scanner,
            finder=self._finder,
            pacer=self._pacer,
            timing=timing,
            find_requesters=find_requesters,
            delivered_files=self._store.delivered_files,
        )
        self._saver = DeliverySaver(hass, entry_id, self._store)
        self._processes = DeliveryProcesses(hass, self._store, self._saver, create_task, parts)
        self._restarts = DeliveryRestarts(self._store, self._saver, self._processes, router, importers)
        self._late_items = LateItems(self._store, self._restarts, parts, create_task)

    @property
    def deliveries(self) -> Mapping[str, Delivery]:
        """All deliveries in progress and in the history, by their IDs, the oldest first."""
        return self._store.deliveries

    @property
    def in_progress(self) -> int:
        """How many deliveries go on without the user."""
        return len(self._store.in_progress - self._store.import_blocked)

    @property
    def latest(self) -> Iterator[Delivery]:
        """All deliveries, the latest first."""
        return self._store.latest

    @property
    def failed(self) -> list[Delivery]:
        """The deliveries that can be retried, those that ended first before others."""
        return [self.deliveries[delivery_id] for delivery_id in self._store.failed]

    @property
    def import_blocked(self) -> list[Delivery]:
        """The deliveries whose importer waits for the user, the oldest first."""
        return [self.deliveries[delivery_id] for delivery_id in sorted(self._store.import_blocked)]

    @property
    def needing_attention(self) -> Iterator[Delivery]:
        """The deliveries that do not go on without the user: blocked imports, then those that failed last."""
        yield from self.import_blocked
        yield from (self.deliveries[delivery_id] for delivery_id in reversed(self._store.failed))

    @property
    def needing_attention_count(self) -> int:
        """How many deliveries do not go on without the user."""
        return len(self._store.import_blocked) + len(self._store.failed)

    @property
    def has_libraries(self) -> bool:
        """Whether the libraries of the server are known, as they are or were last."""
        return bool(self._last_libraries)

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
            self._router.imported_categories.learn(delivery.download, delivery.importer_entry_id)

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
        delivery = await self._saver.run(self._start(download.storable(), now), f"start {download.name}")
        if download.imported:  # it may be the last file of what is awaited
            self._importers.async_look_soon(delivery.download)
        return delivery

    async def _start(self, download: Download, now: datetime) -> Delivery:
        if delivery := self._store.find(download, now, partial(self._router.covers, libraries=self._last_libraries)):
            added = await self._restarts.add_report(delivery.id, download)
            return added or await self._start(download, dt_util.utcnow())
        self._router.imported_categories.learn(download)
        delivery = Delivery(id=ulid_now(), download=download, created_at=now, updated_at=now, reason=Reason.SETTLING)
        if media_files.has_nothing_for_plex(download):
            delivery = delivery.skipped(now)
        elif self._is_for_other_server(download):
            delivery = delivery.skipped(now, Reason.OTHER_SERVER)
        elif self._timing.settle_seconds(download) == 0 and (download.imported or not self._importers.is_any):
            # needed as soon as the delivery is stored
            self._create_task(self._gateway.prefetch_libraries(), "fetch libraries")
        await self._processes.save_and_start(delivery)
        return delivery

    @callback
    def on_changed_folder(self, folder: ChangedFolder) -> None:
        """Scan a folder in which an importer renamed files; there is no delivery for that."""
        scan = scan_changed_folder(folder, self._gateway, self._router, self._scanner, self._timing)
        self._create_task(scan, f"scan of {folder.path}")

    async def async_retry(self, delivery_id: str) -> Delivery:
        """Restart a delivery that is unmatched, missing, or rejected by its importer, and return it.

        If its import is blocked or awaited, have the importer try the import again. Raise KeyError if there is none
        with this ID, TransitionError if it is in none of these states, and HomeAssistantError if it could not be
        stored, or the importer does not respond.
        """
        return await self._restarts.retry(delivery_id)

    async def async_dismiss(self, delivery_id: str) -> Delivery:
        """Delete a delivery that `async_retry` accepts; return what it was. Raise as that does."""
        return await self._restarts.dismiss(delivery_id)

    def covers(self, download: Download, *, once_imported: bool) -> bool:
        """Return whether a library's folder covers a download, or only if an importer moved it there."""
        if (delivery := self._store.find(download, dt_util.utcnow())) and delivery.download.imported:
            return delivery.has_location
        return not once_imported and self._router.covers(download, self._last_libraries)

    def _is_for_other_server(self, download: Download) -> bool:
        """Return whether a new download certainly goes to another server only, without asking importers or Plex."""
        if not self._other_servers.is_any or not self.has_libraries or download.addressed or self._importers.is_any:
            return False
        if self._router.imported_categories.awaits_import(download):
            return False
        return not self._router.is_certain(download, self._last_libraries) and self._other_servers.cover(download)

    @callback
    def on_covered_elsewhere(self, download: Download) -> None:
        """End the delivery of a download that another server has in a library, unless it belongs here as well."""
        restart = self._restarts.skip_if_covered_elsewhere(download, self._last_libraries)
        self._create_task(restart, f"look again at {download.name}")

    async def async_find_library(self, download: Download) -> PlexLibrary | None:
        """Return the library that a download would go to, None if there is none; raise PlexError."""
        library, _reason = await self.async_destination(download, await self._gateway.get_libraries())
        return library

    async def async_destination(
        self, download: Download, libraries: Collection[PlexLibrary]
    ) -> tuple[PlexLibrary | None, Reason | None]:
        """Return the library that a download would go to, and the reason if it would not. Makes no requests."""
        media = self._importers.media(download)
        result = await self._router.route(
            merging.with_media(download, media), list(libraries), answering=self._importers.answering(download)
        )
        library = result.library(libraries)
        if result.awaits_import or (media and not any(route.location for route in result.routes)):
            return library, Reason.IMPORT_AWAITED
        if not (result.is_certain or download.addressed) and self._other_servers.cover(download):
            return None, Reason.OTHER_SERVER
        return library, None if library else Reason.NO_LIBRARY

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Handle a notification of Plex; while that is offline, it may come from another server."""
        if not self._gateway.is_online:
            return
        match notification:
            case ScanStarted() | ScanProgress():
                self._scanner.set_busy(notification.library_id, is_busy=True)
            case ScanEnded():
                self._scanner.set_busy(notification.library_id, is_busy=False)
            case ItemCreated() | ItemReady() | ItemDeleted():
                self._finder.on_notification(notification)

    @callback
    def set_libraries(self, libraries: Collection[PlexLibrary]) -> None:
        """Set which libraries Plex has; failed deliveries may belong to one now, or be in one."""
        stable = [one.without_volatile_fields() for one in libraries]
        if stable != self._last_libraries:
            self._last_libraries = stable
            self._other_servers.on_libraries_changed()
            self._reroute_unmatched_soon()
        self._late_items.set_libraries(libraries)

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

    def _reroute_unmatched_soon(self) -> None:
        self._create_task(self._restarts.reroute_unmatched(self._last_libraries), "route unmatched deliveries again")

"""PlexIntegrationManager: takes finished downloads in, and sees each of them to its end."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util import dt as dt_util
from homeassistant.util.signal_type import SignalType
from homeassistant.util.ulid import ulid_now

from ..const import DOMAIN
from ..downloads.download import ChangedFolder, Download
from ..plex.models import PlexLibrary
from ..plex.notifications import ItemCreated, ItemDeleted, ItemReady, Notification, ScanEnded, ScanProgress, ScanStarted
from ..plex.service import PlexService
from . import changed_folder, media_files
from .delivery import FAILED, Delivery, DeliveryState, Reason, TransitionError
from .gate import Gate
from .guides import Guides
from .item_finder import ItemFinder
from .match import FileCount
from .pacing import Pacer
from .processes import DeliveryListener, DeliveryProcesses
from .router import Router
from .scanner import Scanner
from .store import DeliveryStore
from .timing import Timing
from .transactions import Transactions

_PER_ROUND = 10
"""So many deliveries are taken in, stored or told of in one go: some milliseconds on a small computer."""


class PlexIntegrationManager:
    """Brings the downloads of a Home Assistant into one Plex server."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        plex: PlexService,
        *,
        libraries: Callable[[], Awaitable[list[PlexLibrary]]],
        on_plex_failure: Callable[[], None],
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        router: Router,
        settle_seconds: float,
        timing: Timing,
    ) -> None:
        """Take the entry whose deliveries they are, its server, and who owns our tasks."""
        self._hass = hass
        self._store = DeliveryStore(hass, entry_id)
        self._create_task = create_task
        self._transactions = Transactions(hass)
        self._dismissed = SignalType[Delivery](f"{DOMAIN}_{entry_id}_delivery_dismissed")
        self._file_count_changed = SignalType[str](f"{DOMAIN}_{entry_id}_file_count_changed")
        self._redirecting = asyncio.Lock()
        self._pacer = Pacer(_PER_ROUND)

        async def is_scanning(library: PlexLibrary) -> bool:
            return any(one.refreshing for one in await libraries() if one.id == library.id)

        self._libraries = libraries
        self._places: list[PlexLibrary] = []
        self._router = router
        self._gate = Gate(on_plex_failure)
        ours = self._gate.behind
        self._scanner = Scanner(ours(plex.refresh_library), ours(is_scanning), create_task, timing)
        self._item_finder = ItemFinder(plex, self._gate, create_task, timing, self._on_file_count)
        self._guides = Guides(
            gate=self._gate,
            scanner=self._scanner,
            item_finder=self._item_finder,
            libraries=ours(libraries),
            link=plex.item_url,
            router=self._router,
            pacer=self._pacer,
            settle_seconds=settle_seconds,
            timing=timing,
        )
        self._processes = DeliveryProcesses(hass, entry_id, self._store, self._guides, create_task, self._transactions)

    @property
    def deliveries(self) -> Mapping[str, Delivery]:
        """All deliveries that are under way or remembered, by their id, the oldest first."""
        return self._store.deliveries

    @property
    def in_progress(self) -> int:
        """How many deliveries have not ended."""
        return len(self._store.under_way)

    @property
    def last_arrival(self) -> Delivery | None:
        """The delivery that arrived last."""
        return self._store.last_arrival

    @callback
    def file_count(self, delivery_id: str) -> FileCount | None:
        """Return how many files of a delivery Plex has by now; asks nobody.

        None where it is not being scanned for, the source did not tell its files, or there is just one.
        """
        delivery = self.deliveries.get(delivery_id)
        return (
            self._item_finder.file_count(delivery_id) if delivery and delivery.state is DeliveryState.SCANNING else None
        )

    async def async_load(self) -> None:
        """Load what was under way; raises HomeAssistantError where the disk cannot be read."""
        await self._store.async_load()
        for delivery in self.deliveries.values():
            self._router.imported.learn(delivery.download)

    @callback
    def async_start(self) -> None:
        """Go on with what was under way, and with what was reported since it was loaded."""
        self._processes.begin()
        self._reconsider_soon()

    async def async_stop(self) -> None:
        """End all journeys where they are; returns when all that is stored was told. They go on at the next start."""
        await self._processes.end()
        await self._transactions.async_close()

    async def on_download_complete(self, download: Download) -> Delivery:
        """Take in a finished download, from whatever source and however often; it is stored when this returns.

        Returns its delivery: a new one, or the one that it already has. Raises HomeAssistantError where it could not be
        stored: the disk fails, or the server is being unloaded.
        """
        now = dt_util.utcnow()  # before its turn: of many at once none is reported later than the first scan
        await self._pacer.wait()
        return await self._transactions.run(self._take_in(download.storable(), now), f"take in {download.name}")

    async def _take_in(self, download: Download, now: datetime) -> Delivery:
        if known := self._store.find(download, now):
            return await self._report_again(known.id, download)
        self._router.imported.learn(download)
        delivery = Delivery(id=ulid_now(), download=download, created_at=now, updated_at=now, reason=Reason.SETTLING)
        if media_files.concern_nobody(download):
            delivery = delivery.skipped(now)
        await self._processes.save_and_start(delivery)
        return delivery

    @callback
    def on_changed_folder(self, folder: ChangedFolder) -> None:
        """Have Plex look at a folder in which files are called otherwise now; nothing arrives, so nothing is told."""
        self._create_task(changed_folder.scan(folder, self._guides), f"scan of {folder.path}")

    async def _report_again(self, delivery_id: str, download: Download) -> Delivery:
        """Take in another report of a download; where that says more it sets out again from its journey's last step."""
        await self._store.async_settled()
        async with self._redirecting:
            known = self.deliveries.get(delivery_id)
            if known and known.reported(download, dt_util.utcnow()) is known:
                return known
            if known:
                await self._processes.stop(delivery_id)
                known = self.deliveries[delivery_id].reported(download, dt_util.utcnow())
                if known.download.imported:
                    self._router.imported.learn(known.download)
                await self._processes.save_and_start(known)
                return known
        return await self._take_in(download, dt_util.utcnow())  # it could not be stored

    async def async_retry(self, delivery_id: str) -> Delivery:
        """Set out again with a delivery that was unmatched or missing.

        Raises KeyError where there is none of this id, TransitionError where it is on its way or has arrived,
        HomeAssistantError where that could not be stored.
        """
        return await self._transactions.run(self._retry(self._failed(delivery_id)), "retry a delivery")

    async def _retry(self, failed: Delivery) -> Delivery:
        async with self._redirecting:
            self._failed(failed.id)  # else it would be stopped where another retry has just sent it
            await self._processes.stop(failed.id)  # it may still be telling of its end
            delivery = self._failed(failed.id).retried(dt_util.utcnow())
            await self._processes.save_and_start(delivery)
        return delivery

    async def async_dismiss(self, delivery_id: str) -> Delivery:
        """Forget a delivery that was unmatched or missing; returns what it was. Raises as `async_retry`."""
        return await self._transactions.run(self._dismiss(self._failed(delivery_id)), "dismiss a delivery")

    async def _dismiss(self, failed: Delivery) -> Delivery:
        async with self._redirecting:
            delivery = self._failed(failed.id)
            await self._store.async_forget(delivery)
            async_dispatcher_send(self._hass, self._dismissed, delivery)
        return delivery

    async def async_find_library(self, download: Download) -> PlexLibrary | None:
        """Return the library that a download would go to, or None where no library is meant; raises PlexError."""
        library, _reason = await self.async_destination(download, await self._libraries())
        return library

    async def async_destination(
        self, download: Download, libraries: Collection[PlexLibrary]
    ) -> tuple[PlexLibrary | None, Reason | None]:
        """Return the library of these that a download would go to, and what keeps it from going there; asks nobody."""
        where = await self._router.route(download, list(libraries))
        library = next((one for one in libraries if where.first and one.id == where.first[0].library_id), None)
        if where.awaits_import:
            return library, Reason.IMPORT_AWAITED
        return library, None if library else Reason.NO_LIBRARY

    @callback
    def on_notification(self, notification: Notification) -> None:
        """Take in what Plex says it is doing; while it is not there, whoever says so may be another server."""
        if not self._gate.is_open:
            return
        match notification:
            case ScanStarted() | ScanProgress():
                self._scanner.scan_started(notification.library_id)
            case ScanEnded():
                self._scanner.scan_ended(notification.library_id)
            case ItemCreated() | ItemReady() | ItemDeleted():
                self._item_finder.notify(notification)

    @callback
    def set_libraries(self, libraries: Collection[PlexLibrary]) -> None:
        """Take in which libraries there are: what had none may have one now."""
        places = [one.place for one in libraries]
        if places != self._places:
            self._places = places
            self._reconsider_soon()

    @callback
    def set_online(self, *, online: bool) -> None:
        """Take in whether Plex is there; deliveries wait while it is not."""
        self._gate.set(is_open=online)

    @callback
    def set_notified(self, *, notified: bool) -> None:
        """Take in whether Plex's notifications reach us; without them we ask."""
        self._scanner.notified = notified

    @callback
    def async_add_listener(self, listener: DeliveryListener) -> Callable[[], None]:
        """Call a listener at each change of a delivery; returns how to stop that."""
        return self._processes.async_add_listener(listener)

    @callback
    def async_add_dismissal_listener(self, listener: Callable[[Delivery], None]) -> Callable[[], None]:
        """Call a listener with each delivery that is dismissed; returns how to stop that."""
        return async_dispatcher_connect(self._hass, self._dismissed, listener)

    @callback
    def async_add_file_count_listener(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call a listener with the id of each delivery whose file count may have changed; returns how to stop that."""
        return async_dispatcher_connect(self._hass, self._file_count_changed, listener)

    def _on_file_count(self, delivery_id: str) -> None:
        async_dispatcher_send(self._hass, self._file_count_changed, delivery_id)

    def _failed(self, delivery_id: str) -> Delivery:
        delivery = self.deliveries[delivery_id]
        if delivery.state not in FAILED:
            raise TransitionError(f"{delivery.state} is no failure")
        return delivery

    def _reconsider_soon(self) -> None:
        self._create_task(self._reconsider(), "route unmatched deliveries again")

    async def _reconsider(self) -> None:
        """Set out again with what no library contained, where one does now."""
        for delivery in list(self.deliveries.values()):
            if delivery.state is not DeliveryState.UNMATCHED and delivery.reason is not Reason.IMPORT_AWAITED:
                continue
            where = await self._router.route(delivery.download, self._places)
            if where.routes and not where.awaits_import:
                with suppress(HomeAssistantError):  # the disk is full: until the next start it stays as it was
                    await self._transactions.run(self._set_out_again(delivery), "set out with what has a library now")

    async def _set_out_again(self, delivery: Delivery) -> None:
        async with self._redirecting:
            if self.deliveries.get(delivery.id) is delivery:
                await self._processes.stop(delivery.id)
                again = self.deliveries[delivery.id].retried(dt_util.utcnow())
                await self._processes.save_and_start(again)

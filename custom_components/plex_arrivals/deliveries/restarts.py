"""Restarts, retries and dismisses deliveries, one after another."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..downloads.download import Download
from ..downloads.importers.importers import Importers
from ..plex.models import PlexLibrary
from . import merging
from .delivery import Delivery, DeliveryState, Reason, TransitionError
from .processes import DeliveryProcesses
from .router import Router
from .saver import DeliverySaver
from .store import DeliveryStore


class DeliveryRestarts:
    """Stops the process of a delivery, changes the delivery, and starts another process."""

    def __init__(
        self,
        store: DeliveryStore,
        saver: DeliverySaver,
        processes: DeliveryProcesses,
        router: Router,
        importers: Importers,
    ) -> None:
        """Initialize the restarts of the deliveries to one server."""
        self._store = store
        self._saver = saver
        self._processes = processes
        self._router = router
        self._importers = importers
        self._lock = asyncio.Lock()

    async def add_report(self, delivery_id: str, download: Download) -> Delivery | None:
        """Add another report to a delivery and return it; None if its first report could not be stored.

        If the report adds something, the process restarts at its last step. Call it in a transaction.
        """
        await self._store.async_wait_for_write()
        async with self._lock:
            if (delivery := self._store.deliveries.get(delivery_id)) is None:
                return None
            if merging.with_report(delivery, download, dt_util.utcnow()) is delivery:
                return delivery
            await self._processes.stop(delivery_id)
            delivery = merging.with_report(self._store.deliveries[delivery_id], download, dt_util.utcnow())
            if delivery.download.imported:
                self._router.imported_categories.learn(delivery.download, delivery.importer_entry_id)
            await self._processes.save_and_start(delivery)
            return delivery

    async def retry(self, delivery_id: str) -> Delivery:
        """Restart a delivery, or have its importer try the import again; return it. Raise as the manager does."""
        delivery = self._retryable(delivery_id)
        if delivery.state is DeliveryState.WAITING and delivery.importer_entry_id:
            await self._try_import_again(delivery.importer_entry_id)
            return delivery
        return await self._saver.run(self._retry(delivery_id), "retry a delivery")

    async def dismiss(self, delivery_id: str) -> Delivery:
        """Delete a delivery, or only what is not imported of it; return what it was. Raise as the manager does."""
        self._retryable(delivery_id)
        return await self._saver.run(self._dismiss(delivery_id), "dismiss a delivery")

    async def reroute_unmatched(self, libraries: Sequence[PlexLibrary]) -> None:
        """Restart deliveries that no library's folder covered, if one of these libraries does."""
        delivery_ids = (*self._store.in_progress, *self._store.failed)
        for delivery in [self._store.deliveries[delivery_id] for delivery_id in delivery_ids]:
            download = delivery.download
            if delivery.reason is Reason.NO_LIBRARY:
                answering = self._importers.answering(download)
                result = await self._router.route(download, libraries, answering=answering)
                is_routed = bool(result.routes) and not result.awaits_import
            else:
                is_guess = delivery.reason is Reason.IMPORT_AWAITED and delivery.importer_entry_id is None
                is_unimported = is_guess or delivery.reason is Reason.NO_IMPORT
                is_routed = is_unimported and self._router.covers(download, libraries)
            if is_routed:
                with suppress(HomeAssistantError):  # the disk is full: it stays unmatched until the next start
                    await self._saver.run(self._restart(delivery), "restart a delivery that has a library now")

    async def resume_missing(self, delivery: Delivery) -> None:
        """Resume a missing delivery that Plex has something of after all."""
        with suppress(HomeAssistantError):  # the disk is full: it stays missing until something else changes
            await self._saver.run(self._restart(delivery, Delivery.resumed), "resume a missing delivery")

    async def skip_if_covered_elsewhere(self, download: Download, libraries: Sequence[PlexLibrary]) -> None:
        """Restart the delivery of a download that a library of another server covers, unless it belongs here as well.

        Its process then ends it.
        """
        delivery = self._store.find(download, dt_util.utcnow())
        if delivery is None or delivery.state in (DeliveryState.AVAILABLE, DeliveryState.SKIPPED):
            return
        if delivery.download.addressed or self._router.is_certain(delivery.download, libraries):
            return
        with suppress(HomeAssistantError):  # the disk is full: it stays as it is
            await self._saver.run(self._restart(delivery), "restart a delivery that another server takes")

    async def _try_import_again(self, entry_id: str) -> None:
        from ..downloads.importers.importer import ImporterError  # noqa: PLC0415 - nobody needs it without an importer

        try:
            await self._importers.async_try_again(entry_id)
        except ImporterError as err:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="import_not_tried",
                translation_placeholders={"error": str(err)},
            ) from err

    async def _retry(self, delivery_id: str) -> Delivery:
        async with self._lock:
            self._retryable(delivery_id)  # not retried by another caller meanwhile
            await self._processes.stop(delivery_id)  # it may still be announcing its end
            delivery = self._retryable(delivery_id)
            is_awaited = delivery.reason is Reason.IMPORT_AWAITED  # and no importer has it: continue without
            delivery = replace(delivery.retried(dt_util.utcnow()), import_overdue=is_awaited or delivery.import_overdue)
            await self._processes.save_and_start(delivery)
        return delivery

    async def _dismiss(self, delivery_id: str) -> Delivery:
        async with self._lock:
            self._retryable(delivery_id)
            await self._processes.stop(delivery_id)  # one that waits for its import has not ended
            try:
                delivery = self._retryable(delivery_id)  # not imported meanwhile
                if delivery.download.imported and not delivery.ended:  # only the rest is dismissed
                    await self._processes.save_and_start(replace(delivery, import_incomplete=True))
                else:
                    await self._saver.remove(delivery)
            except TransitionError, HomeAssistantError:
                self._processes.resume(delivery_id)
                raise
        return delivery

    async def _restart(
        self, delivery: Delivery, restarted: Callable[[Delivery, datetime], Delivery] = Delivery.retried
    ) -> None:
        async with self._lock:
            if self._store.deliveries.get(delivery.id) is delivery:
                await self._processes.stop(delivery.id)
                with suppress(TransitionError):  # it arrived while it was stopped
                    await self._processes.save_and_start(
                        restarted(self._store.deliveries[delivery.id], dt_util.utcnow())
                    )

    def _retryable(self, delivery_id: str) -> Delivery:
        """Return a delivery that the user may retry or dismiss; raise KeyError or TransitionError."""
        delivery = self._store.deliveries[delivery_id]
        if not delivery.can_be_retried:
            raise TransitionError(f"a delivery that is {delivery.state} has not failed")
        return delivery

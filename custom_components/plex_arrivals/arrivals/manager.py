"""PlexIntegrationManager: takes finished downloads in, and sees each of them to its end."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import suppress
import logging
from typing import Any

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
from homeassistant.util.ulid import ulid_now

from ..downloads.download import Download
from ..plex.models import PlexLibrary
from ..plex.notifications import ItemCreated, ItemDeleted, ItemReady, Notification, ScanEnded, ScanProgress, ScanStarted
from ..plex.service import PlexService
from . import story
from .delivery import FAILED, Delivery, DeliveryState, Reason, TransitionError
from .gate import Gate
from .journey import Guides, Journey
from .locating import Locator
from .router import Router
from .scanning import Scanner
from .store import DeliveryStore
from .timing import Timing
from .turns import Turns
from .watch import Tally

_LOGGER = logging.getLogger(__name__)
_TURNS = 10
"""So many deliveries are taken in, stored or told of in one go: some milliseconds on a small computer."""

type DeliveryListener = Callable[[Delivery, Delivery | None], None]
"""Called with a delivery as it is now and as it was before (None: it is new)."""


class PlexIntegrationManager:
    """Brings the downloads of a Home Assistant into one Plex server."""

    def __init__(
        self,
        store: DeliveryStore,
        plex: PlexService,
        *,
        libraries: Callable[[], Awaitable[list[PlexLibrary]]],
        on_trouble: Callable[[], None],
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        router: Router,
        settle_seconds: float,
        timing: Timing,
    ) -> None:
        """Take the server, where deliveries are stored, and who owns our tasks."""
        self._store = store
        self._create_task = create_task
        self._listeners: list[DeliveryListener] = []
        self._dismissal_listeners: list[Callable[[Delivery], None]] = []
        self._tally_listeners: list[Callable[[str], None]] = []
        self._journeys: dict[str, asyncio.Task[None]] = {}
        self._redirecting = asyncio.Lock()
        self._turns = Turns(_TURNS)
        self._started = False

        async def is_scanning(library: PlexLibrary) -> bool:
            self._gate.check()
            return any(one.refreshing for one in await libraries() if one.id == library.id)

        self._libraries = libraries
        self._places: list[PlexLibrary] = []
        self._router = router
        self._gate = Gate(on_trouble)
        self._scanner = Scanner(plex.refresh_library, is_scanning, create_task, timing)
        self._locator = Locator(plex, create_task, timing, self._on_tally)
        self._guides = Guides(
            gate=self._gate,
            scanner=self._scanner,
            locator=self._locator,
            libraries=lambda: self._turns.after(libraries()),
            link=plex.item_url,
            router=self._router,
            settle_seconds=settle_seconds,
            timing=timing,
        )

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
    def tally(self, delivery_id: str) -> Tally | None:
        """Return how many files of a delivery Plex has by now; asks nobody.

        None where it is not being scanned for, the source did not tell its files, or there is just one.
        """
        delivery = self.deliveries.get(delivery_id)
        return self._locator.tally(delivery_id) if delivery and delivery.state is DeliveryState.SCANNING else None

    async def async_load(self) -> None:
        """Load what was under way; raises HomeAssistantError where the disk cannot be read."""
        await self._store.async_load()
        for delivery in self.deliveries.values():
            self._router.imported.learn(delivery.download)

    async def async_start(self) -> None:
        """Go on with what was under way, and with what was reported since it was loaded."""
        self._started = True
        for delivery in self.deliveries.values():
            if not delivery.ended and delivery.id not in self._journeys:
                self._set_out(delivery.id)
        await self._reconsider()

    async def async_stop(self) -> None:
        """End all journeys where they are; they go on at the next start."""
        journeys = list(self._journeys.values())
        for journey in journeys:
            journey.cancel()
        await asyncio.gather(*journeys, return_exceptions=True)

    async def on_download_complete(self, download: Download) -> Delivery:
        """Take in a finished download, from whatever source and however often; it is stored when this returns.

        Returns its delivery: a new one, or the one that it already has.
        """
        await self._turns.mine()
        now = dt_util.utcnow()
        download = download.storable()
        if known := self._store.find(download, now):
            return await self._report_again(known, download)
        self._router.imported.learn(download)
        delivery = Delivery(id=ulid_now(), download=download, created_at=now, updated_at=now, reason=Reason.SETTLING)
        await self._save(delivery)
        self._set_out(delivery.id)
        return delivery

    async def _report_again(self, known: Delivery, download: Download) -> Delivery:
        """Take in another report of a download; where that says more it sets out again from its journey's last step."""
        await self._store.async_settled()
        if known.id not in self.deliveries:  # it could not be stored
            return await self.on_download_complete(download)
        async with self._redirecting:
            if known.reported(download, dt_util.utcnow()) is known:
                return known
            await self._stop(known.id)
            delivery = self.deliveries[known.id].reported(download, dt_util.utcnow())
            if delivery.download.imported:
                self._router.imported.learn(delivery.download)
            if not delivery.ended:
                await self._set_out_anew(delivery)
            return delivery

    async def async_retry(self, delivery_id: str) -> Delivery:
        """Set out again with a delivery that was unmatched or missing.

        Raises KeyError where there is none of this id, TransitionError where it is on its way or has arrived.
        """
        delivery = self._failed(delivery_id).retried(dt_util.utcnow())
        await self._set_out_anew(delivery)
        return delivery

    async def async_dismiss(self, delivery_id: str) -> Delivery:
        """Forget a delivery that was unmatched or missing; returns what it was. Raises as `async_retry`."""
        delivery = self._failed(delivery_id)
        await self._store.async_forget(delivery)
        for listener in list(self._dismissal_listeners):
            listener(delivery)
        return delivery

    async def async_foretell(self, download: Download) -> PlexLibrary | None:
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
                self._locator.notify(notification)

    @callback
    def set_libraries(self, libraries: Collection[PlexLibrary]) -> None:
        """Take in which libraries there are: what had none may have one now."""
        places = [one.place for one in libraries]
        if places != self._places:
            self._places = places
            self._create_task(self._reconsider(), "route unmatched deliveries again")

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
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def async_add_dismissal_listener(self, listener: Callable[[Delivery], None]) -> Callable[[], None]:
        """Call a listener with each delivery that is dismissed; returns how to stop that."""
        self._dismissal_listeners.append(listener)
        return lambda: self._dismissal_listeners.remove(listener)

    @callback
    def async_add_tally_listener(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call a listener with the id of each delivery whose tally may have changed; returns how to stop that."""
        self._tally_listeners.append(listener)
        return lambda: self._tally_listeners.remove(listener)

    def _on_tally(self, delivery_id: str) -> None:
        for listener in list(self._tally_listeners):
            listener(delivery_id)

    def _failed(self, delivery_id: str) -> Delivery:
        delivery = self.deliveries[delivery_id]
        if delivery.state not in FAILED:
            raise TransitionError(f"{delivery.state} is no failure")
        return delivery

    async def _reconsider(self) -> None:
        """Set out again with what no library contained, where one does now."""
        for delivery in list(self.deliveries.values()):
            if delivery.state is not DeliveryState.UNMATCHED and delivery.reason is not Reason.IMPORT_AWAITED:
                continue
            where = await self._router.route(delivery.download, self._places)
            async with self._redirecting:
                if where.routes and not where.awaits_import and self.deliveries.get(delivery.id) is delivery:
                    await self._stop(delivery.id)
                    with suppress(HomeAssistantError):  # the disk is full: until the next start it stays as it was
                        await self._set_out_anew(delivery.retried(dt_util.utcnow()))

    async def _stop(self, delivery_id: str) -> None:
        """End a delivery's journey where it is."""
        if journey := self._journeys.get(delivery_id):
            journey.cancel()
            await asyncio.wait((journey,))

    async def _set_out_anew(self, delivery: Delivery) -> None:
        """Store a delivery that is back at its start, and set out; where the disk fails it goes on as it was."""
        try:
            await self._save(delivery)
        finally:
            self._set_out(delivery.id)

    def _set_out(self, delivery_id: str) -> None:
        """Begin a delivery's journey, unless another report of its download did while it was being stored."""
        if delivery_id in self._journeys or not self._started:
            return
        delivery = self.deliveries[delivery_id]
        journey = Journey(delivery, self._guides, self._save)
        task = self._create_task(journey.travel(), f"delivery of {delivery.download.name}")
        self._journeys[delivery_id] = task
        task.add_done_callback(lambda _: self._journeys.pop(delivery_id, None))

    async def _save(self, delivery: Delivery) -> None:
        """Store a delivery and announce it; on disk first, so that nothing is announced twice after a crash."""
        before = self.deliveries.get(delivery.id)
        if before:  # else it has its turn
            await self._turns.mine()
        await self._store.async_put(delivery)
        _LOGGER.debug("%s: %s", delivery.download.name, story.line(delivery, before))
        if before and (before.state, before.reason) == (delivery.state, delivery.reason):
            return
        await self._turns.mine()
        for listener in list(self._listeners):
            listener(delivery, before)

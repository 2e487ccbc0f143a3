"""The journeys of all deliveries that are under way, and who is told of each change."""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN
from . import debug_log
from .delivery import Delivery
from .guides import Guides
from .process import DeliveryProcess
from .store import DeliveryStore
from .transactions import Transactions

_LOGGER = logging.getLogger(__name__)

type DeliveryListener = Callable[[Delivery, Delivery | None], None]
"""A callback that is given a delivery as it is now and as it was before (None: it is new)."""


class DeliveryProcesses:
    """Begins and ends journeys, one at most for each delivery; each change is stored, then told."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        store: DeliveryStore,
        guides: Guides,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        transactions: Transactions,
    ) -> None:
        """Take where deliveries are stored, whom to ask on the way, and who owns our tasks."""
        self._hass = hass
        self._changed = SignalType[Delivery, Delivery | None](f"{DOMAIN}_{entry_id}_delivery_changed")
        self._store = store
        self._guides = guides
        self._create_task = create_task
        self._transactions = transactions
        self._tasks: dict[str, asyncio.Task[None]] = {}
        """By the ids of their deliveries."""
        self._may_begin = False

    @callback
    def begin(self) -> None:
        """Set out with every delivery that has not ended, and from now on with those that are told of."""
        self._may_begin = True
        for delivery in self._store.deliveries.values():
            if not delivery.ended:
                self.start(delivery.id)

    async def end(self) -> None:
        """End all journeys where they are, and begin none any more."""
        self._may_begin = False
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, delivery_id: str) -> None:
        """End the journey of a delivery where it is, if it is under way; what it was storing is stored and told."""
        if task := self._tasks.get(delivery_id):
            task.cancel()
            await asyncio.wait((task,))
        await self._store.async_settled()

    @callback
    def start(self, delivery_id: str) -> None:
        """Begin the journey of a stored delivery, unless it has begun."""
        if delivery_id in self._tasks or not self._may_begin:
            return
        delivery = self._store.deliveries[delivery_id]
        task = self._create_task(
            DeliveryProcess(delivery, self._guides, self.save).run(), f"delivery of {delivery.download.name}"
        )
        self._tasks[delivery_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(delivery_id, None))

    async def save_and_start(self, delivery: Delivery) -> None:
        """Store a delivery that is at its start, new or again, tell of it, and set out; to be run as a transaction.

        Where that cannot be stored, HomeAssistantError is raised, and a delivery that was there goes on as it was.
        """
        try:
            await self._store_and_tell(delivery)
        finally:
            if delivery.id in self._store.deliveries:
                self.start(delivery.id)

    async def save(self, delivery: Delivery) -> None:
        """Store a delivery and tell of it, both or none; raises HomeAssistantError where the disk fails."""
        await self._transactions.run(self._store_and_tell(delivery), f"store {delivery.download.name}")

    async def _store_and_tell(self, delivery: Delivery) -> None:
        """Store first, so that nothing is told twice after a crash."""
        before = self._store.deliveries.get(delivery.id)
        await self._store.async_put(delivery)
        _LOGGER.debug("%s: %s", delivery.download.name, debug_log.line(delivery, before))
        if before is None or (before.state, before.reason) != (delivery.state, delivery.reason):
            async_dispatcher_send(self._hass, self._changed, delivery, before)

    @callback
    def async_add_listener(self, listener: DeliveryListener) -> Callable[[], None]:
        """Call a listener at each change of a delivery; returns how to stop that."""
        return async_dispatcher_connect(self._hass, self._changed, listener)

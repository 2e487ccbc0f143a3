"""The journeys of all deliveries that are under way, and who is told of each change."""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

from homeassistant.core import callback

from . import story
from .delivery import Delivery
from .guides import Guides
from .journey import Journey
from .store import DeliveryStore

_LOGGER = logging.getLogger(__name__)

type DeliveryListener = Callable[[Delivery, Delivery | None], None]
"""Called with a delivery as it is now and as it was before (None: it is new)."""


class Journeys:
    """Begins and ends journeys, one at most for each delivery; each change is stored, then told."""

    def __init__(
        self,
        store: DeliveryStore,
        guides: Guides,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
    ) -> None:
        """Take where deliveries are stored, whom to ask on the way, and who owns our tasks."""
        self._store = store
        self._guides = guides
        self._create_task = create_task
        self._listeners: list[DeliveryListener] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        """By the ids of their deliveries."""
        self._may_begin = False

    @callback
    def begin(self) -> None:
        """Set out with every delivery that has not ended, and from now on with those that are told of."""
        self._may_begin = True
        for delivery in self._store.deliveries.values():
            if not delivery.ended:
                self.set_out(delivery.id)

    async def end(self) -> None:
        """End all journeys where they are, and begin none any more."""
        self._may_begin = False
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, delivery_id: str) -> None:
        """End the journey of a delivery where it is, if it is under way."""
        if task := self._tasks.get(delivery_id):
            task.cancel()
            await asyncio.wait((task,))

    @callback
    def set_out(self, delivery_id: str) -> None:
        """Begin the journey of a stored delivery, unless it has begun."""
        if delivery_id in self._tasks or not self._may_begin:
            return
        delivery = self._store.deliveries[delivery_id]
        task = self._create_task(
            Journey(delivery, self._guides, self.save).travel(), f"delivery of {delivery.download.name}"
        )
        self._tasks[delivery_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(delivery_id, None))

    async def set_out_anew(self, delivery: Delivery) -> None:
        """Store a delivery that is back at its start, and set out; where that cannot be stored, it goes on as it was.

        Raises HomeAssistantError where the disk fails.
        """
        try:
            await self.save(delivery)
        finally:
            self.set_out(delivery.id)

    async def save(self, delivery: Delivery) -> None:
        """Store a delivery and tell of it; on disk first, so that nothing is told twice after a crash.

        Raises HomeAssistantError where the disk fails.
        """
        before = self._store.deliveries.get(delivery.id)
        await self._store.async_put(delivery)
        _LOGGER.debug("%s: %s", delivery.download.name, story.line(delivery, before))
        if before and (before.state, before.reason) == (delivery.state, delivery.reason):
            return
        for listener in list(self._listeners):
            listener(delivery, before)

    @callback
    def async_add_listener(self, listener: DeliveryListener) -> Callable[[], None]:
        """Call a listener at each change of a delivery; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

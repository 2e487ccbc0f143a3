"""The running processes: one for each delivery that has not ended."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.importlib import async_import_module

from .delivery import Delivery
from .process_parts import ProcessParts
from .saver import DeliverySaver
from .store import DeliveryStore

if TYPE_CHECKING:
    from .process import DeliveryProcess


class DeliveryProcesses:
    """Starts and stops the processes of deliveries."""

    def __init__(
        self,
        hass: HomeAssistant,
        store: DeliveryStore,
        saver: DeliverySaver,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        parts: ProcessParts,
    ) -> None:
        """Initialize with nothing running."""
        self._hass = hass
        self._store = store
        self._saver = saver
        self._create_task = create_task
        self._parts = parts
        self._tasks: dict[str, asyncio.Task[None]] = {}
        """By the IDs of the deliveries."""
        self._is_started = False

    @callback
    def start_all(self) -> None:
        """Start the process of each stored delivery that has not ended; from now on others may start."""
        self._is_started = True
        for delivery_id in sorted(self._store.in_progress):  # the oldest first
            self._start(delivery_id)

    async def stop_all(self) -> None:
        """Stop all processes where they are, and let no other start."""
        self._is_started = False
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, delivery_id: str) -> None:
        """Stop the process of a delivery where it is; what it was saving is saved when this returns."""
        if task := self._tasks.get(delivery_id):
            task.cancel()
            await asyncio.wait((task,))
        await self._store.async_wait_for_write()

    async def save_and_start(self, delivery: Delivery) -> None:
        """Save a new or restarted delivery and start its process. Call it in a transaction.

        If it cannot be saved, raise HomeAssistantError; a stored delivery continues as it was.
        """
        try:
            await self._saver.save_in_transaction(delivery)
        finally:
            if delivery.id in self._store.deliveries:
                self._start(delivery.id)

    @callback
    def resume(self, delivery_id: str) -> None:
        """Start the process of a delivery again that was stopped for nothing."""
        if not self._store.deliveries[delivery_id].ended:
            self._start(delivery_id)

    @callback
    def _start(self, delivery_id: str) -> None:
        """Start the process of a stored delivery, unless it runs."""
        if delivery_id in self._tasks or not self._is_started:
            return
        delivery = self._store.deliveries[delivery_id]
        task = self._create_task(self._run(delivery), f"delivery of {delivery.download.name}")
        self._tasks[delivery_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(delivery_id, None))

    async def _run(self, delivery: Delivery) -> None:
        module = await async_import_module(self._hass, f"{__package__}.process")  # with the first delivery
        process: DeliveryProcess = module.DeliveryProcess(delivery, self._saver, self._parts)
        await process.run()

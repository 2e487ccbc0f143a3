"""Saves each change of a delivery and sends it to the rest of the integration: both or neither."""

import asyncio
from collections.abc import Coroutine
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send

from ..const import DOMAIN
from . import debug_log, signals
from .delivery import Delivery
from .store import DeliveryStore

_LOGGER = logging.getLogger(__name__)


class DeliverySaver:
    """Writes deliveries to the disk with `DeliveryStore`, then sends the dispatcher's signals.

    Work runs in transactions, which complete once started, even if the caller is cancelled.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str, store: DeliveryStore) -> None:
        """Initialize the saver of a config entry's deliveries."""
        self._hass = hass
        self._entry_id = entry_id
        self._store = store
        self._transactions: set[asyncio.Task[Any]] = set()
        self._is_closed = False

    async def save(self, delivery: Delivery) -> None:
        """Save a delivery in a transaction; raise HomeAssistantError if the disk fails."""
        await self.run(self.save_in_transaction(delivery), f"store {delivery.download.name}")

    async def save_in_transaction(self, delivery: Delivery) -> None:
        """Save a delivery within a transaction; raise HomeAssistantError if the disk fails.

        It is stored first, so that nothing is announced twice after a crash.
        """
        before = self._store.deliveries.get(delivery.id)
        await self._store.async_put(delivery)
        _LOGGER.debug("%s: %s", delivery.download.name, debug_log.line(delivery, before))
        if before is None or _announced(before) != _announced(delivery):
            async_dispatcher_send(self._hass, signals.delivery_changed(self._entry_id), delivery, before)
        elif before != delivery:
            async_dispatcher_send(self._hass, signals.details_changed(self._entry_id), delivery, before)

    async def remove(self, delivery: Delivery) -> None:
        """Delete a dismissed delivery within a transaction; raise HomeAssistantError if the disk fails."""
        await self._store.async_remove(delivery)
        async_dispatcher_send(self._hass, signals.delivery_dismissed(self._entry_id), delivery)

    async def run[T](self, work: Coroutine[Any, Any, T], name: str) -> T:
        """Run a transaction: return its result or raise its exception; raise HomeAssistantError after `async_close`."""
        if self._is_closed:
            work.close()
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="unloaded")
        task = self._hass.async_create_task(work, name)
        self._transactions.add(task)
        task.add_done_callback(self._on_done)
        await asyncio.wait((task,))  # asyncio.shield would log the exception if the caller is cancelled
        return task.result()

    async def async_close(self) -> None:
        """Begin no more transactions, and wait for those that run."""
        self._is_closed = True
        while self._transactions:
            await asyncio.wait(self._transactions)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._transactions.discard(task)
        if not task.cancelled():
            task.exception()  # else asyncio logs that nothing retrieved it


def _announced(delivery: Delivery) -> tuple[object, ...]:
    """Return what is announced when it changes."""
    return delivery.state, delivery.reason, delivery.messages

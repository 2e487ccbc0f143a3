"""Saves each change of a delivery and sends it to the rest of the integration: both or neither."""

import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers.dispatcher import async_dispatcher_send

from . import debug_log, signals
from .delivery import Delivery
from .store import DeliveryStore
from .transactions import Transactions

_LOGGER = logging.getLogger(__name__)


class DeliverySaver:
    """Writes deliveries to the disk, then sends the dispatcher's signals."""

    def __init__(self, hass: HomeAssistant, entry_id: str, store: DeliveryStore, transactions: Transactions) -> None:
        """Initialize the saver of a config entry's deliveries."""
        self._hass = hass
        self._entry_id = entry_id
        self._store = store
        self._transactions = transactions

    async def save(self, delivery: Delivery) -> None:
        """Save a delivery, also where the caller is cancelled; raise HomeAssistantError where the disk fails."""
        await self._transactions.run(self.put(delivery), f"store {delivery.download.name}")

    async def put(self, delivery: Delivery) -> None:
        """Save a delivery; to be run as a transaction. Raise HomeAssistantError where the disk fails.

        It is stored first, so that nothing is announced twice after a crash.
        """
        before = self._store.deliveries.get(delivery.id)
        await self._store.async_put(delivery)
        _LOGGER.debug("%s: %s", delivery.download.name, debug_log.line(delivery, before))
        if before is None or (before.state, before.reason) != (delivery.state, delivery.reason):
            async_dispatcher_send(self._hass, signals.delivery_changed(self._entry_id), delivery, before)

    async def forget(self, delivery: Delivery) -> None:
        """Delete a dismissed delivery; to be run as a transaction. Raise HomeAssistantError where the disk fails."""
        await self._store.async_forget(delivery)
        async_dispatcher_send(self._hass, signals.delivery_dismissed(self._entry_id), delivery)

"""Have Seerr scan for what was added to Plex when something arrives, so that it shows that as available."""

import asyncio
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.debounce import Debouncer

from ..const import LOGGER
from ..deliveries.delivery import Delivery, DeliveryState
from .client import SeerrClient

JOB: Final = "plex-recently-added-scan"
COOLDOWN_SECONDS: Final = 60
_TYPES: Final = frozenset(("movie", "episode"))
"""The types of items that Seerr knows of."""


class SeerrScan:
    """Has each Seerr in Home Assistant scan: at the first arrival, then at most once a minute, and after the last."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize the scan."""
        self._seerr = SeerrClient(hass)
        self._debouncer = Debouncer(
            hass, LOGGER, cooldown=COOLDOWN_SECONDS, immediate=True, function=self._async_run, background=True
        )

    @callback
    def on_delivery(self, delivery: Delivery, _before: Delivery | None) -> None:
        """Have it scan if something arrived."""
        if delivery.state is DeliveryState.AVAILABLE and any(item.type in _TYPES for item in delivery.items):
            self._debouncer.async_schedule_call()

    @callback
    def async_stop(self) -> None:
        """Let no other scan start; Seerr's own schedule is 5 minutes."""
        self._debouncer.async_shutdown()

    async def _async_run(self) -> None:
        servers = self._seerr.entries
        await asyncio.gather(
            *(self._seerr.async_request(server, "POST", f"settings/jobs/{JOB}/run") for server in servers)
        )

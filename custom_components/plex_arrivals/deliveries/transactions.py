"""Work that is finished once it has begun, such as storing a delivery and announcing it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN


class Transactions:
    """Runs work to its end, also where the caller is cancelled."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize without any work."""
        self._hass = hass
        self._running: set[asyncio.Task[Any]] = set()
        self._is_closed = False

    async def run[T](self, work: Coroutine[Any, Any, T], name: str) -> T:
        """Return the result of the work or raise its exception; raise HomeAssistantError after `async_close`."""
        if self._is_closed:
            work.close()
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="unloaded")
        task = self._hass.async_create_task(work, name)
        self._running.add(task)
        task.add_done_callback(self._on_done)
        await asyncio.wait((task,))  # asyncio.shield would log the exception where the caller is cancelled
        return task.result()

    async def async_close(self) -> None:
        """Accept no more work, and wait for what is running."""
        self._is_closed = True
        while self._running:
            await asyncio.wait(self._running)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # else asyncio logs that nobody retrieved it

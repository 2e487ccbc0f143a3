"""Work that is done whole, whoever waits for it: a delivery that is stored is also announced and set out with."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN


class Transactions:
    """Runs work to its end, also where whoever waits for it is cancelled."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with none."""
        self._hass = hass
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def run[T](self, work: Coroutine[Any, Any, T], name: str) -> T:
        """Return what the work returns or raise what it raises; HomeAssistantError where none may begin any more."""
        if self._closed:
            work.close()
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="unloaded")
        task = self._hass.async_create_task(work, name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        await asyncio.wait((task,))  # not shield: it would log the failure of what nobody waits for any more
        return task.result()

    async def async_close(self) -> None:
        """Begin no more work; return when all that has begun is done."""
        self._closed = True
        while self._running:
            await asyncio.wait(self._running)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()

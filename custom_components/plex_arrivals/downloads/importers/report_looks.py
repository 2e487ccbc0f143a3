"""When to look at the queue of an importer because of its reports."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, KeysView
from typing import Any, Final

from homeassistant.core import callback

CHANGED_SECONDS: Final = 15
"""How long it takes until the queue shows what an importer has reported, and how far looks are apart."""


class ReportLooks:
    """Looks once for many reports: those of a pack come file by file.

    `awaited` are the IDs of the downloads that somebody waits for, in lower case, as they are at any time; `look`
    requests the queue, and `create_task` starts a task that ends with the importer.
    """

    def __init__(
        self,
        awaited: KeysView[str],
        look: Callable[[], Awaitable[object]],
        create_task: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]],
    ) -> None:
        """Initialize without any report."""
        self._awaited = awaited
        self._look = look
        self._create_task = create_task
        self._reported: set[str] = set()
        self._looked_at: float | None = None
        self._looking: asyncio.Task[None] | None = None

    @callback
    def async_add_report(self, download_ids: Collection[str], *, at_once: bool) -> None:
        """Look if one of these downloads is awaited: when the queue shows what was reported last.

        With `at_once`, also look before that, if there was no such look just now.
        """
        self._reported.update(download_ids)
        if self._looking:
            self._looking.cancel()
        self._looking = self._create_task(self._async_run(at_once=at_once))

    async def _async_run(self, *, at_once: bool) -> None:
        now = asyncio.get_running_loop().time()
        if at_once and (self._looked_at is None or now >= self._looked_at + CHANGED_SECONDS):
            await self._async_look()
        await asyncio.sleep(CHANGED_SECONDS)
        await self._async_look()
        self._reported.clear()

    async def _async_look(self) -> None:
        if self._awaited & self._reported:
            self._looked_at = asyncio.get_running_loop().time()
            await self._look()

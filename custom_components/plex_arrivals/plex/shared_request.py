"""One request for all concurrent callers."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from .errors import PlexUnloaded


class SharedRequest[T]:
    """A request whose response serves all concurrent callers, and those shortly after."""

    def __init__(
        self,
        fetch: Callable[[], Coroutine[Any, Any, T]],
        create_task: Callable[[Coroutine[Any, Any, T]], asyncio.Task[T]],
    ) -> None:
        """Initialize; `fetch` sends the request, `create_task` runs it."""
        self._fetch = fetch
        self._create_task = create_task
        self._task: asyncio.Task[T] | None = None
        self._succeeded_at = float("-inf")

    @property
    def age(self) -> float:
        """Return how many seconds ago the last successful response came."""
        return asyncio.get_running_loop().time() - self._succeeded_at

    async def get(self, max_age: float) -> T:
        """Return the response to a request that is under way, was answered up to `max_age` seconds ago, or is sent now.

        Raise what the request raises, and PlexUnloaded if its task is cancelled. A cancelled caller does not cancel it.
        """
        if self._task is None or (self._task.done() and self.age > max_age):
            self._task = self._create_task(self._send())
            self._task.add_done_callback(_retrieve_exception)
        task = self._task
        await asyncio.wait((task,))  # not shield, which logs the exception if the caller was cancelled
        if task.cancelled():
            raise PlexUnloaded("The server is being unloaded")
        return task.result()

    async def _send(self) -> T:
        response = await self._fetch()
        self._succeeded_at = asyncio.get_running_loop().time()
        return response


def _retrieve_exception(task: asyncio.Task[Any]) -> None:
    """Keep asyncio from logging an exception that no caller waits for anymore."""
    if not task.cancelled():
        task.exception()

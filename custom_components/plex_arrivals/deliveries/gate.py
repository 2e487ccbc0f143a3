"""Holds deliveries back while Plex cannot serve them."""

import asyncio
from collections.abc import Awaitable, Callable

from ..plex.errors import PlexUnavailable


class Gate:
    """Open while Plex is there, and it is the right one. What is asked from behind it is asked of nobody else."""

    def __init__(self, on_plex_failure: Callable[[], None]) -> None:
        """Take whom to tell that Plex failed a delivery, so that somebody finds out how it is."""
        self._open = asyncio.Event()
        self._on_plex_failure = on_plex_failure

    @property
    def is_open(self) -> bool:
        """Whether Plex was there when last heard of."""
        return self._open.is_set()

    def set(self, *, is_open: bool) -> None:
        """Take in that Plex came or went."""
        if is_open:
            self._open.set()
        else:
            self._open.clear()

    def behind[**P, T](self, ask: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        """Return a question that is asked of our Plex only: it raises PlexUnavailable while the gate is shut."""

        async def ask_ours(*args: P.args, **kwargs: P.kwargs) -> T:
            if not self.is_open:
                raise PlexUnavailable("Plex is not there")
            return await ask(*args, **kwargs)

        return ask_ours

    def trouble(self) -> None:
        """Report that a request failed although the gate was open."""
        self._on_plex_failure()

    async def passed(self) -> None:
        """Wait, as long as it takes, until Plex is there."""
        await self._open.wait()

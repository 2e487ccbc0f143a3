"""Holds deliveries back while Plex cannot serve them."""

import asyncio
from collections.abc import Callable

from ..plex.errors import PlexUnavailable


class Gate:
    """Open while Plex is there. Everybody who needs Plex passes it; nobody asks Plex while it is shut."""

    def __init__(self, on_trouble: Callable[[], None]) -> None:
        """Take whom to tell that Plex failed a delivery, so that somebody finds out how it is."""
        self._open = asyncio.Event()
        self._on_trouble = on_trouble

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

    def check(self) -> None:
        """Return if Plex is there; raises PlexUnavailable where it is not, or where another server has its address."""
        if not self.is_open:
            raise PlexUnavailable("Plex is not there")

    def trouble(self) -> None:
        """Report that a request failed although the gate was open."""
        self._on_trouble()

    async def passed(self) -> None:
        """Wait, as long as it takes, until Plex is there."""
        await self._open.wait()

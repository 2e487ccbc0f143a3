"""A source whose integration does not hold what we need: we ask its client ourselves, at each of its updates."""

from abc import abstractmethod
import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from .source import DownloadSource

TIMEOUT_SECONDS: Final = 20
"""How long a client may take to answer."""
MAX_FAILURES: Final = 3
"""After so many questions in a row without an answer a client counts as silent."""


class ClientUnavailableError(Exception):
    """A client does not answer us, although it answered its integration a moment ago."""


class PollingSource(DownloadSource):
    """Asks the client where the user's integration says it is, with the credentials that the integration has."""

    unavailable: ClassVar[tuple[type[Exception], ...]] = (OSError,)
    """What is raised where the client does not answer; a TimeoutError is among them."""

    @abstractmethod
    async def async_poll(self) -> Mapping[str, Any]:
        """Ask for what `async_list` returns; raises one of `unavailable` where the client does not answer."""

    async def async_list(self) -> Mapping[str, Any]:
        """Return all downloads; one request. Raises ClientUnavailableError where the client does not answer."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self.async_poll()
        except self.unavailable as err:
            raise ClientUnavailableError(type(err).__name__) from err

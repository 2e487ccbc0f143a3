"""A source whose integration does not hold the downloads: the client itself is asked at each update."""

from abc import abstractmethod
import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from .source import DownloadSource

TIMEOUT_SECONDS: Final = 20
MAX_FAILURES: Final = 3
"""After this many failed requests in a row a client counts as unavailable."""


class ClientUnavailableError(Exception):
    """A client does not answer, although it answered its integration a moment ago."""


class PollingSource(DownloadSource):
    """Asks the client at the address and with the credentials of its integration."""

    unavailable_errors: ClassVar[tuple[type[Exception], ...]] = (OSError,)
    """The exceptions of a client that does not answer; OSError includes TimeoutError."""

    @abstractmethod
    async def async_poll(self) -> Mapping[str, Any]:
        """Return what `async_list` does; raises one of `unavailable_errors` if the client does not answer."""

    async def async_list(self) -> Mapping[str, Any]:
        """Return all downloads; one request.

        Raises ClientUnavailableError: an empty result would mean that the client has no downloads.
        """
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self.async_poll()
        except self.unavailable_errors as err:
            raise ClientUnavailableError(type(err).__name__) from err

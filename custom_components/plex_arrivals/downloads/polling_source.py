"""Base class for sources that request the downloads from the client, because its integration does not keep them."""

from abc import abstractmethod
import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from .source import DownloadSource

TIMEOUT_SECONDS: Final = 20
MAX_FAILURES: Final = 3
"""After this many failed requests in a row a client counts as unavailable."""


class ClientUnavailableError(Exception):
    """The client does not respond, although its integration has just been updated."""


class PollingSource(DownloadSource):
    """Request the downloads from the client, at the address and with the credentials of its integration."""

    unavailable_errors: ClassVar[tuple[type[Exception], ...]] = (OSError,)
    """The exceptions that the client's library raises if the client does not respond; OSError includes TimeoutError."""

    @abstractmethod
    async def async_poll(self) -> Mapping[str, Any]:
        """Return what `async_list` does; raise one of `unavailable_errors` if the client does not respond."""

    async def async_list(self) -> Mapping[str, Any]:
        """Return all downloads.

        Raise ClientUnavailableError instead of returning an empty result, which would mean that the client has no
        downloads.
        """
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self.async_poll()
        except self.unavailable_errors as err:
            raise ClientUnavailableError(type(err).__name__) from err

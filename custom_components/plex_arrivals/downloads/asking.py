"""A source whose integration does not hold what we need: we ask its client ourselves, at each of its updates."""

from abc import abstractmethod
import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from .source import DownloadSource

ASK_SECONDS: Final = 20
"""How long a client may take to answer."""
SILENCES: Final = 3
"""After so many questions in a row without an answer a client counts as silent."""


class NoAnswerError(Exception):
    """A client does not answer us, although it answered its integration a moment ago."""


class AskingSource(DownloadSource):
    """Asks the client where the user's integration says it is, with the credentials that the integration has."""

    unavailable: ClassVar[tuple[type[Exception], ...]] = (OSError,)
    """What is raised where the client does not answer; a TimeoutError is among them."""

    @abstractmethod
    async def async_ask(self) -> Mapping[str, Any]:
        """Ask for what `async_torrents` returns; raises one of `unavailable` where the client does not answer."""

    async def async_torrents(self) -> Mapping[str, Any]:
        """Return all torrents; one request. Raises NoAnswerError: an empty answer would mean that there are none."""
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return await self.async_ask()
        except self.unavailable as err:
            raise NoAnswerError(type(err).__name__) from err

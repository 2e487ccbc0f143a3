"""Base class for clients in which our tag can be given to torrents."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from .source import DownloadSource


class TaggingSource(DownloadSource):
    """A client that has tags or labels; nothing but our own tag is changed.

    The methods that change something may raise any exception, after which it is not known whether they did.
    """

    @abstractmethod
    def has_tag(self, raw: Any) -> bool:
        """Return whether a torrent has our tag."""

    def can_be_tagged(self, _raw: Any) -> bool:
        """Return whether a torrent can have our tag in addition to its own."""
        return True

    @abstractmethod
    async def async_tag(self, torrent_ids: Sequence[str]) -> bool:
        """Give our tag to torrents; return whether the client did not have that tag before, and now lists it."""

    @abstractmethod
    async def async_untag(self, torrent_ids: Sequence[str], *, delete: bool) -> None:
        """Remove our tag from torrents, and with `delete` from the client's list of tags as well."""

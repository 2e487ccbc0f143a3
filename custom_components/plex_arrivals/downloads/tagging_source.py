"""Base class for clients in which our tag can be given to torrents."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from .source import DownloadSource
from .tagged_torrents import is_tagged, without_our_tag


class TaggingSource(DownloadSource):
    """A client that has tags or labels; nothing but our own tag is changed.

    The methods that change something may raise any exception, after which it is not known whether they did.
    """

    @abstractmethod
    def has_tag(self, raw: Any) -> bool:
        """Return whether a torrent has a tag of the name of ours."""

    def is_tagged(self, torrent_id: str) -> bool:
        """Return whether such a tag is from us: one from the user is a tag like any other."""
        return is_tagged(self.hass, torrent_id, self.entry.entry_id)

    def without_our_tag(self, torrent_id: str, labels: tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels of a torrent without the tag that we gave it."""
        return without_our_tag(self.hass, torrent_id, labels, self.entry.entry_id)

    def can_be_tagged(self, _raw: Any) -> bool:
        """Return whether a torrent can have our tag in addition to its own."""
        return True

    @abstractmethod
    async def async_tag(self, torrent_ids: Sequence[str]) -> bool:
        """Give our tag to torrents; return whether the client did not have that tag before, and now lists it."""

    @abstractmethod
    async def async_untag(self, torrent_ids: Sequence[str], *, delete: bool) -> None:
        """Remove our tag from torrents, and with `delete` from the client's list of tags as well."""

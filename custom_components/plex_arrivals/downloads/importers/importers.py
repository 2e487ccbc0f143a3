"""Follow the importers that are set up in Home Assistant."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from ..download import Download, MediaInfo
from ..filter import DownloadFilter

if TYPE_CHECKING:
    from .history import Outcome
    from .importer import Importer
    from .queue import QueuedDownload

_EVERYTHING = DownloadFilter()


class Importers:
    """The importers that a config entry of Plex Arrivals follows.

    They are asked only while one of them has something that is awaited, or while downloads are running. Downloads are
    recognized by their info hash or their client's ID, never by a title.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str, download_filter: DownloadFilter = _EVERYTHING) -> None:
        """Initialize the importers of our config entry `entry_id`."""

    async def async_start(self) -> None:
        """Follow the importers that are loaded, and from now on those that get loaded."""
        raise NotImplementedError

    async def async_stop(self) -> None:
        """Stop following; iterators of `follow` end without another change."""
        raise NotImplementedError

    @property
    def entries(self) -> Mapping[str, Importer]:
        """The importers that are loaded now, by config entry ID."""
        raise NotImplementedError

    @property
    def is_any(self) -> bool:
        """Whether an importer is set up, loaded or not; those that the user excluded or disabled do not count."""
        raise NotImplementedError

    async def async_find(self, download: Download) -> QueuedDownload | None:
        """Return a download as it is in the queue of an importer; None if no queue has it.

        Callers at the same time share one request per importer. Raise ImporterError if it was not found and an importer
        could not be asked, also because it is not loaded at the moment.
        """
        raise NotImplementedError

    async def follow(self, queued: QueuedDownload) -> AsyncIterator[QueuedDownload]:
        """Yield a queued download whenever it has changed; end when it has left the queue.

        The queue is requested once a minute as long as anything in it is followed. While the importer cannot be asked,
        or is not loaded, nothing changes. End also when it was removed or excluded.
        """
        raise NotImplementedError
        yield queued

    async def async_outcome(self, download: Download, entry_id: str) -> Outcome:
        """Return what became of a download that is not or no longer in the queue of an importer; one request.

        Raise ImporterError if the importer cannot be asked.
        """
        raise NotImplementedError

    async def async_try_again(self, entry_id: str) -> None:
        """Have an importer look at its finished downloads now; raise ImporterError if it cannot be asked."""
        raise NotImplementedError

    def queue_url(self, entry_id: str) -> str | None:
        """Return the address of an importer's page with its queue; None if it is not loaded."""
        raise NotImplementedError

    def media(self, download: Download) -> MediaInfo | None:
        """Return what a download is, as far as an importer has said so; make no request."""
        raise NotImplementedError

    @callback
    def async_set_running(self, downloads: Iterable[Download]) -> None:
        """Take the downloads that are running now; importers are asked for a few minutes what the new ones are."""
        raise NotImplementedError

    @callback
    def async_add_media_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `media` knows more; return a function that removes it."""
        raise NotImplementedError

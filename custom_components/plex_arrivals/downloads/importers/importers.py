"""Follow the importers that are set up in Home Assistant."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.helpers.importlib import async_import_module
from homeassistant.util.signal_type import SignalType

from ...const import DOMAIN
from ..download import Download, MediaInfo
from ..filter import DownloadFilter
from ..source_issues import IMPORTER_CHANGED, SourceIssues
from .kinds import KINDS

if TYPE_CHECKING:
    from .history import Outcome
    from .importer import Importer
    from .queue import QueuedDownload
    from .watcher import QueueWatcher

_EVERYTHING = DownloadFilter()


@callback
def async_importer_entries(hass: HomeAssistant, download_filter: DownloadFilter) -> list[ConfigEntry[Any]]:
    """Return the config entries of importers, loaded or not, that the user neither disabled nor excluded."""
    return [
        entry
        for domain in KINDS
        for entry in hass.config_entries.async_entries(domain, include_ignore=False, include_disabled=False)
        if download_filter.includes_source(entry.entry_id)
    ]


class Importers:
    """The importers that a config entry of Plex Arrivals follows.

    They are asked only while one of them has something that is awaited, or while downloads are running. Downloads are
    recognized by their info hash or their client's ID, never by a title.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str, download_filter: DownloadFilter = _EVERYTHING) -> None:
        """Initialize the importers of our config entry `entry_id`."""
        self._hass = hass
        self._entry_id = entry_id
        self._filter = download_filter
        self._import_found = SignalType[str, Download](f"{DOMAIN}_{entry_id}_importers_import_found")
        self._media_changed = SignalType[()](f"{DOMAIN}_{entry_id}_importers_media_changed")
        self._watcher_class: type[QueueWatcher] | None = None
        """Loaded only if the user has an importer."""
        self._watchers: dict[str, QueueWatcher] = {}
        """By config entry ID; also of importers that are not loaded at the moment."""
        self._running: set[tuple[str, ...]] = set()
        """The IDs of each running download."""
        self._unsubscribe: Callable[[], None] | None = None
        self._started = False

    async def async_start(self) -> None:
        """Follow the importers that are set up, and from now on those that get set up."""
        self._started = True
        if self.is_any:
            await self._async_load()
        if not self._started:  # stopped meanwhile
            return
        self._unsubscribe = async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._async_entry_changed)
        for domain in KINDS:  # also those left out meanwhile, which may have an issue
            for entry in self._hass.config_entries.async_entries(domain):
                self._async_entry_changed(ConfigEntryChange.UPDATED, entry)

    async def async_stop(self) -> None:
        """Stop following; iterators of `follow` end without another change."""
        self._started = False
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        for entry_id in list(self._watchers):
            self._async_unfollow(entry_id)

    @property
    def entries(self) -> Mapping[str, Importer]:
        """The importers that are loaded now, by config entry ID."""
        return {entry_id: importer for entry_id, watcher in self._watchers.items() if (importer := watcher.importer)}

    @property
    def is_any(self) -> bool:
        """Whether an importer is set up, loaded or not; those that the user excluded or disabled do not count."""
        return bool(self._entries())

    def answering(self, download: Download) -> frozenset[str]:
        """Return the kinds of importers that can say whether they have a download, by domain; none without an ID."""
        return frozenset(entry.domain for entry in self._entries()) if _ids(download) else frozenset()

    async def async_find(self, download: Download) -> QueuedDownload | None:
        """Return a download as it is in the queue of an importer; None if no queue has it.

        Callers at the same time share one request per importer; one that does not respond is not waited for if another
        has the download. Raise ImporterError if it was not found and an importer could not be asked, also because it is
        not loaded at the moment.
        """
        if not (ids := _ids(download)):
            return None
        pending = {asyncio.create_task(watcher.async_find(ids)) for watcher in self._watchers.values()}
        found: list[QueuedDownload] = []
        error: BaseException | None = None
        try:
            while pending and not any(map(_is_certain, found)):
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                error = next(filter(None, (search.exception() for search in done)), error)
                found += [queued for search in done if not search.exception() and (queued := search.result())]
        finally:
            for search in pending:
                search.cancel()
        if error and not found:
            raise error
        # An importer also lists what another one has grabbed if both use the same category, or none.
        return min(found, key=lambda queued: (queued.media is None, bool(queued.messages)), default=None)

    async def follow(self, queued: QueuedDownload) -> AsyncGenerator[QueuedDownload | None]:
        """Yield a queued download whenever it has changed, and None about once a minute while the queue lacks it.

        The queue lacks it when it has left it, but also for a while after the importer was restarted, and while the
        download client does not respond: only the history says what became of it. The queue is requested once a minute
        as long as anything in it is followed. While the importer cannot be asked, or is not loaded, nothing changes.
        End when the importer was removed or excluded.
        """
        if watcher := self._watchers.get(queued.entry_id):
            async with aclosing(watcher.async_follow(queued)) as changes:
                async for changed in changes:
                    yield changed

    async def async_outcome(self, download: Download, entry_id: str) -> Outcome | None:
        """Return what became of a download that is not or no longer in the queue of an importer; one request at most.

        None if the importer is no longer set up. Raise ImporterError if it cannot be asked.
        """
        if (watcher := self._watchers.get(entry_id)) is None:
            return None
        outcome = await watcher.async_outcome(download, _spelled_ids(download))
        if outcome.imported:
            async_dispatcher_send(self._hass, self._import_found, entry_id, outcome.imported)
        return outcome

    @callback
    def async_look_now(self, download_id: str | None) -> None:
        """Look at the queue in which a download is awaited, by default at all, because its state was reported."""
        for watcher in self._watchers.values():
            watcher.async_look(download_id and (download_id.casefold(),), at_once=True)

    @callback
    def async_look_soon(self, download: Download) -> None:
        """Look at the queue in which a download is awaited, when it shows that a file of it was imported."""
        for watcher in self._watchers.values():
            watcher.async_look(_ids(download), at_once=False)

    async def async_try_again(self, entry_id: str) -> None:
        """Have an importer look at its finished downloads now, and read its queue after that.

        Raise ImporterError if it cannot be asked.
        """
        if watcher := self._watchers.get(entry_id):
            await watcher.async_refresh()
            watcher.async_look(None, at_once=True)

    def queue_url(self, entry_id: str) -> str | None:
        """Return the address of an importer's page with its queue; None if it is not loaded."""
        importer = self.entries.get(entry_id)
        return f"{importer.url}/activity/queue" if importer else None

    def media(self, download: Download) -> MediaInfo | None:
        """Return what a download is, as far as an importer has said so; make no request."""
        return self._media(_ids(download))

    @callback
    def async_set_running(self, downloads: Iterable[Download]) -> None:
        """Set the downloads that are running now; importers are asked what the new ones are."""
        self._running = {_ids(download) for download in downloads}
        for watcher in self._watchers.values():
            watcher.async_poll()

    @callback
    def async_add_import_listener(self, listener: Callable[[str, Download], None]) -> Callable[[], None]:
        """Call a listener with the importer's config entry ID and an import whenever one was found in its history.

        Return a function that removes it.
        """
        return async_dispatcher_connect(self._hass, self._import_found, listener)

    @callback
    def async_add_media_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `media` knows more; return a function that removes it."""
        return async_dispatcher_connect(self._hass, self._media_changed, listener)

    def _entries(self) -> list[ConfigEntry[Any]]:
        return async_importer_entries(self._hass, self._filter)

    def _media(self, ids: Iterable[str]) -> MediaInfo | None:
        found = (watcher.media(download_id) for watcher in self._watchers.values() for download_id in ids)
        return next(filter(None, found), None)

    def _unnamed(self) -> list[str]:
        """Return the IDs of the running downloads of which no importer has said what they are."""
        return [download_id for ids in self._running if self._media(ids) is None for download_id in ids]

    @callback
    def _async_notify_media(self) -> None:
        async_dispatcher_send(self._hass, self._media_changed)

    async def _async_load(self) -> None:
        module = await async_import_module(self._hass, f"{__package__}.watcher")
        self._watcher_class = module.QueueWatcher

    @callback
    def _async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        if entry.domain not in KINDS:
            return
        issues = SourceIssues(self._hass, self._entry_id, entry)
        if change is ConfigEntryChange.REMOVED or entry not in self._entries():
            self._async_unfollow(entry.entry_id)
            issues.async_delete(IMPORTER_CHANGED)
        elif self._watcher_class is None:
            self._hass.async_create_task(self._async_follow_first(entry), f"load the importer {entry.domain}")
        else:
            self._async_follow(self._watcher_class, entry, issues)

    async def _async_follow_first(self, entry: ConfigEntry[Any]) -> None:
        """Follow the first importer."""
        await self._async_load()
        if self._started:
            self._async_entry_changed(ConfigEntryChange.UPDATED, entry)

    @callback
    def _async_follow(self, watcher_class: type[QueueWatcher], entry: ConfigEntry[Any], issues: SourceIssues) -> None:
        """Follow an importer, also while it is not loaded, because it may have something that is awaited."""
        watcher = self._watchers.get(entry.entry_id)
        if watcher is None:
            watcher = watcher_class(self._hass, entry, issues, self._unnamed, self._async_notify_media)
            self._watchers[entry.entry_id] = watcher
        try:
            watcher.async_set_entry(entry if entry.state is ConfigEntryState.LOADED else None)
        except Exception as err:  # noqa: BLE001 - another integration's data: anything may be raised
            issues.async_create(IMPORTER_CHANGED, f"{type(err).__name__}: {err}")
            return
        if watcher.importer:
            issues.async_delete(IMPORTER_CHANGED)
            watcher.async_poll()

    @callback
    def _async_unfollow(self, entry_id: str) -> None:
        if watcher := self._watchers.pop(entry_id, None):
            watcher.async_close()


def _is_certain(queued: QueuedDownload) -> bool:
    """Return whether no other importer can have grabbed a download that is in the queue of this one."""
    return queued.media is not None and not queued.messages


def _ids(download: Download) -> tuple[str, ...]:
    """Return the IDs of a download in lower case."""
    return tuple(spelled.casefold() for spelled in _spelled_ids(download))


def _spelled_ids(download: Download) -> tuple[str, ...]:
    """Return the IDs of a download as importers spell them; the history is searched for exactly that.

    If it has an info hash, its client's ID is one, too.
    """
    ids = filter(None, (download.client_id, download.hash))
    return tuple(found.upper() if download.hash else found for found in ids)

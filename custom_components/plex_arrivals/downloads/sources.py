"""Follow the download clients that are set up in Home Assistant."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN, LOGGER
from . import web_pages
from .clients import CLIENTS, async_source_class
from .download import Download, RunningDownload
from .filter import DownloadFilter
from .finished_store import FinishedStore
from .follower import MAX_RUNNING, OnDownloadComplete, SourceFollower, running_sort_key
from .listing import async_list_downloads
from .source import ClientStatus, DownloadSource
from .source_issues import INTEGRATION_CHANGED, NOT_RESPONDING, SourceIssues

_EVERYTHING = DownloadFilter()


class DownloadSources:
    """The download clients that a config entry of Plex Arrivals follows.

    `on_download_complete` is awaited for each finished download. If it raises, or Home Assistant stops before it
    returns, the download is reported again. Downloads that the filter excludes count as reported, so that a changed
    filter does not report old ones.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        on_download_complete: OnDownloadComplete,
        download_filter: DownloadFilter = _EVERYTHING,
    ) -> None:
        """Initialize the sources of our config entry `entry_id`."""
        self._hass = hass
        self._entry_id = entry_id
        self._on_download_complete = on_download_complete
        self._filter = download_filter
        self._running_changed = SignalType[()](f"{DOMAIN}_{entry_id}_sources_running_changed")
        self._listed = SignalType[DownloadSource, Mapping[str, Any]](f"{DOMAIN}_{entry_id}_sources_listed")
        self._store = FinishedStore(hass, entry_id)
        self._classes: dict[str, type[DownloadSource]] = {}
        """By the domains of their integrations; only of clients that the user has."""
        self._followers: dict[str, SourceFollower] = {}
        self._stopping: set[asyncio.Task[None]] = set()
        self._unsubscribe: Callable[[], None] | None = None
        self._started = False

    async def async_load(self) -> None:
        """Load which downloads were reported; raise HomeAssistantError if the disk cannot be read."""
        await self._store.async_load()

    async def async_start(self) -> None:
        """Follow the clients that are loaded, and from now on those that get loaded."""
        self._started = True
        await self.async_load()
        for domain in [domain for domain in CLIENTS if self._hass.config_entries.async_entries(domain)]:
            self._classes[domain] = await async_source_class(self._hass, domain)
        if not self._started:  # stopped meanwhile
            return
        entries = [entry for domain in CLIENTS for entry in self._hass.config_entries.async_entries(domain)]
        # Forget excluded sources: what finishes while they are excluded must not be reported when they are included.
        self._store.remove_others([entry.entry_id for entry in entries if self._filter.includes_source(entry.entry_id)])
        self._unsubscribe = async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._async_entry_changed)
        for entry in entries:
            self._async_entry_changed(ConfigEntryChange.UPDATED, entry)

    async def async_stop(self) -> None:
        """Stop following; a download whose report has not ended is reported again after the next start."""
        self._started = False
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        for entry_id in list(self._followers):
            self._async_unfollow(entry_id)
        await asyncio.gather(*self._stopping, return_exceptions=True)
        await self._store.async_save()

    @property
    def followed(self) -> Collection[str]:
        """The config entry IDs of the clients that are followed now."""
        return self._followers.keys()

    @property
    def running(self) -> tuple[RunningDownload, ...]:
        """The running downloads of all clients; those expected to finish first come first."""
        running = (download for follower in self._followers.values() for download in follower.running.values())
        return tuple(sorted(running, key=running_sort_key)[:MAX_RUNNING])

    @callback
    def async_add_running_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `running` has changed; return a function that removes it."""
        return async_dispatcher_connect(self._hass, self._running_changed, listener)

    @callback
    def async_add_listing_listener(
        self, listener: Callable[[DownloadSource, Mapping[str, Any]], None]
    ) -> Callable[[], None]:
        """Call a listener with what a client lists, in its own format, at each of its updates.

        Return a function that removes it.
        """
        return async_dispatcher_connect(self._hass, self._listed, listener)

    async def async_downloads(self) -> list[Download]:
        """Return all downloads that the clients list now, running or finished."""
        followers = list(self._followers.values())
        return [download for follower in followers for download in await follower.async_downloads()]

    @callback
    def client_url(self, download: Download) -> str | None:
        """Return the address of a download in the web page of its client, or else of that page; None if there is none.

        It has neither user name nor password. It makes no request.
        """
        entry = self._hass.config_entries.async_get_entry(download.source_entry_id or "")
        if entry is None or entry.domain not in self._classes:
            return None
        source = self._followed_source(entry.entry_id)
        try:
            return web_pages.text(
                source.web_page_of(download) if source else self._classes[entry.domain].web_page(entry)
            )
        except Exception as err:  # noqa: BLE001 - another integration's data: anything may be raised
            LOGGER.debug("The web page of %s is not known: %s", entry.title, type(err).__name__)
            return None

    async def async_client_status(self, download: Download) -> ClientStatus | None:
        """Return what the client of a download has of it now; None if the client is not followed, or cannot say."""
        return (await self.async_client_statuses([download]))[0]

    async def async_client_statuses(self, downloads: Sequence[Download]) -> list[ClientStatus | None]:
        """Return what `async_client_status` does for each download; at most one request to each client."""
        by_client: defaultdict[str | None, list[int]] = defaultdict(list)
        for index, download in enumerate(downloads):
            by_client[download.source_entry_id].append(index)
        statuses: dict[int, ClientStatus | None] = {}
        for entry_id, indexes in by_client.items():
            source = self._followed_source(entry_id)
            if source is None or not source.coordinator.last_update_success:
                continue
            try:
                found = await source.async_get_client_statuses([downloads[index] for index in indexes])
            except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
                LOGGER.debug("%s did not say what it has: %s", source.entry.title, type(err).__name__)
            else:
                statuses.update(zip(indexes, found, strict=True))
        return [statuses.get(index) for index in range(len(downloads))]

    def _followed_source(self, entry_id: str | None) -> DownloadSource | None:
        follower = self._followers.get(entry_id or "")
        return follower.source if follower else None

    @callback
    def _async_running_changed(self) -> None:
        async_dispatcher_send(self._hass, self._running_changed)

    @callback
    def _async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        if entry.domain not in CLIENTS:
            return
        issues = SourceIssues(self._hass, self._entry_id, entry)
        if change is ConfigEntryChange.REMOVED:
            self._async_unfollow(entry.entry_id)
            issues.async_delete(INTEGRATION_CHANGED, NOT_RESPONDING)
            self._store.remove(entry.entry_id)
        elif not self._filter.includes_source(entry.entry_id):
            issues.async_delete(INTEGRATION_CHANGED, NOT_RESPONDING)
        elif entry.state is ConfigEntryState.LOADED:
            if entry.domain in self._classes:
                self._async_follow(entry, issues)
            else:
                self._hass.async_create_task(self._async_follow_first(entry), f"load the client {entry.domain}")
        else:
            self._async_unfollow(entry.entry_id)
            issues.async_delete(NOT_RESPONDING)

    async def _async_follow_first(self, entry: ConfigEntry[Any]) -> None:
        """Follow the first client of its kind."""
        self._classes[entry.domain] = await async_source_class(self._hass, entry.domain)
        if self._started:
            self._async_entry_changed(ConfigEntryChange.UPDATED, entry)

    @callback
    def _async_follow(self, entry: ConfigEntry[Any], issues: SourceIssues) -> None:
        """Follow a client, again after a reload, because it then has a new coordinator."""
        try:
            source = self._classes[entry.domain](self._hass, entry)
        except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
            self._async_unfollow(entry.entry_id)
            issues.async_create(INTEGRATION_CHANGED, f"{type(err).__name__}: {err}")
            return
        follower = self._followers.get(entry.entry_id)
        if follower and follower.source.coordinator is source.coordinator:
            return
        self._async_unfollow(entry.entry_id)
        follower = SourceFollower(
            self._hass,
            source,
            issues,
            self._store,
            self._on_download_complete,
            self._filter,
            self._async_running_changed,
            partial(async_dispatcher_send, self._hass, self._listed),
        )
        self._followers[entry.entry_id] = follower
        follower.async_start()

    @callback
    def _async_unfollow(self, entry_id: str) -> None:
        follower = self._followers.pop(entry_id, None)
        if follower and (task := follower.async_stop()):
            self._stopping.add(task)
            task.add_done_callback(self._stopping.discard)


async def async_list_all_downloads(hass: HomeAssistant) -> list[Download]:
    """Return all downloads that the loaded clients list now, before any of them is followed."""
    downloads: list[Download] = []
    for domain in CLIENTS:
        for entry in hass.config_entries.async_loaded_entries(domain):
            source_class = await async_source_class(hass, domain)
            with suppress(Exception):  # another integration's objects: there will be an issue when it is followed
                downloads += await async_list_downloads(source_class(hass, entry), _EVERYTHING)
    return downloads

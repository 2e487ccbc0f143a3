"""Finds the torrent clients that Home Assistant knows, also those that come later, and follows each."""

import asyncio
from collections.abc import Callable, Collection
from typing import Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN
from .clients import CLIENTS
from .download import Download, RunningDownload
from .filter import DownloadFilter
from .finished_store import FinishedStore
from .follower import MOST_RUNNING, OnDownloadComplete, SourceFollower, due
from .source_issues import CHANGED, SILENT, SourceIssues

_ALL = DownloadFilter()


class DownloadSources:
    """All sources of one of our config entries.

    `on_download_complete` is awaited for each finished download, one after another within a source. Once it has
    returned the download is not reported again; where it raises, or Home Assistant is killed meanwhile, it is.

    What the user excludes counts as known, so that it is not reported either once it is no longer excluded.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        on_download_complete: OnDownloadComplete,
        download_filter: DownloadFilter = _ALL,
    ) -> None:
        self._hass = hass
        self._entry_id = entry_id
        self._on_download_complete = on_download_complete
        self._filter = download_filter
        self._running_changed = SignalType[()](f"{DOMAIN}_{entry_id}_sources_running_changed")
        self._seen = FinishedStore(hass, entry_id)
        self._followers: dict[str, SourceFollower] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._unsubscribe: Callable[[], None] | None = None
        self._started = False

    async def async_load(self) -> None:
        """Read which downloads were reported; raises HomeAssistantError where the disk cannot be read."""
        await self._seen.async_load()

    async def async_start(self) -> None:
        """Follow the sources that are loaded, and from now on those that get loaded."""
        self._started = True
        await self.async_load()
        if not self._started:  # stopped meanwhile
            return
        entries = [entry for domain in CLIENTS for entry in self._hass.config_entries.async_entries(domain)]
        # an excluded source is forgotten: when it counts again, what it finished meanwhile is its silent baseline
        self._seen.keep([entry.entry_id for entry in entries if self._filter.includes_source(entry.entry_id)])
        self._unsubscribe = async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._async_entry_changed)
        for entry in entries:
            self._async_entry_changed(ConfigEntryChange.UPDATED, entry)

    async def async_stop(self) -> None:
        """Stop following; what was being reported may be reported again at the next start."""
        self._started = False
        if self._unsubscribe:
            self._unsubscribe()
            self._unsubscribe = None
        for entry_id in list(self._followers):
            self._async_detach(entry_id)
        await asyncio.gather(*self._ending, return_exceptions=True)
        await self._seen.async_save()

    @property
    def followed(self) -> Collection[str]:
        """The config entry ids of the sources that are followed now."""
        return self._followers.keys()

    @property
    def running(self) -> tuple[RunningDownload, ...]:
        """The running downloads of all sources, those first that are finished first."""
        found = (one for follower in self._followers.values() for one in follower.running.values())
        return tuple(sorted(found, key=due)[:MOST_RUNNING])

    @callback
    def async_add_running_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `running` has changed; returns how to stop that."""
        return async_dispatcher_connect(self._hass, self._running_changed, listener)

    async def async_downloads(self) -> list[Download]:
        """Return everything that the clients list now, running or finished."""
        return [one for follower in list(self._followers.values()) for one in await follower.async_downloads()]

    @callback
    def _async_running_changed(self) -> None:
        async_dispatcher_send(self._hass, self._running_changed)

    @callback
    def _async_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        if entry.domain not in CLIENTS:
            return
        issues = SourceIssues(self._hass, self._entry_id, entry)
        if change is ConfigEntryChange.REMOVED:
            self._async_detach(entry.entry_id)
            issues.async_take_back(CHANGED, SILENT)
            self._seen.forget(entry.entry_id)
        elif not self._filter.includes_source(entry.entry_id):
            issues.async_take_back(CHANGED, SILENT)
        elif entry.state is ConfigEntryState.LOADED:
            self._async_attach(entry, issues)
        else:
            self._async_detach(entry.entry_id)
            issues.async_take_back(SILENT)

    @callback
    def _async_attach(self, entry: ConfigEntry[Any], issues: SourceIssues) -> None:
        """Follow an entry; a reloaded one has another coordinator."""
        try:
            source = CLIENTS[entry.domain](self._hass, entry)
        except Exception as err:  # noqa: BLE001 - another integration's objects: anything may be raised
            self._async_detach(entry.entry_id)
            issues.async_tell_changed(err)
            return
        follower = self._followers.get(entry.entry_id)
        if follower and follower.source.coordinator is source.coordinator:
            return
        self._async_detach(entry.entry_id)
        follower = SourceFollower(
            self._hass,
            source,
            issues,
            self._seen,
            self._on_download_complete,
            self._filter,
            self._async_running_changed,
        )
        self._followers[entry.entry_id] = follower
        follower.async_start()

    @callback
    def _async_detach(self, entry_id: str) -> None:
        follower = self._followers.pop(entry_id, None)
        if follower and (task := follower.async_stop()):
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

"""The running downloads, as they are told: what the sources show, and the library that each of them will go to."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN, LOGGER
from .coordinator import PlexCoordinator
from .deliveries.delivery import Delivery, Reason
from .deliveries.manager import PlexIntegrationManager
from .deliveries.payload import running_id, running_payload
from .downloads.download import Download, RunningDownload
from .downloads.sources import DownloadSources
from .plex.models import PlexLibrary
from .reload_cache import async_cache_for_reload, async_pop_cached

PATIENCE_SECONDS: Final = 1.0
"""So long telling of the downloads waits for where they will go."""

type _Destination = tuple[PlexLibrary | None, Reason | None]
type _Key = tuple[str, str, str | None, tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class _Held:
    """The running downloads, as they were told last."""

    all: list[dict[str, Any]]


class RunningDownloads:
    """Asks nobody: the sources have looked already, and the libraries are those that the coordinator knows.

    Where a download will go is found out once, as guessing from its names what it is is slow. Where that takes long
    the download is told of without a library, and without an explanation why there is none.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: PlexCoordinator,
        manager: PlexIntegrationManager,
        sources: DownloadSources,
    ) -> None:
        """Take the server and where its downloads come from."""
        held = async_pop_cached(hass, entry.entry_id, _Held)
        self.payloads: list[dict[str, Any]] = held.all if held else []
        """As told: those first that are finished first, each torrent once."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._manager = manager
        self._sources = sources
        self._listed = SignalType[()](f"{DOMAIN}_{entry.entry_id}_running_listed")
        self._unsubscribes: list[Callable[[], None]] = []
        self._libraries: list[PlexLibrary] | None = None
        self._destinations: dict[_Key, _Destination] = {}
        self._changed = False
        self._task: asyncio.Task[None] | None = None

    @callback
    def async_start(self) -> None:
        """Follow the sources, which have started, and the libraries."""
        self._unsubscribes = [
            self._sources.async_add_running_listener(self._async_changed),
            self._coordinator.async_add_listener(self._async_libraries_changed),
            self._manager.async_add_listener(self._async_delivery_changed),
        ]
        self._async_libraries_changed()
        self._async_changed()

    @callback
    def async_stop(self) -> None:
        """Follow nothing any more, before the sources stop: what runs goes on."""
        while self._unsubscribes:
            self._unsubscribes.pop()()
        if self._task:
            self._task.cancel()
        async_cache_for_reload(self._hass, self._entry.entry_id, _Held(self.payloads))

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `all` has changed; returns how to stop that."""
        return async_dispatcher_connect(self._hass, self._listed, listener)

    @callback
    def _async_libraries_changed(self) -> None:
        if (data := self._coordinator.data) is None:
            return
        libraries = [one.place for one in data.libraries.values()]
        if libraries != self._libraries:
            self._libraries = libraries
            self._destinations = {}
            self._async_changed()

    @callback
    def _async_delivery_changed(self, delivery: Delivery, _before: Delivery | None) -> None:
        """Find out anew where downloads go: an import teaches that those of its category are imported."""
        if delivery.download.imported:
            self._destinations = {}
            self._async_changed()

    @callback
    def _async_changed(self) -> None:
        self._changed = True
        if self._task is None or self._task.done():
            self._task = self._entry.async_create_background_task(
                self._hass, self._async_work(), f"{DOMAIN} tells of running downloads"
            )

    async def _async_work(self) -> None:
        """Tell of the running downloads, within a second also of those whose library is not known yet."""
        while self._changed:
            self._changed = False
            running: dict[str, RunningDownload] = {}
            for one in self._sources.running:
                running.setdefault(running_id(one.download), one)
            keys = {_key(one.download): one.download for one in running.values()}
            destinations = self._destinations = {
                key: self._destinations[key] for key in keys if key in self._destinations
            }
            until = self._hass.loop.time() + PATIENCE_SECONDS
            for key in [key for key in keys if key not in destinations]:
                if self._hass.loop.time() > until:
                    self._changed = True
                    break
                destinations[key] = await self._async_destination(keys[key])
            self._tell(running.values(), destinations)

    async def _async_destination(self, download: Download) -> _Destination:
        if self._libraries is None:
            return None, Reason.PLEX_OFFLINE
        try:
            return await self._manager.async_destination(download, self._libraries)
        except Exception:  # noqa: BLE001 - logged; a name that nobody foresaw must not hide the other downloads
            LOGGER.exception("Where %s will go cannot be told", download.name)
            return None, Reason.INTERNAL_ERROR

    @callback
    def _tell(self, running: Iterable[RunningDownload], destinations: Mapping[_Key, _Destination]) -> None:
        told = [
            running_payload(self._hass, one, *destinations.get(_key(one.download), (None, None)), self._entry.entry_id)
            for one in running
        ]
        if told != self.payloads:
            self.payloads = told
            async_dispatcher_send(self._hass, self._listed)


def _key(download: Download) -> _Key:
    """Return what decides where a download will go; a magnet link has no files at first."""
    return download.name, download.path, download.category, download.labels, len(download.files)

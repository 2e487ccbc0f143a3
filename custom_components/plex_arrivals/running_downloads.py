"""The running downloads of all sources, each with the library that it will go to."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN, LOGGER
from .coordinator import PlexCoordinator
from .deliveries.delivery import Delivery, Reason
from .deliveries.manager import PlexIntegrationManager
from .deliveries.other_servers import LIBRARIES_CHANGED
from .deliveries.payload import running_id, running_payload
from .downloads.download import Download, MediaInfo, RunningDownload
from .downloads.importers.importers import Importers
from .downloads.sources import DownloadSources
from .plex.models import PlexLibrary
from .reload_cache import async_cache_for_reload, async_pop_cached

ROUTING_SECONDS: Final = 1.0
"""How long new downloads are routed in one update; the others are routed in the next one."""
_PAYLOADS: Final = HassKey[list[dict[str, Any]]]("running_downloads")
"""Kept while the entry reloads."""

type _Destination = tuple[PlexLibrary | None, Reason | None]
type _Key = tuple[str, str, str | None, tuple[str, ...], int]


class RunningDownloads:
    """Keep the payloads of running downloads up to date, from the data of the sources and the coordinator.

    Each download is routed once, because guessing its media type from file names is slow. Until that is done its
    payload has neither a library nor an explanation. The importers say what the downloads are.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        coordinator: PlexCoordinator,
        manager: PlexIntegrationManager,
        sources: DownloadSources,
        importers: Importers,
    ) -> None:
        """Initialize with the parts to listen to."""
        self.payloads = async_pop_cached(hass, entry.entry_id, _PAYLOADS) or []
        """The data for entities, actions and the card, sorted by expected completion; each torrent only once."""
        self.media: dict[str, MediaInfo] = {}
        """What the downloads are, by their IDs, as far as an importer has said so."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._manager = manager
        self._sources = sources
        self._importers = importers
        self._payloads_changed = SignalType[()](f"{DOMAIN}_{entry.entry_id}_running_downloads_changed")
        self._unsubscribes: list[Callable[[], None]] = []
        self._libraries: list[PlexLibrary] | None = None
        self._destinations: dict[_Key, _Destination] = {}
        self._changed = False
        self._task: asyncio.Task[None] | None = None

    @callback
    def async_start(self) -> None:
        """Start listening to the sources, which have started."""
        self._unsubscribes = [
            self._sources.async_add_running_listener(self._async_schedule_update),
            self._importers.async_add_media_listener(self._async_schedule_update),
            self._coordinator.async_add_listener(self._on_coordinator_update),
            self._manager.async_add_listener(self._on_delivery),
            async_dispatcher_connect(self._hass, LIBRARIES_CHANGED, self._on_libraries_changed),
        ]
        self._on_coordinator_update()
        self._async_schedule_update()

    @callback
    def async_stop(self) -> None:
        """Stop listening, before the sources stop and list no downloads."""
        while self._unsubscribes:
            self._unsubscribes.pop()()
        if self._task:
            self._task.cancel()
        async_cache_for_reload(self._hass, self._entry.entry_id, _PAYLOADS, self.payloads)

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener when `payloads` changes; return a function that removes it."""
        return async_dispatcher_connect(self._hass, self._payloads_changed, listener)

    @callback
    def _on_coordinator_update(self) -> None:
        if (data := self._coordinator.data) is None:
            return
        libraries = [library.without_volatile_fields() for library in data.libraries.values()]
        if libraries != self._libraries:
            self._libraries = libraries
            self._destinations = {}
            self._async_schedule_update()

    @callback
    def _on_delivery(self, delivery: Delivery, _before: Delivery | None) -> None:
        """Route the downloads again after an import: others of its category will be imported too."""
        if delivery.download.imported:
            self._on_libraries_changed()

    @callback
    def _on_libraries_changed(self) -> None:
        """Route the downloads again when the libraries of any server have changed."""
        self._destinations = {}
        self._async_schedule_update()

    @callback
    def _async_schedule_update(self) -> None:
        self._changed = True
        if self._task is None or self._task.done():
            self._task = self._entry.async_create_background_task(
                self._hass, self._async_update(), "update running downloads"
            )

    async def _async_update(self) -> None:
        """Update the payloads until nothing has changed, also while some downloads are not routed yet."""
        while self._changed:
            self._changed = False
            running: dict[str, RunningDownload] = {}
            for running_download in self._sources.running:
                running.setdefault(running_id(running_download.download), running_download)
            self._importers.async_set_running([one.download for one in running.values()])
            keys = {_key(running_download.download): running_download.download for running_download in running.values()}
            destinations = self._destinations = {
                key: self._destinations[key] for key in keys if key in self._destinations
            }
            deadline = self._hass.loop.time() + ROUTING_SECONDS
            for key in [key for key in keys if key not in destinations]:
                if self._hass.loop.time() > deadline:
                    self._changed = True
                    break
                destinations[key] = await self._async_destination(keys[key])
            self._set_payloads(running, destinations)

    async def _async_destination(self, download: Download) -> _Destination:
        if self._libraries is None:
            return None, Reason.PLEX_OFFLINE
        try:
            return await self._manager.async_destination(download, self._libraries)
        except Exception:  # noqa: BLE001 - logged; one unexpected name must not hide the other downloads
            LOGGER.exception("Cannot route the running download %s", download.name)
            return None, Reason.INTERNAL_ERROR

    @callback
    def _set_payloads(self, running: Mapping[str, RunningDownload], destinations: Mapping[_Key, _Destination]) -> None:
        media = {key: found for key, one in running.items() if (found := self._importers.media(one.download))}
        destination = {key: destinations.get(_key(one.download), (None, None)) for key, one in running.items()}
        payloads = [
            running_payload(
                self._hass,
                replace(one, download=replace(one.download, media=media.get(key))),
                *destination[key],
                self._entry.entry_id,
                self._sources,
            )
            for key, one in running.items()
            if destination[key][1] is not Reason.OTHER_SERVER
        ]
        if payloads != self.payloads or media != self.media:
            self.payloads, self.media = payloads, media
            async_dispatcher_send(self._hass, self._payloads_changed)


def _key(download: Download) -> _Key:
    """Return what determines the route of a download; a magnet link has no files at first."""
    return download.name, download.path, download.category, download.labels, len(download.files)

"""With several servers, a download goes to the one whose library covers its path."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN
from ..downloads.download import Download
from ..downloads.filter import DownloadFilter
from .delivery import Delivery

START_SECONDS: Final = 120
"""How long after the start a server may need until its libraries are known."""
LIBRARIES_CHANGED: Final = SignalType[()](f"{DOMAIN}_libraries_changed")
"""The dispatcher signal that is sent when the libraries of any server have changed."""


class OtherServers:
    """The Plex servers of the other config entries.

    Of a server that is offline the last known libraries count. One whose libraries are unknown covers nothing.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize for a config entry that starts now."""
        self._hass = hass
        self._entry_id = entry_id
        self._known_by = hass.loop.time() + START_SECONDS

    @property
    def is_any(self) -> bool:
        """Whether there are other servers, loaded or not."""
        return any(self._entries())

    def cover(self, download: Download, *, once_imported: bool = False) -> bool:
        """Return whether a library of another server covers a download, or only if an importer moved it there.

        A server from which the user excluded the download does not count.
        """
        return any(
            DownloadFilter.from_options(entry.options).takes(download)
            and entry.runtime_data.manager.covers(download, once_imported=once_imported)
            for entry in self._loaded()
        )

    async def async_cover(self, download: Download, *, once_imported: bool) -> bool:
        """Return what `cover` does; after the start, wait a while for servers whose libraries are not known yet."""
        changed = asyncio.Event()

        @callback
        def on_entry_changed(_change: ConfigEntryChange, _entry: ConfigEntry[Any]) -> None:
            changed.set()

        unsubscribes = (
            async_dispatcher_connect(self._hass, LIBRARIES_CHANGED, changed.set),
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry_changed),
        )
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(self._known_by):
                    while not self.cover(download, once_imported=once_imported) and not self._are_known():
                        await changed.wait()
                        changed.clear()
        finally:
            for unsubscribe in unsubscribes:
                unsubscribe()
        return self.cover(download, once_imported=once_imported)

    @callback
    def on_libraries_changed(self) -> None:
        """Let the other servers know that the libraries of this one have changed."""
        async_dispatcher_send(self._hass, LIBRARIES_CHANGED)

    @callback
    def on_delivery(self, delivery: Delivery, before: Delivery | None) -> None:
        """Have the other servers look again at a download that turns out to be in a library of this one."""
        if delivery.has_location and not (before and before.has_location):
            for entry in self._loaded():
                entry.runtime_data.manager.on_covered_elsewhere(delivery.download)

    def _loaded(self) -> Iterator[ConfigEntry[Any]]:
        """Yield the entries of the other servers that are loaded."""
        return (entry for entry in self._entries() if entry.state is ConfigEntryState.LOADED)

    def _are_known(self) -> bool:
        return all(
            entry.state is ConfigEntryState.LOADED and entry.runtime_data.manager.has_libraries
            for entry in self._entries()
        )

    def _entries(self) -> Iterator[ConfigEntry[Any]]:
        for entry in self._hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False):
            if entry.entry_id != self._entry_id:
                yield entry

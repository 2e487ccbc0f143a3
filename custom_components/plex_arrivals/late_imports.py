"""Importers whose imports are noticed late, because they do not report to our webhook."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from datetime import timedelta
from typing import Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect, async_dispatcher_send
from homeassistant.helpers.importlib import async_import_module
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .downloads.download import Download
from .downloads.source_names import importer_name
from .downloads.webhook import Webhook
from .reload_cache import async_cache_for_reload, async_pop_cached

CHECK_SECONDS: Final = 3600
"""How often an importer is checked because of late imports; it may be connected, and its reports missed otherwise."""
LATE_SECONDS: Final = 15
"""How much later than it happened an import counts as noticed late."""
SAVED_SECONDS: Final = 10
"""After a test in an importer, how long until the user has saved the address there."""
_NOT_CONNECTED: Final = HassKey[Mapping[str, str]]("not_connected")


class LateImports:
    """Finds out which importers to connect, once an import was noticed late, by asking its importer.

    The importers are asked then, and again while some are not connected, when that may have changed.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any], webhook: Webhook) -> None:
        """Initialize for a config entry and its webhook."""
        self._hass = hass
        self._entry = entry
        self._webhook = webhook
        self._changed = SignalType[()](f"{DOMAIN}_{entry.entry_id}_late_imports_changed")
        self._lock = asyncio.Lock()
        self._started_at = dt_util.utcnow()
        self._next_checks: dict[str, float] = {}
        """When an importer may be checked again because of an import, in the event loop's time."""
        self.not_connected = async_pop_cached(hass, entry.entry_id, _NOT_CONNECTED)
        """The names of the importers to connect, by config entry ID; None if no import was late since the start."""

    @callback
    def async_start(self) -> None:
        """Follow which importers there are, until the entry is unloaded."""
        for unsubscribe in (
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed),
            self._on_unload,
        ):
            self._entry.async_on_unload(unsubscribe)
        self._create_task(self.async_check())  # the options may have changed

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener whenever `not_connected` has changed; return a function that removes it."""
        return async_dispatcher_connect(self._hass, self._changed, listener)

    @callback
    def on_import_found(self, importer_entry_id: str, imported: Download) -> None:
        """Check why an importer did not report an import that was found in its history, if that was late.

        What was imported while nobody could receive a report is not late.
        """
        limit = dt_util.utcnow() - timedelta(seconds=LATE_SECONDS)
        if imported.finished_at is None or not self._started_at < imported.finished_at < limit:
            return
        now = self._hass.loop.time()
        if importer_entry_id not in (self.not_connected or ()) and now >= self._next_checks.get(importer_entry_id, 0):
            self._next_checks[importer_entry_id] = now + CHECK_SECONDS
            self._create_task(self._async_check_after(importer_entry_id))

    @callback
    def on_test(self) -> None:
        """Check again soon after somebody tested the webhook in an importer."""
        if self.not_connected:
            self._create_task(self._async_check_later())

    @callback
    def forget(self, importer_entry_ids: Collection[str]) -> None:
        """Leave out importers that are connected now, or gone."""
        if before := self.not_connected:
            self._set({key: name for key, name in before.items() if key not in importer_entry_ids})

    async def async_check(self) -> None:
        """Ask again whether the importers that were not connected are connected now."""
        async with self._lock:
            if before := self.not_connected:
                now = await self._async_not_connected()
                self._set({key: name for key, name in now.items() if key in before})

    async def _async_check_later(self) -> None:
        await asyncio.sleep(SAVED_SECONDS)
        await self.async_check()

    async def _async_check_after(self, late: str) -> None:
        """Find all importers to connect, if the one with a late import is among them."""
        async with self._lock:
            if late in (now := await self._async_not_connected()):
                self._set(now)

    async def _async_not_connected(self) -> dict[str, str]:
        """Return the names of the importers that respond, but do not report to us as they should."""
        connection = await async_import_module(self._hass, f"{__package__}.downloads.importers.connection")
        importers = connection.async_importers(self._hass, self._entry)
        target = connection.WebhookTarget.of(self._hass, self._entry, self._webhook)
        found = await connection.async_get_connections(importers, target)
        return {
            key: importer_name(self._hass, importers[key].kind.domain, key)
            for key, one in found.items()
            if one.is_lacking
        }

    @callback
    def _on_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        if change is ConfigEntryChange.REMOVED:
            self.forget([entry.entry_id])

    @callback
    def _set(self, importers: dict[str, str]) -> None:
        if importers != self.not_connected:
            self.not_connected = importers
            async_dispatcher_send(self._hass, self._changed)

    @callback
    def _create_task(self, check: Coroutine[Any, Any, None]) -> None:
        self._entry.async_create_background_task(self._hass, check, "check the webhook in importers")

    @callback
    def _on_unload(self) -> None:
        if self.not_connected is not None:
            async_cache_for_reload(self._hass, self._entry.entry_id, _NOT_CONNECTED, self.not_connected)

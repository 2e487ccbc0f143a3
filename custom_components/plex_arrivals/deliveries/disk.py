"""The file of a config entry's deliveries: read once, written as a whole."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
import logging
from pathlib import Path
import shutil
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.json import json_fragment
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from .delivery import Delivery
from .serialization import load

_LOGGER = logging.getLogger(__name__)
_VERSION = 1
_PAUSE = 0.1
"""The average time between two writes, in seconds: what changes meanwhile shares the next."""
_AHEAD = 5.0
"""Burst allowance in seconds: up to 50 writes may follow each other without a pause."""
_UNREADABLE = (HomeAssistantError, NotImplementedError, KeyError, TypeError, ValueError)
"""What Home Assistant's Store and this module raise for a newer version and for another shape."""


class RaisingStore(Store[dict[str, Any]]):
    """A file in `.storage` that raises if the disk fails; Home Assistant's Store only logs that. For `DeliveryFile`."""

    _failure: HomeAssistantError | None = None

    async def async_save(self, data: dict[str, Any]) -> None:
        """Write the data; raise HomeAssistantError if it could not be written, for example because the disk is full."""
        await super().async_save(data)
        if self._failure:
            raise self._failure

    async def _async_write_data(self, data: dict[str, Any]) -> None:
        self._failure = None
        try:
            await super()._async_write_data(data)
        except HomeAssistantError as err:
            self._failure = err
            raise


class DeliveryFile:
    """The deliveries of a config entry on disk; `DeliveryStore` reads and writes them."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Initialize the file of a config entry."""
        self._hass = hass
        self._issue_id = f"store_broken_{entry_id}"
        self._disk = RaisingStore(
            hass, _VERSION, f"plex_arrivals.{entry_id}", private=True, serialize_in_event_loop=False
        )
        self._lock = asyncio.Lock()
        self._changes = 0
        self._written = 0
        self._write: asyncio.Task[HomeAssistantError | None] | None = None
        self._failure: HomeAssistantError | None = None
        """The failure of the last write."""
        self._due = 0.0
        """The event loop's time at which the writes so far, with their pauses, would be over."""

    async def async_read(self) -> tuple[list[Delivery], Exception | None]:
        """Return the stored deliveries that can be read, and the error of what cannot.

        Raise HomeAssistantError or OSError if the disk, not the file, is at fault.
        """
        entries: list[Any] = []
        error: Exception | None = None
        try:
            if stored := await self._disk.async_load():
                entries = list(stored["deliveries"])
        except _UNREADABLE as err:
            if isinstance(err.__cause__, OSError):
                raise
            error = err
        deliveries: list[Delivery] = []
        for entry in entries:
            try:
                deliveries.append(load(Delivery, entry))
            except _UNREADABLE as err:
                error = err
        return deliveries, error

    async def async_keep_copy(self, error: Exception) -> None:
        """Copy the file before what could not be read is lost, and report that to the user; raise OSError."""
        copy = await self._hass.async_add_executor_job(_copy, self._disk.path)
        _LOGGER.warning("Stored deliveries could not be read (%r); the file is kept as %s", error, copy)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="store_broken",
            translation_placeholders={"file": copy},
        )

    async def async_write(self, dumps: Iterable[bytes]) -> None:
        """Write the deliveries in JSON; raise HomeAssistantError if that fails.

        Changes that arrive while a write is running share the next write and its failure. `dumps` is read when that
        write starts.
        """
        self._changes += 1
        change = self._changes
        async with self._lock:
            if self._written < change:
                now = self._hass.loop.time()
                self._due = max(self._due, now) + _PAUSE
                await asyncio.sleep(self._due - now - _AHEAD)
                changes = self._changes
                data = {"deliveries": list(map(json_fragment, dumps))}
                # it continues if the caller is cancelled: the next write must not overtake it
                self._write = self._hass.async_create_task(self._async_save(data), "store deliveries")
                await asyncio.wait((self._write,))
                self._failure = self._write.result()
                self._written = changes
            if self._failure:
                raise self._failure

    async def async_wait_for_write(self) -> None:
        """Wait until what is being written is on disk, or has failed to be."""
        async with self._lock:
            if self._write:
                await asyncio.wait((self._write,))

    async def async_delete(self) -> None:
        """Delete the file and the repair issue about it."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id)
        await self._disk.async_remove()

    async def _async_save(self, data: dict[str, Any]) -> HomeAssistantError | None:
        """Save the data; return the failure, which is raised for each of the changes."""
        try:
            await self._disk.async_save(data)
        except HomeAssistantError as err:
            return err
        return None


def _copy(path: str) -> str:
    """Copy a file to `….corrupt.<when it was written>`, so that trying again makes no other copy; return the path."""
    written = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
    copy = f"{path}.corrupt.{written.isoformat()}"
    shutil.copyfile(path, copy)
    return copy

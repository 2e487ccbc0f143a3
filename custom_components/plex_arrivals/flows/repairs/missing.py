"""Repair flow for downloads that Plex did not find."""

import asyncio
from typing import Any, ClassVar, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ... import paths
from ...const import DOMAIN
from ...deliveries import media_files
from ...deliveries.delivery import Delivery, DeliveryState, Reason
from ...plex.errors import PlexError, PlexUnavailable
from ...plex.models import PlexLibrary, full_title
from ..markdown import NO_VALUE, bullet_list, escaped, quoted
from .base import DELIVERIES
from .failed_deliveries import DeliveriesRepairFlow

_REQUEST_SECONDS: Final = 10
_MAX_NEWEST: Final = 3
_MAX_FOUND: Final = 5
_NOT_FOUND_WITHOUT_FILES: Final = "not_found_without_files"
"""The step for a delivery whose files the report did not name."""


class MissingFlow(DeliveriesRepairFlow):
    """Explain why a delivery is missing; several can be retried or dismissed at once."""

    state: ClassVar = DeliveryState.MISSING

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the only delivery, or ask which ones to repair."""
        if len(self.failed) > 1:
            return self.show_choice("choose")
        return await self._async_show()

    # Each reason has a menu with texts of its own, and Home Assistant needs a step for each menu.
    async_step_not_found = async_step_forbidden = async_step_plex_failed = async_step_internal_error = async_step_init
    async_step_not_found_without_files = async_step_not_unpacked = async_step_several = async_step_init

    async def async_step_choose(self, user_input: dict[str, Any]) -> RepairsFlowResult:
        """Continue with the chosen deliveries."""
        self._chosen = user_input[DELIVERIES]
        return await self._async_show()

    async def _async_show(self) -> RepairsFlowResult:
        failed = list(self.failed.values())
        if not failed:
            return await self.continue_with_others()
        if len(failed) > 1:
            return self.async_show_menu(
                step_id="several",
                menu_options=["retry", "map", "dismiss"],
                description_placeholders=self.placeholders,
            )
        reason = failed[0].reason or Reason.NOT_FOUND
        return self.async_show_menu(
            step_id=_NOT_FOUND_WITHOUT_FILES if reason is Reason.NOT_FOUND and not _file(failed[0]) else reason,
            menu_options=["retry", "map", "dismiss"],
            description_placeholders=await self._async_explain(failed[0]),
        )

    async def _async_explain(self, delivery: Delivery) -> dict[str, str]:
        """Return the placeholders for a delivery: what was tried, and what Plex has now, in up to 3 requests."""
        title = escaped(delivery.library_title or NO_VALUE)
        return {
            "name": quoted(delivery.download.name),
            "path": quoted(delivery.download.path),
            "library": title,
            "tried": bullet_list(
                f"{dt_util.as_local(attempt.at):%Y-%m-%d %H:%M}: {quoted(attempt.folder) if attempt.folder else title}"
                for attempt in delivery.attempts
            ),
            **await self._async_plex_placeholders(delivery),
        }

    async def _async_plex_placeholders(self, delivery: Delivery) -> dict[str, str]:
        file = _file(delivery)
        placeholders = dict.fromkeys(("file", "locations", "found", "newest"), NO_VALUE)
        if file:
            placeholders["file"] = quoted(file)
        try:
            async with asyncio.timeout(_REQUEST_SECONDS):
                libraries = await self.runtime_data.coordinator.async_libraries()
                library = next((library for library in libraries if library.id == delivery.library_id), None)
                if library is not None:
                    placeholders["locations"] = bullet_list(map(quoted, library.locations))
                    placeholders |= await self._async_library_placeholders(library, file)
        except PlexError as err:
            placeholders["found"] = placeholders["newest"] = await self._async_error_message(err.key)
        except TimeoutError:
            placeholders["found"] = placeholders["newest"] = await self._async_error_message(PlexUnavailable.key)
        return placeholders

    async def _async_library_placeholders(self, library: PlexLibrary, file: str | None) -> dict[str, str]:
        plex = self.runtime_data.plex
        found = await plex.find_by_file(library, file) if file else []
        newest = await plex.get_recently_added(_MAX_NEWEST, library)
        files = [f"{quoted(file.path)} ({escaped(full_title(item))})" for item in found for file in item.files]
        return {
            "found": bullet_list(files[:_MAX_FOUND], len(files) - _MAX_FOUND),
            "newest": bullet_list(escaped(full_title(item)) for item in newest),
        }

    async def _async_error_message(self, key: str) -> str:
        """Return the translated message of a PlexError."""
        texts = await async_get_translations(self.hass, self.hass.config.language, "exceptions", {DOMAIN})
        return texts.get(f"component.{DOMAIN}.exceptions.{key}.message", key)


def _file(delivery: Delivery) -> str | None:
    """Return the name of the first file that must appear in Plex; None if it is not known."""
    return next((paths.name(file.path) for file in media_files.expected_files(delivery.download)), None)

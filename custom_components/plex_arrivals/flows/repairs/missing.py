"""The repair of downloads that were scanned for and did not appear: what was tried, and what Plex has there."""

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
from ..markdown import NOTHING, listing, plain, quoted
from .deliveries import DeliveriesRepairFlow

_ASK_SECONDS: Final = 10
_NEWEST: Final = 3
_FOUND: Final = 5


class MissingFlow(DeliveriesRepairFlow):
    """Explains a delivery that is missing; several can be retried or dismissed at once."""

    state: ClassVar = DeliveryState.MISSING

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Begin with the only one, or ask which are meant."""
        if len(self.failed) > 1:
            return self.ask_which("choose")
        return await self._async_show()

    # the steps that show a menu, one for each reason's explanation; what they offer are steps of their own
    async_step_not_found = async_step_forbidden = async_step_plex_failed = async_step_internal_error = async_step_init
    async_step_not_unpacked = async_step_several = async_step_init

    async def async_step_choose(self, user_input: dict[str, Any]) -> RepairsFlowResult:
        """Take which are meant; none is as good as not to have been asked."""
        self._chosen = user_input["deliveries"]
        return await self._async_show()

    async def _async_show(self) -> RepairsFlowResult:
        failed = list(self.failed.values())
        if not failed:
            return await self.go_on()
        if len(failed) > 1:
            return self.async_show_menu(
                step_id="several",
                menu_options=["retry", "map", "dismiss"],
                description_placeholders=self.described,
            )
        return self.async_show_menu(
            step_id=failed[0].reason or Reason.NOT_FOUND,
            menu_options=["retry", "map", "dismiss"],
            description_placeholders=await self._async_explain(failed[0]),
        )

    async def _async_explain(self, delivery: Delivery) -> dict[str, str]:
        """Return what was tried for a delivery, and what Plex has there now: 3 requests."""
        title = plain(delivery.library_title or NOTHING)
        return {
            "name": quoted(delivery.download.name),
            "path": quoted(delivery.download.path),
            "library": title,
            "tried": listing(
                f"{dt_util.as_local(one.at):%Y-%m-%d %H:%M}: {quoted(one.folder) if one.folder else title}"
                for one in delivery.attempts
            ),
            **await self._async_ask_plex(delivery),
        }

    async def _async_ask_plex(self, delivery: Delivery) -> dict[str, str]:
        answer = {"file": NOTHING, "locations": NOTHING, "found": NOTHING, "newest": NOTHING}
        file = next((paths.name(one.path) for one in media_files.awaited(delivery.download)), None)
        if file:
            answer["file"] = quoted(file)
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                libraries = await self.parts.coordinator.async_libraries()
                library = next((one for one in libraries if one.id == delivery.library_id), None)
                if library is not None:
                    answer["locations"] = listing(map(quoted, library.locations))
                    answer |= await self._async_ask_library(library, file)
        except PlexError as err:
            answer["found"] = await self._async_sentence(err.key)
        except TimeoutError:
            answer["found"] = await self._async_sentence(PlexUnavailable.key)
        return answer

    async def _async_ask_library(self, library: PlexLibrary, file: str | None) -> dict[str, str]:
        plex = self.parts.plex
        found = await plex.find_by_file(library, file) if file else []
        newest = await plex.get_recently_added(_NEWEST, library)
        held = [f"{quoted(one.path)} ({plain(full_title(item))})" for item in found for one in item.files]
        return {
            "found": listing(held[:_FOUND], len(held) - _FOUND),
            "newest": listing(plain(full_title(item)) for item in newest),
        }

    async def _async_sentence(self, key: str) -> str:
        """Return what a person reads when Plex fails in this way."""
        texts = await async_get_translations(self.hass, self.hass.config.language, "exceptions", {DOMAIN})
        return texts.get(f"component.{DOMAIN}.exceptions.{key}.message", key)

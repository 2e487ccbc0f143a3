"""Repair flow for downloads that an importer cannot import without the user."""

import asyncio
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.core import callback

from ...deliveries.delivery import Delivery
from ...deliveries.payload import delivery_title
from ...downloads.importers.importer import ImporterError
from ...downloads.source_names import importer_name
from ..markdown import bullet_list, escaped, quoted
from .base import DELIVERIES, ServerRepairFlow, deliveries_schema, for_each

_SHOWN: Final = 10
_TRY_SECONDS: Final = 15
"""How long an importer may take to look at its finished downloads again; from then on they are no longer blocked."""
_INTEGRATION_PAGE: Final = "/config/integrations/integration/{}"


class ImportBlockedFlow(ServerRepairFlow):
    """Show why the downloads of an importer are not imported; try again, or dismiss them."""

    def __init__(self, entry_id: str, importer_entry_id: str) -> None:
        """Initialize the flow for one importer."""
        super().__init__(entry_id)
        self._importer_entry_id = importer_entry_id
        self._trying: asyncio.Task[None] | None = None

    @property
    def blocked(self) -> dict[str, Delivery]:
        """Return the blocked deliveries by their IDs; raise AbortFlow if the entry is not loaded."""
        return self.runtime_data.import_issues.blocked(self._importer_entry_id)

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the menu."""
        if not self.blocked:
            return self.done()
        return self._show_menu("init")

    async def async_step_try_again(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Have the importer try all of its imports again, and show whether that helped."""
        if self._trying is None:
            try:
                await self.runtime_data.importers.async_try_again(self._importer_entry_id)
            except ImporterError:
                return await self.async_step_importer_offline()
            self._trying = self.hass.async_create_background_task(self._async_wait(), "wait for imports")
        if not self._trying.done():
            return self.async_show_progress(
                step_id="try_again",
                progress_action="try_again",
                description_placeholders=self._placeholders(),
                progress_task=self._trying,
            )
        self._trying = None
        return self.async_show_progress_done(next_step_id="tried_again")

    async def async_step_tried_again(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show what is still not imported."""
        return self._show_menu("tried_again") if self.blocked else self.done()

    async def async_step_importer_offline(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show that the importer does not respond."""
        return self._show_menu("importer_offline")

    async def _async_wait(self) -> None:
        """Wait until none of the deliveries is blocked, but not forever: an importer does not say that it still is."""
        data = self.runtime_data
        resolved = asyncio.Event()

        @callback
        def on_delivery(_delivery: Delivery, _before: Delivery | None) -> None:
            if not data.import_issues.blocked(self._importer_entry_id):
                resolved.set()

        remove = data.manager.async_add_listener(on_delivery)
        try:
            async with asyncio.timeout(_TRY_SECONDS):
                await resolved.wait()
        except TimeoutError:
            pass
        finally:
            remove()

    def _show_menu(self, step_id: str) -> RepairsFlowResult:
        return self.async_show_menu(
            step_id=step_id, menu_options=["try_again", "dismiss"], description_placeholders=self._placeholders()
        )

    async def async_step_dismiss(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Dismiss all or some of the deliveries."""
        blocked = self.blocked
        if user_input is None and len(blocked) > 1:
            return self.async_show_form(
                step_id="dismiss",
                data_schema=deliveries_schema({key: delivery_title(delivery) for key, delivery in blocked.items()}),
                description_placeholders=self._placeholders(),
            )
        await for_each(user_input[DELIVERIES] if user_input else blocked, self.runtime_data.manager.async_dismiss)
        return await self.async_step_init()

    def _placeholders(self) -> dict[str, str]:
        blocked = list(self.blocked.values())
        domain = next((delivery.importer for delivery in blocked if delivery.importer), "")
        lines = [_line(delivery) for delivery in blocked[:_SHOWN]]
        return {
            "importer": escaped(importer_name(self.hass, domain, self._importer_entry_id)),
            "url": self.runtime_data.importers.queue_url(self._importer_entry_id) or _INTEGRATION_PAGE.format(domain),
            "downloads": bullet_list(lines, len(blocked) - _SHOWN),
        }


def _line(delivery: Delivery) -> str:
    """Return the title of a download, and the importer's sentences about it."""
    title = quoted(delivery_title(delivery))
    return f"{title}: {escaped('; '.join(delivery.messages))}" if delivery.messages else title

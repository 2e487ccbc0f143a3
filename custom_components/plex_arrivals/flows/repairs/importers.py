"""Repair of importers that do not report to the webhook."""

from typing import Any

from homeassistant.components.repairs import RepairsFlowResult

from ..importers import ImportersForm
from .base import ServerRepairFlow


class ImportersNotConnectedFlow(ServerRepairFlow):
    """Connect the importers."""

    def __init__(self, entry_id: str) -> None:
        """Initialize the flow."""
        super().__init__(entry_id)
        self._form: ImportersForm | None = None

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the form."""
        return await self.async_step_connect()

    async def async_step_connect(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Connect the selected importers; show the form again if one of them fails."""
        entry = self.entry
        if (form := self._form) is None:
            form = self._form = ImportersForm(self.hass, entry)
            await form.async_load()
        late = self.runtime_data.late_imports.not_connected or {}
        if user_input is not None and (options := await form.async_apply(user_input)) is not None:
            if self.hass.config_entries.async_update_entry(entry, options=options):
                await self.hass.config_entries.async_reload(entry.entry_id)
            return self.done()
        return self.async_show_form(
            step_id="connect",
            data_schema=self.add_suggested_values_to_schema(form.schema, user_input or form.suggested_values(late)),
            description_placeholders=form.placeholders,
            errors=form.errors,
        )

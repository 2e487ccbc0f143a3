"""Base class of the pages of the options flow."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
import voluptuous as vol


class OptionsPages(OptionsFlowWithReload):
    """Pages that save their own options."""

    def _save(self, page: Mapping[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, **page})

    def _show(
        self,
        step_id: str,
        page: vol.Schema,
        values: Mapping[str, Any],
        placeholders: Mapping[str, str] | None = None,
        errors: dict[str, str] | None = None,
        *,
        saves: bool = True,
    ) -> ConfigFlowResult:
        """Show a form with values; its button says *Next* if another page `saves` them."""
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(page, values),
            description_placeholders=placeholders,
            errors=errors,
            last_step=saves,
        )

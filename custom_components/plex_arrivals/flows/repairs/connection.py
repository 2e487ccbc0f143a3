"""The repairs of how Plex is reached: notifications that are refused, and a certificate that is not trusted."""

import asyncio
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
import voluptuous as vol

from .base import FixFlow

_CONNECT_SECONDS: Final = 10
_CONFIRM: Final = vol.Schema({})


class WebsocketRefusedFlow(FixFlow):
    """Explains, and tries again."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Begin with the explanation."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Connect anew; say so where that does not succeed."""
        errors: dict[str, str] = {}
        if user_input is not None and not self.parts.issues.notified.is_set():
            await self.hass.config_entries.async_reload(self.entry.entry_id)
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    await self.parts.issues.notified.wait()
            except TimeoutError:
                errors = {"base": "still_refused"}
        if self.parts.issues.notified.is_set():
            return self.done()
        return self.async_show_form(
            step_id="confirm",
            data_schema=_CONFIRM,
            errors=errors,
            description_placeholders={"address": self.entry.data[CONF_URL]},
        )


class CertificateChangedFlow(FixFlow):
    """Tries again, or goes on without verification once the user knows what that means."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Show what can be done."""
        if self.parts.coordinator.online:
            return self.done()
        return self.async_show_menu(
            step_id="init",
            menu_options=["try_again", "stop_verifying"],
            description_placeholders={"address": self.entry.data[CONF_URL]},
        )

    async def async_step_try_again(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Ask Plex; end as it is where the certificate is still not trusted."""
        await self.parts.coordinator.async_refresh()
        return self.done() if self.parts.coordinator.online else self.async_abort(reason="still_offline")

    async def async_step_stop_verifying(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Warn, then switch verification off."""
        entry = self.entry
        if user_input is None:
            return self.async_show_form(
                step_id="stop_verifying",
                data_schema=_CONFIRM,
                description_placeholders={"address": entry.data[CONF_URL]},
            )
        self.hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_VERIFY_SSL: False})
        await self.hass.config_entries.async_reload(entry.entry_id)
        return self.done() if self.parts.coordinator.online else self.async_abort(reason="still_offline")

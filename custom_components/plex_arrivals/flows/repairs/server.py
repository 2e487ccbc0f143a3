"""Repairs of a server's settings: its connection, its certificate, and rules for libraries it no longer has."""

import asyncio
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
import voluptuous as vol

from ...const import CONF_RULES
from ...deliveries.routing import Rule
from ..markdown import quoted
from ..selectors import dropdown, library_options
from .base import ServerRepairFlow

_CONNECT_SECONDS: Final = 10
_CONFIRM: Final = vol.Schema({})


class WebsocketRefusedFlow(ServerRepairFlow):
    """Explain that notifications are not connected, and connect again."""

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the explanation."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Connect again; show an error if that fails."""
        errors: dict[str, str] = {}
        if user_input is not None and not self.runtime_data.issues.notifications_connected.is_set():
            await self.hass.config_entries.async_reload(self.entry.entry_id)
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    await self.runtime_data.issues.notifications_connected.wait()
            except TimeoutError:
                errors = {"base": "still_refused"}
        if self.runtime_data.issues.notifications_connected.is_set():
            return self.done()
        return self.async_show_form(
            step_id="confirm",
            data_schema=_CONFIRM,
            errors=errors,
            description_placeholders={"address": self.entry.data[CONF_URL]},
        )


class CertificateChangedFlow(ServerRepairFlow):
    """Try again, or stop verifying the certificate after a warning."""

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the menu."""
        if self.runtime_data.coordinator.online:
            return self.done()
        return self.async_show_menu(
            step_id="init",
            menu_options=["try_again", "stop_verifying"],
            description_placeholders={"address": self.entry.data[CONF_URL]},
        )

    async def async_step_try_again(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Update from Plex; abort if the certificate is still not trusted."""
        await self.runtime_data.coordinator.async_refresh()
        return self.done() if self.runtime_data.coordinator.online else self.async_abort(reason="still_offline")

    async def async_step_stop_verifying(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show a warning, then stop verifying the certificate."""
        entry = self.entry
        if user_input is None:
            return self.async_show_form(
                step_id="stop_verifying",
                data_schema=_CONFIRM,
                description_placeholders={"address": entry.data[CONF_URL]},
            )
        self.hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_VERIFY_SSL: False})
        await self.hass.config_entries.async_reload(entry.entry_id)
        return self.done() if self.runtime_data.coordinator.online else self.async_abort(reason="still_offline")


class RuleLibraryGoneFlow(ServerRepairFlow):
    """Change or remove each rule whose library does not exist."""

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the menu for the first rule."""
        if (rule := self._first()) is None:
            return self.done()
        return self.async_show_menu(
            step_id="init", menu_options=["choose_library", "remove_rule"], description_placeholders=_placeholders(rule)
        )

    async def async_step_choose_library(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Choose another library for the rule."""
        if (rule := self._first()) is None:
            return self.done()
        if user_input is None or "library" not in user_input:
            return self.async_show_form(
                step_id="choose_library",
                data_schema=vol.Schema({vol.Optional("library"): dropdown(library_options(self.libraries))}),
                errors={} if user_input is None else {"library": "library_missing"},
                description_placeholders=_placeholders(rule),
            )
        return await self._async_replace(rule, [{"category": rule.category, "library": user_input["library"]}])

    async def async_step_remove_rule(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Remove the rule."""
        if (rule := self._first()) is None:
            return self.done()
        return await self._async_replace(rule, [])

    async def _async_replace(self, old: Rule, rules: list[dict[str, str]]) -> RepairsFlowResult:
        """Replace a rule, then continue with the next one."""
        changed: list[dict[str, str]] = []
        for rule in self.entry.options[CONF_RULES]:
            changed += rules if Rule(**rule) == old else [rule]
        await self.change_options({CONF_RULES: changed})
        return await self.async_step_init()

    def _first(self) -> Rule | None:
        return next(iter(self.runtime_data.issues.rules_without_library() or ()), None)


def _placeholders(rule: Rule) -> dict[str, str]:
    return {"category": quoted(rule.category), "library": quoted(rule.library)}

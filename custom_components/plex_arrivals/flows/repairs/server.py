"""Repairs of a server's settings: its connection, its certificate, and rules for libraries it no longer has."""

import asyncio
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.const import CONF_URL, CONF_VERIFY_SSL
import voluptuous as vol

from ...const import CONF_RULES
from ...deliveries.routing import Rule
from ..markdown import quoted
from .base import ServerRepairFlow, library_choice

_CONNECT_SECONDS: Final = 10
_CONFIRM: Final = vol.Schema({})


class WebsocketRefusedFlow(ServerRepairFlow):
    """Explains, and tries again."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Begin with the explanation."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Connect anew; say so where that does not succeed."""
        errors: dict[str, str] = {}
        if user_input is not None and not self.parts.issues.notifications_connected.is_set():
            await self.hass.config_entries.async_reload(self.entry.entry_id)
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    await self.parts.issues.notifications_connected.wait()
            except TimeoutError:
                errors = {"base": "still_refused"}
        if self.parts.issues.notifications_connected.is_set():
            return self.done()
        return self.async_show_form(
            step_id="confirm",
            data_schema=_CONFIRM,
            errors=errors,
            description_placeholders={"address": self.entry.data[CONF_URL]},
        )


class CertificateChangedFlow(ServerRepairFlow):
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


class RuleLibraryGoneFlow(ServerRepairFlow):
    """Asks for one rule after the other."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Show what can be done with the first of them."""
        if (rule := self._first()) is None:
            return self.done()
        return self.async_show_menu(
            step_id="init", menu_options=["choose_library", "remove_rule"], description_placeholders=_described(rule)
        )

    async def async_step_choose_library(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Have the rule name another library, which somebody has to choose."""
        if (rule := self._first()) is None:
            return self.done()
        if user_input is None or "library" not in user_input:
            return self.async_show_form(
                step_id="choose_library",
                data_schema=vol.Schema({vol.Optional("library"): library_choice(self.libraries)}),
                errors={} if user_input is None else {"library": "library_missing"},
                description_placeholders=_described(rule),
            )
        return await self._async_replace(rule, [{"category": rule.category, "library": user_input["library"]}])

    async def async_step_remove_rule(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Remove the rule."""
        if (rule := self._first()) is None:
            return self.done()
        return await self._async_replace(rule, [])

    async def _async_replace(self, gone: Rule, rules: list[dict[str, str]]) -> RepairsFlowResult:
        """Put something in the place of a rule; then go on with the next."""
        changed: list[dict[str, str]] = []
        for rule in self.entry.options[CONF_RULES]:
            changed += rules if Rule(**rule) == gone else [rule]
        await self.change_options({CONF_RULES: changed})
        return await self.async_step_init()

    def _first(self) -> Rule | None:
        return next(iter(self.parts.issues.rules_without_library()), None)


def _described(rule: Rule) -> dict[str, str]:
    return {"category": quoted(rule.category), "library": quoted(rule.library)}

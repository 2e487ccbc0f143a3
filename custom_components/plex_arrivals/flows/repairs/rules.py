"""The repair of rules whose library Plex does not have any more."""

from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
import voluptuous as vol

from ...const import CONF_RULES
from ...deliveries.routing import Rule
from ..markdown import quoted
from .base import FixFlow, library_choice


class RuleLibraryGoneFlow(FixFlow):
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
        return next(iter(self.parts.issues.rules_gone()), None)


def _described(rule: Rule) -> dict[str, str]:
    return {"category": quoted(rule.category), "library": quoted(rule.library)}

"""Repair flow for downloads that belong to no library."""

from typing import Any, ClassVar, Final

from homeassistant.components.repairs import RepairsFlowResult
import voluptuous as vol

from ...const import CONF_EXCLUDED_CATEGORIES, CONF_IMPORTED_CATEGORIES, CONF_RULES
from ...deliveries.delivery import Delivery, DeliveryState
from ...downloads.tags import tag
from ..selectors import checkboxes, dropdown, library_options
from .base import for_each
from .failed_deliveries import DeliveriesRepairFlow

_CATEGORIES: Final = "categories"


class UnmatchedFlow(DeliveriesRepairFlow):
    """Fix the options for all unmatched downloads, or for those of a category."""

    state: ClassVar = DeliveryState.UNMATCHED

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the menu."""
        if not self.failed:
            return self.done()
        by_category = ["rule", "imported", "excluded"] if self._categories() else []
        return self.async_show_menu(
            step_id="init",
            menu_options=["map", *by_category, "retry", "dismiss"],
            description_placeholders=self.placeholders,
        )

    async def async_step_rule(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Add a rule that assigns a category or label to a library."""
        if user_input is not None and "library" in user_input:
            category = user_input["category"]
            rules: list[dict[str, str]] = self.entry.options.get(CONF_RULES, [])
            others = [rule for rule in rules if tag(rule["category"]) != tag(category)]
            await self.change_options({CONF_RULES: [*others, user_input]}, self._with_categories([category]))
            return await self.continue_with_others()
        if not (categories := self._categories()):
            return await self.continue_with_others()
        return self.async_show_form(
            step_id="rule",
            data_schema=vol.Schema(
                {
                    vol.Required("category", default=categories[0]): dropdown(categories),
                    vol.Optional("library"): dropdown(library_options(self.libraries)),
                }
            ),
            errors={} if user_input is None else {"library": "library_missing"},
            description_placeholders=self.placeholders,
        )

    async def async_step_imported(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Let the downloads of some categories wait for Sonarr, Radarr or Lidarr."""
        if user_input is not None:
            await self._async_add(CONF_IMPORTED_CATEGORIES, user_input[_CATEGORIES], retry=True)
            return await self.continue_with_others()
        return await self._async_ask_categories("imported")

    async def async_step_excluded(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ignore all downloads of some categories."""
        if user_input is not None:
            await for_each(self._with_categories(user_input[_CATEGORIES]), self.runtime_data.manager.async_dismiss)
            await self._async_add(CONF_EXCLUDED_CATEGORIES, user_input[_CATEGORIES])
            return await self.continue_with_others()
        return await self._async_ask_categories("excluded")

    async def _async_ask_categories(self, step_id: str) -> RepairsFlowResult:
        if not (categories := self._categories()):
            return await self.continue_with_others()
        return self.async_show_form(
            step_id=step_id,
            data_schema=vol.Schema(
                {vol.Required(_CATEGORIES, default=categories[:1]): checkboxes({word: word for word in categories})}
            ),
            description_placeholders=self.placeholders,
        )

    async def _async_add(self, option: str, categories: list[str], *, retry: bool = False) -> None:
        current: list[str] = self.entry.options.get(option, [])
        new = [word for word in categories if tag(word) not in map(tag, current)]
        await self.change_options({option: [*current, *new]}, self._with_categories(categories) if retry else ())

    def _with_categories(self, categories: list[str]) -> list[str]:
        """Return the IDs of the deliveries with one of the categories or labels."""
        chosen = frozenset(map(tag, categories))
        return [key for key, delivery in self.failed.items() if not chosen.isdisjoint(delivery.download.tags)]

    def _categories(self) -> list[str]:
        """Return the categories and labels of the deliveries, the most frequent first."""
        words = [word for delivery in self.failed.values() for word in _words(delivery)]
        return sorted(dict.fromkeys(words), key=words.count, reverse=True)


def _words(delivery: Delivery) -> list[str]:
    download = delivery.download
    return [word.strip() for word in dict.fromkeys((download.category, *download.labels)) if word and word.strip()]

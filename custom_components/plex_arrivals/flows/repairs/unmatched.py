"""The repair of downloads that no library covers: a path mapping, or what their category or label means."""

from typing import Any, ClassVar, Final

from homeassistant.components.repairs import RepairsFlowResult
import voluptuous as vol

from ...const import CONF_EXCLUDED_CATEGORIES, CONF_IMPORTED_CATEGORIES, CONF_RULES
from ...deliveries.delivery import Delivery, DeliveryState
from ...downloads.tags import tag
from .base import each, library_choice, select
from .deliveries import DeliveriesRepairFlow

_CATEGORIES: Final = "categories"


class UnmatchedFlow(DeliveriesRepairFlow):
    """Asks what is to be done, once for all downloads or for those of a category."""

    state: ClassVar = DeliveryState.UNMATCHED

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Show the ways that make sense."""
        if not self.failed:
            return self.done()
        by_category = ["rule", "imported", "excluded"] if self._categories() else []
        return self.async_show_menu(
            step_id="init",
            menu_options=["map", *by_category, "retry", "dismiss"],
            description_placeholders=self.described,
        )

    async def async_step_rule(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Have the downloads of a category or label belong to a library, which somebody has to choose."""
        if user_input is not None and "library" in user_input:
            category = user_input["category"]
            rules: list[dict[str, str]] = self.entry.options.get(CONF_RULES, [])
            others = [rule for rule in rules if tag(rule["category"]) != tag(category)]
            await self.change_options({CONF_RULES: [*others, user_input]}, self._with([category]))
            return await self.go_on()
        if not (categories := self._categories()):
            return await self.go_on()
        return self.async_show_form(
            step_id="rule",
            data_schema=vol.Schema(
                {
                    vol.Required("category", default=categories[0]): select(categories),
                    vol.Optional("library"): library_choice(self.libraries),
                }
            ),
            errors={} if user_input is None else {"library": "library_missing"},
            description_placeholders=self.described,
        )

    async def async_step_imported(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Have the downloads of some categories wait for Sonarr, Radarr or Lidarr."""
        if user_input is not None:
            await self._async_add(CONF_IMPORTED_CATEGORIES, user_input[_CATEGORIES], wait=True)
            return await self.go_on()
        return await self._async_ask_categories("imported")

    async def async_step_excluded(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Pass over the downloads of some categories, these and those to come."""
        if user_input is not None:
            await each(self._with(user_input[_CATEGORIES]), self.parts.manager.async_dismiss)
            await self._async_add(CONF_EXCLUDED_CATEGORIES, user_input[_CATEGORIES])
            return await self.go_on()
        return await self._async_ask_categories("excluded")

    async def _async_ask_categories(self, step_id: str) -> RepairsFlowResult:
        if not (categories := self._categories()):
            return await self.go_on()
        return self.async_show_form(
            step_id=step_id,
            data_schema=vol.Schema(
                {vol.Required(_CATEGORIES, default=categories[:1]): select(categories, multiple=True)}
            ),
            description_placeholders=self.described,
        )

    async def _async_add(self, option: str, categories: list[str], *, wait: bool = False) -> None:
        known: list[str] = self.entry.options.get(option, [])
        new = [word for word in categories if tag(word) not in map(tag, known)]
        await self.change_options({option: [*known, *new]}, self._with(categories) if wait else ())

    def _with(self, categories: list[str]) -> list[str]:
        """Return the ids of the deliveries that have one of these categories or labels."""
        chosen = frozenset(map(tag, categories))
        return [key for key, one in self.failed.items() if not chosen.isdisjoint(one.download.tags)]

    def _categories(self) -> list[str]:
        """Return the categories and labels of the deliveries, those of most of them first."""
        words = [word for one in self.failed.values() for word in _words(one)]
        return sorted(dict.fromkeys(words), key=words.count, reverse=True)


def _words(delivery: Delivery) -> list[str]:
    download = delivery.download
    return [word.strip() for word in dict.fromkeys((download.category, *download.labels)) if word and word.strip()]

"""Base class for the repair flows of failed deliveries: retry, dismiss, or add a path mapping."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from itertools import islice
from typing import Any, ClassVar, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.helpers.selector import SelectSelector
import voluptuous as vol

from ... import paths
from ...const import CONF_PATH_MAPPINGS
from ...deliveries.delivery import Delivery, DeliveryState, Reason
from ...deliveries.routing import PathMapping, by_path, with_mapping
from ...deliveries.suggestions import MAX_DELIVERIES, suggest_mappings
from ..markdown import NO_VALUE, bullet_list, escaped, quoted
from ..selectors import text_with_suggestions
from ..validation import PathMappingError, validate_path_mappings
from .base import DELIVERIES, ServerRepairFlow, deliveries_schema, for_each

_SHOWN: Final = 5
_COMPARED: Final = 200


class DeliveriesRepairFlow(ServerRepairFlow):
    """Base class for the repair flow of the deliveries in one state."""

    state: ClassVar[DeliveryState]

    def __init__(self, entry_id: str) -> None:
        """Initialize the flow for all deliveries, until some are chosen."""
        super().__init__(entry_id)
        self._chosen: list[str] | None = None
        self._mappings: list[PathMapping] = []

    @property
    def failed(self) -> dict[str, Delivery]:
        """Return the chosen deliveries that are still in the state; raise AbortFlow if the entry is not loaded."""
        failed = self.runtime_data.issues.failed_deliveries(self.state)
        return failed if self._chosen is None else {key: failed[key] for key in self._chosen if key in failed}

    @property
    def placeholders(self) -> dict[str, str]:
        """Return the description placeholders: the number of deliveries, and the first ones with their paths."""
        failed = list(self.failed.values())
        lines = [f"{quoted(delivery.download.name)}: {quoted(delivery.download.path)}" for delivery in failed[:_SHOWN]]
        return {"count": str(len(failed)), "downloads": bullet_list(lines, len(failed) - _SHOWN)}

    async def async_step_retry(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Retry all or some of the deliveries."""
        return await self._async_for_each("retry", self.runtime_data.manager.async_retry, user_input)

    async def async_step_dismiss(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Dismiss all or some of the deliveries."""
        return await self._async_for_each("dismiss", self.runtime_data.manager.async_dismiss, user_input)

    async def _async_for_each(
        self, step_id: str, action: Callable[[str], Awaitable[Delivery]], user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Ask which of several deliveries to act on, act, then continue with the others."""
        failed = self.failed
        if user_input is None and self._chosen is None and len(failed) > 1:
            return self.show_choice(step_id)
        await for_each(user_input[DELIVERIES] if user_input else failed, action)
        return await self.continue_with_others()

    def show_choice(self, step_id: str) -> RepairsFlowResult:
        """Show the form to choose deliveries, all by default."""
        names = {key: delivery.download.name for key, delivery in self.failed.items()}
        return self.async_show_form(
            step_id=step_id,
            data_schema=deliveries_schema(names),
            description_placeholders=self.placeholders,
        )

    async def continue_with_others(self) -> RepairsFlowResult:
        """Start again with the remaining deliveries; finish if there are none."""
        self._chosen = None
        return await self.async_step_init() if self.failed else self.done()

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the menu."""
        raise NotImplementedError

    async def async_step_map(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask for a path mapping, suggesting the most likely, until it leads at least one delivery to a library."""
        libraries = self.libraries
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                [pair] = validate_path_mappings([user_input])
            except PathMappingError as error:
                errors = {"base": error.key}
            else:
                self._mappings = with_mapping(PathMapping.from_options(self.entry.options), PathMapping(**pair))
                if any(self._destination(delivery) for delivery in self.failed.values()):
                    return await self.async_step_mapping()
                errors = {"base": "leads_nowhere"}
        if not self.failed:
            return await self.continue_with_others()
        suggested = await self._async_suggested()
        sources = [pair.source for pair in suggested]
        sources += [paths.parent(delivery.download.path) for delivery in self.failed.values()][:_SHOWN]
        targets = [pair.plex for pair in suggested]
        targets += [location for library in libraries for location in library.locations]
        schema = vol.Schema(
            {
                vol.Required("source"): SelectSelector(text_with_suggestions(sources)),
                vol.Optional("plex"): SelectSelector(text_with_suggestions(targets)),
            }
        )
        shown = user_input or {"source": sources[0], **({"plex": suggested[0].plex} if suggested else {})}
        return self.async_show_form(
            step_id="map",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders={
                **self.placeholders,
                "folders": bullet_list(
                    f"{quoted(location)} ({escaped(library.title)})"
                    for library in libraries
                    for location in library.locations
                ),
            },
        )

    async def async_step_mapping(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show where the mapping leads, before it is saved."""
        failed = list(self.failed.values())
        lines = []
        for delivery in failed[:_SHOWN]:
            destination = self._destination(delivery)
            text = f"{destination[0]} ({quoted(destination[1])})" if destination else NO_VALUE
            lines.append(f"{quoted(delivery.download.name)} → {text}")
        return self.async_show_menu(
            step_id="mapping",
            menu_options=["save_mapping", "map"],
            description_placeholders={**asdict(self._mappings[-1]), "effect": bullet_list(lines, len(failed) - _SHOWN)},
        )

    async def async_step_save_mapping(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Save the mapping and retry the deliveries that it leads to a library."""
        retry = [key for key, delivery in self.failed.items() if self._destination(delivery)]
        await self.change_options({CONF_PATH_MAPPINGS: [asdict(pair) for pair in self._mappings]}, retry)
        return await self.continue_with_others()

    def _destination(self, delivery: Delivery) -> tuple[str, str] | None:
        """Return the title of the library and the path in Plex to which the mappings lead a download."""
        libraries = self.libraries
        routes = by_path(delivery.download, libraries, self._mappings)
        if not routes:
            return None
        title = next(escaped(library.title) for library in libraries if library.id == routes[0].library_id)
        return title, routes[0].path or ""

    async def _async_suggested(self) -> list[PathMapping]:
        data = self.runtime_data.coordinator.data
        deliveries = [
            delivery
            for delivery in islice(self.runtime_data.manager.latest, MAX_DELIVERIES)
            if delivery.reason is not Reason.NO_IMPORT
        ]
        failed = [delivery.download for delivery in self.failed.values() if delivery.reason is not Reason.NO_IMPORT]
        return await self.hass.async_add_executor_job(
            suggest_mappings,
            failed[:_COMPARED],
            deliveries,
            self.libraries,
            data.items if data else (),
            PathMapping.from_options(self.entry.options),
        )

"""What the repairs of deliveries share: to retry or dismiss them, and to map their paths."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, ClassVar, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.helpers.selector import SelectOptionDict
import voluptuous as vol

from ... import paths
from ...const import CONF_PATH_MAPPINGS
from ...deliveries.delivery import Delivery, DeliveryState, Reason
from ...deliveries.routing import PathMapping, by_path
from ...deliveries.suggestions import suggest_mappings, with_mapping
from ..markdown import NOTHING, listing, plain, quoted
from ..options import PathMappingError, checked_path_mappings
from .base import ServerRepairFlow, each, select

_DELIVERIES: Final = "deliveries"
_SHOWN: Final = 5
_COMPARED: Final = 200
_LONGEST_LABEL: Final = 120


class DeliveriesRepairFlow(ServerRepairFlow):
    """A repair of the deliveries that ended in one state."""

    state: ClassVar[DeliveryState]

    def __init__(self, entry_id: str) -> None:
        """Take whose repair it is; it is about all of the deliveries until some are chosen."""
        super().__init__(entry_id)
        self._chosen: list[str] | None = None
        self._mappings: list[PathMapping] = []

    @property
    def failed(self) -> dict[str, Delivery]:
        """The deliveries that are chosen and still in that state; raises AbortFlow where the entry is not loaded."""
        failed = self.parts.issues.failed_deliveries(self.state)
        return failed if self._chosen is None else {key: failed[key] for key in self._chosen if key in failed}

    @property
    def described(self) -> dict[str, str]:
        """The placeholders for the texts: how many there are, and the first of them with their paths."""
        failed = list(self.failed.values())
        lines = [f"{quoted(one.download.name)}: {quoted(one.download.path)}" for one in failed[:_SHOWN]]
        return {"count": str(len(failed)), "downloads": listing(lines, len(failed) - _SHOWN)}

    async def async_step_retry(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Set out again with all or some of them."""
        return await self._async_for_each("retry", self.parts.manager.async_retry, user_input)

    async def async_step_dismiss(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Forget all or some of them."""
        return await self._async_for_each("dismiss", self.parts.manager.async_dismiss, user_input)

    async def _async_for_each(
        self, step_id: str, act: Callable[[str], Awaitable[Delivery]], user_input: dict[str, Any] | None
    ) -> RepairsFlowResult:
        """Ask which of several, and do it; then go on with those that are left."""
        failed = self.failed
        if user_input is None and self._chosen is None and len(failed) > 1:
            return self.ask_which(step_id)
        await each(user_input[_DELIVERIES] if user_input else failed, act)
        return await self.go_on()

    def ask_which(self, step_id: str) -> RepairsFlowResult:
        """Show the form that asks which of the deliveries are meant: all, unless one says otherwise."""
        failed = self.failed
        options = [SelectOptionDict(value=key, label=one.download.name[:_LONGEST_LABEL]) for key, one in failed.items()]
        return self.async_show_form(
            step_id=step_id,
            data_schema=vol.Schema({vol.Required(_DELIVERIES, default=list(failed)): select(options, multiple=True)}),
            description_placeholders=self.described,
        )

    async def go_on(self) -> RepairsFlowResult:
        """Begin anew with the deliveries that are left; end where there are none."""
        self._chosen = None
        return await self.async_step_init() if self.failed else self.done()

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show what can be done."""
        raise NotImplementedError

    async def async_step_map(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Take a path mapping, beginning with the likeliest, until it leads at least one of them into a library."""
        libraries = self.libraries
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                [pair] = checked_path_mappings([user_input])
            except PathMappingError as error:
                errors = {"base": error.key}
            else:
                self._mappings = with_mapping(self._current_mappings(), PathMapping(**pair))
                if any(self._leads_to(one) for one in self.failed.values()):
                    return await self.async_step_mapping()
                errors = {"base": "leads_nowhere"}
        if not self.failed:
            return await self.go_on()
        suggested = await self._async_suggested()
        sources = [pair.source for pair in suggested]
        sources += [paths.parent(one.download.path) for one in self.failed.values()][:_SHOWN]
        targets = [pair.plex for pair in suggested]
        targets += [location for library in libraries for location in library.locations]
        schema = vol.Schema(
            {
                vol.Required("source"): select(dict.fromkeys(sources), custom_value=True),
                vol.Optional("plex"): select(dict.fromkeys(targets), custom_value=True),
            }
        )
        shown = user_input or {"source": sources[0], **({"plex": suggested[0].plex} if suggested else {})}
        return self.async_show_form(
            step_id="map",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders={
                **self.described,
                "folders": listing(
                    f"{quoted(location)} ({plain(library.title)})"
                    for library in libraries
                    for location in library.locations
                ),
            },
        )

    async def async_step_mapping(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Show where the mapping leads, before it is kept."""
        failed = list(self.failed.values())
        lines = []
        for one in failed[:_SHOWN]:
            where = self._leads_to(one)
            lines.append(f"{quoted(one.download.name)} → {f'{where[0]} ({quoted(where[1])})' if where else NOTHING}")
        return self.async_show_menu(
            step_id="mapping",
            menu_options=["save_mapping", "map"],
            description_placeholders={**asdict(self._mappings[-1]), "effect": listing(lines, len(failed) - _SHOWN)},
        )

    async def async_step_save_mapping(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Keep the mapping and set out again with those that it leads into a library."""
        led = [key for key, one in self.failed.items() if self._leads_to(one)]
        await self.change_options({CONF_PATH_MAPPINGS: [asdict(pair) for pair in self._mappings]}, led)
        return await self.go_on()

    def _current_mappings(self) -> list[PathMapping]:
        return [PathMapping(**pair) for pair in self.entry.options.get(CONF_PATH_MAPPINGS, ())]

    def _leads_to(self, delivery: Delivery) -> tuple[str, str] | None:
        """Return the library's title and Plex's path to which the mappings lead a download."""
        libraries = self.libraries
        routes = by_path(delivery.download, libraries, self._mappings)
        if not routes:
            return None
        title = next(plain(library.title) for library in libraries if library.id == routes[0].library_id)
        return title, routes[0].path or ""

    async def _async_suggested(self) -> list[PathMapping]:
        data = self.parts.coordinator.data
        deliveries = [one for one in self.parts.manager.deliveries.values() if one.reason is not Reason.NO_IMPORT]
        return await self.hass.async_add_executor_job(
            suggest_mappings,
            [one.download for one in self.failed.values() if one.reason is not Reason.NO_IMPORT][:_COMPARED],
            deliveries,
            self.libraries,
            data.items if data else (),
            self._current_mappings(),
        )

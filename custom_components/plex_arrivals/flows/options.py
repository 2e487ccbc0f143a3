"""Options flow for the Plex Arrivals integration."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.helpers.importlib import async_import_module

from ..const import (
    CONF_EXCLUDED_CATEGORIES,
    CONF_EXCLUDED_SOURCES,
    CONF_IMPORTED_CATEGORIES,
    CONF_PATH_MAPPINGS,
    CONF_RULES,
    CONF_SETTLE_SECONDS,
    CONF_TAG_ARRIVALS,
    DOMAIN,
)
from ..deliveries.download_payload import source_text
from ..deliveries.router import Router
from ..deliveries.routing import PathMapping, Rule, with_mapping
from ..downloads.clients import CLIENTS
from ..downloads.importers.kinds import KINDS
from ..downloads.source_names import async_source_names
from . import options_schema as schema
from .markdown import bullet_list, escaped, quoted
from .preview import async_preview
from .selectors import library_options
from .validation import PairError, distinct_tags, validate_path_mappings, validate_rules
from .webhook_pages import WebhookPages

if TYPE_CHECKING:
    from .importers import ImportersForm
    from .options_context import OptionsContext

_EXAMPLE: Final = {"example_source": "/downloads"}
_FOLDERS_SHOWN: Final = 5
_SOURCES: Final = {"action": quoted(f"{DOMAIN}.download_completed"), "webhook": "Webhook"}
"""The names of sources that are no programs."""


class PlexArrivalsOptionsFlow(WebhookPages):
    """Handle an options flow; each step saves its own options and reloads the entry."""

    _entered: dict[str, Any] | None = None
    """The input of the step about folders, which is not saved yet."""
    _context: OptionsContext
    _importers: ImportersForm | None = None

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the menu."""
        importers = ["importers"] if self._has_importers() else []
        return self.async_show_menu(
            step_id="init", menu_options=["folders", "sources", *importers, "webhook", "display"]
        )

    async def async_step_folders(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Configure where downloads go, and preview the result."""
        self._context = await self._async_context()
        errors: dict[str, str] = {}
        invalid_pair: Mapping[str, str] = {}
        if user_input is not None:
            try:
                self._entered = {
                    CONF_IMPORTED_CATEGORIES: distinct_tags(user_input[CONF_IMPORTED_CATEGORIES]),
                    CONF_PATH_MAPPINGS: validate_path_mappings(user_input[CONF_PATH_MAPPINGS]),
                    CONF_RULES: validate_rules(user_input[CONF_RULES]),
                }
            except PairError as error:
                errors, invalid_pair = {error.field: error.key}, error.pair
            else:
                return await self.async_step_preview()
        return await self._async_ask_folders(user_input or self._entered, errors, invalid_pair)

    async def async_step_preview(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show where some downloads would go; save at once if there are none."""
        context = self._context
        if context.libraries is None or not context.can_preview:
            return await self.async_step_save()
        before, after = self._router(self.config_entry.options), self._router(self._entered or {})
        return self.async_show_menu(
            step_id="preview",
            menu_options=["save", "folders"],
            description_placeholders=await async_preview(
                self.hass, before, after, context.downloads, context.libraries
            ),
        )

    def _router(self, options: Mapping[str, Any]) -> Router:
        return Router(
            PathMapping.from_options(options),
            Rule.from_options(options),
            self._context.imported(options.get(CONF_IMPORTED_CATEGORIES, ())),
        )

    async def async_step_save(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Save the input of the step about folders."""
        return self._save(self._entered or {})

    async def async_step_sources(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Configure which downloads are followed."""
        all_sources = await async_source_names(self.hass, (*CLIENTS, *KINDS))
        if user_input is not None:
            chosen = user_input[schema.FOLLOWED_SOURCES]
            excluded = [entry_id for entry_id in all_sources if entry_id not in chosen]
            await self._async_disconnect(excluded)
            return self._save(
                {
                    CONF_EXCLUDED_SOURCES: excluded,
                    CONF_EXCLUDED_CATEGORIES: distinct_tags(user_input[CONF_EXCLUDED_CATEGORIES]),
                    CONF_SETTLE_SECONDS: user_input[CONF_SETTLE_SECONDS],
                    CONF_TAG_ARRIVALS: user_input[CONF_TAG_ARRIVALS],
                }
            )
        options = self.config_entry.options
        followed = [source for source in all_sources if source not in options.get(CONF_EXCLUDED_SOURCES, ())]
        context = await self._async_context()
        return self._show(
            "sources",
            schema.sources(all_sources, followed, context.categories(*options.get(CONF_EXCLUDED_CATEGORIES, ()))),
            {**options, schema.FOLLOWED_SOURCES: followed},
        )

    async def async_step_importers(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Connect and disconnect importers."""
        if not self._has_importers():
            return self.async_abort(reason="not_loaded")
        if (form := self._importers) is None:
            module = await async_import_module(self.hass, f"{__package__}.importers")
            form = self._importers = module.ImportersForm(self.hass, self.config_entry)
            await form.async_load()
        if user_input is not None and (options := await form.async_apply(user_input)) is not None:
            return self.async_create_entry(data=options)
        return self._show(
            "importers", form.schema, user_input or form.suggested_values(), form.placeholders, form.errors
        )

    async def async_step_display(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Configure the entities."""
        if user_input is not None:
            return self._save(user_input)
        return self._show("display", schema.DISPLAY, self.config_entry.options)

    async def _async_ask_folders(
        self,
        entered: Mapping[str, Any] | None,
        errors: dict[str, str],
        invalid_pair: Mapping[str, str],
    ) -> ConfigFlowResult:
        """Show the step about folders, filled in with the input or else with proposed path mappings."""
        context = self._context
        values = entered or self.config_entry.options
        imported = values.get(CONF_IMPORTED_CATEGORIES, [])
        mappings = PathMapping.from_options(self.config_entry.options)
        proposals = await self.hass.async_add_executor_job(context.suggested_mappings, mappings, imported)
        if entered is None:
            for proposal in proposals:
                mappings = with_mapping(mappings, proposal)
            values = {**values, CONF_PATH_MAPPINGS: [asdict(mapping) for mapping in mappings]}
        libraries = context.libraries or []
        source_folders, names = context.folders(), await async_source_names(self.hass, CLIENTS)
        page = schema.folders(
            [*(pair.source for pair in proposals), *(folder for found in source_folders.values() for folder in found)],
            [*(pair.plex for pair in proposals), *(folder for library in libraries for folder in library.locations)],
            library_options(libraries),
            context.categories(*imported),
            rules=values.get(CONF_RULES, ()),
            knows_libraries=context.online,
        )
        return self._show(
            "folders",
            page,
            values,
            {
                **_EXAMPLE,
                "sources": bullet_list(
                    f"{names.get(entry_id or '') or self._source(source)}: {_folders(found)}"
                    for (entry_id, source), found in source_folders.items()
                ),
                "libraries": bullet_list(
                    f"{escaped(library.title)}: {_folders(library.locations)}" for library in libraries
                ),
                "proposals": bullet_list(f"{quoted(pair.source)} → {quoted(pair.plex)}" for pair in proposals),
                **invalid_pair,
            },
            errors,
            saves=not context.can_preview,
        )

    async def _async_context(self) -> OptionsContext:
        """Return what to make suggestions from; Home Assistant loads this module at start, but that code only here."""
        module = await async_import_module(self.hass, f"{__package__}.options_context")
        context: OptionsContext = await module.async_options_context(self.config_entry)
        return context

    async def _async_disconnect(self, excluded: list[str]) -> None:
        """Remove our webhook from the importers that are excluded from now on."""
        if self._has_importers():
            connection = await async_import_module(
                self.hass, f"{__package__.removesuffix('.flows')}.downloads.importers.connection"
            )
            importers = connection.async_importers(self.hass, self.config_entry)
            await connection.async_disconnect(
                self.config_entry, [importers[entry_id] for entry_id in excluded if entry_id in importers]
            )

    def _source(self, source: str) -> str:
        """Return the name of a source without a config entry, which is the same in every language."""
        return _SOURCES.get(source) or source_text(self.hass, source)

    def _has_importers(self) -> bool:
        """Return whether there are importers, and our webhook to connect them to."""
        entry = self.config_entry
        return entry.state is ConfigEntryState.LOADED and entry.runtime_data.importers.is_any


def _folders(folders: Iterable[str]) -> str:
    """Return some folders in one line."""
    found = [quoted(folder) for folder in folders]
    return ", ".join([*found[:_FOLDERS_SHOWN], *(["…"] if len(found) > _FOLDERS_SHOWN else [])])

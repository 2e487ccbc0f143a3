"""What can be chosen for a server that is set up."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, ClassVar, Final

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.loader import async_get_integrations
import voluptuous as vol

from ..const import (
    CONF_EXCLUDED_CATEGORIES,
    CONF_EXCLUDED_SOURCES,
    CONF_IMPORTED_CATEGORIES,
    CONF_PATH_MAPPINGS,
    CONF_RULES,
    CONF_SETTLE_SECONDS,
)
from ..deliveries.payload import source_text
from ..deliveries.router import Router
from ..deliveries.routing import PathMapping, Rule
from ..deliveries.suggestions import with_mapping
from ..downloads.clients import CLIENTS
from ..downloads.report_commands import report_commands
from ..downloads.tags import tag
from ..downloads.webhook import async_webhook_url
from ..paths import is_absolute, normalize, same
from ..plex.models import PlexLibrary
from . import options_schema as schema
from .markdown import listing, plain, quoted
from .options_context import OptionsContext, async_options_context
from .preview import async_preview

_EXAMPLE: Final = {"example_source": "/downloads", "example_plex": "/media"}
_FOLDERS_SHOWN: Final = 5


class PairError(ValueError):
    """A pair of words that cannot work."""

    field: ClassVar[str]

    def __init__(self, key: str, pair: Mapping[str, str]) -> None:
        """Hold the key of the sentence for the person and the pair it is about."""
        super().__init__(key)
        self.key = key
        self.pair = pair


class PathMappingError(PairError):
    """A path mapping that cannot work."""

    field = CONF_PATH_MAPPINGS


class RuleError(PairError):
    """A rule that cannot work."""

    field = CONF_RULES


def _filled_in(pairs: Iterable[Mapping[str, str]], *fields: str) -> Iterator[dict[str, str]]:
    """Yield pairs without blanks around their words; what was left empty is, and pairs of nothing are left out."""
    for pair in pairs:
        words = {field: pair.get(field, "").strip() for field in fields}
        if any(words.values()):
            yield words


def checked_path_mappings(mappings: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the mappings with their paths normalized, in the given order; an empty one is left out.

    Raises PathMappingError for a path that is not absolute and for a second mapping of the same folder.
    """
    checked: list[dict[str, str]] = []
    for mapping in _filled_in(mappings, "source", "plex"):
        source, plex = mapping["source"], mapping["plex"]
        if not is_absolute(source) or not is_absolute(plex):
            raise PathMappingError("path_not_absolute", mapping)
        if any(same(source, other["source"]) for other in checked):
            raise PathMappingError("path_mapped_twice", mapping)
        checked.append({"source": normalize(source), "plex": normalize(plex)})
    return checked


def checked_rules(
    rules: Iterable[Mapping[str, str]],
    libraries: Iterable[PlexLibrary] | None,
    kept: Collection[Mapping[str, str]] = (),
) -> list[dict[str, str]]:
    """Return the rules without blanks around their words, in the given order; libraries are None where unknown.

    An empty one is left out. Raises RuleError for one without a category or a library, and for one whose library there
    is not, unless it is one of those that are `kept`: of these a repair tells.
    """
    known = None if libraries is None else {name for one in libraries for name in (one.id, one.title.casefold())}
    checked: list[dict[str, str]] = []
    for rule in _filled_in(rules, "category", "library"):
        category, library = rule["category"], rule["library"]
        if not category:
            raise RuleError("rule_without_category", rule)
        if not library:
            raise RuleError("rule_without_library", rule)
        if rule not in kept and known is not None and known.isdisjoint((library, library.casefold())):
            raise RuleError("library_unknown", rule)
        checked.append({"category": category, "library": library})
    return checked


class PlexArrivalsOptionsFlow(OptionsFlowWithReload):
    """A page for each purpose; saving one keeps the other pages' options and reloads the entry."""

    _entered: dict[str, Any] | None = None
    """What was chosen on the page about folders and has not been saved yet."""
    _known: OptionsContext

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Show the pages."""
        return self.async_show_menu(step_id="init", menu_options=["folders", "sources", "webhook", "display"])

    async def async_step_folders(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where downloads go, until it can work, and show where some would go."""
        known = self._known = await async_options_context(self.config_entry)
        errors: dict[str, str] = {}
        at_fault: Mapping[str, str] = {}
        if user_input is not None:
            try:
                self._entered = {
                    CONF_IMPORTED_CATEGORIES: _different(user_input[CONF_IMPORTED_CATEGORIES]),
                    CONF_PATH_MAPPINGS: checked_path_mappings(user_input[CONF_PATH_MAPPINGS]),
                    CONF_RULES: checked_rules(
                        user_input[CONF_RULES],
                        known.libraries if known.online else None,
                        self.config_entry.options.get(CONF_RULES, ()),
                    ),
                }
            except PairError as error:
                errors, at_fault = {error.field: error.key}, error.pair
            else:
                return await self.async_step_preview()
        return await self._async_ask_folders(user_input or self._entered, errors, at_fault)

    async def async_step_preview(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Show where a few downloads would go; save at once where there is nothing to show."""
        known, entered = self._known, self._entered or {}
        if known.libraries is None or not known.downloads:
            return await self.async_step_save()
        router = Router(
            [PathMapping(**pair) for pair in entered[CONF_PATH_MAPPINGS]],
            [Rule(**rule) for rule in entered[CONF_RULES]],
            known.imported(entered[CONF_IMPORTED_CATEGORIES]),
        )
        lines = await async_preview(self.hass, router, known.downloads, known.libraries)
        return self.async_show_menu(
            step_id="preview",
            menu_options=["save", "folders"],
            description_placeholders={"downloads": listing(lines)},
        )

    async def async_step_save(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Save what was tried out."""
        return self._save(self._entered or {})

    async def async_step_sources(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which downloads count."""
        known_sources = await self._async_sources()
        if user_input is not None:
            chosen = user_input[schema.FOLLOWED_SOURCES]
            return self._save(
                {
                    CONF_EXCLUDED_SOURCES: [entry_id for entry_id in known_sources if entry_id not in chosen],
                    CONF_EXCLUDED_CATEGORIES: _different(user_input[CONF_EXCLUDED_CATEGORIES]),
                    CONF_SETTLE_SECONDS: user_input[CONF_SETTLE_SECONDS],
                }
            )
        options = self.config_entry.options
        followed = [one for one in known_sources if one not in options.get(CONF_EXCLUDED_SOURCES, ())]
        known = await async_options_context(self.config_entry)
        return self._show(
            "sources",
            schema.sources(known_sources, followed, known.categories(*options.get(CONF_EXCLUDED_CATEGORIES, ()))),
            {**options, schema.FOLLOWED_SOURCES: followed},
        )

    async def async_step_webhook(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the webhook's address and how to use it, and ask who may."""
        if user_input is not None:
            return self._save(user_input)
        url = async_webhook_url(self.hass, self.config_entry)
        return self._show("webhook", schema.WEBHOOK, self.config_entry.options, {"url": url, **report_commands(url)})

    async def async_step_display(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what the entities show."""
        if user_input is not None:
            return self._save(user_input)
        return self._show("display", schema.DISPLAY, self.config_entry.options)

    def _save(self, page: Mapping[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, **page})

    def _show(
        self,
        step_id: str,
        page: vol.Schema,
        values: Mapping[str, Any],
        placeholders: Mapping[str, str] | None = None,
        errors: dict[str, str] | None = None,
    ) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(page, values),
            description_placeholders=placeholders,
            errors=errors,
        )

    async def _async_ask_folders(
        self,
        entered: Mapping[str, Any] | None,
        errors: dict[str, str],
        at_fault: Mapping[str, str],
    ) -> ConfigFlowResult:
        """Show the page about folders, with proposed path mappings filled in unless something has been entered."""
        known = self._known
        values = entered or self.config_entry.options
        imported = values.get(CONF_IMPORTED_CATEGORIES, [])
        mappings = [PathMapping(**pair) for pair in self.config_entry.options.get(CONF_PATH_MAPPINGS, ())]
        proposals = await self.hass.async_add_executor_job(known.proposals, mappings, imported)
        if entered is None:
            for proposal in proposals:
                mappings = with_mapping(mappings, proposal)
            values = {**values, CONF_PATH_MAPPINGS: [asdict(mapping) for mapping in mappings]}
        libraries = known.libraries or []
        source_folders, names = known.folders(), await self._async_sources()
        page = schema.folders(
            [*(one.source for one in proposals), *(folder for found in source_folders.values() for folder in found)],
            [*(one.plex for one in proposals), *(folder for one in libraries for folder in one.locations)],
            [one.title for one in libraries],
            known.categories(*imported),
        )
        return self._show(
            "folders",
            page,
            values,
            {
                **_EXAMPLE,
                "sources": listing(
                    f"{names.get(entry_id or '') or source_text(self.hass, source)}: {_folders(found)}"
                    for (entry_id, source), found in source_folders.items()
                ),
                "libraries": listing(f"{plain(one.title)}: {_folders(one.locations)}" for one in libraries),
                "proposals": listing(f"{quoted(one.source)} → {quoted(one.plex)}" for one in proposals),
                **at_fault,
            },
            errors,
        )

    async def _async_sources(self) -> dict[str, str]:
        """Return the names of the sources by their config entry ids."""
        integrations = await async_get_integrations(self.hass, CLIENTS)
        return {
            entry.entry_id: _name(entry, integration.name if not isinstance(integration, Exception) else domain)
            for domain, integration in integrations.items()
            for entry in self.hass.config_entries.async_entries(domain, include_ignore=False)
        }


def _name(entry: ConfigEntry[Any], integration: str) -> str:
    return entry.title if entry.title == integration else f"{entry.title} ({integration})"


def _folders(folders: Iterable[str]) -> str:
    """Return a few folders in one line."""
    found = [quoted(folder) for folder in folders]
    return ", ".join([*found[:_FOLDERS_SHOWN], *(["…"] if len(found) > _FOLDERS_SHOWN else [])])


def _different(words: Iterable[str]) -> list[str]:
    """Return the words without blanks around them, each tag once."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(tag(word), word.strip())
    return [word for key, word in found.items() if key]

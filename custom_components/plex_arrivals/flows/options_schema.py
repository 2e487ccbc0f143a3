"""Schemas of the options flow."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TemplateSelector,
    TemplateSelectorConfig,
    make_selector_config_schema,
)
import voluptuous as vol

from ..const import (
    CONF_EXCLUDED_CATEGORIES,
    CONF_IMPORTED_CATEGORIES,
    CONF_LINK_STYLE,
    CONF_PATH_MAPPINGS,
    CONF_RECENTLY_ADDED,
    CONF_RULES,
    CONF_SEERR_SCAN,
    CONF_SETTLE_SECONDS,
    CONF_TAG_ARRIVALS,
    CONF_UPCOMING_MEDIA,
    CONF_WEBHOOK_LOCAL_ONLY,
    DEFAULT_RECENTLY_ADDED,
    DEFAULT_SETTLE_SECONDS,
)
from ..plex.links import LinkStyle
from .selectors import checkboxes, text_with_suggestions

FOLLOWED_SOURCES: Final = "sources"
"""The form field for the sources to follow; the excluded ones are stored."""

PASTED: Final = "pasted"
"""The form field with what to paste into a program."""


class _TextToCopy(TemplateSelector):
    """The editor for templates, the only selector with a button that copies the text; without its button for a test."""

    CONFIG_SCHEMA = make_selector_config_schema({vol.Optional("preview", default=False): bool})


WEBHOOK: Final = vol.Schema({vol.Optional(PASTED): _TextToCopy(TemplateSelectorConfig(read_only=True))})
LOCAL_ONLY: Final = vol.Schema({vol.Required(CONF_WEBHOOK_LOCAL_ONLY, default=True): BooleanSelector()})

DISPLAY: Final = vol.Schema(
    {
        vol.Required(CONF_RECENTLY_ADDED, default=DEFAULT_RECENTLY_ADDED): vol.All(
            NumberSelector(NumberSelectorConfig(min=1, max=50, mode=NumberSelectorMode.BOX)),
            vol.Coerce(int),
        ),
        vol.Required(CONF_LINK_STYLE, default=LinkStyle.HOSTED.value): SelectSelector(
            SelectSelectorConfig(options=[style.value for style in LinkStyle], translation_key="link_style")
        ),
        vol.Required(CONF_UPCOMING_MEDIA, default=False): BooleanSelector(),
        vol.Required(CONF_SEERR_SCAN, default=False): BooleanSelector(),
    }
)


def folders(
    source_folders: Iterable[str],
    plex_folders: Iterable[str],
    libraries: Iterable[SelectOptionDict],
    categories: Iterable[str],
    *,
    rules: Collection[Mapping[str, str]],
    knows_libraries: bool,
) -> vol.Schema:
    """Return the schema of the step about folders: with suggestions, and those libraries that Plex has, if it says so.

    The present `rules` may be about others.
    """
    categories, libraries = list(categories), list(libraries)
    chosen = {rule["library"] for rule in rules if rule.get("library")} - {library["value"] for library in libraries}
    return vol.Schema(
        {
            vol.Optional(CONF_PATH_MAPPINGS, default=list): _pairs(
                "path_mapping", source=text_with_suggestions(source_folders), plex=text_with_suggestions(plex_folders)
            ),
            vol.Optional(CONF_RULES, default=list): _pairs(
                "rule",
                category=text_with_suggestions(
                    [*categories, *(rule["category"] for rule in rules if rule.get("category"))]
                ),
                library={
                    "options": [*libraries, *(SelectOptionDict(value=name, label=name) for name in sorted(chosen))],
                    "custom_value": not knows_libraries,
                },
            ),
            vol.Optional(CONF_IMPORTED_CATEGORIES, default=list): _tags(categories),
        }
    )


def sources(names: Mapping[str, str], followed: list[str], categories: Iterable[str]) -> vol.Schema:
    """Return the schema of the step about sources; `names` by config entry ID."""
    return vol.Schema(
        {
            vol.Required(FOLLOWED_SOURCES, default=followed): checkboxes(names),
            vol.Optional(CONF_EXCLUDED_CATEGORIES, default=list): _tags(categories),
            vol.Required(CONF_SETTLE_SECONDS, default=DEFAULT_SETTLE_SECONDS): vol.All(
                NumberSelector(
                    NumberSelectorConfig(min=0, max=3600, unit_of_measurement="s", mode=NumberSelectorMode.BOX)
                ),
                vol.Coerce(int),
            ),
            vol.Required(CONF_TAG_ARRIVALS, default=False): BooleanSelector(),
        }
    )


def _pairs(key: str, **fields: SelectSelectorConfig) -> ObjectSelector:
    """Return a selector for a list of pairs of text.

    The fields are not required, because the frontend fills in the first option of a required field.
    """
    name, value = fields
    return ObjectSelector(
        ObjectSelectorConfig(
            fields={
                field: {"selector": {"select": dict(choice)}, "required": False} for field, choice in fields.items()
            },
            multiple=True,
            label_field=name,
            description_field=value,
            translation_key=key,
        )
    )


def _tags(suggestions: Iterable[str]) -> SelectSelector:
    return SelectSelector(
        SelectSelectorConfig(
            options=list(suggestions), multiple=True, custom_value=True, mode=SelectSelectorMode.DROPDOWN
        )
    )

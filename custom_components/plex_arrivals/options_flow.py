"""What can be chosen for a server that is set up."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from .arrivals.paths import is_absolute, normalise, same
from .const import (
    CONF_LINK_STYLE,
    CONF_PATH_MAPPINGS,
    CONF_RECENTLY_ADDED,
    CONF_RULES,
    CONF_SETTLE_SECONDS,
    DEFAULT_RECENTLY_ADDED,
    DEFAULT_SETTLE_SECONDS,
)
from .plex.links import LinkStyle

_PATH_MAPPINGS: Final = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            "source": {"selector": {"text": {}}, "required": True},
            "plex": {"selector": {"text": {}}, "required": True},
        },
        multiple=True,
        label_field="source",
        description_field="plex",
        translation_key="path_mapping",
    )
)


def _rules(libraries: Iterable[str]) -> ObjectSelector:
    """Return the list of rules, each with a choice of the libraries' titles; others may be typed."""
    return ObjectSelector(
        ObjectSelectorConfig(
            fields={
                "category": {"selector": {"text": {}}, "required": True},
                "library": {
                    "selector": {"select": {"options": list(libraries), "custom_value": True}},
                    "required": True,
                },
            },
            multiple=True,
            label_field="category",
            description_field="library",
            translation_key="rule",
        )
    )


_SCHEMA: Final = vol.Schema(
    {
        vol.Optional(CONF_PATH_MAPPINGS, default=list): _PATH_MAPPINGS,
        vol.Optional(CONF_RULES, default=list): _rules(()),
        vol.Required(CONF_SETTLE_SECONDS, default=DEFAULT_SETTLE_SECONDS): vol.All(
            NumberSelector(NumberSelectorConfig(min=0, max=3600, unit_of_measurement="s", mode=NumberSelectorMode.BOX)),
            vol.Coerce(int),
        ),
        vol.Required(CONF_RECENTLY_ADDED, default=DEFAULT_RECENTLY_ADDED): vol.All(
            NumberSelector(NumberSelectorConfig(min=1, max=50, mode=NumberSelectorMode.BOX)),
            vol.Coerce(int),
        ),
        vol.Required(CONF_LINK_STYLE, default=LinkStyle.HOSTED.value): SelectSelector(
            SelectSelectorConfig(options=[style.value for style in LinkStyle], translation_key="link_style")
        ),
    }
)

_EXAMPLE: Final = {"example_source": "/downloads", "example_plex": "/media"}


class PathMappingError(ValueError):
    """A path mapping that cannot work."""

    def __init__(self, key: str, mapping: Mapping[str, str]) -> None:
        """Hold the key of the sentence for the person and the mapping it is about."""
        super().__init__(key)
        self.key = key
        self.mapping = mapping


def checked_path_mappings(mappings: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the mappings with their paths normalised, in the given order.

    Raises PathMappingError for a path that is not absolute and for a second mapping of the same folder.
    """
    checked: list[dict[str, str]] = []
    for mapping in mappings:
        source, plex = mapping["source"].strip(), mapping["plex"].strip()
        if not is_absolute(source) or not is_absolute(plex):
            raise PathMappingError("path_not_absolute", mapping)
        if any(same(source, other["source"]) for other in checked):
            raise PathMappingError("path_mapped_twice", mapping)
        checked.append({"source": normalise(source), "plex": normalise(plex)})
    return checked


class PlexArrivalsOptionsFlow(OptionsFlowWithReload):
    """One page with all options; saving reloads the entry."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the page until its path mappings can work."""
        errors: dict[str, str] = {}
        bad_mapping: Mapping[str, str] = {}
        if user_input is not None:
            try:
                mappings = checked_path_mappings(user_input[CONF_PATH_MAPPINGS])
            except PathMappingError as error:
                errors = {CONF_PATH_MAPPINGS: error.key}
                bad_mapping = error.mapping
            else:
                return self.async_create_entry(data={**user_input, CONF_PATH_MAPPINGS: mappings})
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _SCHEMA.extend({vol.Optional(CONF_RULES, default=list): _rules(self._libraries())}),
                user_input or self.config_entry.options,
            ),
            errors=errors,
            description_placeholders={**_EXAMPLE, **bad_mapping},
        )

    def _libraries(self) -> list[str]:
        """Return the titles of the libraries; none where Plex has not answered yet."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return []
        known = self.config_entry.runtime_data.coordinator.known
        return [library.title for library in known.libraries.values()] if known else []

"""The end of set-up: which path mappings to begin with, and what is followed from now on."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.helpers.importlib import async_import_module
import voluptuous as vol

from ..const import CONF_CLIENT_IDENTIFIER, CONF_PATH_MAPPINGS
from ..deliveries.router import Router
from ..deliveries.routing import PathMapping
from ..downloads.clients import CLIENTS
from ..downloads.importers.kinds import KINDS
from ..downloads.source_names import async_source_names
from ..plex.service import PlexService
from .markdown import escaped
from .preview import async_preview
from .selectors import checkboxes


class NewServerFlow(ConfigFlow):
    """Create the entry of a new server, after a form if there are path mappings to suggest."""

    def __init__(self) -> None:
        self._title = ""
        self._new_data: Mapping[str, Any] = {}
        self._suggested: list[PathMapping] = []
        self._effect: Mapping[str, str] = {}

    async def _async_create(self, title: str, data: Mapping[str, Any]) -> ConfigFlowResult:
        """Create an entry with data that is complete and valid."""
        self._title, self._new_data = title, data
        await self._async_suggest()
        return await (self.async_step_mappings() if self._suggested else self._async_end([]))

    async def async_step_mappings(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which of the suggested path mappings to use."""
        if user_input is not None:
            return await self._async_end(
                [one for one in self._suggested if one.source in user_input[CONF_PATH_MAPPINGS]]
            )
        choices = {mapping.source: f"{mapping.source} → {mapping.plex}" for mapping in self._suggested}
        return self.async_show_form(
            step_id="mappings",
            data_schema=vol.Schema({vol.Optional(CONF_PATH_MAPPINGS, default=list(choices)): checkboxes(choices)}),
            description_placeholders={"downloads": self._effect["changed"]},
        )

    async def _async_suggest(self) -> None:
        """Find path mappings with which downloads are in a library's folder, and what they would change."""
        options_context = await async_import_module(self.hass, f"{__package__}.options_context")
        plex = PlexService(
            self._new_data[CONF_URL],
            self._new_data[CONF_TOKEN],
            verify_ssl=self._new_data[CONF_VERIFY_SSL],
            client_identifier=self._new_data[CONF_CLIENT_IDENTIFIER],
        )
        try:
            context = await options_context.async_new_server_context(self.hass, plex)
        finally:
            await plex.close()
        imported = [one for one in context.categories() if any(importer in one.casefold() for importer in KINDS)]
        self._suggested = await self.hass.async_add_executor_job(context.suggested_mappings, [], imported)
        if self._suggested:
            self._effect = await async_preview(
                self.hass, Router([]), Router(self._suggested), context.downloads, context.libraries
            )

    async def _async_end(self, mappings: list[PathMapping]) -> ConfigFlowResult:
        """Create the entry, and say what is followed from now on."""
        clients, importers = await self._async_names(CLIENTS), await self._async_names(KINDS)
        return self.async_create_entry(
            title=self._title,
            data=self._new_data,
            options={CONF_PATH_MAPPINGS: [asdict(mapping) for mapping in mappings]} if mappings else None,
            description="_and_".join([*(["clients"] if clients else []), *(["importers"] if importers else [])])
            or "nothing",
            description_placeholders={"clients": ", ".join(clients), "importers": ", ".join(importers)},
        )

    async def _async_names(self, domains: Mapping[str, object]) -> list[str]:
        """Return the names of the entries of some integrations that are not disabled."""
        names = await async_source_names(self.hass, domains)
        entries = {entry_id: self.hass.config_entries.async_get_entry(entry_id) for entry_id in names}
        return [escaped(names[entry_id]) for entry_id, entry in entries.items() if entry and not entry.disabled_by]

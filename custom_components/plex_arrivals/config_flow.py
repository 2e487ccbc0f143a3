"""Config flow for the Plex Arrivals integration."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import SOURCE_IGNORE, SOURCE_REAUTH, ConfigEntry, ConfigFlowResult
from homeassistant.const import CONF_URL
from homeassistant.core import callback
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .const import DOMAIN
from .flows.connection import CONNECTION_WITH_TOKEN, NEW_CONNECTION, NEW_TOKEN
from .flows.discovery import async_identify, async_moved_url
from .flows.options import PlexArrivalsOptionsFlow
from .flows.sign_in import SignInFlow
from .flows.take_over import TakeOverFlow


class PlexArrivalsConfigFlow(TakeOverFlow, SignInFlow, domain=DOMAIN):
    """Handle a config flow; the unique ID of an entry is the machine identifier of its server."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> PlexArrivalsOptionsFlow:
        """Get the options flow."""
        return PlexArrivalsOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the ways to add a server."""
        return self.async_show_menu(step_id="user", menu_options=self._menu_options())

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Handle a discovered server; one that is set up may have a new address."""
        server = await async_identify(self.hass, discovery_info)
        if server is None:
            return self.async_abort(reason="not_plex")
        entry = await self.async_set_unique_id(server.machine_identifier)
        url = None
        if entry and entry.source != SOURCE_IGNORE:
            url = await async_moved_url(self.hass, entry, server)
        self._abort_if_unique_id_configured(updates={CONF_URL: url} if url else None)
        self._machine_identifier = server.machine_identifier
        self._data[CONF_URL] = server.url
        self.context["title_placeholders"] = {"name": discovery_info.name.removesuffix(f".{discovery_info.type}")}
        return await self.async_step_discovered()

    async def async_step_discovered(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the ways to get the token of a discovered server."""
        return self.async_show_menu(
            step_id="discovered",
            menu_options=self._menu_options(),
            description_placeholders={"url": self._data[CONF_URL]},
        )

    @override
    def _menu_options(self) -> list[str]:
        if self.source == SOURCE_REAUTH:
            return ["sign_in", "reauth_token"]
        return [*(["take_over"] if self._entries_to_take_over(self._machine_identifier) else []), "sign_in", "manual"]

    async def async_step_manual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a server by its URL and a token."""
        return await self._async_step_connection("manual", NEW_CONNECTION, user_input)

    async_step_manual_again = async_step_manual

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change the connection of a server; without a token the current one is kept."""
        self._load_entry(self._get_reconfigure_entry())
        return await self._async_step_connection("reconfigure", CONNECTION_WITH_TOKEN, user_input)

    async def async_step_reauth(self, _entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Start reauthentication after Plex refused the token."""
        self._load_entry(self._get_reauth_entry())
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the ways to get a new token."""
        return self.async_show_menu(
            step_id="reauth_confirm",
            menu_options=self._menu_options(),
            description_placeholders={"name": self._get_reauth_entry().title},
        )

    async def async_step_reauth_token(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Enter a new token."""
        return await self._async_step_connection("reauth_token", NEW_TOKEN, user_input)

"""Sets up a Plex server, changes how it is reached, and takes a new token when the old one is refused."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import SOURCE_IGNORE, SOURCE_REAUTH, ConfigEntry, ConfigFlowResult
from homeassistant.const import CONF_URL
from homeassistant.core import callback
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .const import DOMAIN
from .flows.connection import NEW_CONNECTION, NEW_TOKEN, OTHER_CONNECTION
from .flows.discovery import async_identify, async_moved_url
from .flows.options import PlexArrivalsOptionsFlow
from .flows.sign_in import SignInFlow
from .flows.take_over import TakeOverFlow


class PlexArrivalsConfigFlow(TakeOverFlow, SignInFlow, domain=DOMAIN):
    """One entry per Plex server, known by its machine identifier."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> PlexArrivalsOptionsFlow:
        """Return the flow behind the entry's options."""
        return PlexArrivalsOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a server: offer the ways, the one with the least to do first."""
        return self.async_show_menu(step_id="user", menu_options=self._ways())

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Look at a server that was announced: a new one is offered, a known one may have moved."""
        found = await async_identify(self.hass, discovery_info)
        if found is None:
            return self.async_abort(reason="not_plex")
        entry = await self.async_set_unique_id(found.machine_identifier)
        url = None
        if entry and entry.source != SOURCE_IGNORE:
            url = await async_moved_url(self.hass, entry, found)
        self._abort_if_unique_id_configured(updates={CONF_URL: url} if url else None)
        self._expected = found.machine_identifier
        self._known[CONF_URL] = found.url
        self.context["title_placeholders"] = {"name": discovery_info.name.removesuffix(f".{discovery_info.type}")}
        return await self.async_step_discovered()

    async def async_step_discovered(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a discovered server: offer the ways to its token."""
        return self.async_show_menu(
            step_id="discovered",
            menu_options=self._ways(),
            description_placeholders={"url": self._known[CONF_URL]},
        )

    @override
    def _ways(self) -> list[str]:
        if self.source == SOURCE_REAUTH:
            return ["sign_in", "reauth_token"]
        return [*(["take_over"] if self._to_take_over(self._expected) else []), "sign_in", "manual"]

    async def async_step_manual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a server by its address and a token."""
        return await self._async_step_connection("manual", NEW_CONNECTION, user_input)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change how the same server is reached; the token may be left empty."""
        self._change(self._get_reconfigure_entry())
        return await self._async_step_connection("reconfigure", OTHER_CONNECTION, user_input)

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Begin when Plex has refused the token."""
        self._change(self._get_reauth_entry())
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer the ways to a new token for the same server."""
        return self.async_show_menu(
            step_id="reauth_confirm",
            menu_options=self._ways(),
            description_placeholders={"name": self._get_reauth_entry().title},
        )

    async def async_step_reauth_token(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take a new token that was typed."""
        return await self._async_step_connection("reauth_token", NEW_TOKEN, user_input)

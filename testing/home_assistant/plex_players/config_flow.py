"""Config flow of the stand-in."""

from typing import Any

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
import voluptuous as vol


class PlexPlayersConfigFlow(ConfigFlow, domain="plex"):
    """Asks for the machine identifier of the server."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Create the entry."""
        if user_input is None:
            return self.async_show_form(data_schema=vol.Schema({vol.Required("server_id"): str}))
        return self.async_create_entry(title="Plex players", data=user_input)

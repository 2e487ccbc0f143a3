"""Take over a server from the Plex integration of Home Assistant."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.helpers.selector import SelectOptionDict, SelectSelector, SelectSelectorConfig
import voluptuous as vol

from .connection import ConnectionFlow

PLEX_DOMAIN: Final = "plex"
CONF_SERVER: Final = "server"

# Keys of the data of its entries
_NAME: Final = "server"
_MACHINE_IDENTIFIER: Final = "server_id"
_CONNECTION: Final = "server_config"


class TakeOverFlow(ConnectionFlow):
    """Add a server with the URL and the token of its entry in the Plex integration."""

    def _entries_to_take_over(self, machine_identifier: str | None) -> dict[str, ConfigEntry]:
        """Return the entries of the Plex integration by machine identifier: of one server, or of all not set up yet."""
        configured = self._async_current_ids(include_ignore=False)
        entries = self.hass.config_entries.async_entries(PLEX_DOMAIN)
        by_server: dict[str, ConfigEntry] = {entry.data.get(_MACHINE_IDENTIFIER, ""): entry for entry in entries}
        return {
            server: entry
            for server, entry in by_server.items()
            if server
            and server not in configured
            and machine_identifier in {None, server}
            and entry.data.get(_CONNECTION, {}).get(CONF_URL)
        }

    async def async_step_take_over(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Connect with the data of the Plex integration; ask which server if it has several."""
        entries = self._entries_to_take_over(self._machine_identifier)
        chosen = user_input[CONF_SERVER] if user_input else next(iter(entries)) if len(entries) == 1 else None
        if chosen not in entries:
            return self.async_show_form(step_id="take_over", data_schema=server_choice(_names(entries)))
        connection = entries[chosen].data[_CONNECTION]
        self._machine_identifier = chosen
        self._data[CONF_TOKEN] = connection.get(CONF_TOKEN, "")
        return await self.async_step_address(
            {CONF_URL: connection[CONF_URL], CONF_VERIFY_SSL: connection.get(CONF_VERIFY_SSL, True)}
        )


def server_choice(names: dict[str, str]) -> vol.Schema:
    """Return the form to choose one of several servers; `names` by machine identifier."""
    options = [SelectOptionDict(value=server, label=name) for server, name in names.items()]
    return vol.Schema({vol.Required(CONF_SERVER): SelectSelector(SelectSelectorConfig(options=options))})


def _names(entries: dict[str, ConfigEntry]) -> dict[str, str]:
    return {server: entry.data.get(_NAME) or entry.title for server, entry in entries.items()}

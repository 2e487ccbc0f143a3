"""Sets up a Plex server, changes how it is reached, and takes a new token when the old one is refused."""

from collections.abc import Mapping
from typing import Any, Final, override
from uuid import uuid4

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import callback
from homeassistant.helpers.selector import BooleanSelector, TextSelector, TextSelectorConfig, TextSelectorType
import voluptuous as vol

from .const import CONF_CLIENT_IDENTIFIER, DOMAIN
from .options_flow import PlexArrivalsOptionsFlow
from .plex.address import candidates
from .plex.errors import PlexError, PlexUnauthorized
from .plex.models import PlexServerInfo
from .plex.service import PlexService

_PLACEHOLDERS: Final = {
    "example_url": "http://192.168.1.5:32400",
    "token_help_url": "https://support.plex.tv/articles/204059436-finding-an-authentication-token-x-plex-token/",
}

_FIELD_OF_ERROR: Final = {
    "invalid_auth": CONF_TOKEN,
    "forbidden": CONF_TOKEN,
    "not_ready": "base",
    "invalid_certificate": CONF_VERIFY_SSL,
    "not_plex": CONF_URL,
    "cannot_connect": CONF_URL,
    "invalid_url": CONF_URL,
}
"""The field that each fault concerns; the fault that says most about what is at an address comes first."""

_TIME_LIMIT: Final = 10.0
"""Seconds that each address has to answer: a person is waiting."""


class _InvalidUrl(PlexError):
    """What was typed cannot be an address."""

    key = "invalid_url"


def _connection_schema(token: vol.Marker) -> vol.Schema:
    """Return the form of a server's address; the address is plain text, as a URL field would refuse `192.168.1.5`."""
    return vol.Schema(
        {
            vol.Required(CONF_URL): TextSelector(),
            token: TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD)),
            vol.Required(CONF_VERIFY_SSL, default=True): BooleanSelector(),
        }
    )


_USER_SCHEMA: Final = _connection_schema(vol.Required(CONF_TOKEN))
_RECONFIGURE_SCHEMA: Final = _connection_schema(vol.Optional(CONF_TOKEN))
_REAUTH_SCHEMA: Final = vol.Schema(
    {vol.Required(CONF_TOKEN): TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))}
)


class PlexArrivalsConfigFlow(ConfigFlow, domain=DOMAIN):
    """One entry per Plex server, known by its machine identifier."""

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> PlexArrivalsOptionsFlow:
        """Return the flow behind the entry's options."""
        return PlexArrivalsOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add a server."""
        return await self._async_step_connection("user", _USER_SCHEMA, user_input)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change how the same server is reached; the token may be left empty."""
        entry = self._get_reconfigure_entry()
        return await self._async_step_connection("reconfigure", _RECONFIGURE_SCHEMA, user_input, entry)

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:  # noqa: ARG002 - Home Assistant's signature
        """Begin when Plex has refused the token."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take a new token for the same server."""
        entry = self._get_reauth_entry()
        return await self._async_step_connection("reauth_confirm", _REAUTH_SCHEMA, user_input, entry)

    async def _async_step_connection(
        self, step_id: str, schema: vol.Schema, user_input: dict[str, Any] | None, entry: ConfigEntry | None = None
    ) -> ConfigFlowResult:
        """Show the step's form until a server answers to what was filled in; what is left empty stays as it was."""
        known = entry.data if entry else {CONF_CLIENT_IDENTIFIER: str(uuid4())}
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {**known, **_filled_in(user_input, known)}
            try:
                data[CONF_URL], server = await _find_server(data)
            except PlexError as error:
                field = _FIELD_OF_ERROR[error.key]
                errors = {field if field in schema.schema else "base": error.key}
            else:
                return await self._async_finish(server, data, entry)
        shown = {key: value for key, value in {**known, **(user_input or {})}.items() if key != CONF_TOKEN}
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=_PLACEHOLDERS,
        )

    async def _async_finish(
        self, server: PlexServerInfo, data: dict[str, Any], entry: ConfigEntry | None
    ) -> ConfigFlowResult:
        """Keep the data of a connection that works: in the given entry, in the one this server has, or in a new one."""
        await self.async_set_unique_id(server.machine_identifier, raise_on_progress=False)
        if entry:
            self._abort_if_unique_id_mismatch(description_placeholders={"found": server.name, "expected": entry.title})
            return self.async_update_reload_and_abort(entry, data=data)
        self._abort_if_unique_id_configured(updates={key: data[key] for key in (CONF_URL, CONF_TOKEN, CONF_VERIFY_SSL)})
        return self.async_create_entry(title=server.name, data=data)


def _filled_in(user_input: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the input without the spaces that come with pasting, and without empty fields that are known already."""
    trimmed = {key: value.strip() if isinstance(value, str) else value for key, value in user_input.items()}
    return {key: value for key, value in trimmed.items() if value != "" or key not in known}


async def _find_server(data: Mapping[str, Any]) -> tuple[str, PlexServerInfo]:
    """Return the first of the URLs that the address may stand for at which Plex answers, and what it says of itself.

    Where it answers at none, the most telling of the failures is raised: that a token was refused says more than that
    another port is closed.
    """
    try:
        urls = candidates(data[CONF_URL])
    except ValueError:
        raise _InvalidUrl from None
    token: str = data[CONF_TOKEN]
    if not (token.isascii() and token.isprintable()):  # cannot stand in a header, so Plex has never issued it
        raise PlexUnauthorized
    failures: list[PlexError] = []
    for url in urls:
        plex = PlexService(
            url,
            token,
            verify_ssl=data[CONF_VERIFY_SSL],
            client_identifier=data[CONF_CLIENT_IDENTIFIER],
            time_limit=_TIME_LIMIT,
        )
        try:
            return url, await plex.get_server_info()
        except PlexError as error:
            failures.append(error)
        finally:
            await plex.close()
    raise min(failures, key=lambda error: list(_FIELD_OF_ERROR).index(error.key))

"""Connect to a server: the last step of each way to add one."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_RECONFIGURE, ConfigEntry, ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import BooleanSelector, TextSelector, TextSelectorConfig, TextSelectorType
import voluptuous as vol

from ..const import CONF_CLIENT_IDENTIFIER
from ..plex.address import candidates, https_redirect_target
from ..plex.errors import PlexError, PlexRedirect, PlexUnauthorized
from ..plex.identification import identify
from ..plex.models import PlexServerInfo
from ..plex.service import PlexService
from .new_server import NewServerFlow

_PLACEHOLDERS: Final = {
    "example_url": "http://192.168.1.5:32400",
    "token_help_url": "https://support.plex.tv/articles/204059436-finding-an-authentication-token-x-plex-token/",
}

_FIELD_OF_ERROR: Final = {
    "invalid_auth": CONF_TOKEN,
    "forbidden": CONF_TOKEN,
    "not_ready": "base",
    "other_server": CONF_URL,
    "invalid_certificate": CONF_VERIFY_SSL,
    "not_plex": CONF_URL,
    "cannot_connect": CONF_URL,
    "invalid_url": CONF_URL,
}
"""The field of each error. If several URLs fail, the error that comes first here is shown."""

_TIME_LIMIT: Final = 10.0
"""Seconds to wait for each URL."""


class _InvalidUrl(PlexError):
    """The address cannot be a URL."""

    key = "invalid_url"


class _OtherServer(PlexError):
    """Another Plex server responds than the one that the token belongs to."""

    key = "other_server"


_TOKEN: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))


def _connection_schema(token: vol.Marker) -> vol.Schema:
    """Return the form for a connection; the URL is a text field, as a URL field would reject `192.168.1.5`."""
    return vol.Schema(
        {
            vol.Required(CONF_URL): TextSelector(),
            token: _TOKEN,
            vol.Required(CONF_VERIFY_SSL, default=True): BooleanSelector(),
        }
    )


NEW_CONNECTION: Final = _connection_schema(vol.Required(CONF_TOKEN))
CONNECTION_WITH_TOKEN: Final = _connection_schema(vol.Optional(CONF_TOKEN))
"""The form if there already is a token, which a new one replaces."""
NEW_TOKEN: Final = vol.Schema({vol.Required(CONF_TOKEN): _TOKEN})

_STEP_WITH_TOKEN: Final = {"manual": "manual_again"}
"""The step with the texts for a token that was entered before; those of other steps are about one in any case."""


class ConnectionFlow(NewServerFlow):
    """Connect with the data that the other steps have collected, and create or update the entry."""

    def __init__(self) -> None:
        super().__init__()
        self._data: dict[str, Any] = {CONF_CLIENT_IDENTIFIER: str(uuid4())}
        """The data of the entry so far; its token is never shown."""
        self._machine_identifier: str | None = None
        """The machine identifier of the server that the token belongs to."""
        self._entered_token: dict[str, str] = {}
        """The token that was entered in the current form, while something else in it is wrong."""

    @property
    def _entry(self) -> ConfigEntry | None:
        """Return the entry to change; None if one is added."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        if self.source == SOURCE_RECONFIGURE:
            return self._get_reconfigure_entry()
        return None

    def _load_entry(self, entry: ConfigEntry) -> None:
        """Start with the data of an entry."""
        self._data = dict(entry.data)
        self._machine_identifier = entry.unique_id

    async def async_step_address(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Connect with the current token; ask for another URL if that fails."""
        return await self._async_step_connection("address", CONNECTION_WITH_TOKEN, user_input)

    async def _async_step_connection(
        self, step_id: str, schema: vol.Schema, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Show a form until a server responds; empty fields keep their value.

        An entered token is kept, too, unless it was refused.
        """
        if user_input is None:
            self._entered_token = {}
            return self._show_connection(step_id, schema, {}, {})
        entered = self._entered_token | _filled_in(user_input, {**self._data, **self._entered_token})
        data = {**self._data, **entered}
        try:
            data[CONF_URL], server = await _async_find_server(
                self.hass, data, None if CONF_TOKEN in entered else self._machine_identifier
            )
        except PlexError as error:
            field = _FIELD_OF_ERROR[error.key]
            self._entered_token = (
                {CONF_TOKEN: entered[CONF_TOKEN]} if entered.get(CONF_TOKEN) and field != CONF_TOKEN else {}
            )
            errors = {field if field in schema.schema else "base": error.key}
            return self._show_connection(step_id, schema, user_input, errors)
        return await self._async_finish(server, data)

    def _show_connection(
        self, step_id: str, schema: vol.Schema, user_input: Mapping[str, Any], errors: dict[str, str]
    ) -> ConfigFlowResult:
        """Show a form without the token, which is never sent to the browser; it is optional if there is one."""
        shown = {key: value for key, value in {**self._data, **user_input}.items() if key != CONF_TOKEN}
        if self._entered_token:
            fields = schema.schema.items()
            schema = vol.Schema({vol.Optional(CONF_TOKEN) if key == CONF_TOKEN else key: one for key, one in fields})
            step_id = _STEP_WITH_TOKEN.get(step_id, step_id)
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=_PLACEHOLDERS,
        )

    async def _async_finish(self, server: PlexServerInfo, data: dict[str, Any]) -> ConfigFlowResult:
        """Save the data in the entry to change, the existing entry of the server, or a new one."""
        await self.async_set_unique_id(server.machine_identifier, raise_on_progress=False)
        if entry := self._entry:
            self._abort_if_unique_id_mismatch(description_placeholders={"found": server.name, "expected": entry.title})
            return self.async_update_reload_and_abort(entry, data=data)
        self._abort_if_unique_id_configured(updates={key: data[key] for key in (CONF_URL, CONF_TOKEN, CONF_VERIFY_SSL)})
        return await self._async_create(server.name, data)


def _filled_in(user_input: Mapping[str, Any], current: Mapping[str, Any]) -> dict[str, Any]:
    """Return the input without surrounding spaces, and without empty fields that have a current value."""
    trimmed = {key: value.strip() if isinstance(value, str) else value for key, value in user_input.items()}
    return {key: value for key, value in trimmed.items() if value != "" or key not in current}


async def _async_find_server(
    hass: HomeAssistant, data: Mapping[str, Any], expected: str | None
) -> tuple[str, PlexServerInfo]:
    """Return the first URL of an address at which a server responds, and the info about that server.

    The token is sent only to the expected server, if there is one: it was not entered together with the address. If no
    server responds, raise the PlexError that comes first in `_FIELD_OF_ERROR`.
    """
    try:
        urls = candidates(data[CONF_URL])
    except ValueError:
        raise _InvalidUrl from None
    token: str = data.get(CONF_TOKEN, "")
    if not (token.isascii() and token.isprintable()):  # cannot be sent in a header, so it is not from Plex
        raise PlexUnauthorized
    session = async_get_clientsession(hass, verify_ssl=data[CONF_VERIFY_SSL])
    failures: list[PlexError] = []
    for url in urls:  # a redirect may add one
        plex = PlexService(
            url,
            token,
            verify_ssl=data[CONF_VERIFY_SSL],
            client_identifier=data[CONF_CLIENT_IDENTIFIER],
            time_limit=_TIME_LIMIT,
        )
        try:
            if expected and await identify(session, url, time_limit=_TIME_LIMIT) != expected:
                raise _OtherServer
            return url, await plex.get_server_info()
        except PlexError as error:
            failures.append(error)
            https = https_redirect_target(url, error.location) if isinstance(error, PlexRedirect) else None
            if https and https not in urls:
                urls.append(https)
        finally:
            await plex.close()
    raise min(failures, key=lambda error: list(_FIELD_OF_ERROR).index(error.key))

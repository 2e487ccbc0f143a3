"""What every way of setting up a server ends in: one form, one check, one entry per server."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_RECONFIGURE, ConfigEntry, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import BooleanSelector, TextSelector, TextSelectorConfig, TextSelectorType
import voluptuous as vol

from ..const import CONF_CLIENT_IDENTIFIER
from ..plex.address import candidates, secured
from ..plex.errors import PlexError, PlexRedirect, PlexUnauthorized
from ..plex.identification import identify
from ..plex.models import PlexServerInfo
from ..plex.service import PlexService

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
"""The field that each fault concerns; the fault that says most about what is at an address comes first."""

_TIME_LIMIT: Final = 10.0
"""Seconds that each address has to answer: a person is waiting."""


class _InvalidUrl(PlexError):
    """What was typed cannot be an address."""

    key = "invalid_url"


class _OtherServer(PlexError):
    """A Plex server answers, but not the one whose token we hold."""

    key = "other_server"


_TOKEN: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))


def _connection_schema(token: vol.Marker) -> vol.Schema:
    """Return the form of a server's address; the address is plain text, as a URL field would refuse `192.168.1.5`."""
    return vol.Schema(
        {
            vol.Required(CONF_URL): TextSelector(),
            token: _TOKEN,
            vol.Required(CONF_VERIFY_SSL, default=True): BooleanSelector(),
        }
    )


NEW_CONNECTION: Final = _connection_schema(vol.Required(CONF_TOKEN))
OTHER_CONNECTION: Final = _connection_schema(vol.Optional(CONF_TOKEN))
"""For when there is a token already; one that is typed takes its place."""
NEW_TOKEN: Final = vol.Schema({vol.Required(CONF_TOKEN): _TOKEN})


class ConnectionFlow(ConfigFlow):
    """Takes what is known of a connection, however it became known, to a config entry."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {CONF_CLIENT_IDENTIFIER: str(uuid4())}
        """The data of the entry, as far as they are known before a person types; the token in it is never shown."""
        self._expected: str | None = None
        """The machine identifier of the server that the token in it belongs to."""
        self._typed_token: dict[str, str] = {}
        """The token that was typed on the page that is shown, while something else on that page was wrong."""

    @property
    def _entry(self) -> ConfigEntry | None:
        """The entry that is changed, None where one is added."""
        if self.source == SOURCE_REAUTH:
            return self._get_reauth_entry()
        if self.source == SOURCE_RECONFIGURE:
            return self._get_reconfigure_entry()
        return None

    def _change(self, entry: ConfigEntry) -> None:
        """Begin with what an entry has."""
        self._known = dict(entry.data)
        self._expected = entry.unique_id

    async def async_step_address(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Connect with a token that is known already; ask for another address where that fails."""
        return await self._async_step_connection("address", OTHER_CONNECTION, user_input)

    async def _async_step_connection(
        self, step_id: str, schema: vol.Schema, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Show the step's form until a server answers to what was filled in; what is left empty stays as it was.

        So does a token that was typed, as long as it is not what is wrong.
        """
        if user_input is None:
            self._typed_token = {}
            return self._show_connection(step_id, schema, {}, {})
        typed = self._typed_token | _filled_in(user_input, {**self._known, **self._typed_token})
        data = {**self._known, **typed}
        try:
            data[CONF_URL], server = await _async_find_server(
                self.hass, data, None if CONF_TOKEN in typed else self._expected
            )
        except PlexError as error:
            field = _FIELD_OF_ERROR[error.key]
            self._typed_token = {CONF_TOKEN: typed[CONF_TOKEN]} if typed.get(CONF_TOKEN) and field != CONF_TOKEN else {}
            errors = {field if field in schema.schema else "base": error.key}
            return self._show_connection(step_id, schema, user_input, errors)
        return await self._async_finish(server, data)

    def _show_connection(
        self, step_id: str, schema: vol.Schema, user_input: Mapping[str, Any], errors: dict[str, str]
    ) -> ConfigFlowResult:
        """Show a form without the token, which never goes to the browser: where there is one it may be left empty."""
        shown = {key: value for key, value in {**self._known, **user_input}.items() if key != CONF_TOKEN}
        if self._typed_token:
            fields = schema.schema.items()
            schema = vol.Schema({vol.Optional(CONF_TOKEN) if key == CONF_TOKEN else key: one for key, one in fields})
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=_PLACEHOLDERS,
        )

    async def _async_finish(self, server: PlexServerInfo, data: dict[str, Any]) -> ConfigFlowResult:
        """Keep the data of a connection that works: in the entry that is changed, that the server has, or a new one."""
        await self.async_set_unique_id(server.machine_identifier, raise_on_progress=False)
        if entry := self._entry:
            self._abort_if_unique_id_mismatch(description_placeholders={"found": server.name, "expected": entry.title})
            return self.async_update_reload_and_abort(entry, data=data)
        self._abort_if_unique_id_configured(updates={key: data[key] for key in (CONF_URL, CONF_TOKEN, CONF_VERIFY_SSL)})
        return self.async_create_entry(title=server.name, data=data)


def _filled_in(user_input: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the input without the spaces that come with pasting, and without empty fields that are known already."""
    trimmed = {key: value.strip() if isinstance(value, str) else value for key, value in user_input.items()}
    return {key: value for key, value in trimmed.items() if value != "" or key not in known}


async def _async_find_server(
    hass: HomeAssistant, data: Mapping[str, Any], expected: str | None
) -> tuple[str, PlexServerInfo]:
    """Return the first of the URLs that the address may stand for at which Plex answers, and what it says of itself.

    A token that was not typed together with the address belongs to the expected server: it is sent only to where that
    one says it is. Where Plex answers at no URL, the most telling of the failures is raised: that a token was refused
    says more than that another port is closed.
    """
    try:
        urls = candidates(data[CONF_URL])
    except ValueError:
        raise _InvalidUrl from None
    token: str = data.get(CONF_TOKEN, "")
    if not (token.isascii() and token.isprintable()):  # cannot stand in a header, so Plex has never issued it
        raise PlexUnauthorized
    session = async_get_clientsession(hass, verify_ssl=data[CONF_VERIFY_SSL])
    failures: list[PlexError] = []
    for url in urls:  # which may become more on the way
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
            https = secured(url, error.location) if isinstance(error, PlexRedirect) else None
            if https and https not in urls:
                urls.append(https)
        finally:
            await plex.close()
    raise min(failures, key=lambda error: list(_FIELD_OF_ERROR).index(error.key))

"""The form that connects importers, for the options and for the repair."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
from homeassistant.helpers.translation import async_get_translations
import voluptuous as vol
from yarl import URL

from ..const import CONF_UNCONNECTED_IMPORTERS, CONF_WEBHOOK_ADDRESS, DOMAIN
from ..data import PlexArrivalsConfigEntry
from ..downloads.importers.connection import (
    Connection,
    ConnectionState,
    WebhookTarget,
    async_change_connections,
    async_get_connections,
    async_importers,
)
from ..downloads.source_names import importer_name
from ..downloads.webhook import async_webhook_url
from .markdown import bullet_list, escaped, quoted
from .selectors import checkboxes

_CONNECTED: Final = "importers"
_TEXTS: Final = f"component.{DOMAIN}.selector.importer_connection.options."
_EXAMPLE: Final = "http://192.168.1.2:8123"
_WITH_WEBHOOK: Final = frozenset(ConnectionState) - {ConnectionState.NOT_CONNECTED, ConnectionState.NO_ANSWER}
"""The states of importers that have our webhook."""


class ImportersForm:
    """The form for the importers that are set up when it is opened."""

    def __init__(self, hass: HomeAssistant, entry: PlexArrivalsConfigEntry) -> None:
        """Initialize for our config entry, which is loaded."""
        self._hass = hass
        self._entry = entry
        self._importers = async_importers(hass, entry)
        self._texts: dict[str, str] = {}
        self._connections: dict[str, Connection] = {}
        self._failed: dict[str, Connection] = {}
        self.errors: dict[str, str] = {}
        """Why the latest input was not applied."""

    async def async_load(self) -> None:
        """Ask the importers for their connections."""
        language = self._hass.config.language
        self._texts = await async_get_translations(self._hass, language, "selector", {DOMAIN})
        self._connections = await async_get_connections(self._importers, self._target())

    @property
    def schema(self) -> vol.Schema:
        """The fields."""
        names = {entry_id: self._name(entry_id) for entry_id in self._importers}
        return vol.Schema(
            {
                vol.Optional(_CONNECTED, default=list): checkboxes(names),
                vol.Required(CONF_WEBHOOK_ADDRESS): TextSelector(TextSelectorConfig(type=TextSelectorType.URL)),
            }
        )

    @property
    def placeholders(self) -> dict[str, str]:
        """The description placeholders: the state of each importer, or why the latest input was not applied to it."""
        states = (
            f"**{escaped(self._name(entry_id))}**: {self._state(connection)}"
            for entry_id, connection in (self._connections | self._failed).items()
        )
        return {"importers": bullet_list(states), "example_address": _EXAMPLE}

    def suggested_values(self, also: Collection[str] = ()) -> dict[str, Any]:
        """Return the address and the importers that have our webhook, `also` others, and those that are new here."""
        left_out = self._entry.options.get(CONF_UNCONNECTED_IMPORTERS, ())
        selected = [
            entry_id
            for entry_id, connection in self._connections.items()
            if connection.state in _WITH_WEBHOOK
            or entry_id in also
            or (connection.state is ConnectionState.NOT_CONNECTED and entry_id not in left_out)
        ]
        return {_CONNECTED: selected, CONF_WEBHOOK_ADDRESS: self._current_address}

    async def async_apply(self, user_input: Mapping[str, Any]) -> dict[str, Any] | None:
        """Connect and disconnect importers; return our new options, or None if nothing was changed.

        `errors` and `placeholders` then say why.
        """
        self.errors, self._failed = {}, {}
        if (address := _address(user_input[CONF_WEBHOOK_ADDRESS])) is None:
            self.errors = {CONF_WEBHOOK_ADDRESS: "invalid_address"}
            return None
        selected = user_input[_CONNECTED]
        is_new_address = address != self._current_address
        self._failed = await async_change_connections(
            self._importers,
            self._target(address),
            connect=[entry_id for entry_id in selected if is_new_address or not self._is_complete(entry_id)],
            disconnect=[
                entry_id
                for entry_id, connection in self._connections.items()
                if entry_id not in selected and connection.state in _WITH_WEBHOOK
            ],
        )
        if self._failed:
            self.errors = {"base": "connection_failed"}
            await self.async_load()
            return None
        self._entry.runtime_data.late_imports.forget(selected)
        return self._options(address, selected)

    def _options(self, address: str, selected: Collection[str]) -> dict[str, Any]:
        """Return our options with an address, and with the importers that the user did not select but could have."""
        before = self._entry.options
        left_out = [
            entry_id
            for entry_id, connection in self._connections.items()
            if entry_id not in selected
            and (
                connection.state is not ConnectionState.NO_ANSWER
                or entry_id in before.get(CONF_UNCONNECTED_IMPORTERS, ())
            )
        ]
        changed = {
            CONF_WEBHOOK_ADDRESS: None if address == self._default_address() else address,
            CONF_UNCONNECTED_IMPORTERS: left_out,
        }
        return {key: value for key, value in {**before, **changed}.items() if value or key not in changed}

    def _target(self, address: str | None = None) -> WebhookTarget:
        return WebhookTarget.of(self._hass, self._entry, self._entry.runtime_data.webhook, address)

    @property
    def _current_address(self) -> str:
        """The address that the importers are to report to, before the user types another one."""
        return self._entry.options.get(CONF_WEBHOOK_ADDRESS) or self._default_address()

    def _default_address(self) -> str:
        return str(URL(async_webhook_url(self._hass, self._entry)).origin())

    def _name(self, entry_id: str) -> str:
        return importer_name(self._hass, self._importers[entry_id].kind.domain, entry_id)

    def _is_complete(self, entry_id: str) -> bool:
        connection = self._connections[entry_id]
        return connection.state is ConnectionState.CONNECTED and connection.is_complete

    def _state(self, connection: Connection) -> str:
        text = self._texts.get(_TEXTS + connection.state, connection.state)
        return f"{text} ({quoted(connection.message)})" if connection.message else text


def _address(typed: str) -> str | None:
    """Return an address of Home Assistant without the path that may have been pasted with it; None if it is none."""
    try:
        url = URL(typed.strip())
        return str(url.origin()) if url.scheme in ("http", "https") else None
    except ValueError:
        return None

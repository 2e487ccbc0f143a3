"""An importer, read through the integration that the user already has for it."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import aiohttp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from .kinds import KINDS

REQUEST_SECONDS: Final = 30
"""The time limit of a request; an importer that checks an address first asks that address."""
MAX_MESSAGE_LENGTH: Final = 255

type Method = Literal["GET", "POST", "PUT", "DELETE"]


class ImporterError(Exception):
    """An importer that cannot be asked, or that refuses; the message is its own if it gives one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        """Initialize the error with the HTTP status; None if there was no response."""
        super().__init__(message)
        self.status = status


class Importer:
    """A Sonarr, Radarr or Lidarr with a config entry in Home Assistant."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Initialize the importer of a config entry; raise any exception if the entry is not as expected."""
        self.entry = entry
        self.kind = KINDS[entry.domain]
        self._url = _with_port(URL(entry.data[CONF_URL]), self.kind.port)
        self._headers = {"X-Api-Key": str(entry.data[CONF_API_KEY])}
        self._session = async_get_clientsession(hass, verify_ssl=bool(entry.data[CONF_VERIFY_SSL]))

    @property
    def name(self) -> str:
        """The title of the config entry."""
        return self.entry.title

    @property
    def url(self) -> str:
        """The address as Home Assistant uses it, without a trailing slash."""
        return str(self._url).rstrip("/")

    async def async_request(
        self, method: Method, command: str, params: Mapping[str, str | int] | None = None, data: object = None
    ) -> Any:
        """Return the decoded response of a command of the API, such as `queue`; None if it is empty.

        Raise ImporterError if the importer does not respond, or responds with an error.
        """
        url = self._url / "api" / self.kind.api / command
        timeout = aiohttp.ClientTimeout(total=REQUEST_SECONDS)
        try:
            async with self._session.request(
                method, url, params=params, json=data, headers=self._headers, timeout=timeout
            ):
                raise NotImplementedError
        except (aiohttp.ClientError, TimeoutError) as err:
            raise ImporterError(f"{type(err).__name__}: {err}") from err


def _with_port(url: URL, port: int) -> URL:
    return url if url.explicit_port is not None else url.with_port(port)

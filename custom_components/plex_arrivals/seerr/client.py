"""Requests to Seerr, Overseerr and Jellyseerr, with the address and key that Home Assistant's own integration has."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_API_KEY, CONF_HOST, CONF_PORT, CONF_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.json import json_loads
from yarl import URL

from ..api_requests import request_with_key
from ..const import LOGGER

SEERR_DOMAIN: Final = "overseerr"
"""The integration of all three."""
REQUEST_SECONDS: Final = 10


class SeerrClient:
    """Requests to each Seerr that is loaded in Home Assistant.

    The client of its integration is not used: it has no request for jobs, and cannot read an answer that mentions a
    request with a status that is new to it.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Initialize the client."""
        self._hass = hass
        self._failing: set[str] = set()
        """The config entry IDs of those whose last request failed."""

    @property
    def entries(self) -> list[ConfigEntry[Any]]:
        """The config entries of those that are loaded now."""
        return self._hass.config_entries.async_loaded_entries(SEERR_DOMAIN)

    async def async_request(
        self, entry: ConfigEntry[Any], method: Literal["GET", "POST"], path: str, **query: str | int
    ) -> Mapping[str, Any]:
        """Return the object in the response to a request such as `movie/603`.

        It is empty if the request fails, which is logged once until a request succeeds.
        """
        try:
            answer = await self._async_send(entry, method, path, query)
        except Exception as err:  # noqa: BLE001 - another integration's data, and any server may answer: anything may be raised
            if entry.entry_id not in self._failing:
                self._failing.add(entry.entry_id)
                LOGGER.warning("Request of %s to %s failed: %s: %s", path, entry.title, type(err).__name__, err)
            return {}
        self._failing.discard(entry.entry_id)
        return answer

    async def _async_send(
        self, entry: ConfigEntry[Any], method: str, path: str, query: Mapping[str, str | int]
    ) -> Mapping[str, Any]:
        scheme = "https" if entry.data[CONF_SSL] else "http"
        server = URL.build(scheme=scheme, host=entry.data[CONF_HOST], port=entry.data[CONF_PORT])
        response, body = await request_with_key(
            async_get_clientsession(self._hass),
            method,
            server / "api/v1" / path,
            key=entry.data[CONF_API_KEY],
            time_limit=REQUEST_SECONDS,
            params=query,
        )
        response.raise_for_status()
        answer = json_loads(body)
        if not isinstance(answer, Mapping):
            raise TypeError(f"the answer is a {type(answer).__name__}, not an object")
        return answer

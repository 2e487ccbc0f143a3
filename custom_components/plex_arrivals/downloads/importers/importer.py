"""An importer, at the address of the integration that the user already has for it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, Literal

import aiohttp
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.json import json_loads
from yarl import URL

from ...api_requests import request_with_key
from .. import fields
from .kinds import KINDS
from .queue import MAX_MESSAGE_LENGTH

READ_SECONDS: Final = 10
CHANGE_SECONDS: Final = 30
"""The time limit of requests that change something; to save or test a webhook, an importer sends a request itself."""
PAGE_SIZE: Final = 1000
MAX_PAGES: Final = 10
_UNAVAILABLE: Final = frozenset(
    (
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
"""The statuses of a refused key, and of a proxy whose importer does not respond."""
_MESSAGES: Final = ("errorMessage", "message", "error")
"""The fields of an error that may have its text."""
REFRESH: Final = "RefreshMonitoredDownloads"
"""The command that makes an importer look at its downloads, also at blocked ones, and import what it can."""

type Method = Literal["GET", "POST", "PUT", "DELETE"]


class ImporterError(Exception):
    """An importer that does not respond, or that refuses a request; the message is its own if it gives one."""


class UnavailableError(ImporterError):
    """An importer that does not respond, or that refuses its key, so that any other request would fail as well."""


class Importer:
    """A Sonarr, Radarr or Lidarr with a config entry in Home Assistant."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Initialize the importer of a config entry; raise any exception if the entry is not as expected."""
        self._hass = hass
        self.entry = entry
        self.kind = KINDS[entry.domain]
        url = URL(entry.data[CONF_URL]).with_query(None).with_fragment(None)
        self._url = url if url.explicit_port is not None else url.with_port(self.kind.port)
        self._key = str(entry.data[CONF_API_KEY])
        self._session = async_get_clientsession(hass, verify_ssl=bool(entry.data[CONF_VERIFY_SSL]))

    @property
    def url(self) -> str:
        """The address to show, without a trailing slash, and without a password or key."""
        return str(self._url.with_user(None)).rstrip("/")

    async def async_request(
        self, method: Method, command: str, params: Mapping[str, str | int] | None = None, data: object = None
    ) -> Any:
        """Return the decoded response to a command of the API, such as `queue`; None if it is empty.

        Raise UnavailableError if the importer does not respond or refuses the key, and ImporterError if it responds
        with another error or with anything but JSON.
        """
        url = self._url.joinpath("api", self.kind.api, command)
        time_limit = READ_SECONDS if method == "GET" else CHANGE_SECONDS
        try:
            response, body = await request_with_key(
                self._session, method, url, key=self._key, time_limit=time_limit, params=params, json=data
            )
        except (aiohttp.ClientError, TimeoutError) as err:
            raise UnavailableError(str(err) or type(err).__name__) from err
        try:  # in a thread, because a queue may have megabytes
            content = await self._hass.async_add_executor_job(json_loads, body) if body.strip() else None
        except ValueError as err:
            if response.ok:
                raise ImporterError("The response is not JSON.") from err
            content = None
        if not response.ok:
            error = UnavailableError if response.status in _UNAVAILABLE else ImporterError
            raise error(_message(content) or f"{response.status} {response.reason}")
        return content

    async def async_queue(self, *, include_media: bool) -> list[Mapping[str, Any]]:
        """Return the records of the queue, on request with the series, movies or artists.

        Raise ImporterError, or TypeError if the response is of another shape.
        """
        params: dict[str, str | int] = {self.kind.unknown: "true"}
        if include_media:
            params |= dict.fromkeys(self.kind.includes, "true")
        return await self._async_records("queue", params)

    async def async_history(self, download_id: str) -> list[Mapping[str, Any]]:
        """Return the history of a download, given as the importer spells its ID; the newest records come first.

        Raise ImporterError, or TypeError if the response is of another shape.
        """
        params: dict[str, str | int] = {
            "downloadId": download_id,
            "sortKey": "date",
            "sortDirection": "descending",
            **dict.fromkeys(self.kind.includes, "true"),
        }
        return await self._async_records("history", params)

    async def async_refresh(self) -> None:
        """Have the importer look at its downloads now, instead of within a minute; raise ImporterError."""
        await self.async_request("POST", "command", data={"name": REFRESH})

    async def _async_records(self, command: str, params: Mapping[str, str | int]) -> list[Mapping[str, Any]]:
        """Return the records of all pages: a long series has thousands of episodes, each with a record or two."""
        records: list[Mapping[str, Any]] = []
        for page in range(1, MAX_PAGES + 1):
            paging = {"page": page, "pageSize": PAGE_SIZE}
            response = fields.mapping(await self.async_request("GET", command, {**params, **paging}))
            if not isinstance(response.get("records"), list):
                raise TypeError("The records are not a list.")
            records += fields.mappings(response["records"])
            if page * PAGE_SIZE >= (fields.size(response.get("totalRecords")) or 0):
                break
        return records


def _message(content: object) -> str | None:
    """Return the importer's own words from the body of an error: an object, or a list with one for each field."""
    errors = fields.mappings(content) or [fields.mapping(content)]
    messages = [
        message
        for error in errors
        if (message := next(filter(None, (fields.text(error.get(key)) for key in _MESSAGES)), None))
    ]
    return " ".join(messages)[:MAX_MESSAGE_LENGTH] or None

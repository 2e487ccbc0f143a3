"""Sign-in at plex.tv with a short code, and the servers of the account that signed in.

It is three requests, made without plexapi's `MyPlexPinLogin` and `MyPlexAccount`: these block, send headers that are
global to the process (Home Assistant's own Plex integration sets them), treat every failure as an expired code, and
request far more of the account than is needed here.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import time
from typing import Any, ClassVar, Final

import aiohttp

from .fetching import fetch_json
from .headers import TOKEN_HEADER, identity_headers
from .resources import AccountServer, parse_servers

PINS_URL: Final = "https://plex.tv/api/v2/pins"
RESOURCES_URL: Final = "https://clients.plex.tv/api/v2/resources?includeHttps=1&includeIPv6=1"
LINK_URL: Final = "https://plex.tv/link/?pin={}"
"""Where a short code is entered, according to Plex's documentation; opened like this, it is filled in."""

POLL_SECONDS: Final = 2.0
TIME_LIMIT: Final = 10.0
ATTEMPTS: Final = 5
"""How many requests in a row may fail before waiting for the sign-in ends."""
_USUAL_EXPIRY: Final = 900
_MAX_EXPIRY: Final = 1800


class PlexTvError(Exception):
    """Sign-in failed; no message contains a token."""

    key: ClassVar[str]
    """The key of its text in the translations (`config.error.<key>`)."""


class PlexTvUnreachable(PlexTvError):
    """plex.tv does not answer, or not as expected."""

    key = "plex_tv_unreachable"


class PlexTvBusy(PlexTvError):
    """plex.tv has received too many requests from this network."""

    key = "plex_tv_busy"


class PlexTvRefused(PlexTvError):
    """plex.tv refuses the token or this client."""

    key = "plex_tv_refused"


class CodeExpired(PlexTvError):
    """The code was not entered in time."""

    key = "code_expired"


_STATUSES: dict[int, type[PlexTvError]] = {
    401: PlexTvRefused,
    403: PlexTvRefused,
    429: PlexTvBusy,
    498: PlexTvRefused,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkCode:
    """A short code to enter at plex.tv/link."""

    id: str
    code: str
    expires_in: int
    """In seconds, from when it was issued."""

    @property
    def url(self) -> str:
        """Return the address at which to enter it."""
        return LINK_URL.format(self.code)


class PlexAccount:
    """The account in which the code is entered; its token is kept only until its servers have been fetched."""

    def __init__(self, session: aiohttp.ClientSession, client_identifier: str) -> None:
        """Initialize without a request; `client_identifier` must be the one later used with the server."""
        self._session = session
        self._identity = identity_headers(client_identifier)

    async def request_code(self) -> LinkCode:
        """Return a new code: 1 request. Raise PlexTvError."""
        # Strong codes are long, and only for Plex's own sign-in page; plex.tv/link accepts the short ones.
        match await self._request("POST", f"{PINS_URL}?strong=false"):
            case {"id": int() | str() as id_, "code": str(code), **rest} if str(id_).isalnum() and code.isalnum():
                expiry = rest.get("expiresIn")
                if not isinstance(expiry, int) or expiry <= 0:
                    expiry = _USUAL_EXPIRY
                return LinkCode(id=str(id_), code=code, expires_in=min(expiry, _MAX_EXPIRY))
        raise PlexTvUnreachable("plex.tv returned no code")

    async def servers_when_signed_in(self, code: LinkCode) -> list[AccountServer]:
        """Wait until the code has been entered, and return the servers that the account owns.

        A request every `POLL_SECONDS`, then 1 more. Raise PlexTvError, but not at the first failure.
        """
        end = time.monotonic() + code.expires_in
        while not (token := await _retried(lambda: self._token(code))):
            if time.monotonic() > end:
                raise CodeExpired("The code was not entered in time")
            await asyncio.sleep(POLL_SECONDS)
        return parse_servers(await _retried(lambda: self._request("GET", RESOURCES_URL, token=token)))

    async def _token(self, code: LinkCode) -> str | None:
        match await self._request("GET", f"{PINS_URL}/{code.id}", not_found=CodeExpired):
            case {"authToken": str(token)} if token:
                return token
        return None

    async def _request(
        self, method: str, url: str, *, token: str | None = None, not_found: type[PlexTvError] = PlexTvUnreachable
    ) -> Any:
        headers = {**self._identity, TOKEN_HEADER: token} if token else self._identity
        try:
            status, _, document = await fetch_json(self._session, method, url, headers=headers, time_limit=TIME_LIMIT)
        except aiohttp.ClientError, TimeoutError, ValueError:
            raise PlexTvUnreachable("plex.tv does not answer") from None
        if status == 404:
            raise not_found("plex.tv has no such resource")
        if status not in {200, 201} or document is None:
            raise _STATUSES.get(status, PlexTvUnreachable)(f"plex.tv answered with status {status}")
        return document


async def _retried[T](request: Callable[[], Awaitable[T]]) -> T:
    """Return the result of a request; repeat it with growing pauses if plex.tv is unreachable or busy."""
    for attempt in range(1, ATTEMPTS):
        try:
            return await request()
        except PlexTvUnreachable, PlexTvBusy:
            await asyncio.sleep(POLL_SECONDS * attempt)
    return await request()

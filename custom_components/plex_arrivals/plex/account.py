"""plex.tv: signing in with a short code, and the servers of the account that signed in.

Not with plexapi's `MyPlexPinLogin` and `MyPlexAccount`: they block, identify us with headers that are global to the
process (Home Assistant's own Plex integration sets them), take every failure for an expired code, and ask for much of
the account that is nobody's business here. It is three requests.
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
"""Plex's documentation: where short codes are entered; this way the code is filled in already."""

POLL_SECONDS: Final = 2.0
TIME_LIMIT: Final = 10.0
ATTEMPTS: Final = 5
"""How many requests in a row may fail before waiting for a person's sign-in is given up."""
_USUAL_EXPIRY: Final = 900
_LONGEST_EXPIRY: Final = 1800


class PlexTvError(Exception):
    """Signing in did not work; no message holds a token."""

    key: ClassVar[str]
    """Names the sentence in the translations (`config.error.<key>`)."""


class PlexTvUnreachable(PlexTvError):
    """plex.tv does not answer, or not as it should."""

    key = "plex_tv_unreachable"


class PlexTvBusy(PlexTvError):
    """plex.tv has had too many requests from this home."""

    key = "plex_tv_busy"


class PlexTvRefused(PlexTvError):
    """plex.tv does not accept us, or no longer."""

    key = "plex_tv_refused"


class CodeExpired(PlexTvError):
    """Nobody entered the code in time."""

    key = "code_expired"


_STATUSES: dict[int, type[PlexTvError]] = {
    401: PlexTvRefused,
    403: PlexTvRefused,
    429: PlexTvBusy,
    498: PlexTvRefused,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkCode:
    """A short code that a person enters at plex.tv/link."""

    id: str
    code: str
    expires_in: int
    """Seconds from when it was given."""

    @property
    def url(self) -> str:
        """Return where to enter it."""
        return LINK_URL.format(self.code)


class PlexAccount:
    """The account that enters the code; its token is kept no longer than it takes to ask for its servers."""

    def __init__(self, session: aiohttp.ClientSession, client_identifier: str) -> None:
        """Ask nothing yet; `client_identifier` is ours, the same as for the server afterwards."""
        self._session = session
        self._identity = identity_headers(client_identifier)

    async def request_code(self) -> LinkCode:
        """Return a new code: 1 request. Raises PlexTvError."""
        # Strong codes are long, and only for Plex's own sign-in page: plex.tv/link takes the short ones.
        match await self._ask("POST", f"{PINS_URL}?strong=false"):
            case {"id": int() | str() as id_, "code": str(code), **rest} if str(id_).isalnum() and code.isalnum():
                expiry = rest.get("expiresIn")
                if not isinstance(expiry, int) or expiry <= 0:
                    expiry = _USUAL_EXPIRY
                return LinkCode(id=str(id_), code=code, expires_in=min(expiry, _LONGEST_EXPIRY))
        raise PlexTvUnreachable("plex.tv gave no code")

    async def servers_when_signed_in(self, code: LinkCode) -> list[AccountServer]:
        """Wait until somebody has entered the code; return the servers that this account owns.

        A request every `POLL_SECONDS`, then 1. Raises PlexTvError; a few failures in a row do not end it.
        """
        end = time.monotonic() + code.expires_in
        while not (token := await _patiently(lambda: self._token(code))):
            if time.monotonic() > end:
                raise CodeExpired("Nobody entered the code in time")
            await asyncio.sleep(POLL_SECONDS)
        return parse_servers(await _patiently(lambda: self._ask("GET", RESOURCES_URL, token=token)))

    async def _token(self, code: LinkCode) -> str | None:
        match await self._ask("GET", f"{PINS_URL}/{code.id}", not_found=CodeExpired):
            case {"authToken": str(token)} if token:
                return token
        return None

    async def _ask(
        self, method: str, url: str, *, token: str | None = None, not_found: type[PlexTvError] = PlexTvUnreachable
    ) -> Any:
        headers = {**self._identity, TOKEN_HEADER: token} if token else self._identity
        try:
            status, _, document = await fetch_json(self._session, method, url, headers=headers, time_limit=TIME_LIMIT)
        except aiohttp.ClientError, TimeoutError, ValueError:
            raise PlexTvUnreachable("plex.tv does not answer") from None
        if status == 404:
            raise not_found("plex.tv does not know this (any more)")
        if status not in {200, 201} or document is None:
            raise _STATUSES.get(status, PlexTvUnreachable)(f"plex.tv answered with status {status}")
        return document


async def _patiently[T](ask: Callable[[], Awaitable[T]]) -> T:
    """Return what is asked for; ask again, after longer and longer, while plex.tv is out of reach or busy."""
    for attempt in range(1, ATTEMPTS):
        try:
            return await ask()
        except PlexTvUnreachable, PlexTvBusy:
            await asyncio.sleep(POLL_SECONDS * attempt)
    return await ask()

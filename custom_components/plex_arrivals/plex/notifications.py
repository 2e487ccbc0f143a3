"""Plex's websocket of notifications: what happens there, told as it happens.

Losing it makes things slower, never wrong: whoever listens polls while there is no connection.
"""

import asyncio
from collections.abc import Callable
import logging
import random
import time
from typing import Final

import aiohttp

from .error_mapping import error_for_status, origin
from .errors import PlexBadResponse, PlexError, PlexUnauthorized
from .frames import (
    ItemCreated,
    ItemDeleted,
    ItemReady,
    LibrariesChanged,
    Notification,
    ScanActivity,
    ScanEnded,
    ScanProgress,
    ScanStarted,
    ScanTracker,
    parse,
)
from .headers import TOKEN_HEADER, identity_headers

__all__ = [
    "ItemCreated",
    "ItemDeleted",
    "ItemReady",
    "LibrariesChanged",
    "Notification",
    "PlexNotifications",
    "ScanEnded",
    "ScanProgress",
    "ScanStarted",
]

# Without the filter a single scan sends more than a thousand frames that mean nothing to us.
PATH: Final = "/:/websockets/notifications?filters=timeline,activity,status"
CONNECT_SECONDS: Final = 20
HEARTBEAT_SECONDS: Final = 20
MAX_FRAME_BYTES: Final = 4 * 1024 * 1024
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 120.0
REFUSED_PAUSE: Final = 900.0
"""Seconds after a refused token: asking again helps nobody before somebody has signed in anew."""
STEADY_SECONDS: Final = 60.0
"""A connection that held this long was a good one: after it the pauses begin anew."""

_LOGGER = logging.getLogger(__name__)


class PlexNotifications:
    """Keeps a websocket to a Plex server open and tells what comes in."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        token: str,
        *,
        client_identifier: str,
        library_called: Callable[[str], str | None],
        on_notification: Callable[[Notification], None],
        on_connection: Callable[[bool], None],
        on_refused: Callable[[], None] = lambda: None,
    ) -> None:
        """Connect nothing yet. `session` gives the connector, and with it whether certificates are verified.

        `library_called` gives the id of the only library of a title, None where none or several are called so.
        `on_connection` is called with every change, and with False when the first attempt fails; `on_refused` each time
        the server refuses the token.
        """
        self._session = session
        self._url = f"{url.rstrip('/')}{PATH}"
        self._headers = {
            **identity_headers(client_identifier),
            "Accept": "application/json",
            TOKEN_HEADER: token,
        }
        self._library_called = library_called
        self._on_notification = on_notification
        self._on_connection = on_connection
        self._on_refused = on_refused
        self._connected: bool | None = None

    @property
    def connected(self) -> bool:
        """Whether notifications reach us."""
        return self._connected is True

    async def listen(self) -> None:
        """Connect, tell, reconnect: for ever; the owner cancels the task."""
        # A session of our own on the given one's connector: without its cookies, and following no redirect, to which
        # the token would be sent along.
        async with aiohttp.ClientSession(
            connector=self._session.connector,
            connector_owner=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_check_status,),
        ) as session:
            pause = FIRST_PAUSE
            while True:
                began = time.monotonic()
                refused = False
                try:
                    await self._connection(session)
                    reason = "the connection was closed"
                except PlexError as err:
                    reason, refused = str(err), isinstance(err, PlexUnauthorized)
                # ValueError: what yarl says to a URL that is none. The errors' own texts may hold URLs.
                except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as err:
                    reason = type(err).__name__
                if refused:
                    self._on_refused()
                self._disconnected(reason)
                if time.monotonic() - began >= STEADY_SECONDS:
                    pause = FIRST_PAUSE
                await asyncio.sleep((REFUSED_PAUSE if refused else pause) * random.uniform(0.5, 1))  # noqa: S311
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _connection(self, session: aiohttp.ClientSession) -> None:
        """Listen for as long as one connection lives."""
        async with asyncio.timeout(CONNECT_SECONDS):
            websocket = await session.ws_connect(
                self._url,
                headers=self._headers,
                heartbeat=HEARTBEAT_SECONDS,
                max_msg_size=MAX_FRAME_BYTES,
                timeout=aiohttp.ClientWSTimeout(ws_close=5),
            )
        async with websocket:
            self._is_connected()
            scans = ScanTracker(self._library_called)
            async for message in websocket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    for notification in parse(message.data):
                        told = scans.follow(notification) if isinstance(notification, ScanActivity) else [notification]
                        for one in told:
                            self._on_notification(one)

    def _is_connected(self) -> None:
        _LOGGER.debug("Notifications from %s are coming", origin(self._url))
        self._connected = True
        self._on_connection(True)

    def _disconnected(self, reason: str) -> None:
        # Polling says in the log, once, that Plex is away; without notifications alone nothing is wrong yet.
        _LOGGER.debug("No notifications from %s, trying again: %s", origin(self._url), reason)
        if self._connected is not False:
            self._connected = False
            self._on_connection(False)


async def _check_status(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Raise our errors for what is no websocket: before a redirect is followed, which ws_connect cannot be told."""
    response = await handler(request)
    place = origin(str(request.url))
    if response.status != 101:
        response.close()
        raise error_for_status(response.status, response.headers.get("Location"), place) or PlexBadResponse(
            f"{place} answers, but opens no websocket"
        )
    return response

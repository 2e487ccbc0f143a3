"""The websocket on which Plex sends notifications.

Without it changes are noticed later, but none is missed: there is polling while there is no connection.
"""

import asyncio
from collections.abc import Callable
import itertools
import logging
import random
import time
from typing import Final

import aiohttp

from .error_mapping import error_for_status, origin
from .errors import PlexBadResponse, PlexError, PlexUnauthorized
from .headers import TOKEN_HEADER, identity_headers
from .notifications import Notification, ScanActivity, ScanTracker, parse

# Without the filter, a single scan sends more than a thousand frames that are not used.
PATH: Final = "/:/websockets/notifications?filters=timeline,activity,status"
CONNECT_SECONDS: Final = 20
HEARTBEAT_SECONDS: Final = 20
MAX_FRAME_BYTES: Final = 4 * 1024 * 1024
FIRST_PAUSE: Final = 1.0
MAX_PAUSE: Final = 120.0
REFUSED_PAUSE: Final = 900.0
"""In seconds, after a refused token: trying again is of no use before a new sign-in."""
STEADY_SECONDS: Final = 60.0
"""After a connection that lasted this long, the pauses start again with the first one."""
_PER_ITERATION: Final = 20
"""How many frames that have arrived at once are handled per iteration of the event loop: a few milliseconds of work."""

_LOGGER = logging.getLogger(__name__)


class PlexNotifications:
    """Keeps a websocket to a Plex server open and passes on its notifications."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        token: str,
        *,
        client_identifier: str,
        library_id_by_title: Callable[[str], str | None],
        on_notification: Callable[[Notification], None],
        on_connection: Callable[[bool], None],
        on_refused: Callable[[], None] = lambda: None,
    ) -> None:
        """Initialize without a connection. `session` provides the connector, which may verify certificates or not.

        `library_id_by_title` returns the ID of the only library with a title, None if there is none or more than one.
        `on_connection` is called with every change, and with False if the first attempt fails; `on_refused` each time
        the server refuses the token.
        """
        self._session = session
        self._url = f"{url.rstrip('/')}{PATH}"
        self._headers = {
            **identity_headers(client_identifier),
            "Accept": "application/json",
            TOKEN_HEADER: token,
        }
        self._library_called = library_id_by_title
        self._on_notification = on_notification
        self._on_connection = on_connection
        self._on_refused = on_refused
        self._connected: bool | None = None

    @property
    def connected(self) -> bool:
        """Whether there is a connection."""
        return self._connected is True

    async def listen(self) -> None:
        """Connect, pass on notifications, and reconnect until the task is cancelled."""
        # A separate session on the same connector: without its cookies, and without following redirects, which would
        # get the token.
        async with aiohttp.ClientSession(
            connector=self._session.connector,
            connector_owner=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_check_status,),
        ) as session:
            pause = FIRST_PAUSE
            while True:
                started = time.monotonic()
                refused = False
                try:
                    await self._receive(session)
                    reason = "the connection was closed"
                except PlexError as err:
                    reason, refused = str(err), isinstance(err, PlexUnauthorized)
                # ValueError: yarl raises it for an invalid URL. The texts of these errors may contain URLs.
                except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as err:
                    reason = type(err).__name__
                if refused:
                    self._on_refused()
                self._on_disconnected(reason)
                if time.monotonic() - started >= STEADY_SECONDS:
                    pause = FIRST_PAUSE
                await asyncio.sleep((REFUSED_PAUSE if refused else pause) * random.uniform(0.5, 1))  # noqa: S311
                pause = min(pause * 2, MAX_PAUSE)

    async def _receive(self, session: aiohttp.ClientSession) -> None:
        """Connect, and pass on notifications until the connection ends."""
        async with asyncio.timeout(CONNECT_SECONDS):
            websocket = await session.ws_connect(
                self._url,
                headers=self._headers,
                heartbeat=HEARTBEAT_SECONDS,
                max_msg_size=MAX_FRAME_BYTES,
                timeout=aiohttp.ClientWSTimeout(ws_close=5),
            )
        async with websocket:
            self._on_connected()
            scans = ScanTracker(self._library_called)
            received = itertools.count(1)
            async for message in websocket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    for notification in parse(message.data):
                        if isinstance(notification, ScanActivity):
                            for one in scans.follow(notification):
                                self._on_notification(one)
                        else:
                            self._on_notification(notification)
                if next(received) % _PER_ITERATION == 0:
                    await asyncio.sleep(0)

    def _on_connected(self) -> None:
        _LOGGER.debug("Connected to the notifications of %s", origin(self._url))
        self._connected = True
        self._on_connection(True)

    def _on_disconnected(self, reason: str) -> None:
        # Only debug: if Plex is offline, polling logs it once; a lost websocket alone does no harm.
        _LOGGER.debug("No connection to the notifications of %s, trying again: %s", origin(self._url), reason)
        if self._connected is not False:
            self._connected = False
            self._on_connection(False)


async def _check_status(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Raise a PlexError for anything but a websocket, before a redirect is followed: ws_connect cannot prevent that."""
    response = await handler(request)
    server = origin(str(request.url))
    if response.status != 101:
        response.close()
        raise error_for_status(response.status, response.headers.get("Location"), server) or PlexBadResponse(
            f"{server} answers, but opens no websocket"
        )
    return response

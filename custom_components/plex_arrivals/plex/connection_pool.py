"""Connections to a Plex server that are kept for the next request."""

import http.client
import ssl
import time
from typing import Any, Final
from weakref import WeakKeyDictionary

from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool

MAX_IDLE_SECONDS: Final = 60.0
"""A firewall may have dropped a connection that was idle for longer, and a request on it would wait for a timeout."""


class PlexAdapter(HTTPAdapter):
    """Keeps at most `size` connections to one server; several threads may use it at the same time."""

    def __init__(self, size: int) -> None:
        super().__init__(pool_connections=1, pool_maxsize=size, pool_block=True)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Create the pools."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


class _Pool(HTTPConnectionPool):
    """A pool that repeats a request once if the server had closed the kept connection it was sent on.

    Only GET requests, which is all that is sent to Plex: they read, or request a scan, which may be sent twice.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._used: WeakKeyDictionary[Any, float] = WeakKeyDictionary()

    def _make_request(self, conn: Any, method: str, url: str, **kwargs: Any) -> BaseHTTPResponse:  # type: ignore[override]
        if time.monotonic() - self._used.get(conn, 0) > MAX_IDLE_SECONDS:
            conn.close()
        is_kept = conn.sock is not None
        try:
            return super()._make_request(conn, method, url, **kwargs)
        except ConnectionError, http.client.BadStatusLine, ssl.SSLError:
            if not is_kept or method != "GET":
                raise
            conn.close()
            return super()._make_request(conn, method, url, **kwargs)

    def _put_conn(self, conn: Any) -> None:
        if conn is not None:
            self._used[conn] = time.monotonic()
        super()._put_conn(conn)


class _SecurePool(_Pool, HTTPSConnectionPool):
    """The same over TLS."""

"""Connections to a Plex server that are kept for the next request."""

from collections.abc import Iterable
import http.client
from pathlib import Path
import ssl
import threading
import time
from typing import Any, Final
from weakref import WeakKeyDictionary

from requests import PreparedRequest
from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

MAX_IDLE_SECONDS: Final = 60.0
"""A firewall may have dropped a connection that was idle for longer, and a request on it would wait for a timeout."""


class PlexAdapter(HTTPAdapter):
    """Keeps at most `size` connections to one server; several threads may use it at the same time.

    All connections share one TLS context: with its own, each would load the certificates of all authorities, which
    takes milliseconds and 0.7 MB.
    """

    def __init__(self, size: int) -> None:
        super().__init__(pool_connections=1, pool_maxsize=size, pool_block=True)
        self._tls_context: ssl.SSLContext | None = None
        self._tls_lock = threading.Lock()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Create the pools."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[Any, Any]:
        """Return the server and the TLS context of a request."""
        # without `verify`, for which requests would look at the disk each time; the context has it
        server, _ = super().build_connection_pool_key_attributes(request, False, cert)
        if server["scheme"] != "https":
            return server, {}
        with self._tls_lock:
            if self._tls_context is None:
                self._tls_context = _tls_context(verify)
        certificates = "CERT_REQUIRED" if verify else "CERT_NONE"
        return server, {"cert_reqs": certificates, "ssl_context": self._tls_context}

    def cert_verify(self, *_args: Any) -> None:
        """Leave the certificates to the context; else each connection would load them again."""


def _tls_context(verify: bool | str) -> ssl.SSLContext:
    """Return the context for requests' `verify`: whether to verify, or the file or folder with what to trust."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED if verify else ssl.CERT_NONE)
    if verify:
        trusted = DEFAULT_CA_BUNDLE_PATH if verify is True else verify
        is_folder = Path(trusted).is_dir()
        context.load_verify_locations(cafile=None if is_folder else trusted, capath=trusted if is_folder else None)
    context.set_alpn_protocols(["http/1.1"])
    context.set_alpn_protocols = _keep_protocols  # type: ignore[method-assign]
    return context


def _keep_protocols(alpn_protocols: Iterable[str]) -> None:
    """Do nothing: urllib3 sets the same ones before each handshake, also during one in another thread."""


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

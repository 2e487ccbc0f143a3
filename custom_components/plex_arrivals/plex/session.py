"""The HTTP session for requests to a Plex server: identity, limits and errors."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
import io
import os
import time
from typing import Any, Final

import requests

from .connection_pool import PlexAdapter
from .error_mapping import error_for_status, origin
from .errors import PlexBadResponse, PlexUnavailable
from .headers import TOKEN_HEADER, identity_headers

MAX_AT_ONCE: Final = 8
"""Requests at the same time, each of which holds a thread: Home Assistant has a few dozen for everything."""
CONNECT_SECONDS: Final = 10
MAX_BODY_BYTES: Final = 32 * 1024 * 1024
MAX_POSTER_BYTES: Final = 4 * 1024 * 1024
_CHUNK_BYTES: Final = 64 * 1024


class PlexSession(requests.Session):
    """A session for plexapi's `PlexServer` that several threads can use at the same time.

    - It sends the identity of this integration, not plexapi's headers, which are global to the process and name the
      machine.
    - It follows no redirect, as requests would send the token along.
    - It gives up after `time_limit` seconds in total, and on answers that are too big.
    - It raises a PlexError for a status that is no success, so that plexapi never handles one.
    - It keeps connections, but no cookies.
    """

    def __init__(self, client_identifier: str, *, verify_ssl: bool, time_limit: float) -> None:
        super().__init__()
        self._identity = identity_headers(client_identifier)
        self._time_limit = time_limit
        # With trust_env, requests would let REQUESTS_CA_BUNDLE override verify=False.
        self.trust_env = False
        self.verify = verify_ssl and (os.environ.get("REQUESTS_CA_BUNDLE") or True)
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = PlexAdapter(MAX_AT_ONCE)
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 - requests' signature
        """Return None: no redirect is followed."""
        return None

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send a request and return the complete response.

        Raise PlexError if the status is no success, or if the body takes too long or is too big, and ValueError if it
        is not UTF-8, the only encoding that Plex sends. Errors of requests and urllib3 are passed on.
        """
        with self._exchange(request, **kwargs) as (response, deadline):
            body = _read(response, deadline, MAX_BODY_BYTES)
        body.decode()
        response.raw = io.BytesIO(body)
        response.encoding = "utf-8"
        return response

    def get_poster(self, url: str, headers: Mapping[str, str]) -> bytes:
        """Return the body of a poster, at most `MAX_POSTER_BYTES` long.

        Raise as `send` does, and PlexBadResponse if the content type is not an image's. The caller checks the bytes.
        """
        request = self.prepare_request(requests.Request("GET", url, headers=dict(headers)))
        with self._exchange(request) as (response, deadline):
            if not response.headers.get("Content-Type", "").lower().startswith("image/"):
                raise PlexBadResponse(f"{origin(url)} answered with something that is no image")
            return _read(response, deadline, MAX_POSTER_BYTES)

    @contextmanager
    def _exchange(self, request: requests.PreparedRequest, **kwargs: Any) -> Generator[tuple[requests.Response, float]]:
        """Yield a successful response with its body unread, and the time.monotonic() at which to give up."""
        deadline = time.monotonic() + self._time_limit
        for name in [name for name in request.headers if name.lower().startswith("x-plex-") and name != TOKEN_HEADER]:
            del request.headers[name]
        request.headers.update(self._identity)
        kwargs["stream"] = True
        kwargs["timeout"] = (min(CONNECT_SECONDS, self._time_limit), self._time_limit)
        with super().send(request, **kwargs) as response:
            server = origin(request.url or "")
            error = error_for_status(response.status_code, response.headers.get("Location"), server)
            if error is not None:
                raise error
            yield response, deadline


def _read(response: requests.Response, deadline: float, max_bytes: int) -> bytes:
    server = origin(response.request.url or "")
    body = bytearray()
    # read1 returns what has arrived; iter_content waits for a full chunk, and the deadline would not be checked.
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            raise PlexBadResponse(f"{server} sends more than a Plex server would")
        if time.monotonic() > deadline:
            raise PlexUnavailable(f"{server} did not finish its answer in time")
    return bytes(body)

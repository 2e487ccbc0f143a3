"""How requests to Plex go over the wire, whoever asks for them: our identity, our limits, our errors."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.cookiejar import DefaultCookiePolicy
import io
import os
import time
from typing import Any, Final

import requests

from .errors import PlexBadResponse, PlexUnavailable
from .faults import error_for_status, origin
from .identity import TOKEN_HEADER, identity_headers

CONNECT_SECONDS: Final = 10
MAX_BODY_BYTES: Final = 32 * 1024 * 1024
MAX_PICTURE_BYTES: Final = 4 * 1024 * 1024
_CHUNK_BYTES: Final = 64 * 1024


class PlexSession(requests.Session):
    """A session for plexapi's `PlexServer`; safe to use from several threads, as it keeps no connection and no cookie.

    - Sends our identity in place of plexapi's headers, which are global to the process and name the machine.
    - Follows no redirect: requests would send the token along to wherever it points.
    - Ends every answer after `time_limit` seconds and at a size, however slowly it drips.
    - Raises our errors for statuses, before plexapi sees them.
    """

    def __init__(self, client_identifier: str, *, verify_ssl: bool, time_limit: float) -> None:
        super().__init__()
        self._identity = identity_headers(client_identifier)
        self._time_limit = time_limit
        # requests lets REQUESTS_CA_BUNDLE overrule verify=False; Home Assistant uses it only where it verifies.
        self.trust_env = False
        self.verify = verify_ssl and (os.environ.get("REQUESTS_CA_BUNDLE") or True)
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 - requests' signature
        """Say that no answer redirects."""
        return None

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send a request and return its whole answer, a successful one.

        Raises PlexError for a status that is no success and for an answer that takes too long, is too big or is not
        UTF-8 (all that Plex sends); requests' and urllib3's own errors pass.
        """
        with self._exchange(request, **kwargs) as (response, deadline):
            body = _read(response, deadline, MAX_BODY_BYTES)
        body.decode()
        response.raw = io.BytesIO(body)
        response.encoding = "utf-8"
        return response

    def get_picture(self, url: str, headers: Mapping[str, str]) -> bytes:
        """Return a picture of at most `MAX_PICTURE_BYTES`; raises as `send`, and PlexBadResponse for what is none.

        That its bytes are those of a picture is for the caller to see.
        """
        request = self.prepare_request(requests.Request("GET", url, headers=dict(headers)))
        with self._exchange(request) as (response, deadline):
            if not response.headers.get("Content-Type", "").lower().startswith("image/"):
                raise PlexBadResponse(f"{origin(url)} answered with something that is no picture")
            return _read(response, deadline, MAX_PICTURE_BYTES)

    @contextmanager
    def _exchange(self, request: requests.PreparedRequest, **kwargs: Any) -> Generator[tuple[requests.Response, float]]:
        """Give a successful answer whose body is still to be read, and until when (of time.monotonic)."""
        deadline = time.monotonic() + self._time_limit
        for name in [name for name in request.headers if name.lower().startswith("x-plex-") and name != TOKEN_HEADER]:
            del request.headers[name]
        request.headers.update(self._identity)
        # Polls are minutes apart: a kept connection may long be dead behind a firewall, and would cost a timeout.
        request.headers["Connection"] = "close"
        kwargs["stream"] = True
        kwargs["timeout"] = (min(CONNECT_SECONDS, self._time_limit), self._time_limit)
        with super().send(request, **kwargs) as response:
            place = origin(request.url or "")
            error = error_for_status(response.status_code, response.headers.get("Location"), place)
            if error is not None:
                raise error
            yield response, deadline


def _read(response: requests.Response, deadline: float, max_bytes: int) -> bytes:
    place = origin(response.request.url or "")
    body = bytearray()
    # read1 gives what has come; iter_content would wait for a full chunk, during which no deadline is looked at.
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            raise PlexBadResponse(f"{place} sends more than a Plex server would")
        if time.monotonic() > deadline:
            raise PlexUnavailable(f"{place} did not finish its answer in time")
    return bytes(body)

"""Keeps Home Assistant's own Plex integration from reaching other machines."""

from io import BytesIO
import socket
from typing import Any
from urllib.parse import urlsplit

import requests

_USER = (
    '<user id="1" uuid="0" username="somebody" title="somebody" authToken="{token}" scrobbleTypes="1">'
    '<subscription active="0"/><profile autoSelectAudio="1"/></user>'
)
_PLEX_TV = {"/api/v2/user": _USER, "/api/v2/resources": "<resources/>"}
"""The responses of plex.tv for an account without friends."""


class Offline:
    """Answers requests to plex.tv itself and counts them, and drops datagrams to other machines."""

    def __init__(self) -> None:
        """Replace the functions of `requests` and `socket` that send."""
        self._requests = 0
        send, sendto = requests.Session.send, socket.socket.sendto

        def send_or_answer(
            session: requests.Session, request: requests.PreparedRequest, **kwargs: Any
        ) -> requests.Response:
            url = urlsplit(str(request.url))
            if not (url.hostname or "").endswith("plex.tv"):
                return send(session, request, **kwargs)
            self._requests += 1
            response = requests.Response()
            response.status_code, response.request, response.url = 200, request, str(request.url)
            token = request.headers.get("X-Plex-Token", "")
            response.raw = BytesIO(_PLEX_TV.get(url.path, "<MediaContainer/>").format(token=token).encode())
            return response

        def send_or_drop(sock: socket.socket, data: bytes, *arguments: Any) -> int:
            is_local = sock.family != socket.AF_INET or arguments[-1][0].startswith("127.")
            return sendto(sock, data, *arguments) if is_local else len(data)

        requests.Session.send = send_or_answer  # type: ignore[method-assign,assignment]
        socket.socket.sendto = send_or_drop  # type: ignore[method-assign,assignment]

    def read(self) -> int:
        """Return the number of requests to plex.tv since the last reading."""
        number, self._requests = self._requests, 0
        return number

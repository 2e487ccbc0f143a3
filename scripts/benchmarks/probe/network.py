"""Keeps what other integrations ask of plex.tv, and their search of the network, on this machine."""

import socket
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests

_LOOPBACK = "127."


def keep_on_loopback(plex_tv: str) -> None:
    """Have whatever is asked of plex.tv in this process asked of that address, and let no datagram leave."""
    send, sendto = requests.Session.send, socket.socket.sendto
    place = urlsplit(plex_tv)

    def redirected(session: requests.Session, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        asked = urlsplit(str(request.url))
        if (asked.hostname or "").endswith("plex.tv"):
            request.url = urlunsplit((place.scheme, place.netloc, asked.path, asked.query, ""))
        return send(session, request, **kwargs)

    def kept(sock: socket.socket, data: bytes, *arguments: Any) -> int:
        if sock.family == socket.AF_INET and not arguments[-1][0].startswith(_LOOPBACK):
            return len(data)  # as one that nobody answers
        return sendto(sock, data, *arguments)

    requests.Session.send = redirected  # type: ignore[method-assign,assignment]
    socket.socket.sendto = kept  # type: ignore[method-assign,assignment]

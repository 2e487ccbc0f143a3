"""Documents read with plexapi and converted, without a server."""

from collections.abc import Callable
from typing import Any

import requests

from custom_components.plex_arrivals.plex.api import PlexApi
from custom_components.plex_arrivals.plex.conversion import media_item, plex_library, server_info
from custom_components.plex_arrivals.plex.models import PlexLibrary, PlexMediaItem, PlexServerInfo
from custom_components.plex_arrivals.plex.session import PlexSession

ROOT = b'<MediaContainer machineIdentifier="0123" friendlyName="Attic"/>'


class CannedSession(PlexSession):
    """Answers every request with the same document."""

    def __init__(self, body: bytes) -> None:
        super().__init__("client", verify_ssl=True, time_limit=1)
        self.body = body
        self.requests: list[str] = []

    def get(self, url: str | bytes, **_kwargs: Any) -> requests.Response:
        self.requests.append(str(url))
        response = requests.Response()
        response.status_code = 200
        response.encoding = "utf-8"
        response._content = self.body
        return response


def canned(body: bytes) -> tuple[PlexApi, CannedSession]:
    """Return an API that gets this document for every request, and its session with the requests."""
    session = CannedSession(ROOT)
    api = PlexApi("http://plex", "token", session)
    session.requests.clear()
    session.body = body
    return api, session


def items(body: bytes, link: Callable[[str], str]) -> list[PlexMediaItem]:
    api, session = canned(body)
    found = api.items("/library/sections/1/all", "")
    converted = [media_item(item, found.librarySectionID, link) for item in found]
    assert len(session.requests) == 1
    return converted


def libraries(body: bytes) -> list[PlexLibrary]:
    api, session = canned(body)
    converted = [plex_library(section) for section in api.sections()]
    assert len(session.requests) == 1
    return converted


def info(body: bytes) -> PlexServerInfo:
    return server_info(PlexApi("http://plex", "token", CannedSession(body)))


def link(key: str) -> str:
    return f"link:{key}"

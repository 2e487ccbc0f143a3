"""Errors of Plex, each with a translated text.

Messages end up in logs and dialogs: none contains the query of a URL, a header or a token.
"""

from typing import ClassVar


class PlexError(Exception):
    """A request to Plex failed."""

    key: ClassVar[str] = "unknown"
    """The key of its text in the translations (`config.error.<key>`, `exceptions.<key>.message`)."""


class PlexUnavailable(PlexError):
    """The server does not answer, or not in time."""

    key = "cannot_connect"


class PlexCertificateError(PlexUnavailable):
    """The certificate of the server is not trusted."""

    key = "invalid_certificate"


class PlexNotReady(PlexUnavailable):
    """The server is starting, migrating its database or overloaded."""

    key = "not_ready"


class PlexUnloaded(PlexUnavailable):
    """Home Assistant is unloading the server."""

    key = "unloaded"


class PlexUnauthorized(PlexError):
    """The token is wrong, revoked or expired."""

    key = "invalid_auth"


class PlexForbidden(PlexError):
    """The token is valid, but its account may not do this."""

    key = "forbidden"


class PlexNotFound(PlexError):
    """The library or item does not exist (any more)."""

    key = "not_found"


class PlexBadResponse(PlexError):
    """The answer is not one of Plex: another server, an error page of a proxy, a broken document."""

    key = "not_plex"


class PlexRedirect(PlexBadResponse):
    """The server redirects to another address."""

    def __init__(self, message: str, location: str) -> None:
        """Initialize the error with the unchecked `Location` header."""
        super().__init__(message)
        self.location = location

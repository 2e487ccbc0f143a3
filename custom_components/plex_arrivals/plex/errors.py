"""The ways in which Plex can fail us, each with a sentence for a person.

No message holds a URL's query, a header or a token: they end up in logs and dialogs.
"""

from typing import ClassVar


class PlexError(Exception):
    """Something went wrong between us and Plex."""

    key: ClassVar[str] = "unknown"
    """Names the sentence in the translations (`config.error.<key>`, `exceptions.<key>.message`)."""


class PlexUnavailable(PlexError):
    """Nothing answers, or not in time: off, unplugged, another address, a broken network."""

    key = "cannot_connect"


class PlexCertificateError(PlexUnavailable):
    """The server's certificate is not one that this machine trusts."""

    key = "invalid_certificate"


class PlexNotReady(PlexUnavailable):
    """It answers that it is starting, migrating its database or overloaded: try again later."""

    key = "not_ready"


class PlexUnloaded(PlexUnavailable):
    """Nobody asks it any more: Home Assistant is unloading it."""

    key = "unloaded"


class PlexUnauthorized(PlexError):
    """The token is wrong, revoked or expired."""

    key = "invalid_auth"


class PlexForbidden(PlexError):
    """The token is right, but its account may not do this."""

    key = "forbidden"


class PlexNotFound(PlexError):
    """There is no such library or item (any more)."""

    key = "not_found"


class PlexBadResponse(PlexError):
    """It answers, but not as Plex does: another server, a proxy's error page, a broken answer."""

    key = "not_plex"


class PlexRedirect(PlexBadResponse):
    """It sends us to another address."""

    def __init__(self, message: str, location: str) -> None:
        """Take where to: whatever stands in the header."""
        super().__init__(message)
        self.location = location

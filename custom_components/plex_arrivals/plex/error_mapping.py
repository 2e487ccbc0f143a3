"""Map errors of Plex, the network, requests, and plexapi to PlexError."""

from collections.abc import Generator
from contextlib import contextmanager
import http.client
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from plexapi.exceptions import PlexApiException
import requests
import urllib3.exceptions

from .errors import (
    PlexBadResponse,
    PlexCertificateError,
    PlexError,
    PlexForbidden,
    PlexNotFound,
    PlexNotReady,
    PlexRedirect,
    PlexUnauthorized,
    PlexUnavailable,
)

_STATUSES: dict[int, tuple[type[PlexError], str]] = {
    401: (PlexUnauthorized, "Plex at {} refuses the token"),
    403: (PlexForbidden, "The token's account may not do this at {}"),
    404: (PlexNotFound, "Plex at {} has no such resource"),
    498: (PlexUnauthorized, "The token for Plex at {} has expired"),
    # 520 to 530: a content delivery network gets no answer from the server.
    **dict.fromkeys(
        (429, 502, 503, 504, *range(520, 531)),
        (PlexNotReady, "Plex at {} is starting, busy with its database or overloaded"),
    ),
}


def origin(url: str) -> str:
    """Return scheme, host and port of a URL, which is all of it that may be in a message."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "another address"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def error_for_status(status: int, location: str | None, server: str) -> PlexError | None:
    """Return the error for an HTTP status, or None for success.

    `location` is the header of that name; `server` is the origin of the server.
    """
    if status in {200, 201, 204}:
        return None
    if status in _STATUSES:
        error, sentence = _STATUSES[status]
        return error(sentence.format(server))
    if 300 <= status < 400:
        target = origin(location) if location and "://" in location else "another path"
        return PlexRedirect(f"{server} redirects to {target}; the address has to be Plex's own", location or "")
    return PlexBadResponse(f"{server} answered with status {status}")


def not_plex(server: str) -> PlexBadResponse:
    """Return the error for a response that is not Plex's."""
    return PlexBadResponse(f"The server at {server} does not respond like a Plex server")


def check_document(document: Element | None, server: str) -> Element:
    """Return a document that is one of Plex's containers. Raise PlexNotReady or PlexBadResponse for any other.

    While Plex starts or migrates, its maintenance document can come with any status.
    """
    if document is None:
        raise PlexBadResponse(f"{server} answered with nothing")
    if document.tag == "MediaContainer":
        return document
    if document.tag == "Response" and (document.get("code") == "503" or document.get("title") == "Maintenance"):
        raise PlexNotReady(f"Plex at {server} is starting or busy with its database")
    raise not_plex(server)


@contextmanager
def raising_plex_errors(server: str) -> Generator[None]:
    """Raise all errors in the block as a PlexError.

    Without their causes (`from None`), whose texts contain URLs with queries.
    """
    try:
        yield
    except PlexError:
        raise
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as err:
        raise _from_network(err, server) from None
    except PlexApiException, ParseError, ValueError, TypeError, AttributeError, LookupError, RecursionError:
        # What plexapi raises if the body of a successful response is not what it expects.
        raise not_plex(server) from None


def _from_network(err: Exception, server: str) -> PlexError:
    if "CERTIFICATE_VERIFY_FAILED" in str(err):  # OpenSSL's name; requests hides the type
        return PlexCertificateError(f"The certificate of {server} is not trusted")
    if isinstance(err, (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError)):
        return PlexBadResponse(f"{server} sent an answer that cannot be decoded")
    if any(isinstance(cause, http.client.IncompleteRead) for cause in err.args):
        return PlexBadResponse(f"{server} broke off in the middle of its answer")
    if isinstance(err, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return PlexUnavailable(f"{server} did not answer in time")
    return PlexUnavailable(f"Cannot connect to {server}")

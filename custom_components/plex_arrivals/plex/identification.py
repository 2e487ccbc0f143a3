"""Finding out which Plex server is at an address before a token is sent there."""

from typing import Final

import aiohttp

from .error_mapping import error_for_status, not_plex, origin
from .errors import PlexCertificateError, PlexError, PlexNotFound, PlexUnavailable
from .fetching import fetch_json

TIME_LIMIT: Final = 5.0


async def identify(session: aiohttp.ClientSession, url: str, *, time_limit: float = TIME_LIMIT) -> str:
    """Return the machine identifier of the server at a URL, without a token: 1 request. Raise PlexError.

    It proves the server's identity only over https with a session that verifies certificates. Otherwise anybody on the
    network can answer, as Plex sends its identifier to everyone.
    """
    server = origin(url)
    try:
        status, location, document = await fetch_json(
            session, "GET", f"{url}/identity", headers={}, time_limit=time_limit
        )
    except aiohttp.ClientConnectorCertificateError:
        raise PlexCertificateError(f"The certificate of {server} is not trusted") from None
    except aiohttp.ClientPayloadError, aiohttp.ClientResponseError, ValueError:
        raise not_plex(server) from None
    except aiohttp.ClientError, TimeoutError:
        raise PlexUnavailable(f"Cannot connect to {server}") from None
    error = error_for_status(status, location, server)
    if error is not None and not isinstance(error, PlexNotFound):
        raise error
    match document:
        case {"MediaContainer": {"machineIdentifier": str(machine_identifier)}} if machine_identifier:
            return machine_identifier
    raise not_plex(server)


async def is_at(session: aiohttp.ClientSession, url: str, machine_identifier: str) -> bool:
    """Return whether the server with this identifier answers at a URL: 1 request."""
    try:
        return await identify(session, url) == machine_identifier
    except PlexError:
        return False

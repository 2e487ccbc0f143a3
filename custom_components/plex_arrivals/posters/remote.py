"""Posters of media that Plex does not have yet, from the address that an importer gives."""

from typing import Final

import aiohttp
from yarl import URL

from ..plex.errors import PlexBadResponse, PlexNotFound, PlexUnavailable
from ..plex.poster import Poster

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_URL_LENGTH: Final = 2000
_REQUEST_SECONDS: Final = 30
_TMDB: Final = "image.tmdb.org"
_TMDB_WIDTHS: Final = (185, 342, 780)
"""The widths in pixels of the posters that TMDB has besides the original, which may have several megabytes."""


def is_remote_poster(url: str | None) -> bool:
    """Return whether an address can be that of a poster."""
    if not url or len(url) > MAX_URL_LENGTH:
        return False
    try:
        parsed = URL(url)
    except ValueError:
        return False
    return parsed.scheme in ("http", "https") and bool(parsed.host)


async def fetch_remote_poster(session: aiohttp.ClientSession, url: str, width: int) -> Poster:
    """Return the poster at an address, of about a width in pixels if there is a choice: 1 request.

    Raise PlexNotFound, PlexBadResponse or PlexUnavailable, as for the posters of Plex.
    """
    try:
        async with session.get(
            _scaled(URL(url), width), timeout=aiohttp.ClientTimeout(total=_REQUEST_SECONDS)
        ) as found:
            if not found.ok:
                raise PlexNotFound(f"The poster's server answered with status {found.status}")
            body = bytearray()
            async for chunk in found.content.iter_any():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise PlexBadResponse("The poster is too big")
    except (aiohttp.ClientError, TimeoutError, ValueError) as err:
        raise PlexUnavailable(f"The poster's server does not answer: {type(err).__name__}") from err
    return Poster.from_bytes(bytes(body))


def _scaled(url: URL, width: int) -> URL:
    if url.host != _TMDB or "original" not in url.parts:
        return url
    scaled = next((one for one in _TMDB_WIDTHS if one >= width), _TMDB_WIDTHS[-1])
    return url.with_path("/".join(f"w{scaled}" if part == "original" else part for part in url.parts)[1:])

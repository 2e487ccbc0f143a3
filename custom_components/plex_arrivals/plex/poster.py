"""Posters: their paths on a server, and the formats that are accepted (pure)."""

from dataclasses import dataclass
import re
from typing import Final
from urllib.parse import quote, urlencode

from .errors import PlexBadResponse, PlexNotFound

_RATING_KEY: Final = re.compile(r"[0-9]{1,19}")
_VERSION: Final = re.compile(r"[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster in one of the formats that every browser shows and that cannot contain a script."""

    content: bytes
    content_type: str

    @classmethod
    def from_bytes(cls, content: bytes) -> Poster:
        """Return a poster of the type that its first bytes show. Raise PlexBadResponse if it is none."""
        if content.startswith(b"\xff\xd8\xff"):
            return cls(content, "image/jpeg")
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return cls(content, "image/png")
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return cls(content, "image/webp")
        raise PlexBadResponse("The poster is neither a JPEG nor a PNG nor a WebP")


def poster_paths(rating_key: str, version: str | None, width: int, height: int) -> tuple[str, str]:
    """Return the paths of an item's poster on its server: scaled to a size in pixels, and the original.

    The version is optional for Plex; with it, the transcoder does not return an outdated poster. Raise PlexNotFound if
    the rating key cannot be one.
    """
    if not _RATING_KEY.fullmatch(rating_key):
        raise PlexNotFound("This is not the id of an item")
    poster = f"/library/metadata/{rating_key}/thumb"
    if version and _VERSION.fullmatch(version):
        poster = f"{poster}/{version}"
    # With minSize, a poster of another shape covers the size instead of fitting into it.
    query = {"url": poster, "width": width, "height": height, "minSize": 1, "upscale": 0}
    return f"/photo/:/transcode?{urlencode(query, safe='', quote_via=quote)}", poster
